import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { computeFacts } from '../db/digest';
import { wallClock } from '../../main/contract';
import { openDatabase } from '../db/open';
import { rollBack } from '../hq/publish';
import { rotateKey } from '../hq/upkeep';
import { gtinOf, TestFleet } from '../testing';
import { InstalledCatalogs } from './live';

let hq: TestFleet;
beforeEach(async () => {
  hq = await TestFleet.start();
});
afterEach(() => hq.close());

const dearer = (n: number) => `${n + 2}.50`;

describe('a sync', () => {
  it('brings the newest catalog, then only what changed, then nothing', async () => {
    await hq.publish();
    expect(await hq.sync()).toMatchObject({ changed: true, route: [0] });
    expect(hq.look(gtinOf(3))).toEqual({ sequence: 1, price: 4.9 });

    await hq.publish({ price: dearer });
    const second = await hq.sync();
    expect(second).toMatchObject({ changed: true, route: [1] });
    expect(hq.look(gtinOf(3))).toEqual({ sequence: 2, price: 5.5 });

    const before = hq.server.requests.length;
    expect(await hq.sync()).toMatchObject({ changed: false, route: [] });
    expect(hq.server.requests.slice(before).map(({ path }) => path)).toEqual([
      '/metadata/2.root.json',
      '/metadata/timestamp.json',
    ]);
  });

  it('over a delta gives the same rows as over a snapshot, and finds only what is there', async () => {
    await hq.publish({ products: 12 });
    await hq.sync({ name: 'old' });
    await hq.publish({ products: 15, price: dearer, skip: (n) => n === 4 || n === 7 }, { force: true });
    expect((await hq.sync({ name: 'old' })).route).toEqual([1]);
    await hq.sync({ name: 'new' });
    const facts = ['old', 'new'].map((name) => {
      const db = openDatabase(join(hq.dataDir(name), 'catalog', '2.db'), { readonly: true });
      try {
        expect(db.prepare('SELECT count(*) AS n FROM search').get()).toEqual({ n: 13 });
        return computeFacts(db);
      } finally {
        db.close();
      }
    });
    expect(facts[0]).toEqual(facts[1]);
  });

  it('follows a chain of deltas after some nights away', async () => {
    await hq.publish({ products: 60 });
    await hq.sync();
    for (let night = 1; night <= 3; night++)
      await hq.publish({ products: 60, quantity: (n) => n + (n < 5 ? night : 0) });
    expect(await hq.sync()).toMatchObject({ route: [1, 2, 3] });
    expect(hq.look(gtinOf(1))?.sequence).toBe(4);
  });

  it('resumes a broken download where it broke', async () => {
    await hq.publish({ products: 200 });
    let cuts = 0;
    hq.server.meddle((path) =>
      path.includes('snapshot.jsonl') && cuts++ < 2 ? { cutAfter: 500 } : undefined,
    );
    await hq.sync();
    const ranges = hq.server.requests
      .filter(({ path }) => path.includes('snapshot.jsonl'))
      .map(({ range }) => range);
    expect(ranges).toEqual([undefined, 'bytes=500-', 'bytes=1000-']);
  });

  it('resumes also in another life of the process', async () => {
    await hq.publish({ products: 200 });
    hq.server.meddle((path) => (path.includes('snapshot.jsonl') ? { cutAfter: 400 } : undefined));
    expect(await hq.refusal({ http: { tries: 1, stallMs: 5_000, backoffMs: 1 } })).toBe('network');
    hq.server.meddle(() => undefined);
    await hq.sync();
    expect(hq.server.requests.at(-1)?.range).toBe('bytes=400-');
  });

  it('takes the snapshot where the catalog in hand was damaged on disk', async () => {
    await hq.publish({ products: 60 });
    await hq.sync();
    await hq.publish({ products: 60, price: dearer });
    const file = join(hq.dataDir(), 'catalog', '1.db');
    const bytes = readFileSync(file);
    bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    await hq.sync();
    expect(hq.look(gtinOf(3))).toEqual({ sequence: 2, price: 5.5 });
  });

  it('keeps the last two catalogs and nothing else', async () => {
    for (let night = 0; night < 4; night++) {
      await hq.publish({ quantity: () => night });
      await hq.sync();
    }
    expect(readdirSync(join(hq.dataDir(), 'catalog')).sort()).toEqual(['3.db', '4.db', 'current.json']);
    expect(readdirSync(join(hq.dataDir(), 'downloads'))).toEqual([]);
  });

  it('renews the expiry of a catalog that HQ confirms', async () => {
    const now = wallClock();
    await hq.publish();
    await hq.sync();
    await hq.publish({}, { now: new Date(now + 3 * 86_400_000) });
    expect(await hq.sync()).toMatchObject({ changed: false });
    const [live] = new InstalledCatalogs(hq.dataDir()).list();
    expect(Date.parse(live?.release.expiresAt ?? '')).toBeGreaterThan(now + 9 * 86_400_000);
  });

  it('goes on after every key was changed', async () => {
    await hq.publish();
    await hq.sync();
    for (const role of ['timestamp', 'snapshot', 'targets', 'root', 'store'] as const)
      rotateKey(role, { outDir: hq.outDir, keysDir: hq.keysDir });
    await hq.publish({ price: dearer });
    expect(await hq.sync()).toMatchObject({ changed: true, route: [1] });
    // And a terminal that begins with the first root of all.
    expect(await hq.sync({ name: 'fresh' })).toMatchObject({ changed: true });
  });

  it('follows HQ back to earlier content under a higher sequence', async () => {
    await hq.publish();
    await hq.publish({ price: dearer, skip: (n) => n === 2 });
    await hq.sync();
    await rollBack({ outDir: hq.outDir, keysDir: hq.keysDir, to: 1 });
    await hq.sync();
    expect(hq.look(gtinOf(2))).toEqual({ sequence: 3, price: 3.9 });
  });

  it('makes the search tables anew when the program that makes them changed, without fetching', async () => {
    await hq.publish();
    await hq.sync({ builder: 'old' });
    const before = hq.server.requests.length;
    expect(await hq.sync({ builder: 'new' })).toMatchObject({ changed: true, route: [] });
    expect(hq.server.requests.slice(before).some(({ path }) => path.includes('jsonl'))).toBe(false);
    expect(await hq.sync({ builder: 'new' })).toMatchObject({ changed: false });
    await hq.publish({ price: dearer });
    expect(await hq.sync({ builder: 'newest' })).toMatchObject({ changed: true, route: [1] });
    expect(hq.look(gtinOf(3))).toEqual({ sequence: 2, price: 5.5 });
  });

  it('is one at a time', async () => {
    await hq.publish();
    const both = await Promise.all([hq.refusal(), hq.refusal()]);
    expect(both.sort()).toEqual(['accepted', 'busy']);
  });

  it('begins anew under another first root', async () => {
    await hq.publish();
    await hq.sync();
    rmSync(hq.outDir, { recursive: true });
    rmSync(hq.keysDir, { recursive: true });
    await hq.publish({ price: dearer });
    expect(await hq.sync()).toMatchObject({ changed: true, route: [0] });
    expect(hq.look(gtinOf(3))).toEqual({ sequence: 1, price: 5.5 });
  });
});

describe('a staged release', () => {
  it('reaches the named cohort first, then the drawn share, then everyone', async () => {
    await hq.publish({}, { cohorts: ['pilot'] });
    await hq.publish({ price: dearer }, { rollout: { percent: 0, cohorts: ['pilot'] } });
    const pilot = { terminalId: 'p', appVersion: '1.0.0', cohort: 'pilot' };
    expect((await hq.sync({ name: 'pilot', terminal: pilot })).installed.release.sequence).toBe(2);
    expect((await hq.sync({ name: 'other' })).installed.release.sequence).toBe(1);
    // The same content for everyone: no new release, only wider.
    expect(await hq.publish({ price: dearer })).toMatchObject({ changed: false, sequence: 2 });
    expect((await hq.sync({ name: 'other' })).installed.release.sequence).toBe(2);
  });
});

it('leaves no half file behind when it fails', async () => {
  await hq.publish();
  expect(
    await hq.refusal({
      prove: () => {
        throw new Error('no answer');
      },
    }),
  ).toBe('unusable');
  expect(existsSync(join(hq.dataDir(), 'catalog', 'current.json'))).toBe(false);
  expect(readdirSync(join(hq.dataDir(), 'catalog'))).toEqual([]);
  expect(statSync(join(hq.dataDir(), 'trust')).isDirectory()).toBe(true);
});
