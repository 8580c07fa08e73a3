import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wallClock } from '../contract';
import { createCatalogStore, servePublished, type PublishedServer } from '../../catalog-sync';
import { bundleCommand, type BundledCommand } from './testing/command';
import { gtinOf, writeFeed } from './testing/feed';

/** Each step is a process of its own, milliseconds. */
const SLOW = 300_000;
let command: BundledCommand;
let dir: string;
let server: PublishedServer;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'daogou-cli-'));
  command = await bundleCommand();
  writeFeed(at('feed'));
  expect((await publish()).lines()).toMatchObject([
    { store: 'test-store', sequence: 1, changed: true, products: 12 },
  ]);
  server = await servePublished(at('repository'));
});
afterAll(async () => {
  await server.close();
  command.remove();
  rmSync(dir, { recursive: true, force: true });
});

const at = (...parts: string[]) => path.join(dir, ...parts);
const publish = (...args: string[]) =>
  command.run([
    'publish',
    '--out',
    at('repository'),
    '--keys',
    at('keys'),
    ...(args.includes('--store') || args[0]?.startsWith('--ro') || args[0]?.startsWith('--re')
      ? []
      : ['--store', at('feed')]),
    ...args,
  ]);
/** A terminal by its data folder; the same name is the same terminal again. */
const on = (terminal: string, more: NodeJS.ProcessEnv = {}) => ({
  DAOGOU_DATA_DIR: at(terminal),
  DAOGOU_SYNC_URL: server.url,
  DAOGOU_SYNC_ROOT_FILE: at('repository', 'metadata', '1.root.json'),
  ...more,
});
const sync = async (terminal: string, more: NodeJS.ProcessEnv = {}) =>
  (await command.run(['sync'], on(terminal, more))).lines()[0]?.sequence;

it(
  'ends with status 2 and one line at bad arguments',
  async () => {
    const bad: [string[], RegExp][] = [
      [['publish', '--out', 'x'], /name a feed folder/],
      [['publish'], /--out/],
      [['publish', '--out', 'x', '--percent', '101', '--store', '.'], /0 to 100/],
      [['publish', '--out', 'x', '--rotate-key', 'master'], /root, targets, snapshot, timestamp, store/],
      [['publish', '--out', 'x', '--roll-back', 'one'], /whole number/],
      [['publish', '--out', 'x', '--roll-back', '1', '--refresh'], /two orders/],
      [['publish', '--out', 'x', '--refresh', '--percent', '3'], /go with --store/],
      [['promo', 'create', '--title-zh', '特价'], /title-en/],
      [
        [
          'promo',
          'create',
          '--title-zh',
          'a',
          '--title-en',
          'b',
          '--kind',
          'free',
          '--from',
          '2026-11-23T08:00:00Z',
          '--to',
          '2026-11-24T08:00:00Z',
        ],
        /percent_off/,
      ],
      [['promo', 'stop'], /id/],
    ];
    await Promise.all(
      bad.map(async ([args, why]) => {
        const { status, err } = await command.run(args, { DAOGOU_DATA_DIR: at('nobody') });
        expect([args, status, err.trim().split('\n').length]).toEqual([args, 2, 1]);
        expect(err).toMatch(why);
      }),
    );
  },
  SLOW,
);

it(
  'tells which kinds were asked for in vain, and which products HQ is to name better',
  async () => {
    const store = await createCatalogStore({ dataDir: at('asked'), rootFile: '', syncUrl: '' });
    const asked = {
      at: new Date(wallClock()).toISOString(),
      lang: 'zh',
      reason: 'not_carried',
      intent: 'product.location',
      words: [],
      kinds: [],
      said: 5,
    } as const;
    for (const wanted of [['tent'], ['suitcase'], ['tent']])
      store.unanswered.record({ ...asked, words: [], kinds: [], wanted });
    await store.close();
    expect((await command.run(['unanswered'], { DAOGOU_DATA_DIR: at('asked') })).lines()).toEqual([
      { id: 'tent', name: { zh: '帐篷', en: 'tent' }, count: 2 },
      { id: 'suitcase', name: { zh: '行李箱', en: 'suitcase' }, count: 1 },
    ]);
    writeFeed(at('unclear-feed'));
    const csv = readFileSync(at('unclear-feed', 'products.csv'), 'utf8').replace(
      '洗发水0号,Shampoo no. 0,个人护理 > 洗发水,Care > Shampoo',
      'ZX-77,ZX-77,其他,Other',
    );
    writeFileSync(at('unclear-feed', 'products.csv'), csv);
    const told = (
      await command.run([
        'publish',
        '--store',
        at('unclear-feed'),
        '--out',
        at('unclear'),
        '--keys',
        at('unclear-keys'),
      ])
    ).lines()[0];
    expect(told).toMatchObject({
      unclearKinds: { lookedAt: 12, notLookedAt: 0, file: `${at('unclear')}-reports/unclear-kinds.csv` },
    });
    expect(JSON.stringify(told)).toContain('ZX-77');
    expect(readFileSync(`${at('unclear')}-reports/unclear-kinds.csv`, 'utf8')).toContain('ZX-77');
    // Another night without new names: nothing is looked at.
    writeFileSync(
      at('unclear-feed', 'stock.csv'),
      readFileSync(at('unclear-feed', 'stock.csv'), 'utf8').replace(',33,', ',32,'),
    );
    expect(
      (
        await command.run([
          'publish',
          '--store',
          at('unclear-feed'),
          '--out',
          at('unclear'),
          '--keys',
          at('unclear-keys'),
        ])
      ).lines()[0],
    ).toMatchObject({ changed: true, unclearKinds: { lookedAt: 0 } });
  },
  SLOW,
);

it(
  'explains itself',
  async () => {
    expect((await command.run(['publish', '--help'])).out).toMatch(
      /--percent <n>[\s\S]*--roll-back <sequence>[\s\S]*--rotate-key <role>[\s\S]*--refresh/,
    );
    expect((await command.run(['promo', '--help'])).out).toMatch(/create[\s\S]*list[\s\S]*stop/);
  },
  SLOW,
);

it(
  'makes, lists and stops an offer, with the store key and never without',
  async () => {
    await sync('manager');
    const offer = [
      'promo',
      'create',
      '--id',
      'S-1',
      '--title-zh',
      '店长特价',
      '--title-en',
      'Special',
      '--kind',
      'special_price',
      '--value',
      '2.50',
      '--from',
      '2026-11-22T08:00:00+08:00',
      '--to',
      '2099-01-01T00:00:00Z',
      '--gtin',
      gtinOf(3),
    ];
    const without = await command.run(offer, on('manager'));
    expect([without.status, without.err]).toEqual([1, expect.stringContaining('signing key')]);
    mkdirSync(at('manager', 'keys'));
    cpSync(at('keys', 'store.pem'), at('manager', 'keys', 'store.pem'));
    expect((await command.run(offer, on('manager'))).lines()).toMatchObject([
      { id: 'S-1', value: '2.50', stopped: false },
    ]);
    const stranger = await command.run([...offer.slice(0, -1), '4006381333931'], on('manager'));
    expect([stranger.status, stranger.err]).toEqual([
      2,
      expect.stringContaining("no product '4006381333931'"),
    ]);
    expect((await command.run(['promo', 'list'], on('manager'))).lines()).toMatchObject([
      { id: 'S-1', gtins: [gtinOf(3)] },
    ]);
    // In force where shoppers ask.
    expect((await command.run(['ask', '洗发水3号多少钱'], on('manager'))).out).toMatch(/2\.5|店长特价/);
    expect((await command.run(['promo', 'stop', 'S-1'], on('manager'))).lines()).toMatchObject([
      { id: 'S-1', stopped: true },
    ]);
    expect((await command.run(['promo', 'list'], on('manager'))).lines()).toEqual([]);
    expect((await command.run(['promo', 'list', '--stopped'], on('manager'))).lines()).toHaveLength(1);
    expect(await command.run(['promo', 'stop', 'S-9'], on('manager'))).toMatchObject({
      status: 1,
      err: expect.stringContaining("no offer 'S-9'") as string,
    });
  },
  SLOW,
);

it(
  'makes an offer after a sync with a root named by hand, and says the true cause without one',
  async () => {
    const root = at('repository', 'metadata', '1.root.json');
    const by = { DAOGOU_DATA_DIR: at('by-hand'), DAOGOU_SYNC_ROOT_FILE: '', DAOGOU_SYNC_URL: '' };
    const synced = await command.run(['sync', '--url', server.url, '--root', root], by);
    expect(synced).toMatchObject({ status: 0, err: '' });
    mkdirSync(at('by-hand', 'keys'));
    cpSync(at('keys', 'store.pem'), at('by-hand', 'keys', 'store.pem'));
    const offer = [
      ...['promo', 'create', '--id', 'S-2', '--title-zh', '特价', '--title-en', 'Special'],
      ...['--kind', 'special_price', '--value', '2.50', '--gtin', gtinOf(3)],
      ...['--from', '2026-11-22T08:00:00+08:00', '--to', '2099-01-01T00:00:00+08:00'],
    ];
    const made = await command.run(offer, by);
    expect(made.lines()).toMatchObject([{ id: 'S-2', stopped: false }]);
    expect(made.err).toMatch(/^daogou: warning: .*00:00 of 01-01, so the last day is 12-31/);
    // The next night needs no root named again.
    expect((await command.run(['sync', '--url', server.url], by)).status).toBe(0);
    // Another root of the terminal's own stays, and is said to.
    const other = at('other-root.json');
    writeFileSync(other, `${readFileSync(root, 'utf8')}\n`);
    const twice = await command.run(['sync', '--url', server.url, '--root', root], {
      ...by,
      DAOGOU_SYNC_ROOT_FILE: other,
    });
    expect([twice.status, twice.err]).toEqual([
      0,
      expect.stringContaining(`the terminal's own root, ${other}, is another`),
    ]);
    expect((await command.run(['sync', '--url', server.url, '--root', root], by)).err).toBe('');
    rmSync(at('by-hand', 'trust', 'root.json'));
    const lost = await command.run(offer, by);
    expect([lost.status, lost.err]).toEqual([
      1,
      expect.stringContaining('under the trusted root that is set'),
    ]);
    expect(lost.err).not.toContain('not delegated');
  },
  SLOW,
);

it(
  'stages a release, widens it, rolls back, changes a key and stays fresh',
  async () => {
    await sync('a');
    expect(await sync('pilot', { DAOGOU_SYNC_COHORT: 'pilot' })).toBeUndefined();
    writeFeed(at('feed'), (n) => `${n + 1}.50`);
    expect((await publish('--percent', '0', '--first', 'pilot')).lines()).toMatchObject([{ sequence: 2 }]);
    expect([await sync('a'), await sync('pilot', { DAOGOU_SYNC_COHORT: 'pilot' })]).toEqual([1, 2]);
    expect((await publish('--percent', '100')).lines()).toMatchObject([{ sequence: 2, changed: false }]);
    expect(await sync('a')).toBe(2);
    expect((await publish('--roll-back', '1')).lines()).toMatchObject([{ sequence: 3, changed: true }]);
    expect((await publish('--rotate-key', 'timestamp')).lines()).toMatchObject([{ rootVersion: 2 }]);
    expect((await publish('--refresh')).lines()[0]?.expires).toMatch(/^20/);
    expect((await publish('--releases')).lines()).toMatchObject([
      { sequence: 3 },
      { sequence: 2, rollout: { percent: 100 } },
      { sequence: 1 },
    ]);
    expect(await sync('a')).toBe(3);
    expect(readFileSync(at('keys', 'timestamp.1.pem'), 'utf8')).toMatch(/PRIVATE KEY/);
    const gone = await publish('--roll-back', '77');
    expect([gone.status, gone.err]).toEqual([1, expect.stringContaining('Release 77')]);
  },
  SLOW,
);

it(
  'tells from when its prices are, and past the expiry neither stock nor offers, but places',
  async () => {
    writeFileSync(
      at('feed', 'stock.csv'),
      `gtin,quantity,as_of\n${gtinOf(1)},9,${new Date().toISOString()}\n`,
    );
    await publish('--force');
    await sync('stale');
    const days = (n: number) => new Date(wallClock() + n * 86_400_000).toISOString();
    const ask = async (text: string, now: string) =>
      JSON.parse((await command.run(['ask', text, '--now', now], on('stale'))).out) as { text: string };
    expect((await ask('牛奶1号多少钱', days(0.01))).text).not.toMatch(/截至/);
    expect((await ask('牛奶1号还有货吗', days(0.01))).text).toMatch(/9|有货/);
    expect((await ask('牛奶1号多少钱', days(3))).text).toMatch(/价格截至 \d+月\d+日/);
    expect((await ask('牛奶1号还有货吗', days(20))).text).not.toMatch(/9|有货。/);
    expect((await ask('牛奶有什么优惠', days(20))).text).not.toMatch(/八折/);
    expect((await ask('牛奶1号在哪里', days(20))).text).toMatch(/A2/);
  },
  SLOW,
);
