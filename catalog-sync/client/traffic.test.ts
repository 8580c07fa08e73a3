import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { wallClock } from '../../main/contract';
import { createCatalogStore, type CatalogStore, type CatalogStoreOptions } from '../store';
import { gtinOf, quickHttp, TestFleet } from '../testing';

let hq: TestFleet;
let stores: CatalogStore[] = [];
beforeEach(async () => {
  hq = await TestFleet.start();
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  stores = [];
  await hq.close();
});

async function open(options: Partial<CatalogStoreOptions> = {}): Promise<CatalogStore> {
  const store = await createCatalogStore({
    dataDir: hq.dataDir(),
    syncUrl: hq.server.url,
    rootFile: join(hq.outDir, 'metadata', '1.root.json'),
    http: quickHttp,
    ...options,
  });
  stores.push(store);
  return store;
}

describe('a night’s data budget', () => {
  /** Prices that no compression makes small. */
  const dice = (night: number) => (n: number) =>
    `${((n * 7_919 + night * 104_729) % 9_973) / 100 + 1}`.slice(0, 5);

  it('counts across syncs and restarts, cuts there, and goes on the next night where it was', async () => {
    let days = 0;
    const clock = () => new Date(wallClock() + days * 86_400_000);
    await hq.publish({ products: 3_000, price: dice(1) });
    const nightlyBytes = 5_000;
    let store = await open({ nightlyBytes, clock });
    // The first catalog comes at any price: without one the terminal is of no use.
    expect((await store.sync({ thrifty: true })).sequence).toBe(1);
    days = 1;
    await hq.publish({ products: 3_000, price: dice(2) }, { force: true, now: clock() });
    expect((await store.sync({ thrifty: true })).sync.error?.kind).toBe('budget');
    await store.close();
    stores = [];
    store = await open({ nightlyBytes, clock });
    hq.server.requests.length = 0;
    expect((await store.sync({ thrifty: true })).sync.error?.kind).toBe('budget');
    expect(hq.server.requests.some(({ path }) => path.includes('targets/catalog'))).toBe(false);
    expect(store.current()?.info.sequence).toBe(1);
    for (; days < 6 && store.status().sequence === 1;) {
      days += 1;
      await store.sync({ thrifty: true });
    }
    expect(store.status().sequence).toBe(2);
    expect(days).toBeGreaterThan(1);
  });

  it('does not bind staff who ask for the newest', async () => {
    await hq.publish({ products: 60, price: dice(1) });
    const store = await open({ nightlyBytes: 1 });
    await store.sync();
    await hq.publish({ products: 60, price: dice(2) }, { force: true });
    expect((await store.sync({ thrifty: true })).sync.error?.kind).toBe('budget');
    expect((await store.sync()).sequence).toBe(2);
  });
});

it('syncs one at a time: who asks meanwhile gets the same answer', async () => {
  await hq.publish();
  const store = await open();
  const [a, b] = await Promise.all([store.sync(), store.sync()]);
  expect([a.sequence, b.sequence]).toEqual([1, 1]);
  expect(hq.server.requests.filter(({ path }) => path.includes('targets/catalog'))).toHaveLength(1);
});

it('tells the manager’s screen every phase, with how far it is', async () => {
  await hq.publish();
  const seen: { phase: string; done?: number }[] = [];
  const store = await open({
    emit: (event, payload) =>
      void (event === 'status' && seen.push((payload as { sync: { phase: string; done?: number } }).sync)),
  });
  await store.sync();
  const phases = seen.map(({ phase }) => phase);
  expect(phases.filter((phase, n) => phase !== phases[n - 1])).toEqual([
    'checking',
    'fetching',
    'building',
    'verifying',
    'swapping',
    'idle',
  ]);
  expect(seen.filter(({ done }) => done !== undefined).every(({ done }) => done! >= 0 && done! <= 1)).toBe(
    true,
  );
});

describe('a web proxy', () => {
  let proxy: Server;
  let through: string[];
  let address: string;
  beforeEach(async () => {
    through = [];
    // What a store's proxy does: absolute addresses for HTTP, tunnels for everything else.
    proxy = createServer((asked, answer) => {
      through.push(`${asked.method} ${asked.url}`);
      const onward = request(
        asked.url ?? '',
        { method: asked.method, headers: asked.headers },
        (response) => {
          answer.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(answer);
        },
      );
      onward.on('error', () => answer.writeHead(502).end());
      asked.pipe(onward);
    });
    proxy.on('connect', (asked, socket) => {
      through.push(`CONNECT ${asked.url}`);
      const [host, port] = (asked.url ?? '').split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket);
        socket.pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    for (const name of ['HTTP_PROXY', 'NO_PROXY']) delete process.env[name];
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it('is used where it is configured', async () => {
    await hq.publish();
    const store = await open({ http: { ...quickHttp, proxy: address } });
    expect((await store.sync()).sequence).toBe(1);
    expect(
      through.some((line) => line.startsWith('GET http://127.0.0.1') && line.includes('targets/catalog')),
    ).toBe(true);
  });

  it('is taken from the environment, but for the hosts it excepts', async () => {
    await hq.publish();
    process.env.HTTP_PROXY = address;
    process.env.NO_PROXY = '127.0.0.1';
    const store = await open();
    expect((await store.sync()).sequence).toBe(1);
    expect(through).toEqual([]);
    process.env.NO_PROXY = 'elsewhere.example';
    await hq.publish({ price: () => '3.30' }, { force: true });
    expect((await store.sync()).sequence).toBe(2);
    expect(through.length).toBeGreaterThan(3);
    expect(hq.look(gtinOf(1))?.price).toBe(3.3);
  });

  it('that is not there is a network error, and the catalog in hand stays', async () => {
    await hq.publish();
    const store = await open({ http: { ...quickHttp, tries: 1, proxy: 'http://127.0.0.1:9' } });
    expect((await store.sync()).sync.error?.kind).toBe('network');
  });
});
