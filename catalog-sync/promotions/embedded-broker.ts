import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import { DaogouError } from '../../main/contract';

export interface EmbeddedBroker {
  url: string;
  /** True while a staff device listens for calls. Who is not connected now may never come. */
  staffListens(): boolean;
  close(): Promise<void>;
}

export interface EmbeddedBrokerOptions {
  port?: number;
  /** Default: this machine only. Between terminals use a broker with TLS and passwords. */
  host?: string;
  /** Required of every client where given. */
  username?: string;
  password?: string;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** A broker inside this process, for a store with one terminal and for tests. It forgets what it retains when it ends: the terminals tell it again. */
export async function startEmbeddedBroker({ port = 0, host = '127.0.0.1', username, password }: EmbeddedBrokerOptions = {}): Promise<EmbeddedBroker> {
  if (!LOOPBACK.test(host) && !password) {
    throw new DaogouError('bad_request', `The embedded broker would be open to everybody at ${host}; set broker.username and broker.password, or broker.host to 127.0.0.1.`);
  }
  const broker = await Aedes.createBroker({
    authenticate: (_client, name, secret, done) => done(null, !password || (name === username && same(secret, password))),
  });
  const ears = new Map<object, Set<string>>();
  broker.on('subscribe', (subscriptions, client) => {
    const filters = ears.get(client) ?? new Set();
    for (const { topic } of subscriptions) filters.add(topic);
    ears.set(client, filters);
  });
  broker.on('unsubscribe', (topics, client) => topics.forEach((topic) => ears.get(client)?.delete(topic)));
  broker.on('clientDisconnect', (client) => ears.delete(client));
  const server = createServer((socket) => broker.handle(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `mqtt://${host}:${(server.address() as AddressInfo).port}`,
    staffListens: () => [...ears.values()].some((filters) => [...filters].some(hearsCalls)),
    close: () =>
      new Promise((resolve) => {
        broker.close(() => server.close(() => resolve()));
      }),
  };
}

/** Whether a topic filter takes `daogou/<store>/calls/<terminal>` (MQTT 5, section 4.7.1). */
function hearsCalls(filter: string): boolean {
  const parts = filter.split('/');
  const many = parts.indexOf('#');
  if (many >= 0 && many < 2) return true;
  return parts[2] === 'calls' || parts[2] === '+' || many === 2;
}

/** In a time that does not tell how much of a guess was right. */
function same(given: Readonly<Buffer> | undefined, wanted: string): boolean {
  const digest = (of: string | Readonly<Buffer>) => createHash('sha256').update(of).digest();
  return timingSafeEqual(digest(given ?? ''), digest(wanted));
}
