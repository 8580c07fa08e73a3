import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wallClock } from '../../main/contract';
import { brokerAccount } from '../fleet/account';
import { passwordDigest } from '../fleet/admitted';
import { makeKey } from '../hq/keys';
import { createCatalogStore, type CatalogStore, type CatalogStoreOptions } from '../store';
import { gtinOf, quickHttp, TestFleet } from '../testing';
import { startEmbeddedBroker, type EmbeddedBroker } from './embedded-broker';
import type { OfferDraft } from './service';

let hq: TestFleet;
beforeAll(async () => {
  hq = await TestFleet.start();
  await hq.publish();
  await hq.sync({ name: 'template' });
});
afterAll(() => hq.close());

let stores: CatalogStore[] = [];
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  stores = [];
});

/** A terminal of the store with the catalog installed; the same name is the same terminal again. */
async function terminal(name: string, options: Partial<CatalogStoreOptions> = {}): Promise<CatalogStore> {
  cpSync(hq.dataDir('template'), hq.dataDir(name), { recursive: true, force: false });
  const store = await createCatalogStore({
    dataDir: hq.dataDir(name),
    syncUrl: '',
    rootFile: join(hq.outDir, 'metadata', '1.root.json'),
    keysDir: hq.keysDir,
    http: quickHttp,
    ...options,
  });
  stores.push(store);
  store.start();
  return store;
}
const leave = async (store: CatalogStore) => {
  stores = stores.filter((other) => other !== store);
  await store.close();
};

const draft: OfferDraft = {
  id: 'S-1',
  title: { zh: '店长特价', en: "Manager's special" },
  kind: 'special_price',
  value: '2.50',
  startsAt: '2026-11-22T08:00:00+08:00',
  endsAt: '2099-01-01T00:00:00+08:00',
  gtins: [gtinOf(3)],
};
const offersOf = (store: CatalogStore) =>
  store
    .current()
    ?.promotions()
    .filter(({ id }) => id.startsWith('S-'))
    .map(({ id, value }) => `${id} ${value}`) ?? [];

/** Offers in force, also where the catalog itself has run out. */
const inForce = (store: CatalogStore) =>
  store.promotions.promotions().map(({ id, value }) => `${id} ${value}`);

describe('an offer of the store', () => {
  let store: CatalogStore;
  beforeEach(async () => {
    rmSync(hq.dataDir('alone'), { recursive: true, force: true });
    store = await terminal('alone');
  });

  it('is in force on this terminal at once, changes, stops, and is still there after a restart', async () => {
    store.promotions.put(draft);
    expect(offersOf(store)).toEqual(['S-1 2.50']);
    expect(
      store
        .current()
        ?.promotions()
        .some(({ id }) => id === 'P1'),
    ).toBe(true);
    store.promotions.put({ ...draft, value: '2.20' });
    expect(offersOf(store)).toEqual(['S-1 2.20']);
    await leave(store);
    store = await terminal('alone');
    expect(offersOf(store)).toEqual(['S-1 2.20']);
    store.promotions.stop('S-1');
    expect(offersOf(store)).toEqual([]);
    expect(store.promotions.list({ stopped: true })).toHaveLength(1);
  });

  it('is seen when another process made it', async () => {
    expect(offersOf(store)).toEqual([]);
    const other = await terminal('alone');
    other.promotions.put(draft);
    expect(offersOf(store)).toEqual(['S-1 2.50']);
  });

  it.each<[string, Partial<OfferDraft>, RegExp]>([
    ['on a product that the catalog lacks', { gtins: ['4006381333931'] }, /no product '4006381333931'/],
    ['on a category that the catalog lacks', { gtins: [], categoryZh: ['酒水'] }, /no category '酒水'/],
    ['with a value that does not fit its kind', { kind: 'percent_off', value: '150' }, /percentage/],
    [
      'whose title and value disagree',
      { kind: 'percent_off', value: '85', title: { zh: '高露洁 8.5 折', en: '15% off' } },
      /says 15 % off, the value says 85 % off/,
    ],
    [
      'whose title is about several pieces',
      { kind: 'percent_off', value: '20', title: { zh: '3件8折', en: '20% off' } },
      /for several pieces.*kind info/,
    ],
    [
      'whose title is for members',
      { title: { zh: '会员价 2.5 元', en: 'Special' } },
      /for members, and it is not said/,
    ],
    ['at a price of nothing', { value: '0' }, /a price of 0 is not told/],
    [
      'whose title names another end',
      { title: { zh: '特价，截至1月15日', en: 'Special' } },
      /says until 01-15, the offer ends on/,
    ],
    ['that ends before it starts', { endsAt: '2026-11-21T08:00:00+08:00' }, /ends before/],
    ['that has ended', { startsAt: '2020-01-01T00:00:00Z', endsAt: '2020-01-02T00:00:00Z' }, /has ended/],
    ['without an offset in its times', { startsAt: '2026-11-22T08:00:00' }, /startsAt is not right/],
    ['under an id with a slash', { id: 'a/b' }, /id is not right/],
  ])('%s is refused', (_name, change, why) => {
    expect(() => store.promotions.put({ ...draft, ...change })).toThrow(why);
    expect(store.promotions.list()).toEqual([]);
  });

  it('tells what may not be meant so, and writes nothing', () => {
    expect(store.promotions.doubts({ ...draft, endsAt: '2098-12-31T23:59:59+08:00' })).toEqual([]);
    for (const endsAt of ['2098-12-31T16:00:00Z', '2099-01-01T00:00:00+08:00'])
      expect(store.promotions.doubts({ ...draft, endsAt })).toEqual([
        expect.stringMatching(/00:00 of 01-01, so the last day is 12-31/),
      ]);
    expect(store.promotions.list({ stopped: true })).toEqual([]);
  });

  it('needs the key that HQ delegated to', async () => {
    expect(() => store.promotions.stop('S-none')).toThrow(/made no offer/);
    await leave(store);
    store = await terminal('alone', { keysDir: join(hq.dir, 'nothing') });
    expect(() => store.promotions.put(draft)).toThrow(/signing key/);
    await leave(store);
    makeKey(join(hq.dir, 'stranger'), 'store');
    store = await terminal('alone', { keysDir: join(hq.dir, 'stranger') });
    expect(() => store.promotions.put(draft)).toThrow(/not delegated/);
  });

  it('from elsewhere is taken only under that signature, and only if newer', async () => {
    store.promotions.put(draft);
    const old = store.promotions.envelope('S-1') ?? '';
    store.promotions.put({ ...draft, value: '2.20' });
    const newer = store.promotions.envelope('S-1') ?? '';
    rmSync(hq.dataDir('other'), { recursive: true, force: true });
    const other = await terminal('other');
    expect(other.promotions.accept(newer)).toBe('news');
    expect(other.promotions.accept(newer)).toBe('known');
    expect(other.promotions.accept(old)).toBe('older');
    expect(offersOf(other)).toEqual(['S-1 2.20']);
    expect(() => other.promotions.accept(newer.replace('2.20', '0.01'))).toThrow(/not signed/);
    expect(() => other.promotions.accept('{}')).toThrow(/can not be read/);
  });

  it('on the topic of another is refused', () => {
    store.promotions.put(draft);
    store.promotions.put({ ...draft, id: 'S-2' });
    expect(() => store.promotions.accept(store.promotions.envelope('S-1') ?? '', 'S-2')).toThrow(
      /Offer 'S-1' came as 'S-2'/,
    );
    expect(store.promotions.accept(store.promotions.envelope('S-1') ?? '', 'S-1')).toBe('known');
  });

  it.each([['.'], ['..'], ['a/b'], ['+'], ['a'.repeat(65)]])('is not made under the id %j', (id) => {
    expect(() => store.promotions.put({ ...draft, id })).toThrow(/id is not right/);
  });

  it.each([
    ['\u202e05.2 元', /U\+202E/],
    ['店长\u200b特价', /U\+200B/],
    ['店长\u0007特价', /U\+0007/],
  ])('does not say %j', (zh, why) => {
    expect(() => store.promotions.put({ ...draft, title: { ...draft.title, zh } })).toThrow(why);
  });
});

describe('an offer that was stopped, sent again later', () => {
  let days = 0;
  const clock = () => new Date(wallClock() + days * 86_400_000);
  let store: CatalogStore;
  let old: string;
  beforeEach(async () => {
    days = 0;
    rmSync(hq.dataDir('alone'), { recursive: true, force: true });
    store = await terminal('alone', { clock });
    store.promotions.put(draft);
    old = store.promotions.envelope('S-1') ?? '';
    store.promotions.stop('S-1');
  });

  it.each([1, 89, 91, 101, 400])('after %i days is not in force', (after) => {
    days = after;
    // A tombstone is dropped when another offer is written.
    store.promotions.put({ ...draft, id: 'S-other', gtins: [gtinOf(4)] });
    let outcome: string;
    try {
      outcome = store.promotions.accept(old, 'S-1');
    } catch (error) {
      outcome = String(error);
    }
    expect(outcome).toMatch(/^older$|more than 90 days ago/);
    expect(inForce(store)).toEqual(['S-other 2.50']);
  });

  it('is not in force on a terminal that never heard of it either, past the horizon', async () => {
    rmSync(hq.dataDir('other'), { recursive: true, force: true });
    const other = await terminal('other', { clock });
    days = 91;
    expect(() => other.promotions.accept(old, 'S-1')).toThrow(/more than 90 days ago/);
    expect(inForce(other)).toEqual([]);
  });

  it('is stopped by its tombstone however old that is', async () => {
    rmSync(hq.dataDir('other'), { recursive: true, force: true });
    const other = await terminal('other', { clock });
    other.promotions.accept(old, 'S-1');
    const tombstone = store.promotions.envelope('S-1') ?? '';
    days = 99;
    expect(other.promotions.accept(tombstone, 'S-1')).toBe('news');
    expect(other.promotions.list()).toEqual([]);
  });

  it('leaves nothing behind: its tombstone is forgotten, here and at the broker', () => {
    days = 101;
    store.promotions.upkeep();
    expect(store.promotions.list({ stopped: true })).toEqual([]);
  });
});

describe('an offer that goes on for long', () => {
  let days = 0;
  const clock = () => new Date(wallClock() + days * 86_400_000);
  beforeEach(() => {
    days = 0;
    for (const name of ['alone', 'other']) rmSync(hq.dataDir(name), { recursive: true, force: true });
  });

  it('is signed again before it is too old, and is the same offer; a stop made meanwhile still wins', async () => {
    const store = await terminal('alone', { clock });
    const { hlc } = store.promotions.put(draft);
    const other = await terminal('other', { clock });
    for (const after of [40, 80, 120]) {
      days = after;
      store.promotions.upkeep();
    }
    expect(other.promotions.accept(store.promotions.envelope('S-1') ?? '', 'S-1')).toBe('news');
    expect(other.promotions.list()).toMatchObject([{ hlc, lapsed: false }]);
    const renewed = store.promotions.envelope('S-1') ?? '';
    store.promotions.stop('S-1');
    expect(other.promotions.accept(store.promotions.envelope('S-1') ?? '', 'S-1')).toBe('news');
    expect(other.promotions.accept(renewed, 'S-1')).toBe('older');
    expect(inForce(other)).toEqual([]);
  });

  it('is not in force any more where nobody signs it again, and comes back when it is said again', async () => {
    const store = await terminal('alone', { clock });
    store.promotions.put(draft);
    expect(inForce(store)).toEqual(['S-1 2.50']);
    days = 91;
    expect(inForce(store)).toEqual([]);
    expect(store.promotions.list()).toMatchObject([{ lapsed: true }]);
    expect(store.promotions.envelope('S-1')).toBeUndefined();
    store.promotions.upkeep();
    expect(inForce(store)).toEqual([]);
    store.promotions.put(draft);
    expect(inForce(store)).toEqual(['S-1 2.50']);
  });
});

describe('the terminals of a store', () => {
  let broker: EmbeddedBroker;
  let port: number;
  beforeEach(async () => {
    broker = await start();
    port = Number(new URL(broker.url).port);
    for (const name of ['a', 'b', 'c']) rmSync(hq.dataDir(name), { recursive: true, force: true });
  });
  // A terminal says good-bye to a broker that is there.
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
    await broker.close();
  });
  const admitted = new Map<string, string>();
  const start = (at = 0) =>
    startEmbeddedBroker({
      port: at,
      username: 'store',
      password: 'secret',
      terminals: (name) => admitted.get(name),
    });
  const join_ = (name: string) => {
    const { username, password } = brokerAccount(hq.dataDir(name), name);
    admitted.set(username, passwordDigest(password));
    return terminal(name, { broker: { url: `mqtt://127.0.0.1:${port}` } });
  };
  const eventually = (check: () => void) =>
    expect
      .poll(
        () => {
          try {
            check();
            return 'yes';
          } catch (error) {
            return String(error);
          }
        },
        { timeout: 120_000, interval: 30 },
      )
      .toBe('yes');

  it('all come to hold what one of them says, the last word winning', async () => {
    const [a, b] = [await join_('a'), await join_('b')];
    a.promotions.put(draft);
    await eventually(() => expect(offersOf(b)).toEqual(['S-1 2.50']));
    b.promotions.put({ ...draft, value: '2.10' });
    await eventually(() => expect(offersOf(a)).toEqual(['S-1 2.10']));
    // One that comes later hears it from the broker.
    const c = await join_('c');
    await eventually(() => expect(offersOf(c)).toEqual(['S-1 2.10']));
    c.promotions.stop('S-1');
    await eventually(() => expect([offersOf(a), offersOf(b)]).toEqual([[], []]));
  });

  it('hear the one that runs the broker, which comes in as its own user', async () => {
    const a = await terminal('a', { broker: { url: broker.url, ...broker.own } });
    const b = await join_('b');
    a.promotions.put(draft);
    await eventually(() => expect(offersOf(b)).toEqual(['S-1 2.50']));
    expect(existsSync(join(hq.dataDir('a'), 'keys', 'broker.json'))).toBe(false);
  });

  it('lose nothing while the broker is away, and agree when a new one comes without a memory', async () => {
    const a = await join_('a');
    a.promotions.put(draft);
    const b = await join_('b');
    await eventually(() => expect(offersOf(b)).toEqual(['S-1 2.50']));
    await broker.close();
    a.promotions.put({ ...draft, value: '2.00' });
    b.promotions.put({ ...draft, id: 'S-2', value: '1.00' });
    expect(offersOf(a)).toEqual(['S-1 2.00']);
    broker = await start(port);
    const both = ['S-1 2.00', 'S-2 1.00'];
    await eventually(() => expect([offersOf(a).sort(), offersOf(b).sort()]).toEqual([both, both]));
    const c = await join_('c');
    await eventually(() => expect(offersOf(c).sort()).toEqual(both));
  });

  it('put right what a terminal with old news left at the broker', async () => {
    const a = await join_('a');
    a.promotions.put(draft);
    const old = a.promotions.envelope('S-1') ?? '';
    a.promotions.put({ ...draft, value: '2.00' });
    const stale = await connectAsync(`mqtt://127.0.0.1:${port}`, { username: 'store', password: 'secret' });
    await eventually(() => expect(a.promotions.list()[0]?.offer.value).toBe('2.00'));
    await stale.publishAsync('daogou/test-store/offers/S-1', old, { qos: 1, retain: true });
    let retained = '';
    await eventually(() => expect(a.promotions.list()[0]?.offer.value).toBe('2.00'));
    stale.on('message', (_topic, payload) => (retained = payload.toString()));
    await stale.subscribeAsync('daogou/test-store/offers/S-1', { qos: 1 });
    await eventually(() => expect(retained).toBe(a.promotions.envelope('S-1')));
    await stale.endAsync(true);
  });

  it.each<[string, (a: CatalogStore) => string]>([
    ['an empty message', () => ''],
    ['what is no envelope', () => 'nothing'],
    ['another offer’s envelope', (a: CatalogStore) => a.promotions.envelope('S-2') ?? ''],
  ])('put back what %s hid', async (_name, hiding) => {
    const a = await join_('a');
    a.promotions.put(draft);
    a.promotions.put({ ...draft, id: 'S-2', value: '1.00' });
    await eventually(() => expect(a.outboxLength()).toBe(0));
    const stranger = await connectAsync(`mqtt://127.0.0.1:${port}`, {
      username: 'store',
      password: 'secret',
    });
    await stranger.publishAsync('daogou/test-store/offers/S-1', hiding(a), { qos: 1, retain: true });
    await stranger.endAsync(true);
    const late = await join_('b');
    await eventually(() => expect(offersOf(late).sort()).toEqual(['S-1 2.50', 'S-2 1.00']));
    expect(offersOf(a).sort()).toEqual(['S-1 2.50', 'S-2 1.00']);
  });
});
