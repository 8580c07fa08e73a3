import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wallClock } from '../../main/contract';
import { takeLock } from '../db/lock';
import { openDatabase } from '../db/open';
import { gtinOf, smallFeed, TestFleet, writeFeed } from '../testing';
import { FeedError } from './feed/problems';
import { FeedGuardError } from './guard';
import type { NameChange } from './changed-products';
import { publish } from './publish';
import { Repository } from './repository';
import { refreshTimestamp } from './upkeep';

let hq: TestFleet;
beforeAll(async () => {
  hq = await TestFleet.start();
  await hq.publish({ products: 30 });
  hq.save();
});
beforeEach(() => hq.restore());
afterAll(() => hq.close());

const metadata = () =>
  Object.fromEntries(
    readdirSync(join(hq.outDir, 'metadata')).map((name) => [
      name,
      readFileSync(join(hq.outDir, 'metadata', name), 'utf8'),
    ]),
  );
const dearer = (n: number) => `${n + 2}.50`;
const inDays = (days: number) => new Date(wallClock() + days * 86_400_000);

describe('publish', () => {
  it('twice changes nothing at all', async () => {
    const before = metadata();
    expect(await hq.publish({ products: 30 })).toMatchObject({ changed: false, sequence: 1 });
    expect(metadata()).toEqual(before);
  });

  it('shows what is new or called otherwise, and not what only costs or counts otherwise', async () => {
    const named: string[] = [];
    const onNameChange = (change: NameChange): void =>
      void named.push('gone' in change ? `-${change.gone}` : change.product.gtin);
    await hq.publish({ products: 30, price: dearer }, { onNameChange });
    expect(named).toEqual([]);
    await hq.publish({ products: 31, price: dearer }, { onNameChange });
    expect(named).toEqual([gtinOf(30)]);
    named.length = 0;
    await hq.publish({ products: 30, price: dearer }, { onNameChange });
    expect(named).toEqual([`-${gtinOf(30)}`]);
    const catalogAgain = join(hq.outDir, '..', 'another');
    named.length = 0;
    await publish({ feedDir: join(hq.dir, 'feed'), outDir: catalogAgain, onNameChange });
    expect(named).toHaveLength(30);
  });

  it('makes keys that only their owner can read, outside the repository', () => {
    for (const name of ['root', 'targets', 'snapshot', 'timestamp', 'store']) {
      expect(statSync(join(hq.keysDir, `${name}.pem`)).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(hq.outDir).sort()).toEqual(['.publisher', 'metadata', 'targets']);
  });

  it('needs no root key once the repository is made', async () => {
    rmSync(join(hq.keysDir, 'root.pem'));
    rmSync(join(hq.keysDir, 'store.pem'));
    expect(await hq.publish({ products: 30, price: dearer })).toMatchObject({ changed: true, sequence: 2 });
    expect(existsSync(join(hq.keysDir, 'root.pem'))).toBe(false);
  });

  it('writes a small delta each night, and a snapshot every week', async () => {
    const made: string[] = [];
    for (let night = 2; night <= 9; night++) {
      const { deltaBytes, snapshotBytes } = await hq.publish({
        products: 30,
        quantity: (n) => (n === 1 ? night : n),
      });
      made.push(`${deltaBytes ? 'delta' : ''}${snapshotBytes ? ' snapshot' : ''}`);
    }
    expect(made.slice(0, 6).every((what) => what.startsWith('delta'))).toBe(true);
    expect(made.some((what) => what.endsWith('snapshot'))).toBe(true);
  });

  it('makes its work folder again from the published objects', async () => {
    await hq.publish({ products: 30, price: dearer });
    rmSync(join(hq.outDir, '.publisher'), { recursive: true });
    expect(await hq.publish({ products: 30, price: dearer })).toMatchObject({ changed: false, sequence: 2 });
    writeFileSync(join(hq.outDir, '.publisher', 'head.db'), 'not a database');
    expect(await hq.publish({ products: 30, price: dearer })).toMatchObject({ changed: false, sequence: 2 });
  });

  it('refuses a feed with errors and leaves the repository as it was', async () => {
    const before = metadata();
    await expect(hq.publish({ products: 30, price: () => 'cheap' })).rejects.toThrow(FeedError);
    expect(metadata()).toEqual(before);
    expect(readdirSync(join(hq.outDir, '.publisher')).sort()).toEqual(['head.db', 'lock.db']);
  });

  it('refuses a second publisher at the same time', async () => {
    const unlock = takeLock(join(hq.outDir, '.publisher', 'lock.db'), 'Test');
    await expect(hq.publish({ products: 30, price: dearer })).rejects.toMatchObject({
      code: 'conflict',
      retryable: true,
    });
    unlock();
    const both = await Promise.allSettled([
      hq.publish({ products: 30, price: dearer }),
      publish({ feedDir: join(hq.dir, 'feed'), outDir: hq.outDir, keysDir: hq.keysDir }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses the feed of another store', async () => {
    const feed = join(hq.dir, 'feed');
    const store = JSON.parse(readFileSync(join(feed, 'store.json'), 'utf8')) as object;
    writeFileSync(join(feed, 'store.json'), JSON.stringify({ ...store, id: 'other' }));
    await expect(publish({ feedDir: feed, outDir: hq.outDir, keysDir: hq.keysDir })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('renews expiries of an unchanged feed when some of the time has passed', async () => {
    const before =
      new Repository(hq.outDir, hq.keysDir, new Date()).objects()[0]?.info.release.expiresAt ?? '';
    await hq.publish({ products: 30 }, { now: inDays(3) });
    const after = new Repository(hq.outDir, hq.keysDir, new Date()).objects()[0]?.info.release;
    expect(after?.sequence).toBe(1);
    expect(Date.parse(after?.expiresAt ?? '') - Date.parse(before)).toBeGreaterThan(2.9 * 86_400_000);
  });

  it('keeps the timestamp fresh with the online key alone', () => {
    for (const name of ['root', 'targets', 'snapshot', 'store']) rmSync(join(hq.keysDir, `${name}.pem`));
    const repository = new Repository(hq.outDir, hq.keysDir, new Date());
    const before = repository.timestamp();
    refreshTimestamp({ outDir: hq.outDir, keysDir: hq.keysDir, now: inDays(2) });
    expect(repository.timestamp().version).toBe(before.version + 1);
    expect(Date.parse(repository.timestamp().expires)).toBeGreaterThan(Date.parse(before.expires));
  });

  it('says for longer, too, what a staged release holds the others on', async () => {
    const expiry = (sequence: number) =>
      new Repository(hq.outDir, hq.keysDir, new Date())
        .objects()
        .find(({ info }) => info.release.sequence === sequence)?.info.release.expiresAt ?? '';
    const staged = { rollout: { percent: 1, cohorts: [] } };
    await hq.publish({ products: 30, price: dearer }, { now: inDays(1), ...staged });
    expect(expiry(1)).toBe(expiry(2));
    await hq.publish({ products: 30, price: dearer }, { now: inDays(5), ...staged });
    expect(Date.parse(expiry(1))).toBeGreaterThan(inDays(11).getTime());
    expect(expiry(1)).toBe(expiry(2));
    // For everyone now: nobody is held any more.
    await hq.publish({ products: 30, price: dearer }, { now: inDays(6.9) });
    expect(expiry(1) < expiry(2)).toBe(true);
  });

  it('keeps what the others are held on for as long as releases are only staged', async () => {
    for (let night = 2; night <= 25; night++)
      await hq.publish(
        { products: 30, quantity: (n) => (n === 1 ? night : n) },
        { now: inDays(night), rollout: { percent: 1, cohorts: [] } },
      );
    const offered = new Repository(hq.outDir, hq.keysDir, new Date()).objects();
    expect(offered.some(({ info }) => info.release.sequence === 1 && info.base === 0)).toBe(true);
  });

  it('drops what is long out of reach', async () => {
    for (let night = 2; night <= 32; night++)
      await hq.publish({ products: 30, quantity: (n) => (n === 1 ? night : n) }, { now: inDays(night) });
    const offered = new Repository(hq.outDir, hq.keysDir, new Date()).objects();
    expect(Math.min(...offered.map(({ info }) => info.release.sequence))).toBeGreaterThan(1);
    expect(readdirSync(join(hq.outDir, 'targets', 'catalog')).length).toBeLessThanOrEqual(offered.length + 4);
  });
});

describe('the guard', () => {
  it.each([
    ['a third fewer products', { products: 20 }, /product shrank from 30 to 20/],
    [
      'a slipped decimal point',
      { products: 30, price: (n: number) => (n === 3 ? '490' : `${n + 1}.90`) },
      new RegExp(`${gtinOf(3)} from 4.90 to 490`),
    ],
    [
      'half of all prices doubled',
      { products: 30, price: (n: number) => (n % 2 ? `${2 * n + 2}.00` : `${n + 1}.90`) },
      /prices change by more than half/,
    ],
  ])('refuses %s unless forced', async (_name, store, why) => {
    const refused = hq.publish(store);
    await expect(refused).rejects.toThrow(FeedGuardError);
    await expect(refused).rejects.toThrow(why);
    expect(await hq.publish(store, { force: true })).toMatchObject({ changed: true, sequence: 2 });
  });

  it('lets a night pass without a few rows that have faults, and names them', async () => {
    const store = { products: 30, price: (n: number) => (n === 3 ? 'cheap' : `${n + 1}.90`) };
    const made = await hq.publish(store);
    expect(made).toMatchObject({ changed: true, products: 29, leftOut: { 'products.csv': 1 } });
    expect(made.errors).toMatchObject([{ file: 'products.csv', line: 5, column: 'price' }]);
    await expect(hq.publish(store, { limits: { badRows: 0 } })).rejects.toThrow(
      /products.csv has faults in 1 of 30 rows; none may be left out/,
    );
  });

  it('publishes neither of two rows that say different things of one product', async () => {
    const feed = writeFeed(join(hq.dir, 'twice'), smallFeed({ products: 30 }));
    const file = join(feed, 'products.csv');
    const row = readFileSync(file, 'utf8').split('\n')[3] ?? '';
    appendFileSync(file, `${row.replace('3.90', '4.90')}\n`);
    const made = await publish({ feedDir: feed, outDir: hq.outDir, keysDir: hq.keysDir });
    expect(made).toMatchObject({ products: 29, leftOut: { 'products.csv': 2 } });
    const head = openDatabase(join(hq.outDir, '.publisher', 'head.db'), { readonly: true });
    const count = (table: string): unknown =>
      head.prepare(`SELECT count(*) FROM ${table} WHERE gtin = ?`).pluck().get(gtinOf(2));
    expect(['product', 'location', 'stock'].map(count)).toEqual([0, 0, 0]);
    head.close();
  });

  it('lets a usual night pass', async () => {
    expect(await hq.publish({ products: 28, price: (n) => `${n + 1}.50` })).toMatchObject({ changed: true });
  });
});
