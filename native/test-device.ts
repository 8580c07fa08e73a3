import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config, DeviceStatus } from '../main/contract';
import { DaogouError } from '../main/contract';
import { sayInEach } from '../main/words';
import { createBase } from './base/create';
import { listDevices, printOnce } from './once';
import { SerialConnection } from './serial/connection';
import { SCANNER_USB, portResolver } from './serial/discovery';
import { BarcodeScanner } from './scanner/scanner';

/** What a test of one device found. */
export interface DeviceTest {
  readonly device: DeviceStatus;
  readonly passed: boolean;
  /** One plain sentence each. */
  readonly lines: readonly string[];
}

/**
 * Exercises one device, named by its kind (`base`, `printer`, `scanner`) or its name. The base is asked who
 * it is and beeps, it does not move; the printer prints its test page; the scanner waits for a code.
 */
export async function testDevice(config: Config, name: string): Promise<DeviceTest> {
  const devices = await listDevices(config);
  const device = devices.find((d) => d.kind === name) ?? devices.find((d) => d.name === name);
  if (!device)
    throw new DaogouError(
      'not_found',
      `There is no device ${name}; known are ${devices.map((d) => d.kind).join(', ')}.`,
    );
  if (device.state !== 'ready')
    return {
      device,
      passed: false,
      lines: [`The ${device.kind} is ${device.state}${device.detail ? `: ${device.detail}` : ''}.`],
    };
  switch (device.kind) {
    case 'printer': {
      const storeName = sayInEach('app.logo');
      const { state, reason } = await printOnce(config, {
        type: 'diagnostic',
        storeName,
        printedAt: new Date().toISOString(),
        lines: [
          `${device.port ?? ''}`,
          ...Object.entries(device.counters ?? {}).map(([key, value]) => `${key}: ${value}`),
        ],
      });
      return {
        device,
        passed: state === 'done',
        lines: [
          state === 'done'
            ? 'The test page was printed and confirmed.'
            : `The test page was not printed: ${reason ?? state}.`,
        ],
      };
    }
    case 'scanner':
      return { device, ...(await scanOnce(config)) };
    case 'base':
      return { device, ...(await askBase(config)) };
  }
}

async function scanOnce(config: Config): Promise<Pick<DeviceTest, 'passed' | 'lines'>> {
  const line = new SerialConnection({
    name: 'scanner',
    resolve: portResolver(config.scanner.port, SCANNER_USB),
    baudRate: config.scanner.baudRate,
  });
  let found: (text: string | undefined) => void = () => undefined;
  const scan = new Promise<string | undefined>((resolve) => (found = resolve));
  const scanner = new BarcodeScanner(line, (s) => found(`${s.kind} ${s.gtin ?? s.raw}`));
  scanner.start();
  const timer = setTimeout(() => found(undefined), 15_000);
  const read = await scan;
  clearTimeout(timer);
  await scanner.close();
  return {
    passed: read !== undefined,
    lines: [read === undefined ? 'Nothing was scanned within 15 seconds.' : `Read: ${read}.`],
  };
}

async function askBase(config: Config): Promise<Pick<DeviceTest, 'passed' | 'lines'>> {
  const dir = mkdtempSync(join(tmpdir(), 'daogou-test-'));
  const made = createBase(config, dir);
  try {
    if (!made?.test) return { passed: true, lines: ['The base answers.'] };
    made.base.start();
    await new Promise((done) => setTimeout(done, 700));
    return await made.test();
  } finally {
    await made?.base.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
