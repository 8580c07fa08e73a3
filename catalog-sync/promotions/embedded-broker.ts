import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Aedes, type AedesOptions, type Client } from 'aedes';
import { DaogouError } from '../../main/contract';
import { BrokerDoor, defaultBounds, type BrokerBounds, type Visitor } from './broker-door';
import { hearsCalls, mayPublish, maySubscribe } from './broker-rights';

export interface EmbeddedBroker {
  url: string;
  /** True while a staff device listens for calls. Who is not connected now may never come. */
  staffListens(): boolean;
  /** The terminal that runs it comes in with this: made anew each time, known to nobody else, and let in whoever else knocks. */
  own: { username: string; password: string };
  close(): Promise<void>;
}

export interface EmbeddedBrokerOptions {
  port?: number;
  /** Default: this machine only. Between terminals use a broker with TLS and passwords. */
  host?: string;
  /** Required of every client but the terminal's own where given. */
  username?: string;
  password?: string;
  bounds?: Partial<BrokerBounds>;
  /** Told in a sentence of what was refused. */
  onRefused?: (what: string) => void;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
const OWN = 'this-terminal';
/** Somebody on this machine where no password is asked for. */
const ANYBODY = 'anybody';
/** A client that takes nothing for so long is let go, milliseconds: the others wait behind it. */
const DRAIN_MS = 10_000;
/** Handshakes of QoS 2 that one client may leave open. */
const OPEN_HANDSHAKES = 8;
/** CONNACK codes (MQTT 3.1.1, table 3.1). */
const IDENTIFIER_REJECTED = 2;
const UNAVAILABLE = 3;
const BAD_PASSWORD = 4;

/** A broker inside this process, for a store with one terminal and for tests. It forgets what it retains when it ends: the terminals tell it again. */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions = {}): Promise<EmbeddedBroker> {
  const { port = 0, host = '127.0.0.1', password } = options;
  if (!LOOPBACK.test(host) && !password) {
    throw new DaogouError('bad_request', `The embedded broker would be open to everybody at ${host}; set broker.username and broker.password, or broker.host to 127.0.0.1.`);
  }
  const bounds = { ...defaultBounds, ...options.bounds };
  const own = { username: OWN, password: randomBytes(32).toString('base64url') };
  const door = new BrokerDoor(bounds);
  const broker = await Aedes.createBroker(new House(door, bounds, own, options).rules());
  broker.on('unsubscribe', (topics, { conn }) => topics.forEach((topic) => door.visitor(conn)?.filters.delete(topic)));
  const server = createServer((socket) => broker.handle(door.open(socket)));
  server.maxConnections = bounds.clients + bounds.waiting + 1;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `mqtt://${host}:${(server.address() as AddressInfo).port}`,
    staffListens: () => door.anybody(({ user, filters }) => user !== OWN && [...filters].some(hearsCalls)),
    own,
    close: () =>
      new Promise((resolve) => {
        broker.close(() => server.close(() => resolve()));
        door.closeAll();
      }),
  };
}

type Refusal = Error & { returnCode: number };
const refusal = (returnCode: number, message: string): Refusal => Object.assign(new Error(message), { returnCode });

/** The rules that every client keeps to. */
class House {
  readonly #holders = new Map<string, { user: string; client: Client }>();
  readonly #retained = new Map<string, number>();
  #retainedBytes = 0;
  #ownId: string | undefined;

  constructor(
    private readonly door: BrokerDoor,
    private readonly bounds: BrokerBounds,
    private readonly own: { username: string; password: string },
    private readonly options: EmbeddedBrokerOptions,
  ) {}

  rules(): AedesOptions {
    const { bounds } = this;
    return {
      connectTimeout: bounds.waitingMs,
      keepaliveLimit: bounds.keepaliveSeconds,
      drainTimeout: DRAIN_MS,
      maxInflightInbound: OPEN_HANDSHAKES,
      maxTopicLevels: 8,
      preConnect: (_client, packet, done) => {
        // A session that outlives its connection would gather messages without end; what matters is retained.
        packet.clean = true;
        done(null, true);
      },
      authenticate: (client, username, password, done) => {
        const refused = this.#letIn(client, username, password);
        if (refused) this.options.onRefused?.(refused.message);
        done(refused ?? null, !refused);
      },
      authorizePublish: (client, packet, done) => {
        const allowed = client !== null && mayPublish(packet.topic, client.id);
        if (!allowed) this.options.onRefused?.(`a message on '${packet.topic.slice(0, 100)}'`);
        else if (packet.retain && !this.#retain(packet.topic, packet.payload.length, client)) {
          this.options.onRefused?.(`to retain '${packet.topic}': too much is retained`);
          packet.retain = false;
        }
        done(allowed ? null : new Error('not allowed'));
      },
      authorizeSubscribe: (client, subscription, done) => {
        done(null, this.#mayHear(client, subscription.topic) ? subscription : null);
      },
    };
  }

  /** Why a client is not let in; nothing where it is. */
  #letIn(client: Client, username: string | undefined, password: Readonly<Buffer> | undefined): Refusal | undefined {
    const visitor = this.door.visitor(client.conn);
    if (!visitor) return refusal(UNAVAILABLE, 'a connection that is gone');
    const isOwn = username === this.own.username && same(password, this.own.password);
    const user = isOwn ? OWN : this.#guest(visitor, username, password);
    if (typeof user !== 'string') return user;
    const held = this.#holders.get(client.id);
    // Taking over one's own session is how a client comes back from a broken connection; nobody takes another's.
    if (!isOwn && (client.id === this.#ownId || (held && held.user !== user))) {
      return refusal(IDENTIFIER_REJECTED, `client id '${client.id.slice(0, 80)}' is another's`);
    }
    if (!isOwn && !held && !this.door.hasRoom(visitor)) return refusal(UNAVAILABLE, `one client more from ${visitor.address}`);
    if (isOwn) this.#ownId = client.id;
    this.#holders.set(client.id, { user, client });
    visitor.stream.once('close', () => {
      if (this.#holders.get(client.id)?.client === client) this.#holders.delete(client.id);
    });
    this.door.letIn(visitor, user);
    return undefined;
  }

  /** The user, or why not. */
  #guest({ address }: Visitor, username: string | undefined, password: Readonly<Buffer> | undefined): string | Refusal {
    const wanted = this.options.password;
    if (!wanted) return username === OWN ? refusal(BAD_PASSWORD, `a wrong password of '${OWN}'`) : ANYBODY;
    const wait = this.door.mustWait(address);
    if (wait > 0) return refusal(UNAVAILABLE, `a password from ${address}, for ${Math.ceil(wait / 1_000)} s after too many wrong ones`);
    if (username !== undefined && username === this.options.username && same(password, wanted)) return username;
    this.door.wrongPassword(address);
    return refusal(BAD_PASSWORD, `a wrong password from ${address}`);
  }

  #mayHear(client: Client, filter: string): boolean {
    const filters = this.door.visitor(client.conn)?.filters;
    if (!filters || !maySubscribe(filter) || (filters.size >= this.bounds.subscriptionsPerClient && !filters.has(filter))) return false;
    filters.add(filter);
    return true;
  }

  /** Whether a message may be retained. The terminal's own always may: others can't fill its place. */
  #retain(topic: string, bytes: number, client: Client): boolean {
    const before = this.#retained.get(topic) ?? 0;
    if (bytes > 0 && client.id !== this.#ownId) {
      const one = before === 0 ? 1 : 0;
      if (this.#retained.size + one > this.bounds.retainedMessages || this.#retainedBytes + bytes - before > this.bounds.retainedBytes) return false;
    }
    this.#retainedBytes += bytes - before;
    if (bytes > 0) this.#retained.set(topic, bytes);
    else this.#retained.delete(topic);
    return true;
  }
}

/** In a time that does not tell how much of a guess was right. */
function same(given: Readonly<Buffer> | undefined, wanted: string): boolean {
  const digest = (of: string | Readonly<Buffer>) => createHash('sha256').update(of).digest();
  return timingSafeEqual(digest(given ?? ''), digest(wanted));
}
