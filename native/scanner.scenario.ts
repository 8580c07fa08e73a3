import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceStatus, Scan } from '../main/contract';
import { createDevicesService, testDevice, type DevicesService } from './index';
import { ptyPair } from './simulators/launch';
import { Rig, bundlePrograms, eventually, pause } from './testing/rig';
import { makeStore } from './testing/store';

let programs: string;
let rig: Rig;
let scanner: Awaited<ReturnType<Rig['startScanner']>>;
let service: DevicesService;
let scans: Scan[];

beforeAll(async () => {
  programs = await bundlePrograms();
});
beforeEach(async () => {
  scans = [];
  rig = new Rig(makeStore({ width: 14, depth: 16, aisleWidth: 1.7, bay: 1.5 }));
  await rig.start(programs);
  scanner = await rig.startScanner();
});
afterEach(async () => {
  await service?.close();
  if (scanner.far.isOpen) await new Promise<void>((done) => scanner.far.close(() => done()));
  await rig.stop();
});

const config = () =>
  rig.config({
    base: { port: 'none' },
    printer: { port: 'none' },
    scanner: { port: scanner.port, baudRate: 9_600 },
  });
const state = async (): Promise<DeviceStatus['state'] | undefined> =>
  (await service.handlers.status(undefined)).find((device) => device.kind === 'scanner')?.state;
async function open(): Promise<void> {
  service = createDevicesService({
    config: config(),
    spoolDir: join(rig.dir, 'spool'),
    emit: (event, payload) => void (event === 'scan' && scans.push(payload as Scan)),
  });
  for (let waited = 0; (await state()) !== 'ready'; waited += 50) {
    if (waited > 10_000) throw new Error('the scanner did not become ready');
    await pause(50);
  }
}
const say = (text: string) =>
  new Promise<void>((done) => scanner.far.write(text, () => scanner.far.drain(() => done())));

describe('scanner on a serial line', () => {
  it('reads what a scanner sends, also in pieces and between noise, and lets no wrong check digit through', async () => {
    await open();
    await say(']E0690123');
    await pause(60);
    await say('4567892\r\n');
    await eventually('EAN-13', () => scans.some((scan) => scan.gtin === '6901234567892'));
    await say('\u0000\u00ff\u00fe\r\nhttps://id.gs1.org/01/06901234567892/10/LOT\r');
    await eventually(
      'Digital Link',
      () => scans.filter((scan) => scan.gtin === '6901234567892').length === 2,
    );
    await say('6901234567893\r\nMEMBER-00123456\r\n');
    await eventually('member', () => scans.some((scan) => scan.kind === 'member'));
    expect(scans.filter((scan) => scan.gtin === '6901234567893')).toEqual([]);
  });

  it('is found again after it was unplugged', async () => {
    await open();
    scanner.unplug();
    for (let waited = 0; (await state()) === 'ready'; waited += 50) {
      if (waited > 10_000) throw new Error('the unplugging was not seen');
      await pause(50);
    }
    const again = await ptyPair(scanner.port, join(rig.dir, 'scanner-far-2'));
    try {
      for (let waited = 0; (await state()) !== 'ready'; waited += 50) {
        if (waited > 10_000) throw new Error('it was not found again');
        await pause(50);
      }
    } finally {
      again.kill();
    }
  });

  it('is tested by a scan', async () => {
    const testing = testDevice(config(), 'scanner');
    const timer = setInterval(() => void say('6901234567892\r\n'), 300);
    try {
      expect(await testing).toMatchObject({
        passed: true,
        lines: [expect.stringContaining('6901234567892')],
      });
    } finally {
      clearInterval(timer);
    }
  });
});
