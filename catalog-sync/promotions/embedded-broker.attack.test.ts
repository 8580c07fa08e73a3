import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect, type IClientOptions, type IConnackPacket, MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerAccount } from '../fleet/account';
import { admitTerminal, dismissTerminal, passwordDigest, readAdmitted } from '../fleet/admitted';
import { temporaryFolder } from '../testing';
import { startEmbeddedBroker, type EmbeddedBroker, type EmbeddedBrokerOptions } from './embedded-broker';

let broker: EmbeddedBroker;
let refused: string[] = [];
let clients: MqttClient[] = [];
let sockets: Socket[] = [];

const guests = { username: 'store', password: 'secret' };
async function start(options: EmbeddedBrokerOptions = {}): Promise<void> {
  refused = [];
  broker = await startEmbeddedBroker({ onRefused: (what) => refused.push(what), ...options });
}
const tills: Record<string, string> = { 'till-1': 'password of till 1', 'till-2': 'password of till 2' };
const store = {
  ...guests,
  terminals: (name: string) => (tills[name] === undefined ? undefined : passwordDigest(tills[name])),
};
beforeEach(() => start(store));
afterEach(async () => {
  await Promise.all(clients.map((client) => client.endAsync(true)));
  for (const socket of sockets) socket.destroy();
  clients = [];
  sockets = [];
  await broker.close();
});

/** A client that does not come back by itself. */
function client(options: IClientOptions = {}): MqttClient {
  const one = connect(broker.url, { ...guests, reconnectPeriod: 0, connectTimeout: 5_000, ...options });
  one.on('error', () => undefined);
  clients.push(one);
  return one;
}
/** Whether it was let in. */
const letIn = (one: MqttClient): Promise<boolean> =>
  new Promise(
    (resolve) => void (one.once('connect', () => resolve(true)), one.once('close', () => resolve(false))),
  );
async function raw(): Promise<Socket> {
  const socket = connectTcp(Number(new URL(broker.url).port), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}
const gone = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : once(socket.resume(), 'close');
const closed = (one: MqttClient): Promise<void> =>
  new Promise((resolve) => one.once('close', () => resolve()));
const connected = (one: MqttClient): Promise<IConnackPacket> =>
  new Promise((resolve) => one.once('connect', resolve));
/** Another terminal under its own user. */
const till = (name: string, options: IClientOptions = {}) =>
  client({ username: name, password: tills[name], clientId: `daogou-${name}`, ...options });
const own = (id = 'daogou-t1') => client({ ...broker.own, clientId: id });

describe('a stranger at the embedded broker', () => {
  it('fills no memory with one packet: it is cut off at its header', async () => {
    const guest = client();
    expect(await letIn(guest)).toBe(true);
    const cut = closed(guest);
    guest.publish('daogou/s/offers/S-1', Buffer.alloc(300_000), { qos: 0 });
    await cut;
    // Four bytes that promise 256 MiB, before any password.
    const socket = await raw();
    socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
    await gone(socket);
    expect(await letIn(own())).toBe(true);
  });

  it('is cut off where a length never ends', async () => {
    const socket = await raw();
    socket.write(Buffer.from([0x10, 0x80, 0x80, 0x80, 0x80, 0x80]));
    await gone(socket);
  });

  it('guesses few passwords, and then none, while the terminal’s own connection is let in', async () => {
    for (let n = 0; n < 3; n++) expect(await letIn(client({ password: `guess ${n}` }))).toBe(false);
    expect(await letIn(client())).toBe(false);
    expect(refused.at(-1)).toMatch(/after too many wrong ones/);
    expect(await letIn(own())).toBe(true);
  });

  it('is heard again when its wait is over', async () => {
    await broker.close();
    await start({ ...store, bounds: { wrongPasswords: 1, backoffMs: 50 } });
    expect(await letIn(client({ password: 'guess' }))).toBe(false);
    await expect.poll(() => letIn(client()), { timeout: 120_000 }).toBe(true);
  });

  it('takes no other client’s place, though it knows the store’s password', async () => {
    const terminal = own('daogou-t1');
    expect(await letIn(terminal)).toBe(true);
    expect(await letIn(client({ clientId: 'daogou-t1' }))).toBe(false);
    expect(refused.at(-1)).toMatch(/is another's/);
    expect(terminal.connected).toBe(true);
    // Not even while the terminal is away.
    await terminal.endAsync(true);
    expect(await letIn(client({ clientId: 'daogou-t1' }))).toBe(false);
  });

  it('opens only so many connections, and never the terminal’s own out', async () => {
    await broker.close();
    await start({ ...store, bounds: { clientsPerAddress: 4 } });
    const all = await Promise.all(Array.from({ length: 8 }, () => letIn(client())));
    expect(all.filter(Boolean)).toHaveLength(4);
    expect(await letIn(own())).toBe(true);
  });

  it('keeps no crowd waiting at the door: the oldest that says nothing gives way', async () => {
    const silent: Socket[] = [];
    for (let n = 0; n < 20; n++) silent.push(await raw());
    await Promise.all(silent.slice(0, 12).map(gone));
    expect(await letIn(own())).toBe(true);
  });

  it('must say who it is soon, and may not ask to be kept alive for ever', async () => {
    await broker.close();
    await start({ ...store, bounds: { waitingMs: 50 } });
    await gone(await raw());
    expect(await letIn(client({ keepalive: 0 }))).toBe(false);
    expect(await letIn(client({ keepalive: 3_600 }))).toBe(false);
  });

  it('fills only so much of what is retained, and none of the terminal’s own', async () => {
    await broker.close();
    await start({ ...store, bounds: { retainedMessages: 5, retainedBytes: 1_000 } });
    const guest = client();
    for (let n = 0; n < 9; n++)
      await guest.publishAsync(`daogou/s/offers/n${n}`, 'x', { qos: 1, retain: true });
    await guest.publishAsync('daogou/s/offers/n0', 'x'.repeat(1_000), { qos: 1, retain: true });
    await own().publishAsync('daogou/s/offers/ours', 'ours', { qos: 1, retain: true });
    const heard: string[] = [];
    const late = client();
    late.on('message', (topic, payload) => heard.push(`${topic.split('/').at(-1)} ${payload.length}`));
    await late.subscribeAsync('daogou/s/offers/+', { qos: 1 });
    await expect.poll(() => heard.includes('ours 4')).toBe(true);
    expect(heard.sort()).toEqual(['n0 1', 'n1 1', 'n2 1', 'n3 1', 'n4 1', 'ours 4']);
  });

  it('leaves no queue behind: a session ends with its connection', async () => {
    const first = client({ clientId: 'hoarder', clean: false });
    await first.subscribeAsync('daogou/s/offers/+', { qos: 1 });
    await first.endAsync(true);
    await own().publishAsync('daogou/s/offers/S-1', 'x', { qos: 1 });
    const again = client({ clientId: 'hoarder', clean: false });
    expect((await connected(again)).sessionPresent).toBe(false);
  });

  it.each(['#', 'daogou/#', '+/+/terminals/+', '$SYS/#', 'daogou/s/offers/#', 'other/topic'])(
    'does not hear %s',
    async (filter) => {
      const guest = client();
      await connected(guest);
      const granted = await guest.subscribeAsync(filter).catch(() => [{ qos: 128 }]);
      expect(granted.every(({ qos }) => qos === 128)).toBe(true);
    },
  );

  it('subscribes to only so much', async () => {
    const guest = client();
    await connected(guest);
    const granted = [];
    for (let n = 0; n < 30; n++)
      granted.push(...(await guest.subscribeAsync(`daogou/s${n}/offers/+`).catch(() => [])));
    expect(granted.filter(({ qos }) => qos < 128)).toHaveLength(16);
  });

  it.each([
    'daogou/s/terminals/t1',
    'daogou/s/calls/t1',
    'daogou/s/unanswered/t1',
    'daogou/s/other/x',
    '$SYS/x',
    'x',
    'daogou/../offers/a b',
  ])('says nothing on %s', async (topic) => {
    const heard: string[] = [];
    const desk = own('daogou-t1');
    desk.on('message', (at) => heard.push(at));
    await desk.subscribeAsync([
      'daogou/s/terminals/+',
      'daogou/s/calls/+',
      'daogou/s/unanswered/+',
      'daogou/s/offers/+',
    ]);
    for (const come of [() => client({ clientId: 'phone' }), () => till('till-1')]) {
      const guest = come();
      await connected(guest);
      guest.publish(topic, 'x', { qos: 0 });
      await closed(guest);
    }
    await desk.publishAsync('daogou/s/terminals/t1', 'x', { qos: 1 });
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    expect(heard).toEqual(['daogou/s/terminals/t1']);
  });

  it('speaks for itself only, in its last will too', async () => {
    const heard: string[] = [];
    const desk = own();
    desk.on('message', (topic) => heard.push(topic));
    await desk.subscribeAsync('daogou/s/terminals/+');
    const will = (topic: string) => ({
      will: {
        topic: `daogou/s/terminals/${topic}`,
        payload: Buffer.from('x'),
        qos: 1 as const,
        retain: true,
      },
    });
    for (const come of [
      () => client({ clientId: 'phone', ...will('till-2') }),
      () => till('till-1', will('till-2')),
      () => till('till-2', will('till-2')),
    ]) {
      const guest = come();
      await connected(guest);
      guest.stream.destroy();
    }
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    expect(heard).toEqual(['daogou/s/terminals/till-2']);
  });
});

describe('who shares a user at the embedded broker', () => {
  const heard: string[] = [];
  async function desk(): Promise<MqttClient> {
    heard.length = 0;
    const one = own();
    one.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
    await one.subscribeAsync(['daogou/s/calls/+', 'daogou/s/terminals/+', 'daogou/s/offers/+']);
    return one;
  }

  it('is no terminal by calling itself so: neither while that one is away nor while it is there', async () => {
    const calls = await desk();
    for (const id of ['daogou-till-2', 'daogou-till-9'])
      expect(await letIn(client({ clientId: id }))).toBe(false);
    expect(refused.at(-1)).toMatch(/daogou fleet --admit/);
    const there = till('till-2');
    await connected(there);
    expect(await letIn(client({ clientId: 'daogou-till-2' }))).toBe(false);
    expect(await letIn(till('till-1', { clientId: 'daogou-till-2' }))).toBe(false);
    expect(await letIn(till('till-1', { clientId: 'phone' }))).toBe(false);
    expect(there.connected).toBe(true);
    await there.publishAsync('daogou/s/calls/till-2', 'its own', { qos: 1, retain: true });
    await calls.publishAsync('daogou/s/offers/end', 'end', { qos: 1 });
    await expect.poll(() => heard.at(-1)).toBe('daogou/s/offers/end end');
    expect(heard[0]).toBe('daogou/s/calls/till-2 its own');
    expect(heard).toHaveLength(2);
  });

  it('a terminal comes back to its own session, and speaks for no other', async () => {
    const before = till('till-2');
    await connected(before);
    const put = closed(before);
    const again = till('till-2');
    expect(await letIn(again)).toBe(true);
    await put;
    const cut = closed(again);
    again.publish('daogou/s/calls/till-1', 'x', { qos: 0, retain: true });
    await cut;
    expect(refused.at(-1)).toMatch(/calls\/till-1/);
  });

  it('a terminal hears no calls: nobody of the staff listens there', async () => {
    const guest = till('till-1');
    await connected(guest);
    await guest.subscribeAsync(['daogou/s/offers/+', 'daogou/s/hint']);
    const granted = await guest.subscribeAsync('daogou/s/calls/+').catch(() => [{ qos: 128 }]);
    expect(granted.every(({ qos }) => qos === 128)).toBe(true);
    expect(broker.staffListens()).toBe(false);
  });

  it('staff from another address takes no place of a phone’s; from its own it comes back', async () => {
    const phone = client({ clientId: 'phone' });
    await connected(phone);
    const from = () =>
      connectTcp({ port: Number(new URL(broker.url).port), host: '127.0.0.1', localAddress: '127.0.0.2' });
    const other = new MqttClient(from, { ...guests, clientId: 'phone', reconnectPeriod: 0 });
    other.on('error', () => undefined);
    clients.push(other);
    expect(await letIn(other)).toBe(false);
    expect(phone.connected).toBe(true);
    expect(await letIn(client({ clientId: 'phone' }))).toBe(true);
  });

  it('a terminal with a wrong password is not let in, nor as staff', async () => {
    expect(await letIn(till('till-1', { password: guests.password }))).toBe(false);
    expect(await letIn(client({ username: 'store', password: tills['till-1'] }))).toBe(false);
  });
});

it('without a password nobody is a terminal either', async () => {
  await broker.close();
  await start();
  expect(await letIn(client({ username: '', password: '', clientId: 'daogou-t1' }))).toBe(false);
  const phone = client({ username: '', password: '', clientId: 'phone' });
  await connected(phone);
  const cut = closed(phone);
  phone.publish('daogou/s/calls/t1', 'x', { qos: 0, retain: true });
  await cut;
});

it('admits terminals by what they print, and dismisses them', () => {
  const dir = temporaryFolder();
  const account = brokerAccount(join(dir, 'other'), 'till-7');
  expect(admitTerminal(dir, account)).toEqual({ admitted: 'till-7' });
  expect(readAdmitted(dir)).toEqual({ 'till-7': passwordDigest(account.password) });
  const file = join(dir, 'keys', 'broker-terminals.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain(account.password);
  expect(() => admitTerminal(dir, { username: 'a/b', password: account.password })).toThrow(
    /fleet --account/,
  );
  expect(dismissTerminal(dir, 'till-7')).toEqual({ dismissed: 'till-7' });
  expect(readAdmitted(dir)).toEqual({});
  expect(() => dismissTerminal(dir, 'till-7')).toThrow(/let in here/);
  writeFileSync(file, '[]');
  expect(() => readAdmitted(dir)).toThrow(/admit each terminal again/);
  rmSync(dir, { recursive: true });
});

it('is open to nobody but this machine without a password', async () => {
  await expect(startEmbeddedBroker({ host: '0.0.0.0' })).rejects.toThrow(/open to everybody/);
});
