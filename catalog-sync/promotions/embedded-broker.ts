import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Aedes, type AedesOptions, type Client } from 'aedes';
import { DaogouError } from '../../main/contract';
import { passwordDigest } from '../fleet/admitted';
import { BrokerDoor, defaultBounds, type BrokerBounds, type Visitor } from './broker-door';
import { clientIdOf, hearsCalls, isTerminalId, mayPublish, maySubscribe, type Role } from './broker-rights';

export interface EmbeddedBroker {
  url: string;
  /** True while a staff device listens for calls. Who is not connected now may never come. */
  staffListens(): boolean;
  /**
   * The terminal that runs it comes in with this: made anew each time, known to nobody else, and let in
   * whoever else knocks.
   */
  own: { username: string; password: string };
  close(): Promise<void>;
}

export interface EmbeddedBrokerOptions {
  port?: number;
  /** Default: this machine only. Between terminals use a broker with TLS and passwords. */
  host?: string;
  /**
   * The user that staff's devices and HQ share: required of every client but terminals where given. It speaks
   * for no terminal.
   */
  username?: string;
  password?: string;
  /**
   * SHA-256 of the password of another terminal's own user, by its name; nothing where that terminal is not
   * let in. Asked at each connection.
   */
  terminals?: (username: string) => string | undefined;
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
const NOT_AUTHORIZED = 5;

/**
 * A broker inside this process, for a store with one terminal and for tests. It forgets what it retains when
 * it ends: the terminals tell it again.
 */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions = {}): Promise<EmbeddedBroker> {
  const { port = 0, host = '127.0.0.1', password } = options;
  if (!LOOPBACK.test(host) && !password) {
    throw new DaogouError(
      'bad_request',
      `The embedded broker would be open to everybody at ${host}; set broker.username and broker.password, or broker.host to 127.0.0.1.`,
    );
  }
  const bounds = { ...defaultBounds, ...options.bounds };
  const own = { username: OWN, password: randomBytes(32).toString('base64url') };
  const door = new BrokerDoor(bounds);
  const broker = await Aedes.createBroker(new House(door, bounds, own, options).rules());
  broker.on('unsubscribe', (topics, { conn }) =>
    topics.forEach((topic) => door.visitor(conn)?.filters.delete(topic)),
  );
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

/** As who a client comes in. */
interface User {
  name: string;
  role: Role;
}

type Refusal = Error & { returnCode: number };
const refusal = (returnCode: number, message: string): Refusal =>
  Object.assign(new Error(message), { returnCode });

/** The rules that every client keeps to. */
class House {
  readonly #holders = new Map<string, { user: User; address: string; client: Client }>();
  /** Also of one whose connection is gone already and whose last will is said now. */
  readonly #roles = new WeakMap<Client, Role>();
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
        const role = client ? this.#roles.get(client) : undefined;
        const allowed = client !== null && role !== undefined && mayPublish(packet.topic, role, client.id);
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
  #letIn(
    client: Client,
    username: string | undefined,
    password: Readonly<Buffer> | undefined,
  ): Refusal | undefined {
    const visitor = this.door.visitor(client.conn);
    if (!visitor) return refusal(UNAVAILABLE, 'a connection that is gone');
    const user = this.#user(visitor, username, password);
    if (user instanceof Error) return user;
    const { role } = user;
    const refused = this.#mayBeCalled(client.id, user, visitor);
    if (refused) return refused;
    if (role !== 'own' && !this.#holders.has(client.id) && !this.door.hasRoom(visitor))
      return refusal(UNAVAILABLE, `one client more from ${visitor.address}`);
    if (role === 'own') this.#ownId = client.id;
    this.#roles.set(client, role);
    this.#holders.set(client.id, { user, address: visitor.address, client });
    visitor.stream.once('close', () => {
      if (this.#holders.get(client.id)?.client === client) this.#holders.delete(client.id);
    });
    this.door.letIn(visitor, user.name);
    return undefined;
  }

  /**
   * Why a user may not have this client id. A terminal's is bound to its user. Taking over one's own session
   * is how a client comes back from a broken connection; nobody takes another's, and of those who share a
   * user only one from the same address counts as the same.
   */
  #mayBeCalled(id: string, { name, role }: User, { address }: Visitor): Refusal | undefined {
    if (role === 'own') return undefined;
    const shown = id.slice(0, 80);
    const held = this.#holders.get(id);
    const others =
      held &&
      (held.user.name !== name || held.user.role !== role || (role === 'staff' && held.address !== address));
    if (id === this.#ownId || others)
      return refusal(IDENTIFIER_REJECTED, `client id '${shown}' is another's`);
    if (role === 'terminal')
      return id === clientIdOf(name)
        ? undefined
        : refusal(IDENTIFIER_REJECTED, `client id '${shown}' is not that of terminal '${name}'`);
    if (!isTerminalId(id)) return undefined;
    return refusal(
      NOT_AUTHORIZED,
      `terminal '${shown}' under the user '${name}', which speaks for no terminal; take broker.username out of its store.json and admit its own user here: daogou fleet --account | daogou fleet --admit`,
    );
  }

  /** The user, or why not. */
  #user({ address }: Visitor, username = '', password: Readonly<Buffer> | undefined): User | Refusal {
    const digest = passwordDigest(password ?? '');
    if (username === OWN) {
      if (same(digest, passwordDigest(this.own.password))) return { name: OWN, role: 'own' };
      this.door.wrongPassword(address);
      return refusal(BAD_PASSWORD, `a wrong password of '${OWN}'`);
    }
    const ofTerminal = this.options.terminals?.(username);
    if (ofTerminal === undefined && !this.options.password) return { name: ANYBODY, role: 'staff' };
    const wait = this.door.mustWait(address);
    if (wait > 0)
      return refusal(
        UNAVAILABLE,
        `a password from ${address}, for ${Math.ceil(wait / 1_000)} s after too many wrong ones`,
      );
    if (ofTerminal !== undefined && same(digest, ofTerminal)) return { name: username, role: 'terminal' };
    if (
      ofTerminal === undefined &&
      username === this.options.username &&
      same(digest, passwordDigest(this.options.password ?? ''))
    )
      return { name: username, role: 'staff' };
    this.door.wrongPassword(address);
    return refusal(BAD_PASSWORD, `a wrong password from ${address}`);
  }

  #mayHear(client: Client, filter: string): boolean {
    const filters = this.door.visitor(client.conn)?.filters;
    const role = this.#roles.get(client);
    if (
      !filters ||
      !role ||
      !maySubscribe(filter, role) ||
      (filters.size >= this.bounds.subscriptionsPerClient && !filters.has(filter))
    )
      return false;
    filters.add(filter);
    return true;
  }

  /** Whether a message may be retained. The terminal's own always may: others can't fill its place. */
  #retain(topic: string, bytes: number, client: Client): boolean {
    const before = this.#retained.get(topic) ?? 0;
    if (bytes > 0 && client.id !== this.#ownId) {
      const one = before === 0 ? 1 : 0;
      if (
        this.#retained.size + one > this.bounds.retainedMessages ||
        this.#retainedBytes + bytes - before > this.bounds.retainedBytes
      )
        return false;
    }
    this.#retainedBytes += bytes - before;
    if (bytes > 0) this.#retained.set(topic, bytes);
    else this.#retained.delete(topic);
    return true;
  }
}

/** Of two SHA-256 in hexadecimal, in a time that does not tell how much of a guess was right. */
const same = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
