import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config, DeviceStatus } from '../main/contract';
import { adviceFor } from './advice';
import { createDevicesService, listDevices, testDevice } from './index';
import { ptyPair } from './simulators/launch';
import { Rig, bundlePrograms, pause } from './testing/rig';
import { makeStore } from './testing/store';

/** What `daogou doctor` and the staff page say of each thing that goes wrong with a line. */
let programs: string;
let rig: Rig;

beforeAll(async () => {
  programs = await bundlePrograms();
});
beforeEach(async () => {
  rig = new Rig(makeStore({ width: 14, depth: 16, aisleWidth: 1.7, bay: 1.5 }));
  await rig.start(programs);
});
afterEach(() => rig.stop());

const NONE = { port: 'none' };
const only = (kind: DeviceStatus['kind'], section: Record<string, unknown>) =>
  rig.config({ base: NONE, printer: NONE, scanner: NONE, [kind]: section });
async function seen(
  config: Config,
  kind: DeviceStatus['kind'],
  waitMs = 3_000,
): Promise<{ state: string; detail?: string; advice?: string }> {
  const device = (await listDevices(config, waitMs)).find((d) => d.kind === kind)!;
  return { state: device.state, detail: device.detail, advice: adviceFor(device) };
}

describe('faults by name', () => {
  it('a cable that is not there, then is', async () => {
    const port = join(rig.dir, 'later');
    expect(await seen(only('printer', { port }), 'printer', 800)).toMatchObject({
      state: 'absent',
      detail: 'not plugged in',
      advice: expect.stringMatching(/plug it in/),
    });
    const service = createDevicesService({
      config: only('scanner', { port }),
      spoolDir: join(rig.dir, 'spool'),
      emit: () => undefined,
    });
    const state = async () =>
      (await service.handlers.status(undefined)).find((d) => d.kind === 'scanner')!.state;
    expect(await state()).toBe('absent');
    const socat = await ptyPair(port, join(rig.dir, 'later-far'));
    try {
      for (let waited = 0; (await state()) !== 'ready'; waited += 50) {
        if (waited > 10_000) throw new Error('the cable was not seen');
        await pause(50);
      }
    } finally {
      await service.close();
      socat.kill();
    }
  });

  it('a half-open line: the port opens and nobody answers', async () => {
    const [near, far] = [join(rig.dir, 'half'), join(rig.dir, 'half-far')];
    const socat = await ptyPair(near, far);
    try {
      expect(await seen(only('base', { port: near }), 'base')).toMatchObject({
        state: 'fault',
        detail: expect.stringMatching(/does not answer/),
        advice: expect.stringMatching(/switch it on/),
      });
      expect(await seen(only('printer', { port: near }), 'printer', 4_500)).toMatchObject({
        state: 'fault',
        detail: 'silent',
        advice: expect.stringMatching(/switch it on/),
      });
    } finally {
      socat.kill();
    }
  });

  it('garbage, as at the wrong speed', async () => {
    const [near, far] = [join(rig.dir, 'noise'), join(rig.dir, 'noise-far')];
    const socat = await ptyPair(near, far);
    const port = new SerialPort({ path: far, baudRate: 115_200 });
    const timer = setInterval(
      () => port.write(Buffer.from(Array.from({ length: 120 }, () => Math.floor(Math.random() * 256)))),
      20,
    );
    try {
      expect(await seen(only('base', { port: near }), 'base', 4_000)).toMatchObject({
        state: 'fault',
        detail: expect.stringMatching(/nonsense/),
        advice: expect.stringMatching(/baudRate/),
      });
    } finally {
      clearInterval(timer);
      await new Promise<void>((done) => port.close(() => done()));
      socat.kill();
    }
  });

  it.each(['base', 'printer'] as const)('a %s port that another program holds', async (kind) => {
    const path = rig.ports[kind];
    const holder = new SerialPort({ path, baudRate: 115_200 });
    await new Promise((done) => holder.once('open', done));
    try {
      expect(await seen(only(kind, { port: path }), kind, 1_500)).toMatchObject({
        state: 'fault',
        detail: expect.stringMatching(/another program/),
        advice: expect.stringMatching(/end that program/),
      });
    } finally {
      await new Promise<void>((done) => holder.close(() => done()));
    }
  });

  it.each([
    [{ paper: 'out' }, 'paper_out', /roll/],
    [{ cover: 'open' }, 'cover_open', /close/],
  ])('a printer with %j', async (control, detail, advice) => {
    rig.control('printer', control);
    await pause(300);
    expect(await seen(only('printer', { port: rig.ports.printer }), 'printer')).toMatchObject({
      state: 'fault',
      detail,
      advice: expect.stringMatching(advice),
    });
  });
});

describe('devices test', () => {
  it('base: says who it is, beeps, does not move', async () => {
    const { passed, lines } = await testDevice(only('base', { port: rig.ports.base }), 'base');
    expect(passed, lines.join(' ')).toBe(true);
    expect(lines.join(' ')).toMatch(/firmware 1\.2\.0.*feedback frames a second/);
    expect(rig.truth.driven).toBe(0);
  });

  it('printer: prints its test page', async () => {
    expect(await testDevice(only('printer', { port: rig.ports.printer }), 'printer')).toMatchObject({
      passed: true,
    });
    await pause(300);
    const page = join(rig.dir, 'printer', 'slip-0001.txt');
    expect(existsSync(page) && readFileSync(page, 'utf8')).toContain('中文对齐测试');
  });

  it('says which there are when asked for another', async () => {
    await expect(testDevice(only('printer', { port: rig.ports.printer }), 'toaster')).rejects.toThrow(
      /known are base, printer, scanner/,
    );
  });
});
