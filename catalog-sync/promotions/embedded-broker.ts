import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Aedes } from 'aedes';

export interface EmbeddedBroker {
  url: string;
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

/** A broker inside this process, for a store with one terminal and for tests. It forgets what it retains when it ends: the terminals tell it again. */
export async function startEmbeddedBroker({ port = 0, host = '127.0.0.1', username, password }: EmbeddedBrokerOptions = {}): Promise<EmbeddedBroker> {
  const broker = await Aedes.createBroker({
    authenticate: (_client, name, secret, done) => done(null, username === undefined || (name === username && secret?.toString() === password)),
  });
  const server = createServer((socket) => broker.handle(socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `mqtt://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        broker.close(() => server.close(() => resolve()));
      }),
  };
}
