import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceStatus, NavState, PrintDocument, PrintState } from '../main/contract';
import { createDevicesService, listDevices, printOnce, type DevicesService } from './index';
import { ptyPair } from './simulators/launch';
import { Rig, bundlePrograms, eventually, pause } from './testing/rig';
import { makeStore } from './testing/store';

const map = makeStore({ width: 14, depth: 16, aisleWidth: 1.7, bay: 1.5 });
const TARGET = { aisle: 'C', bay: '2', label: 'C2' };
const slip = (title: string): PrintDocument => ({
  type: 'text',
  lang: 'zh',
  storeName: { zh: '店', en: 'Shop' },
  printedAt: '2026-11-22T23:52:00+08:00',
  title,
  body: Array.from({ length: 15 }, (_, k) => `第 ${k} 行`).join('\n'),
});

let programs: string;
let rig: Rig;
let service: DevicesService | undefined;
let navs: NavState[];
let prints: PrintState[];

beforeAll(async () => {
  programs = await bundlePrograms('native/testing/driver.ts');
});
beforeEach(async () => {
  [navs, prints] = [[], []];
  rig = new Rig(map);
  await rig.start(programs);
});
afterEach(async () => {
  await service?.close();
  service = undefined;
  await rig.stop();
});

function open(): DevicesService {
  service = createDevicesService({
    config: rig.config(),
    spoolDir: join(rig.dir, 'spool'),
    emit: (event, payload) => {
      if (event === 'nav') navs.push(payload as NavState);
      if (event === 'print') prints.push(payload as PrintState);
    },
  });
  return service;
}
const status = async (kind: DeviceStatus['kind']) =>
  (await service!.handlers.status(undefined)).find((device) => device.kind === kind)!;
const ready = async (kind: DeviceStatus['kind']) => {
  for (let waited = 0; (await status(kind)).state !== 'ready'; waited += 50) {
    if (waited > 20_000)
      throw new Error(`${kind} did not become ready: ${JSON.stringify(await status(kind))}`);
    await pause(50);
  }
};
async function driving(): Promise<NavState> {
  open();
  await ready('base');
  const planned = await service!.handlers.navigate({ map, target: TARGET });
  await eventually('movement', () => rig.truth.driven > 1);
  return planned;
}
const over = (state: NavState['state']) => eventually(state, () => navs.at(-1)?.state === state, 90_000);
const standstill = async () => {
  await pause(600);
  const before = rig.truth.driven;
  await pause(1_000);
  expect(rig.truth.driven - before).toBeLessThan(0.005);
};

describe('base', () => {
  it('drives to the shelf and home again on a real line', async () => {
    const planned = await driving();
    await over('arrived');
    await pause(500);
    const { x, y, worstOverlap } = rig.truth;
    expect(Math.hypot(x - planned.goal![0], y - planned.goal![1])).toBeLessThan(0.3);
    expect(worstOverlap).toBe(0);
    await service!.handlers.goHome({ map });
    await over('idle');
    await pause(500);
    expect(Math.hypot(rig.truth.x - map.kiosks[0]!.at[0], rig.truth.y - map.kiosks[0]!.at[1])).toBeLessThan(
      0.3,
    );
  });

  it('knows its place again after the devices process was restarted at the shelf', async () => {
    await driving();
    await over('arrived');
    await service!.close();
    navs = [];
    open();
    await ready('base');
    await service!.handlers.goHome({ map });
    await over('idle');
    await pause(500);
    expect(Math.hypot(rig.truth.x - map.kiosks[0]!.at[0], rig.truth.y - map.kiosks[0]!.at[1])).toBeLessThan(
      0.4,
    );
  });

  it('stands within 200 ms of a stop', async () => {
    await driving();
    await service!.handlers.stop(undefined);
    await pause(700);
    // The stop is the last zero that mattered: from it to the last turn of a wheel, in the simulator's own
    // time.
    expect(navs.at(-1)?.state).toBe('stopped');
    await standstill();
  });

  it('stands within 300 ms when the process is killed while driving', async () => {
    const file = (name: string, content: unknown) => {
      writeFileSync(join(rig.dir, name), JSON.stringify(content));
      return join(rig.dir, name);
    };
    const child = spawn(
      process.execPath,
      [
        join(programs, 'driver.cjs'),
        file('config.json', rig.config()),
        file('m.json', map),
        file('t.json', TARGET),
        join(rig.dir, 'spool'),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await eventually('movement', () => rig.truth.driven > 1);
    child.kill('SIGKILL');
    await pause(1_000);
    const { lastMovingMs, lastCommandMs, deadmanTrips } = rig.truth;
    expect(deadmanTrips).toBeGreaterThan(0);
    expect(lastMovingMs - lastCommandMs).toBeLessThanOrEqual(300);
    await standstill();
  });

  it('unplugged while driving: stands, says so, and comes back without moving', async () => {
    await driving();
    process.kill(rig.ports.pids[0]!);
    await over('fault');
    await eventually(
      'deadman',
      () =>
        rig.truth.lastMovingMs - rig.truth.lastCommandMs <= 300 &&
        rig.truth.ms - rig.truth.lastMovingMs > 500,
    );
    expect(['fault', 'absent', 'connecting']).toContain((await status('base')).state);
    const again = await ptyPair(join(rig.dir, 'base-port'), join(rig.dir, 'other-end'));
    try {
      for (let waited = 0; !/answer/.test((await status('base')).detail ?? ''); waited += 50) {
        if (waited > 20_000) throw new Error(JSON.stringify(await status('base')));
        await pause(50);
      }
      expect((await status('base')).counters!.reconnects).toBeGreaterThan(0);
    } finally {
      again.kill();
    }
  });

  it('a bumper is backed off from, and the trip goes on around', async () => {
    await driving();
    rig.control('base', { bumper: 'center' });
    await eventually('bumper', () => navs.some((nav) => nav.detail === 'bumper'));
    rig.control('base', {});
    await over('arrived');
  });

  it('a cliff locks it until staff resets', async () => {
    await driving();
    rig.control('base', { cliff: 'left' });
    await over('fault');
    await standstill();
    rig.control('base', {});
    await pause(600);
    expect(() => service!.handlers.navigate({ map, target: TARGET })).toThrow(/staff/);
    await service!.handlers.resetEmergencyStop(undefined);
    await service!.handlers.navigate({ map, target: TARGET });
    await over('arrived');
  });

  it('a port somebody else holds, and nonsense on the line, are told as such', async () => {
    const holder = new SerialPort({ path: rig.ports.base, baudRate: 115_200 });
    await new Promise((done) => holder.once('open', done));
    const [device] = await listDevices(rig.config({ printer: { port: 'none' } }), 1_500);
    expect(device).toMatchObject({
      kind: 'base',
      state: 'fault',
      detail: expect.stringMatching(/another program/),
    });
    await new Promise<void>((done) => holder.close(() => done()));
    const noise = await ptyPair(join(rig.dir, 'noise'), join(rig.dir, 'noise-far'));
    const far = new SerialPort({ path: join(rig.dir, 'noise-far'), baudRate: 115_200 });
    const timer = setInterval(
      () => far.write(Buffer.from(Array.from({ length: 120 }, () => Math.floor(Math.random() * 256)))),
      20,
    );
    try {
      const [lost] = await listDevices(
        rig.config({ base: { port: join(rig.dir, 'noise') }, printer: { port: 'none' } }),
        2_000,
      );
      expect(lost).toMatchObject({ state: 'fault', detail: expect.stringMatching(/nonsense/) });
    } finally {
      clearInterval(timer);
      await new Promise<void>((done) => far.close(() => done()));
      noise.kill();
    }
  });
});

describe('printer', () => {
  it('prints two jobs that come at once, each once', async () => {
    open();
    await service!.handlers.print(slip('甲单'));
    await service!.handlers.print(slip('乙单'));
    await eventually('both', () => prints.filter((p) => p.state === 'done').length === 2);
    await eventually('slips', () => rig.slips.length === 2);
    expect(rig.slips.map((text) => /[甲乙]单/.exec(text)?.[0])).toEqual(['甲单', '乙单']);
  });

  it('paper out in the middle of a slip: voided and printed whole', async () => {
    rig.control('printer', { paper: 'ok', linesLeft: 8 });
    await pause(300);
    open();
    await service!.handlers.print(slip('半张'));
    await eventually('waiting', () => prints.some((p) => p.state === 'waiting' && p.reason === 'paper_out'));
    expect((await status('printer')).detail).toBe('paper_out');
    rig.control('printer', { paper: 'ok' });
    await eventually('done', () => prints.some((p) => p.state === 'done'));
    await eventually('slips', () => rig.slips.length === 2);
    expect(rig.slips.filter((text) => text.includes('第 14 行') && text.includes('打印时间'))).toHaveLength(
      1,
    );
    expect(rig.slips[0]).toContain('VOID');
  });

  it('a slip that broke off is not begun anew for the next shopper, and none from before a restart is printed', async () => {
    rig.control('printer', { paper: 'ok', linesLeft: 8 });
    await pause(300);
    open();
    const { jobId } = await service!.handlers.print({ ...slip('前一位'), shopper: true });
    await eventually('waiting', () => prints.some((p) => p.state === 'waiting' && p.reason === 'paper_out'));
    await service!.handlers.cancelPrints({ jobIds: [jobId] });
    const left = await service!.handlers.print({ ...slip('重启前'), shopper: true });
    await service!.close();
    open();
    await eventually('the word that it is not printed', () =>
      prints.some((p) => p.jobId === left.jobId && p.state === 'failed'),
    );
    rig.control('printer', { paper: 'ok' });
    await service!.handlers.print({ ...slip('后一位'), shopper: true });
    await eventually('done', () => prints.some((p) => p.state === 'done'));
    await eventually('the next slip', () => rig.slips.some((text) => text.includes('后一位')));
    expect(rig.slips.filter((text) => text.includes('打印时间'))).toHaveLength(1);
    expect(rig.slips.join('\n')).not.toContain('重启前');
  });

  it('cover open: waits and says so', async () => {
    rig.control('printer', { cover: 'open' });
    await pause(300);
    open();
    await service!.handlers.print(slip('盖'));
    await eventually('waiting', () => prints.some((p) => p.reason === 'cover_open'));
    rig.control('printer', { cover: 'closed' });
    await eventually('done', () => prints.some((p) => p.state === 'done'));
  });

  it('prints once from the command line, and says when it can’t', async () => {
    expect(await printOnce(rig.config(), slip('命令行'))).toMatchObject({ state: 'done' });
    rig.control('printer', { paper: 'out' });
    await pause(300);
    expect(await printOnce(rig.config(), slip('没纸'), 1_500)).toMatchObject({
      state: 'failed',
      reason: 'paper_out',
    });
  });
});
