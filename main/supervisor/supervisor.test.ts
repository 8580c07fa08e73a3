import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { ServiceContract, ServiceHealth } from '../contract';
import { supervise, type Child, type Supervised } from './supervisor';

const contract = {
  methods: {
    echo: { request: z.object({ text: z.string() }), response: z.object({ text: z.string() }) },
    die: { request: z.undefined(), response: z.undefined() },
    hang: { request: z.undefined(), response: z.undefined() },
  },
  events: {},
} as const satisfies ServiceContract;

const program = path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixture.child.mjs');
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
let running: Supervised<typeof contract>[] = [];

/**
 * A real process behind the same face as Electron's utility process, whose `postMessage` to a child that has
 * just died drops the message; Node's `send` reports EPIPE instead, as an uncaught 'error' event where no
 * callback takes it.
 */
function spawn(): Child {
  const child = fork(program);
  return {
    pid: child.pid,
    postMessage: (message) => void (child.connected && child.send(message as object, () => {})),
    kill: () => child.kill('SIGKILL'),
    on: (event: string, listener: (value: never) => void) =>
      child.on(event, listener as (...args: unknown[]) => void),
  };
}

function start(timing: object = {}) {
  const health: ServiceHealth[] = [];
  let spawned = 0;
  const service = supervise({
    name: 'fixture',
    contract,
    config: {},
    log: quiet,
    spawn: () => {
      spawned += 1;
      return spawn();
    },
    on: () => ({}),
    onHealth: (h) => health.push(h),
    timing: { pingEvery: 100, hangAfter: 2_000, backOffFirst: 10, ...timing },
  });
  running.push(service);
  service.start();
  return { service, health, spawned: () => spawned };
}

const until = (check: () => boolean) =>
  vi.waitFor(() => expect(check()).toBe(true), { timeout: 120_000, interval: 20 });

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(running.map((service) => service.stop(1_000)));
  running = [];
});

describe('supervisor', () => {
  it('brings a child that was killed back, and the next call is answered', async () => {
    const { service, health } = start();
    await until(() => service.health() === 'up');
    process.kill(service.pid()!, 'SIGKILL');
    await until(() => health.includes('down'));
    await until(() => service.health() === 'up');
    await expect(service.call.echo({ text: '洗发水' })).resolves.toEqual({ text: '洗发水' });
  });

  it('fails the call that was pending when the child died, as retryable', async () => {
    const { service } = start();
    await until(() => service.health() === 'up');
    await expect(service.call.die()).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });

  it('ends and replaces a child that hangs', async () => {
    const { service, spawned } = start();
    await until(() => service.health() === 'up');
    await expect(service.call.hang()).rejects.toMatchObject({ code: 'unavailable' });
    await until(() => service.health() === 'up' && spawned() === 2);
  });

  it('leaves healthy children alone when the wall clock steps', async () => {
    const { service, spawned } = start();
    await until(() => service.health() === 'up');
    const pid = service.pid();
    let step = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => performance.timeOrigin + performance.now() + step);
    for (const hours of [1, -2, 26]) {
      step = hours * 3_600_000;
      for (let said = 0; said < 3; said++) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        await expect(service.call.echo({ text: '在' })).resolves.toEqual({ text: '在' });
      }
    }
    expect([service.pid(), spawned()]).toEqual([pid, 1]);
  });

  it('forgives its own absence: what a child said meanwhile is heard before the child is judged', async () => {
    const { service, spawned } = start({ hangAfter: 600 });
    await until(() => service.health() === 'up');
    // This process does not run for longer than a child may be silent, as after a sleep of the machine.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    await expect(service.call.echo({ text: '在' })).resolves.toEqual({ text: '在' });
    expect([service.health(), spawned()]).toEqual(['up', 1]);
  });

  it('still ends a child that hangs after an absence', async () => {
    const { service, spawned } = start({ hangAfter: 600 });
    await until(() => service.health() === 'up');
    const pending = service.call.hang();
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    await expect(pending).rejects.toMatchObject({ code: 'unavailable' });
    await until(() => service.health() === 'up' && spawned() === 2);
  });

  it('opens the breaker when a child keeps dying, and tries again later', async () => {
    const { service, health, spawned } = start({ breakAfter: 3, breakFor: 300 });
    for (let death = 1; death <= 3; death++) {
      await until(() => service.health() === 'up');
      await service.call.die().catch(() => {});
      await until(() => service.health() !== 'up');
    }
    expect(health).toContain('gave_up');
    await until(() => spawned() === 4);
  });
});
