import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wallClock, type Unanswered } from '../../main/contract';
import { createCatalogStore, type CatalogStore, type CatalogStoreOptions } from '../store';
import { gtinOf, temporaryFolder, Mosquitto, mosquittoMissing, TestFleet } from '../testing';
import type { OfferDraft } from '../promotions/service';
import { brokerAccount, type BrokerAccount } from './account';
import { sendHint } from './hint';
import { openFleetReceiver, type FleetReceiver } from './receiver';
import type { FleetNews } from './heard';

const missing = mosquittoMissing();
if (missing) console.warn(`broker tests skipped: ${missing}`);

let hq: TestFleet;
let broker: Mosquitto;
let stores: CatalogStore[] = [];
let receivers: FleetReceiver[] = [];
const DAY = 86_400_000;
const ours = 'daogou/test-store';

beforeAll(async () => {
  if (missing) return;
  hq = await TestFleet.start();
  await hq.publish();
  await hq.sync({ name: 'template' });
  mkdirSync(join(hq.dir, 'broker'));
  broker = await Mosquitto.start(join(hq.dir, 'broker'), {
    terminal: [
      `readwrite ${ours}/offers/+`,
      `write ${ours}/terminals/+`,
      `write ${ours}/calls/+`,
      `write ${ours}/unanswered/+`,
      `read ${ours}/hint`,
    ],
    muted: [`readwrite ${ours}/offers/+`, `read ${ours}/hint`],
    hq: [
      'read daogou/+/terminals/+',
      'read daogou/+/calls/+',
      'read daogou/+/unanswered/+',
      'write daogou/+/hint',
    ],
    stranger: ['read elsewhere/#'],
  });
});
afterEach(async () => {
  await Promise.all([
    ...stores.map((store) => store.close()),
    ...receivers.map((receiver) => receiver.close()),
  ]);
  stores = [];
  receivers = [];
});
afterAll(async () => {
  await broker?.down();
  await hq?.close();
});

async function terminal(
  name: string,
  options: Partial<CatalogStoreOptions> = {},
  user = 'terminal',
): Promise<CatalogStore> {
  cpSync(hq.dataDir('template'), hq.dataDir(name), { recursive: true, force: false });
  const store = await createCatalogStore({
    dataDir: hq.dataDir(name),
    syncUrl: '',
    rootFile: join(hq.outDir, 'metadata', '1.root.json'),
    keysDir: hq.keysDir,
    appVersion: '1.2.3',
    broker: { ...broker.as(user), hqListens: true, hintSpreadMs: 0 },
    ...options,
  });
  stores.push(store);
  store.start();
  return store;
}

function receiver(name: string, news: FleetNews[] = [], store?: string): FleetReceiver {
  const opened = openFleetReceiver({
    broker: broker.as('hq'),
    file: join(hq.dir, `${name}.db`),
    name,
    store,
    onNews: (one) => news.push(one),
  });
  receivers.push(opened);
  return opened;
}

const offer = (id: string, value: string): OfferDraft => ({
  id,
  title: { zh: '店长特价', en: "Manager's special" },
  kind: 'special_price',
  value,
  startsAt: '2026-11-22T08:00:00+08:00',
  endsAt: '2099-01-01T00:00:00+08:00',
  gtins: [gtinOf(3)],
});
const question = (at: Date, over: Partial<Unanswered> = {}): Unanswered => ({
  at: at.toISOString(),
  lang: 'zh',
  reason: 'abstained',
  intent: 'product.location',
  words: ['土豆'],
  kinds: [],
  said: 7,
  ...over,
});
const held = (store: CatalogStore) =>
  store.promotions
    .list()
    .map(({ offer: { id, value } }) => `${id} ${value}`)
    .sort();
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
      { timeout: 120_000, interval: 50 },
    )
    .toBe('yes');

describe.skipIf(missing !== undefined)('over mosquitto, with TLS, passwords and an ACL', () => {
  it('terminals converge, and a later one hears what is retained', async () => {
    const [a, b] = [await terminal('a'), await terminal('b')];
    a.promotions.put(offer('S-1', '2.50'));
    await eventually(() => expect(held(b)).toEqual(['S-1 2.50']));
    b.promotions.stop('S-1');
    await eventually(() => expect(held(a)).toEqual([]));
    b.promotions.put(offer('S-2', '1.50'));
    const c = await terminal('c');
    await eventually(() => expect(held(c)).toEqual(['S-2 1.50']));
    expect(c.promotions.list({ stopped: true })).toHaveLength(2);
  });

  it('keeps out a wrong password, an unknown authority and a user without the right', async () => {
    const a = await terminal('a');
    const wrong = await terminal('w', { broker: { ...broker.as('terminal'), password: 'guess' } });
    const blind = await terminal('x', { broker: { ...broker.as('terminal'), ca: undefined } });
    const stranger = await terminal('y', {}, 'stranger');
    a.promotions.put(offer('S-3', '3.30'));
    for (const store of [wrong, blind, stranger]) store.promotions.put(offer('S-evil', '0.01'));
    const b = await terminal('b');
    await eventually(() => expect(held(b)).toContain('S-3 3.30'));
    for (const store of [wrong, blind, stranger]) expect(held(store)).toEqual(['S-evil 0.01']);
    expect(held(a).join()).not.toMatch(/evil/);
  });

  it('loses nothing while the broker is away for a week, and the order is right after', async () => {
    let days = 0;
    const clock = () => new Date(wallClock() + days * DAY);
    const news: FleetNews[] = [];
    const home = receiver('week', news);
    await home.ready;
    const [a, b] = [await terminal('wa', { clock }), await terminal('wb', { clock })];
    a.promotions.put(offer('W-1', '9.00'));
    a.promotions.put(offer('W-2', '8.00'));
    await eventually(() => expect(held(b)).toEqual(expect.arrayContaining(['W-1 9.00', 'W-2 8.00'])));
    await broker.down();
    for (days = 1; days <= 7; days++) {
      (days % 2 ? a : b).promotions.put(offer('W-1', `9.${days}0`));
      b.unanswered.record(question(clock(), { said: days }));
    }
    days = 3;
    a.promotions.stop('W-2');
    days = 7;
    b.promotions.put(offer('W-3', '7.00'));
    // The terminals are switched off and on again meanwhile.
    await Promise.all([a.close(), b.close()]);
    stores = [];
    const [a2, b2] = [await terminal('wa', { clock }), await terminal('wb', { clock })];
    await broker.up();
    await eventually(() => {
      for (const store of [a2, b2])
        expect(held(store).filter((id) => id.startsWith('W'))).toEqual(['W-1 9.70', 'W-3 7.00']);
    });
    await eventually(() =>
      expect(
        news.filter(({ kind }) => kind === 'unanswered').map((one) => 'said' in one && one.said),
      ).toEqual([1, 2, 3, 4, 5, 6, 7]),
    );
  });

  it('carries calls, health and unanswered questions to HQ, each applied once', async () => {
    const news: FleetNews[] = [];
    const home = receiver('hq', news, 'test-store');
    await home.ready;
    const a = await terminal('fa');
    a.fleet.health([{ name: 'printer', kind: 'printer', state: 'ready' }]);
    await a.fleet.call({ reason: 'requested' });
    expect(await a.fleet.call({ reason: 'requested' })).toBe('sent');
    a.unanswered.record(question(new Date()));
    await eventually(() =>
      expect(home.standingCalls()).toMatchObject([
        { terminal: a.settings.terminalId(), reason: 'requested' },
      ]),
    );
    await eventually(() =>
      expect(home.unanswered()).toMatchObject([
        { words: ['土豆'], intent: 'product.location', reason: 'abstained' },
      ]),
    );
    await eventually(() =>
      expect(home.terminals().find((one) => one.terminal === a.settings.terminalId())).toMatchObject({
        online: true,
        version: '1.2.3',
        sequence: 1,
        devices: [{ name: 'printer', state: 'ready' }],
      }),
    );
    expect(news.filter(({ kind }) => kind === 'call')).toHaveLength(1);
    // The receiver goes; what happens meanwhile waits for it.
    await home.close();
    receivers = [];
    await a.fleet.call(null);
    for (let n = 0; n < 20; n++)
      a.unanswered.record(question(new Date(), { reason: 'not_carried', said: n }));
    const id = a.settings.terminalId();
    await expect.poll(() => a.outboxLength()).toBe(0);
    await a.close();
    stores = [];
    const again = receiver('hq', news, 'test-store');
    await eventually(() => expect(again.unanswered()).toHaveLength(21));
    await eventually(() => expect(again.standingCalls()).toEqual([]));
    await eventually(() =>
      expect(again.terminals().find((one) => one.terminal === id)).toMatchObject({
        online: false,
        version: '1.2.3',
      }),
    );
    // The same message once more changes nothing.
    const raw = await connectAsync(broker.url, { ...broker.as('terminal'), protocolVersion: 5 });
    const {
      store: _store,
      terminal: _terminal,
      kind: _kind,
      ...message
    } = again.unanswered()[0] as Extract<FleetNews, { kind: 'unanswered' }>;
    for (let n = 0; n < 3; n++)
      await raw.publishAsync(`${ours}/unanswered/${id}`, JSON.stringify(message), { qos: 1 });
    await raw.publishAsync(
      `${ours}/unanswered/${id}`,
      JSON.stringify({ ...message, id: randomUUID(), said: 99 }),
      { qos: 1 },
    );
    await raw.endAsync();
    await eventually(() =>
      expect(again.unanswered().some((one) => 'said' in one && one.said === 99)).toBe(true),
    );
    expect(again.unanswered()).toHaveLength(22);
  });

  it('takes no sentence from a terminal of an older version, and forgets after a month by itself', async () => {
    let days = 0;
    const later = () => new Date(wallClock() + days * DAY);
    const home = openFleetReceiver({
      broker: broker.as('hq'),
      file: join(hq.dir, 'month.db'),
      name: 'month',
      store: 'test-store',
      clock: later,
    });
    receivers.push(home);
    await home.ready;
    const raw = await connectAsync(broker.url, { ...broker.as('terminal'), protocolVersion: 5 });
    const send = (message: object) =>
      raw.publishAsync(`${ours}/unanswered/old`, JSON.stringify(message), { qos: 1 });
    const good = randomUUID();
    await send({
      id: randomUUID(),
      at: new Date().toISOString(),
      text: '我叫王小明',
      lang: 'zh',
      reason: 'abstained',
      tried: [],
    });
    await send({ id: randomUUID(), ...question(new Date()), text: '我叫王小明' });
    await send({ id: randomUUID(), ...question(new Date(wallClock() - 31 * DAY)) });
    await send({ id: good, ...question(new Date()) });
    await raw.endAsync();
    await eventually(() => expect(home.unanswered()).toMatchObject([{ id: good }]));
    const bytes = () =>
      ['month.db', 'month.db-wal']
        .map((name) =>
          existsSync(join(hq.dir, name)) ? readFileSync(join(hq.dir, name)).toString('utf8') : '',
        )
        .join('');
    expect(bytes()).not.toContain('王小明');
    await home.close();
    receivers = [];
    days = 31;
    const again = openFleetReceiver({
      broker: broker.as('hq'),
      file: join(hq.dir, 'month.db'),
      name: 'month',
      store: 'test-store',
      clock: later,
    });
    receivers.push(again);
    expect(again.unanswered()).toEqual([]);
    expect(bytes()).not.toContain('土豆');
  });

  it('sends the others on where the broker refuses one', async () => {
    const a = await terminal('a');
    const muted = await terminal('m', {}, 'muted');
    await muted.fleet.call({ reason: 'requested' });
    muted.promotions.put(offer('S-5', '5.50'));
    await eventually(() => expect(held(a)).toContain('S-5 5.50'));
  });

  it('syncs at a hint', async () => {
    await hq.publish({ price: (n) => `${n + 2}.10` });
    const a = await terminal('hinted', { syncUrl: hq.server.url, window: '00:00-00:01', pollMinutes: 600 });
    await eventually(() => expect(a.linked()).toBe(true));
    expect(a.status().sequence).toBe(1);
    await sendHint(broker.as('hq'), 'test-store');
    await eventually(() => expect(a.status().sequence).toBe(2));
  });
});

/** As OPERATIONS.md has it: every terminal with a user of its own. */
describe.skipIf(missing !== undefined)('over mosquitto, each terminal with its own user', () => {
  let own: Mosquitto;
  const accounts: Record<string, BrokerAccount> = {};
  beforeAll(async () => {
    if (missing) return;
    for (const name of ['till-1', 'till-2']) accounts[name] = brokerAccount(hq.dataDir(name), name);
    mkdirSync(join(hq.dir, 'own-broker'));
    own = await Mosquitto.start(
      join(hq.dir, 'own-broker'),
      { hq: ['read daogou/+/terminals/+', 'read daogou/+/calls/+'], publisher: ['write daogou/+/hint'] },
      {
        own: Object.fromEntries(
          Object.values(accounts).map(({ username, password }) => [username, password]),
        ),
        patterns: [
          `readwrite ${ours}/offers/+`,
          `write ${ours}/terminals/%u`,
          `write ${ours}/calls/%u`,
          `write ${ours}/unanswered/%u`,
          `read ${ours}/hint`,
        ],
      },
    );
  });
  afterAll(() => own?.down());
  const till = (name: string) =>
    terminal(name, { broker: { url: own.url, ca: own.as('hq').ca, hqListens: true, hintSpreadMs: 0 } });

  it('they converge, and HQ hears each under its own name', async () => {
    const [a, b] = [await till('till-1'), await till('till-2')];
    a.promotions.put(offer('O-1', '2.50'));
    await eventually(() => expect(held(b)).toContain('O-1 2.50'));
    const home = openFleetReceiver({ broker: own.as('hq'), file: join(hq.dir, 'own.db') });
    receivers.push(home);
    await b.fleet.call({ reason: 'requested' });
    await eventually(() =>
      expect(home.standingCalls()).toMatchObject([{ terminal: 'till-2', reason: 'requested' }]),
    );
    await eventually(() => expect(home.terminals().map((one) => one.terminal)).toEqual(['till-1', 'till-2']));
  });

  it('one that was stolen speaks for no other, puts no other out, and hides no offer', async () => {
    const [a, b] = [await till('till-1'), await till('till-2')];
    a.promotions.put(offer('O-2', '3.50'));
    await eventually(() => expect(held(b)).toContain('O-2 3.50'));
    await eventually(() => expect(a.outboxLength()).toBe(0));
    await b.close();
    stores = stores.filter((store) => store !== b);
    const { username, password } = accounts['till-2'] as BrokerAccount;
    // Under the other's client id: the broker gives it its own.
    const thief = await connectAsync(own.url, {
      username,
      password,
      ca: own.as('hq').ca,
      clientId: 'daogou-till-1',
      protocolVersion: 5,
    });
    await expect(thief.publishAsync(`${ours}/calls/till-1`, '{}', { qos: 1, retain: true })).rejects.toThrow(
      /Not authorized/,
    );
    await expect(thief.publishAsync(`${ours}/hint`, '{}', { qos: 1 })).rejects.toThrow(/Not authorized/);
    await thief.publishAsync(`${ours}/offers/O-2`, '', { qos: 1, retain: true });
    expect(a.linked()).toBe(true);
    let retained = '';
    thief.on('message', (_topic, payload) => (retained = payload.toString()));
    await thief.subscribeAsync(`${ours}/offers/+`, { qos: 1 });
    await eventually(() => expect(retained).toBe(a.promotions.envelope('O-2')));
    await thief.endAsync(true);
  });
});

it('keeps a terminal’s user to itself, and names it once', () => {
  const dir = temporaryFolder();
  const account = brokerAccount(dir, 'till-9');
  expect(brokerAccount(dir, 'another')).toEqual(account);
  expect(() => brokerAccount(dir, 'another', { named: true })).toThrow(/is 'till-9' at the broker already/);
  expect(statSync(join(dir, 'keys', 'broker.json')).mode & 0o777).toBe(0o600);
  expect(() => brokerAccount(join(dir, 'x'), 'a/b')).toThrow(/can't name a terminal/);
  writeFileSync(join(dir, 'keys', 'broker.json'), '{}');
  expect(() => brokerAccount(dir, 'till-9')).toThrow(/holds no user/);
  rmSync(dir, { recursive: true });
});

it.each(['a/b', '#', '..', ''])('no topic is made of %j', async (store) => {
  await expect(sendHint({ url: 'mqtt://127.0.0.1:9' }, store)).rejects.toThrow(/no store's id/);
  expect(() => openFleetReceiver({ broker: { url: 'mqtt://127.0.0.1:9' }, file: ':memory:', store })).toThrow(
    /no store's id/,
  );
});
