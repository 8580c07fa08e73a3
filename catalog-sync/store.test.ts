import { existsSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createCatalogStore, openCatalogReader, provisionFeed } from './index';
import { gtinOf, smallFeed, writeFeed } from './testing';
import { quickHttp, TestFleet } from './testing';

let hq: TestFleet;
beforeEach(async () => {
  hq = await TestFleet.start();
});
afterEach(() => hq.close());

const open = (events: string[] = []) =>
  createCatalogStore({
    dataDir: hq.dataDir(),
    syncUrl: hq.server.url,
    rootFile: join(hq.outDir, 'metadata', 'root.json'),
    appVersion: '1.0.0',
    http: quickHttp,
    emit: (event) => events.push(event),
  });

it('has nothing at first, then the catalog, then the next one, while old readers go on', async () => {
  await hq.publish();
  const events: string[] = [];
  const store = await open(events);
  expect(store.current()).toBeUndefined();
  expect(store.status()).toEqual({ ready: false, sync: { phase: 'idle' } });
  expect(await store.sync()).toMatchObject({
    ready: true,
    sequence: 1,
    products: 12,
    storeId: 'test-store',
    sync: { phase: 'idle' },
  });
  const old = store.current();
  await hq.publish({ price: (n) => `${n + 2}.50` });
  await store.sync();
  expect(old?.product(gtinOf(3))?.price).toBe(4.9);
  expect(store.current()?.product(gtinOf(3))?.price).toBe(5.5);
  expect(events.filter((event) => event === 'swapped')).toHaveLength(2);
  await store.close();
});

it('says why a sync failed and goes on answering', async () => {
  await hq.publish();
  const store = await open();
  await store.sync();
  hq.server.meddle(() => ({ status: 500 }));
  expect(await store.sync()).toMatchObject({
    ready: true,
    sequence: 1,
    sync: { phase: 'failed', error: { kind: 'network' } },
  });
  expect(store.current()?.product(gtinOf(3))?.price).toBe(4.9);
  expect(store.counters.all()).toMatchObject({ 'sync.ok': 1, 'sync.failed.network': 1 });
  await store.close();
});

it('opens the catalog before when the newest is damaged, and fetches it again', async () => {
  await hq.publish();
  let store = await open();
  await store.sync();
  await hq.publish({ price: (n) => `${n + 2}.50` });
  await store.sync();
  await store.close();
  const file = join(hq.dataDir(), 'catalog', '2.db');
  const size = readFileSync(file).length;
  writeFileSync(file, Buffer.alloc(size, 7));
  store = await open();
  expect(store.status()).toMatchObject({ ready: true, sequence: 1 });
  expect(await store.sync()).toMatchObject({ ready: true, sequence: 2, sync: { phase: 'idle' } });
  await store.close();
  truncateSync(file, 100);
  writeFileSync(join(hq.dataDir(), 'catalog', 'current.json'), '{');
  store = await open();
  expect(store.status().ready).toBe(false);
  expect(await store.sync()).toMatchObject({ ready: true, sequence: 2 });
  await store.close();
});

/**
 * Another number in a name: SQLite finds nothing wrong with it, and as with rot the file's time does not
 * tell.
 */
function rot(file: string): void {
  const { mtimeMs } = statSync(file);
  forge(file);
  utimesSync(file, new Date(), new Date(Math.round(mtimeMs)));
}
function forge(file: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(Buffer.from('洗发水3号'));
  expect(at).toBeGreaterThan(0);
  bytes.write('洗发水8号', at);
  writeFileSync(file, bytes);
}

it('leaves a catalog whose bytes changed for the one before it, or for none, and fetches it again', async () => {
  await hq.publish();
  let store = await open();
  await store.sync();
  await hq.publish({ price: (n) => `${n + 2}.50` });
  await store.sync();
  await store.close();
  rot(join(hq.dataDir(), 'catalog', '2.db'));
  hq.server.meddle(() => ({ status: 500 }));
  store = await open();
  expect(store.status()).toMatchObject({ ready: true, sequence: 2 });
  store.start();
  await expect.poll(() => store.status().sequence).toBe(1);
  expect(store.counters.all()).toMatchObject({ 'catalog.reverted': 1 });
  await store.close();
  forge(join(hq.dataDir(), 'catalog', '1.db'));
  store = await open();
  // Its time tells that it was changed: not even the first answer comes from it.
  expect(store.status().ready).toBe(false);
  hq.server.meddle(() => undefined);
  expect(await store.sync()).toMatchObject({ ready: true, sequence: 2 });
  expect(store.current()?.product(gtinOf(3))).toMatchObject({ price: 5.5, name: { zh: '洗发水3号' } });
  await store.close();
});

it('keeps what could not be answered, and needs no server to open', async () => {
  const store = await createCatalogStore({ dataDir: hq.dataDir(), syncUrl: '' });
  store.unanswered.record({
    at: new Date().toISOString(),
    lang: 'zh',
    reason: 'abstained',
    intent: 'product.location',
    words: ['土豆'],
    kinds: [],
    said: 7,
  });
  expect(await store.sync()).toEqual({ ready: false, sync: { phase: 'idle' } });
  await store.close();
  expect(existsSync(join(hq.dataDir(), 'state.db'))).toBe(true);
});

it('provisions a feed folder once, and again when a byte of it changes', async () => {
  const feed = writeFeed(join(hq.dir, 'feed'), smallFeed());
  const cache = join(hq.dir, 'cache');
  const both = await Promise.all([provisionFeed(feed, cache), provisionFeed(feed, cache)]);
  expect(both.map(({ file }) => file)).toEqual([both[0].file, both[0].file]);
  expect((await provisionFeed(feed, cache)).fresh).toBe(false);
  const reader = openCatalogReader(both[0].file);
  expect(reader.product(gtinOf(3))).toMatchObject({ price: 4.9, name: { zh: '洗发水3号' } });
  reader.close();
  writeFeed(feed, smallFeed({ products: 13 }));
  const next = await provisionFeed(feed, cache);
  expect(next.fresh).toBe(true);
  expect(next.file).not.toBe(both[0].file);
  rmSync(join(feed, 'products.csv'));
  await expect(provisionFeed(feed, cache)).rejects.toThrow(/products.csv: is missing/);
});
