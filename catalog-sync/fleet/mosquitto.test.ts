import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogStore, type CatalogStore, type CatalogStoreOptions } from '../store';
import { gtinOf } from '../testing/feed';
import { Mosquitto, mosquittoMissing } from '../testing/mosquitto';
import { Rehearsal } from '../testing/terminal';
import type { OfferDraft } from '../promotions/service';
import { sendHint } from './hint';
import { openFleetDesk, type FleetDesk, type FleetNews } from './desk';

const missing = mosquittoMissing();
if (missing) console.warn(`broker tests skipped: ${missing}`);

let hq: Rehearsal;
let broker: Mosquitto;
let stores: CatalogStore[] = [];
let desks: FleetDesk[] = [];
const DAY = 86_400_000;
const ours = 'daogou/test-store';

beforeAll(async () => {
  if (missing) return;
  hq = await Rehearsal.start();
  await hq.publish();
  await hq.sync({ name: 'template' });
  mkdirSync(join(hq.dir, 'broker'));
  broker = await Mosquitto.start(join(hq.dir, 'broker'), {
    terminal: [`readwrite ${ours}/offers/+`, `write ${ours}/terminals/+`, `write ${ours}/calls/+`, `write ${ours}/unanswered/+`, `read ${ours}/hint`],
    muted: [`readwrite ${ours}/offers/+`, `read ${ours}/hint`],
    hq: ['read daogou/+/terminals/+', 'read daogou/+/calls/+', 'read daogou/+/unanswered/+', 'write daogou/+/hint'],
    stranger: ['read elsewhere/#'],
  });
});
afterEach(async () => {
  await Promise.all([...stores.map((store) => store.close()), ...desks.map((desk) => desk.close())]);
  stores = [];
  desks = [];
});
afterAll(async () => {
  await broker?.down();
  await hq?.close();
});

async function terminal(name: string, options: Partial<CatalogStoreOptions> = {}, user = 'terminal'): Promise<CatalogStore> {
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

function desk(name: string, news: FleetNews[] = [], store?: string): FleetDesk {
  const opened = openFleetDesk({ broker: broker.as('hq'), file: join(hq.dir, `${name}.db`), name, store, onNews: (one) => news.push(one) });
  desks.push(opened);
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
const held = (store: CatalogStore) => store.promotions.list().map(({ offer: { id, value } }) => `${id} ${value}`).sort();
const eventually = (check: () => void) => expect.poll(() => { try { check(); return 'yes'; } catch (error) { return String(error); } }, { timeout: 20_000, interval: 50 }).toBe('yes');

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
    const clock = () => new Date(Date.now() + days * DAY);
    const news: FleetNews[] = [];
    const home = desk('week', news);
    await home.ready;
    const [a, b] = [await terminal('wa', { clock }), await terminal('wb', { clock })];
    a.promotions.put(offer('W-1', '9.00'));
    a.promotions.put(offer('W-2', '8.00'));
    await eventually(() => expect(held(b)).toEqual(expect.arrayContaining(['W-1 9.00', 'W-2 8.00'])));
    await broker.down();
    for (days = 1; days <= 7; days++) {
      (days % 2 ? a : b).promotions.put(offer('W-1', `9.${days}0`));
      b.unanswered.record({ at: clock().toISOString(), text: `第${days}天有没有火星土豆`, lang: 'zh', reason: 'abstained', tried: [] });
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
      for (const store of [a2, b2]) expect(held(store).filter((id) => id.startsWith('W'))).toEqual(['W-1 9.70', 'W-3 7.00']);
    });
    await eventually(() => expect(news.filter(({ kind }) => kind === 'unanswered').map((one) => 'text' in one && one.text)).toEqual(Array.from({ length: 7 }, (_, n) => `第${n + 1}天有没有火星土豆`)));
  }, 90_000);

  it('carries calls, health and unanswered questions to HQ, each applied once', async () => {
    const news: FleetNews[] = [];
    const home = desk('hq', news, 'test-store');
    await home.ready;
    const a = await terminal('fa');
    a.fleet.health([{ name: 'printer', kind: 'printer', state: 'ready' }]);
    await a.fleet.call({ reason: 'requested' });
    expect(await a.fleet.call({ reason: 'requested' })).toBe('sent');
    a.unanswered.record({ at: new Date().toISOString(), text: '我的电话是13800138000，有没有火星土豆', lang: 'zh', reason: 'abstained', tried: ['product.location'] });
    await eventually(() => expect(home.standingCalls()).toMatchObject([{ terminal: a.settings.terminalId(), reason: 'requested' }]));
    await eventually(() => expect(home.unanswered()).toMatchObject([{ text: '我的电话是[…]，有没有火星土豆', reason: 'abstained' }]));
    await eventually(() => expect(home.terminals().find((one) => one.terminal === a.settings.terminalId())).toMatchObject({ online: true, version: '1.2.3', sequence: 1, devices: [{ name: 'printer', state: 'ready' }] }));
    expect(news.filter(({ kind }) => kind === 'call')).toHaveLength(1);
    // The desk goes; what happens meanwhile waits for it.
    await home.close();
    desks = [];
    await a.fleet.call(null);
    for (let n = 0; n < 20; n++) a.unanswered.record({ at: new Date().toISOString(), text: `问题${n}`, lang: 'zh', reason: 'not_carried', tried: [] });
    const id = a.settings.terminalId();
    await expect.poll(() => a.outboxLength()).toBe(0);
    await a.close();
    stores = [];
    const again = desk('hq', news, 'test-store');
    await eventually(() => expect(again.unanswered()).toHaveLength(21));
    await eventually(() => expect(again.standingCalls()).toEqual([]));
    await eventually(() => expect(again.terminals().find((one) => one.terminal === id)).toMatchObject({ online: false, version: '1.2.3' }));
    // The same message once more changes nothing.
    const raw = await connectAsync(broker.url, { ...broker.as('terminal'), protocolVersion: 5 });
    const { store: _store, terminal: _terminal, kind: _kind, ...message } = again.unanswered()[0] as Extract<FleetNews, { kind: 'unanswered' }>;
    for (let n = 0; n < 3; n++) await raw.publishAsync(`${ours}/unanswered/${id}`, JSON.stringify(message), { qos: 1 });
    await raw.publishAsync(`${ours}/unanswered/${id}`, JSON.stringify({ ...message, id: 'another', text: 'last' }), { qos: 1 });
    await raw.endAsync();
    await eventually(() => expect(again.unanswered().some((one) => 'text' in one && one.text === 'last')).toBe(true));
    expect(again.unanswered()).toHaveLength(22);
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
