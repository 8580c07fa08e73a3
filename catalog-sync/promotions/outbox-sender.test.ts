import type { MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase, type Database } from '../db/open';
import { migrate } from '../db/migrate';
import { stateMigrations } from '../state/open-state';
import { Outbox } from '../state/outbox';
import { OutboxSender } from './outbox-sender';
import type { PromotionService } from './service';

let state: Database;
let outbox: Outbox;
beforeEach(() => {
  state = openDatabase(':memory:');
  migrate(state, stateMigrations);
  outbox = new Outbox(state, () => new Date());
});
afterEach(() => state.close());

/** A broker that refuses some topics and takes the rest. */
function sender(refuses: Set<string>, offers: Record<string, string> = {}) {
  const sent: [topic: string, payload: string][] = [];
  const client = {
    connected: true,
    publishAsync: (topic: string, payload: string) => {
      if (refuses.has(topic)) return Promise.reject(Object.assign(new Error('not yours'), { code: 0x87 }));
      sent.push([topic, payload]);
      return Promise.resolve();
    },
  };
  const made = new OutboxSender({
    client: client as unknown as MqttClient,
    store: 's1',
    outbox,
    promotions: { envelope: (id: string) => offers[id] } as PromotionService,
  });
  return { sent, client, made };
}

it('a refused message stands in nobody’s way, and is tried again at the next connection', async () => {
  outbox.add('daogou/s1/a', '1', {});
  outbox.add('daogou/s1/b', '2', {});
  const refuses = new Set(['daogou/s1/a']);
  const { sent, made } = sender(refuses);
  await made.drain();
  expect(sent).toEqual([['daogou/s1/b', '2']]);
  refuses.clear();
  await made.drain();
  expect(sent).toHaveLength(1);
  made.retryRefused();
  await made.drain();
  expect(sent).toEqual([
    ['daogou/s1/b', '2'],
    ['daogou/s1/a', '1'],
  ]);
  expect(outbox.length()).toBe(0);
});

it('sends the newest version of an offer, and nothing where there is no broker', async () => {
  outbox.add('daogou/s1/offers/S-1', 'old', { retain: true });
  const { sent, client, made } = sender(new Set(), { 'S-1': 'new' });
  client.connected = false;
  await made.drain();
  expect([sent, outbox.length()]).toEqual([[], 1]);
  client.connected = true;
  await made.drain();
  expect(sent).toEqual([['daogou/s1/offers/S-1', 'new']]);
});
