import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startEmbeddedBroker, type EmbeddedBroker } from '../promotions/embedded-broker';
import { Outbox } from '../state/outbox';
import { openState } from '../state/open-state';
import { Settings } from '../state/settings';
import { FleetAnnouncer } from './announcer';
import { topics } from './messages';

let dir: string;
let close: () => void;
let outbox: Outbox;
let store: string | undefined;
let fleet: FleetAnnouncer;
const onCallSent = vi.fn();

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'call-'));
  const state = openState(join(dir, 'state.db'));
  close = () => state.close();
  store = 's1';
  outbox = new Outbox(state, () => new Date());
  onCallSent.mockReset();
  fleet = new FleetAnnouncer({
    state,
    outbox,
    settings: new Settings(state),
    clock: () => new Date(),
    terminalId: 't1',
    store: () => store,
    hqListens: false,
    onCallSent,
    facts: () => ({ version: '0', sync: { phase: 'idle' }, counters: {} }),
  });
});
afterEach(() => {
  close();
  rmSync(dir, { recursive: true, force: true });
});
const taken = (): void =>
  outbox
    .waiting()
    .filter(({ topic }) => topic === topics.call('s1', 't1'))
    .forEach(({ id }) => outbox.done(id));

it('is sent once the broker has taken it', async () => {
  const state = fleet.call({ reason: 'requested' });
  expect(fleet.callState()).toBe('waiting');
  taken();
  expect(await state).toBe('sent');
  expect(onCallSent).not.toHaveBeenCalled();
});

it('waits while the broker is away, and tells when it has been taken after all', async () => {
  expect(await fleet.call({ reason: 'unsafe' })).toBe('waiting');
  taken();
  expect(onCallSent).toHaveBeenCalledTimes(1);
  expect(fleet.callState()).toBe('sent');
});

it('reaches nobody where there is no broker or no store yet, and is not taken for said', async () => {
  store = undefined;
  expect(await fleet.call({ reason: 'requested' })).toBe('no_channel');
  store = 's1';
  expect(await fleet.call({ reason: 'requested' })).toBe('waiting');
});

it('a broker of the terminal’s own knows whether any of the staff listens', async () => {
  const broker: EmbeddedBroker = await startEmbeddedBroker();
  try {
    const terminal = await connectAsync(broker.url);
    await terminal.subscribeAsync('daogou/s1/offers/+');
    expect(broker.staffListens()).toBe(false);
    const desk = await connectAsync(broker.url);
    await desk.subscribeAsync('daogou/s1/calls/+');
    expect(broker.staffListens()).toBe(true);
    await desk.endAsync();
    await vi.waitFor(() => expect(broker.staffListens()).toBe(false), { timeout: 120_000 });
    await terminal.endAsync();
  } finally {
    await broker.close();
  }
});
