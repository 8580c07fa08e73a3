import type { Config, DeviceStatus } from '../main/contract';
import { DaogouError } from '../main/contract';
import { KobukiBase } from './base/kobuki/kobuki-base';
import { listDevices, printOnce } from './once';
import { SerialConnection } from './serial/connection';
import { KOBUKI_USB, SCANNER_USB, portResolver } from './serial/discovery';
import { BarcodeScanner } from './scanner/scanner';

/** What a test of one device found. */
export interface DeviceTest {
  readonly device: DeviceStatus;
  readonly passed: boolean;
  /** One plain sentence each. */
  readonly lines: readonly string[];
}

/**
 * Exercises one device, named by its kind (`base`, `printer`, `scanner`) or its name. The base is asked who it is and beeps, it does not move; the printer prints its
 * test page; the scanner waits for a code.
 */
export async function testDevice(config: Config, name: string): Promise<DeviceTest> {
  const devices = await listDevices(config);
  const device = devices.find((d) => d.kind === name) ?? devices.find((d) => d.name === name);
  if (!device) throw new DaogouError('not_found', `There is no device ${name}; known are ${devices.map((d) => d.kind).join(', ')}.`);
  if (device.state !== 'ready') return { device, passed: false, lines: [`The ${device.kind} is ${device.state}${device.detail ? `: ${device.detail}` : ''}.`] };
  switch (device.kind) {
    case 'printer': {
      const storeName = { zh: '导购', en: 'Daogou' };
      const { state, reason } = await printOnce(config, { type: 'diagnostic', storeName, printedAt: new Date().toISOString(), lines: [`${device.port ?? ''}`, ...Object.entries(device.counters ?? {}).map(([key, value]) => `${key}: ${value}`)] });
      return { device, passed: state === 'done', lines: [state === 'done' ? 'The test page was printed and confirmed.' : `The test page was not printed: ${reason ?? state}.`] };
    }
    case 'scanner':
      return { device, ...(await scanOnce(config)) };
    case 'base':
      return { device, ...(await askBase(config)) };
  }
}

async function scanOnce(config: Config): Promise<Pick<DeviceTest, 'passed' | 'lines'>> {
  const line = new SerialConnection({ name: 'scanner', resolve: portResolver(config.scanner.port, SCANNER_USB), baudRate: config.scanner.baudRate });
  let found: (text: string | undefined) => void = () => undefined;
  const scan = new Promise<string | undefined>((resolve) => (found = resolve));
  const scanner = new BarcodeScanner(line, (s) => found(`${s.kind} ${s.gtin ?? s.raw}`));
  scanner.start();
  const timer = setTimeout(() => found(undefined), 15_000);
  const read = await scan;
  clearTimeout(timer);
  await scanner.close();
  return { passed: read !== undefined, lines: [read === undefined ? 'Nothing was scanned within 15 seconds.' : `Read: ${read}.`] };
}

async function askBase(config: Config): Promise<Pick<DeviceTest, 'passed' | 'lines'>> {
  if (config.base.driver === 'goal') return { passed: true, lines: ['The base answers with its state.'] };
  const line = new SerialConnection({ name: 'robot base', resolve: portResolver(config.base.port, KOBUKI_USB), baudRate: config.base.baudRate });
  const base = new KobukiBase(line, { now: () => performance.now() });
  base.start();
  await new Promise((done) => setTimeout(done, 700));
  base.signal('arrived');
  const before = base.state(performance.now()).counters.frames ?? 0;
  await new Promise((done) => setTimeout(done, 2_000));
  const state = base.state(performance.now());
  const rate = ((state.counters.frames ?? 0) - before) / 2;
  const { hardware, firmware, udid } = base.identity;
  await base.close();
  return {
    passed: rate > 25 && firmware !== undefined,
    lines: [
      `Hardware ${hardware ?? 'unknown'}, firmware ${firmware ?? 'unknown'}, id ${udid ?? 'unknown'}.`,
      `${rate.toFixed(0)} feedback frames a second (50 expected), ${state.counters.badChecksums} damaged.`,
      `Battery ${Math.round((state.battery ?? 0) * 100)} %${state.charging ? ', charging' : ''}; ${state.hazards.length > 0 ? `reports ${state.hazards.join(', ')}` : 'no hazard reported'}. It should have played a sound.`,
    ],
  };
}
