import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect, type IClientOptions, type IConnackPacket, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
beforeEach(() => start(guests));
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
const letIn = (one: MqttClient): Promise<boolean> => new Promise((resolve) => void (one.once('connect', () => resolve(true)), one.once('close', () => resolve(false))));
async function raw(): Promise<Socket> {
  const socket = connectTcp(Number(new URL(broker.url).port), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}
const gone = (socket: Socket): Promise<unknown> => (socket.closed ? Promise.resolve() : once(socket.resume(), 'close'));
const closed = (one: MqttClient): Promise<void> => new Promise((resolve) => one.once('close', () => resolve()));
const connected = (one: MqttClient): Promise<IConnackPacket> => new Promise((resolve) => one.once('connect', resolve));
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
    await start({ ...guests, bounds: { wrongPasswords: 1, backoffMs: 50 } });
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
    await start({ ...guests, bounds: { clientsPerAddress: 4 } });
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
    await start({ ...guests, bounds: { waitingMs: 50 } });
    await gone(await raw());
    expect(await letIn(client({ keepalive: 0 }))).toBe(false);
    expect(await letIn(client({ keepalive: 3_600 }))).toBe(false);
  });

  it('fills only so much of what is retained, and none of the terminal’s own', async () => {
    await broker.close();
    await start({ ...guests, bounds: { retainedMessages: 5, retainedBytes: 1_000 } });
    const guest = client();
    for (let n = 0; n < 9; n++) await guest.publishAsync(`daogou/s/offers/n${n}`, 'x', { qos: 1, retain: true });
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

  it.each(['#', 'daogou/#', '+/+/terminals/+', '$SYS/#', 'daogou/s/offers/#', 'other/topic'])('does not hear %s', async (filter) => {
    const guest = client();
    await connected(guest);
    const granted = await guest.subscribeAsync(filter).catch(() => [{ qos: 128 }]);
    expect(granted.every(({ qos }) => qos === 128)).toBe(true);
  });

  it('subscribes to only so much', async () => {
    const guest = client();
    await connected(guest);
    const granted = [];
    for (let n = 0; n < 30; n++) granted.push(...(await guest.subscribeAsync(`daogou/s${n}/offers/+`).catch(() => [])));
    expect(granted.filter(({ qos }) => qos < 128)).toHaveLength(16);
  });

  it.each(['daogou/s/terminals/t1', 'daogou/s/calls/t1', 'daogou/s/unanswered/t1', 'daogou/s/other/x', '$SYS/x', 'x', 'daogou/../offers/a b'])(
    'says nothing on %s',
    async (topic) => {
      const heard: string[] = [];
      const desk = own('daogou-t1');
      desk.on('message', (at) => heard.push(at));
      await desk.subscribeAsync(['daogou/s/terminals/+', 'daogou/s/calls/+', 'daogou/s/unanswered/+', 'daogou/s/offers/+']);
      const guest = client({ clientId: 'daogou-t2' });
      await connected(guest);
      guest.publish(topic, 'x', { qos: 0 });
      await closed(guest);
      await desk.publishAsync('daogou/s/terminals/t1', 'x', { qos: 1 });
      await expect.poll(() => heard.length).toBeGreaterThan(0);
      expect(heard).toEqual(['daogou/s/terminals/t1']);
    },
  );

  it('speaks for itself only, in its last will too', async () => {
    const heard: string[] = [];
    const desk = own();
    desk.on('message', (topic) => heard.push(topic));
    await desk.subscribeAsync('daogou/s/terminals/+');
    for (const [clientId, topic] of [['daogou-t2', 't1'], ['daogou-t3', 't3']] as const) {
      const guest = client({ clientId, will: { topic: `daogou/s/terminals/${topic}`, payload: Buffer.from('x'), qos: 1, retain: true } });
      await connected(guest);
      guest.stream.destroy();
    }
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    expect(heard).toEqual(['daogou/s/terminals/t3']);
  });
});

it('is open to nobody but this machine without a password', async () => {
  await expect(startEmbeddedBroker({ host: '0.0.0.0' })).rejects.toThrow(/open to everybody/);
});
