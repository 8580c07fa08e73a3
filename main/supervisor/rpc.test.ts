import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DaogouError, type ServiceContract } from '../contract';
import { answerCall, createEmit, createRpcClient, type Channel, type Wire } from './rpc';

const contract = {
  methods: { double: { request: z.object({ n: z.number() }), response: z.object({ n: z.number() }) } },
  events: { tick: z.object({ n: z.number() }) },
} as const satisfies ServiceContract;

function pair(
  handlers: { double: (r: { n: number }) => { n: number } | Promise<{ n: number }> },
  timeout = 1_000,
) {
  const events: unknown[] = [];
  const invalid: string[] = [];
  let connected = true;
  const client = createRpcClient({
    contract,
    channel: (): Channel | undefined =>
      connected
        ? {
            send: (m: Wire) =>
              void (m.type === 'call' && answerCall(contract, handlers, m).then((r) => client.receive(r))),
          }
        : undefined,
    on: () => ({ tick: (payload) => void events.push(['tick', payload]) }),
    onInvalid: (what) => invalid.push(what),
    timeout,
  });
  return { client, events, invalid, cut: () => (connected = false) };
}

describe('rpc', () => {
  it('carries a call and its answer', async () => {
    const { client } = pair({ double: ({ n }) => ({ n: n * 2 }) });
    await expect(client.call.double({ n: 21 })).resolves.toEqual({ n: 42 });
  });

  it('refuses a request out of contract before it leaves', async () => {
    const { client } = pair({ double: ({ n }) => ({ n }) });
    await expect(client.call.double({ n: 'x' as unknown as number })).rejects.toMatchObject({
      code: 'bad_request',
    });
  });

  it('refuses an answer out of contract', async () => {
    const { client } = pair({ double: () => ({}) as { n: number } });
    await expect(client.call.double({ n: 1 })).rejects.toMatchObject({ code: 'internal' });
  });

  it('carries the reason that an error is decided by', async () => {
    const { client } = pair({
      double: () => {
        throw new DaogouError('not_ready', 'the battery is nearly empty', false, { reason: 'battery_low' });
      },
    });
    await expect(client.call.double({ n: 1 })).rejects.toMatchObject({
      code: 'not_ready',
      reason: 'battery_low',
    });
  });

  it('carries a typed error', async () => {
    const { client } = pair({
      double: () => {
        throw new DaogouError('device', 'the printer is out of paper', true);
      },
    });
    await expect(client.call.double({ n: 1 })).rejects.toMatchObject({ code: 'device', retryable: true });
  });

  it('fails what waits when the child goes, and calls made while it is gone', async () => {
    const { client, cut } = pair({ double: () => new Promise(() => {}) });
    const waiting = client.call.double({ n: 1 });
    client.abandon('the child exited');
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    cut();
    await expect(client.call.double({ n: 1 })).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
    });
  });

  it('ends a call that is never answered', async () => {
    const { client } = pair({ double: () => new Promise(() => {}) }, 20);
    await expect(client.call.double({ n: 1 })).rejects.toMatchObject({ code: 'timeout' });
  });

  it('passes events that keep the contract and reports the others', () => {
    const { client, events, invalid } = pair({ double: ({ n }) => ({ n }) });
    client.receive({ type: 'event', event: 'tick', payload: { n: 1 } });
    client.receive({ type: 'event', event: 'tick', payload: { n: 'no' } });
    client.receive({ type: 'event', event: 'other' });
    expect(events).toEqual([['tick', { n: 1 }]]);
    expect(invalid).toEqual(['tick', 'other']);
    expect(() =>
      createEmit(contract, { send: () => {} })('tick', { n: 'no' as unknown as number }),
    ).toThrow();
  });
});
