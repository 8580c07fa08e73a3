import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { wallClock } from '../../main/contract';
import { defaultBinding, openDatabase } from '../db/open';
import type { OfferDraft } from '../promotions/service';
import { brokerAccount } from '../fleet/account';
import { passwordDigest } from '../fleet/admitted';
import { startEmbeddedBroker } from '../promotions/embedded-broker';
import { createCatalogStore, type CatalogStore, type CatalogStoreOptions } from '../store';
import {
  holdExclusively,
  modesBind,
  SmallDisk,
  writable,
  gtinOf,
  temporaryFolder,
  TestFleet,
} from '../testing';
import { openState } from './open-state';
import { Settings } from './settings';

let hq: TestFleet;
let dir: string;
const stores: CatalogStore[] = [];
beforeAll(async () => {
  hq = await TestFleet.start();
  await hq.publish();
  await hq.sync();
});
afterAll(() => hq.close());
beforeEach(() => {
  dir = temporaryFolder();
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()));
  rmSync(dir, { recursive: true, force: true });
});

/** A terminal with a catalog whose data lie at `dataDir`. */
async function terminal(dataDir: string, options: Partial<CatalogStoreOptions> = {}): Promise<CatalogStore> {
  if (!existsSync(join(dataDir, 'catalog'))) cpSync(hq.dataDir(), dataDir, { recursive: true });
  const rootFile = join(hq.outDir, 'metadata', '1.root.json');
  const store = await createCatalogStore({
    dataDir,
    syncUrl: '',
    rootFile,
    keysDir: hq.keysDir,
    steady: 'terminal',
    storageRetryMs: 3_600_000,
    ...options,
  });
  stores.push(store);
  store.start();
  return store;
}
const leave = (store: CatalogStore) => stores.splice(stores.indexOf(store), 1)[0]!.close();
const question = {
  at: new Date().toISOString(),
  lang: 'zh' as const,
  reason: 'not_carried' as const,
  intent: 'product.location' as const,
  words: ['土豆'],
  kinds: [],
  said: 4,
};
const offer: OfferDraft = {
  id: 'S-1',
  title: { zh: '店长特价', en: "Manager's special" },
  kind: 'special_price',
  value: '2.50',
  startsAt: '2026-11-22T08:00:00+08:00',
  endsAt: '2099-01-01T00:00:00+08:00',
  gtins: [gtinOf(3)],
};
const inForce = (store: CatalogStore) =>
  store
    .current()
    ?.promotions()
    .filter(({ id }) => id === 'S-1').length;
const answers = (store: CatalogStore) => store.current()?.product(gtinOf(3))?.price;
const lives = (store: CatalogStore) => {
  store.unanswered.record(question);
  store.counters.add('asked');
  expect(answers(store)).toBe(4.9);
};

/** A `state.db` with a life behind it, all of it in the main file. */
async function lived(): Promise<string> {
  const store = await terminal(dir);
  store.promotions.put(offer);
  await leave(store);
  const file = join(dir, 'state.db');
  const db = openDatabase(file);
  db.prepare(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT OR REPLACE INTO setting SELECT 'pad.' || i, hex(zeroblob(100)) FROM n",
  ).run();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return file;
}
const scribble = (file: string, from: number, bytes: number) => {
  const fd = openSync(file, 'r+');
  writeSync(fd, Buffer.alloc(bytes, 0x5a), 0, bytes, from);
  closeSync(fd);
};
const aside = () =>
  readdirSync(dir).filter((name) => /^state\.db\.damaged-[^.]*$/.test(name) && !/-(wal|shm)$/.test(name));

describe('a damaged state.db', () => {
  it.each([
    ['header', 0, 100],
    ['schema page', 100, 3_000],
    ['middle', 12_288, 60_000],
  ])('is set aside and begun anew: %s', async (_part, from, bytes) => {
    scribble(await lived(), from, bytes);
    const store = await terminal(dir);
    lives(store);
    expect(store.status().storage).toMatchObject({ kept: 'disk', fault: 'damaged', setAside: aside()[0] });
    expect(statSync(join(dir, aside()[0]!)).mode & 0o077).toBe(0);
    await leave(store);
    const again = await terminal(dir);
    expect([again.status().storage, again.counters.all()]).toEqual([undefined, { asked: 1 }]);
  });

  it('is worked around where it is found while in use, and set aside at the next start', async () => {
    await lived();
    const store = await terminal(dir);
    // Most of the settings' pages; what the store holds in memory already may go on for a while.
    scribble(join(dir, 'state.db'), 40_960, 60_000);
    const pads = Array.from({ length: 400 }, (_, i) => store.settings.get(`pad.${i + 1}`)).filter(Boolean);
    expect(pads.length).toBeLessThan(400);
    lives(store);
    expect(store.status().storage).toMatchObject({ kept: 'memory', fault: 'damaged' });
    expect(inForce(store)).toBe(1);
    await leave(store);
    const again = await terminal(dir);
    lives(again);
    expect(again.status().storage).toMatchObject({ kept: 'disk', fault: 'damaged', setAside: aside()[0] });
  });

  it('is left where it is by who only visits', async () => {
    scribble(await lived(), 0, 100);
    const visitor = await terminal(dir, { steady: 'visitor' });
    lives(visitor);
    expect([visitor.status().storage?.kept, aside()]).toEqual(['memory', []]);
  });

  it('gives back the terminal’s id and its signed offers where they can be read, and nothing else', async () => {
    const file = await lived();
    const before = openState(file);
    const id = new Settings(before).terminalId();
    // The pages of the questions' index alone are hit: the tables beside it can still be read.
    const { rootpage } = before
      .prepare("SELECT rootpage FROM sqlite_master WHERE name = 'understood_at'")
      .get() as { rootpage: number };
    before.pragma('wal_checkpoint(TRUNCATE)');
    before.close();
    scribble(file, (rootpage - 1) * 4_096, 4_096);
    const store = await terminal(dir);
    expect(store.status().storage?.fault).toBe('damaged');
    expect([store.settings.terminalId(), inForce(store), store.unanswered.list()]).toEqual([id, 1, []]);
  });

  it('takes offers back from the broker where the file tells nothing', async () => {
    const broker = await startEmbeddedBroker({
      terminals: (name) => passwordDigest(brokerAccount(join(dir, name), name).password),
    });
    for (const name of ['manager', 'other']) brokerAccount(join(dir, name), name);
    try {
      const manager = await terminal(join(dir, 'manager'), { broker: { url: broker.url } });
      manager.promotions.put(offer);
      const other = join(dir, 'other');
      const first = await terminal(other, { broker: { url: broker.url } });
      await expect.poll(() => inForce(first), { timeout: 120_000 }).toBe(1);
      await leave(first);
      scribble(join(other, 'state.db'), 0, 100);
      rmSync(join(other, 'state.db-wal'), { force: true });
      const again = await terminal(other, { broker: { url: broker.url } });
      expect(again.status().storage?.fault).toBe('damaged');
      await expect.poll(() => inForce(again), { timeout: 120_000 }).toBe(1);
    } finally {
      await Promise.all(stores.splice(0).map((store) => store.close()));
      await broker.close();
    }
  });

  it('keeps two damaged files at most, none past the retention of what is in them', async () => {
    for (let times = 0; times < 3; times++) {
      scribble(await lived(), 0, 100);
      await leave(await terminal(dir));
    }
    await leave(await terminal(dir));
    expect(aside()).toHaveLength(2);
    const old = new Date('2020-01-01');
    for (const name of aside()) utimesSync(join(dir, name), old, old);
    await leave(await terminal(dir));
    expect(aside()).toEqual([]);
  });

  it('is deleted in its time while the terminal runs, also where a clock that ran ahead wrote it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      scribble(await lived(), 0, 100);
      let now = wallClock();
      await terminal(dir, { clock: () => new Date(now) });
      const file = join(dir, aside()[0]!);
      utimesSync(file, new Date('2099-01-01'), new Date('2099-01-01'));
      vi.advanceTimersByTime(3_600_000);
      expect(statSync(file).mtimeMs).toBeLessThanOrEqual(now);
      now += 31 * 86_400_000;
      vi.advanceTimersByTime(3_600_000);
      expect(aside()).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('loses no more than the end of a damaged journal', async () => {
    const state = openState(join(dir, 'state.db'));
    new Settings(state).set('kept', 'yes');
    state.pragma('wal_checkpoint(TRUNCATE)');
    new Settings(state).set('kept', 'later');
    // As a power cut leaves it: main file and journal, nobody at work.
    const cut = join(dir, 'cut');
    mkdirSync(cut);
    for (const part of ['', '-wal'])
      writeFileSync(join(cut, `state.db${part}`), readFileSync(join(dir, `state.db${part}`)));
    state.close();
    scribble(join(cut, 'state.db-wal'), 40, 2_000);
    const store = await terminal(cut);
    lives(store);
    expect(store.settings.get('kept')).toBe('yes');
  });
});

describe('a disk that takes no records', () => {
  it('is worked around in memory while it is full, and gets everything when there is room again', async (context) => {
    const disk = SmallDisk.mount(join(dir, 'disk'), 8_192);
    if (!disk) return context.skip('this user may not mount a disk');
    try {
      const store = await terminal(disk.dir);
      store.promotions.put(offer);
      store.counters.add('asked');
      disk.fill();
      for (let i = 0; store.status().storage === undefined && i < 5_000; i++)
        store.unanswered.record(question);
      lives(store);
      expect(store.status().storage).toMatchObject({ kept: 'memory', fault: 'full' });
      expect([inForce(store), store.counters.all()]).toEqual([1, { asked: 2 }]);
      store.promotions.stop('S-1');
      expect(inForce(store)).toBe(0);
      disk.clear();
      await leave(store);
      const again = await terminal(disk.dir);
      expect([again.status().storage, inForce(again), again.counters.all()]).toEqual([
        undefined,
        0,
        { asked: 2 },
      ]);
      await leave(again);
    } finally {
      disk.unmount();
    }
  });

  it('is worked around when it is full from the start, and found again by itself', async (context) => {
    const disk = SmallDisk.mount(join(dir, 'disk'), 8_192);
    if (!disk) return context.skip('this user may not mount a disk');
    try {
      cpSync(hq.dataDir(), disk.dir, { recursive: true });
      disk.fill();
      const store = await terminal(disk.dir, { storageRetryMs: 20 });
      lives(store);
      expect(store.status().storage).toMatchObject({ kept: 'memory', fault: 'full' });
      disk.clear();
      await expect.poll(() => store.status().storage, { timeout: 120_000 }).toBeUndefined();
      expect(store.counters.all()).toEqual({ asked: 1 });
      await leave(store);
    } finally {
      disk.unmount();
    }
  });

  it('is read where it may only be read', async (context) => {
    const disk = SmallDisk.mount(join(dir, 'disk'), 8_192);
    if (!disk) return context.skip('this user may not mount a disk');
    try {
      const first = await terminal(disk.dir);
      first.promotions.put(offer);
      const id = first.settings.terminalId();
      await leave(first);
      cpSync(disk.dir, join(dir, 'saved'), { recursive: true });
      disk.unmount();
      // A fresh mount: a database binding may keep files open until its memory is collected.
      const fresh = SmallDisk.mount(disk.dir, 8_192)!;
      cpSync(join(dir, 'saved'), disk.dir, { recursive: true });
      fresh.readOnly(true);
      const store = await terminal(disk.dir);
      lives(store);
      expect(store.status().storage).toMatchObject({ kept: 'memory', fault: 'read_only' });
      expect([inForce(store), store.settings.terminalId()]).toEqual([1, id]);
      expect(await store.sync()).toMatchObject({ ready: true });
      fresh.readOnly(false);
      await leave(store);
      const again = await terminal(disk.dir);
      expect([again.status().storage, again.counters.all()]).toEqual([undefined, { asked: 1 }]);
      await leave(again);
    } finally {
      disk.unmount();
    }
  });

  it('is read where the folder’s mode forbids writing', async (context) => {
    if (!modesBind()) return context.skip('root writes whatever the mode');
    await leave(await terminal(dir));
    writable(dir, false);
    try {
      const store = await terminal(dir);
      lives(store);
      expect(store.status().storage).toMatchObject({ kept: 'memory' });
    } finally {
      writable(dir, true);
    }
  });

  it('answers from the first moment where there is not even a folder to be made', async () => {
    const blocked = join(dir, 'a-file');
    writeFileSync(blocked, '');
    for (const dataDir of [blocked, join(blocked, 'data')]) {
      const store = await createCatalogStore({
        dataDir,
        syncUrl: '',
        steady: 'terminal',
        storageRetryMs: 3_600_000,
      });
      stores.push(store);
      store.counters.add('asked');
      expect(store.status()).toMatchObject({
        ready: false,
        storage: { kept: 'memory', fault: 'unreachable' },
      });
    }
  });

  it('is left alone where a later version of the program wrote it', async () => {
    const file = await lived();
    const db = openDatabase(file);
    db.pragma('user_version = 99');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    const store = await terminal(dir);
    lives(store);
    expect(store.status().storage).toMatchObject({ kept: 'memory', fault: 'newer' });
    await leave(store);
    const after = openDatabase(file);
    expect([
      after.pragma('user_version', { simple: true }),
      after.prepare('SELECT count(*) AS n FROM counter').get(),
    ]).toEqual([99, { n: 0 }]);
    after.close();
  });
});

describe('a locked state.db', () => {
  it.each(['before it is opened', 'while it is in use'])('does not stop answers: %s', async (when) => {
    await lived();
    const early = when === 'while it is in use' ? await terminal(dir) : undefined;
    // libsql closes its connections when memory is collected; until then nobody can be alone.
    const lock = await holdExclusively(
      join(dir, 'state.db'),
      early === undefined && defaultBinding() === 'better-sqlite3',
    );
    const store = early ?? (await terminal(dir));
    lives(store);
    lives(store);
    expect(store.status().storage).toMatchObject({ kept: 'memory', fault: 'locked' });
    expect([inForce(store), store.counters.all()['asked']]).toEqual([1, 2]);
    await lock.release();
    await leave(store);
    const again = await terminal(dir);
    expect([again.status().storage, again.counters.all()['asked'], again.settings.get('held')]).toEqual([
      undefined,
      2,
      'by another',
    ]);
  });

  it('is an error for who makes an offer by hand', async () => {
    await lived();
    const db = openState(join(dir, 'state.db'));
    db.pragma('user_version = 99');
    db.close();
    await expect(createCatalogStore({ dataDir: dir, syncUrl: '' })).rejects.toThrow(/newer/);
  });
});
