import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Config,
  DaogouError,
  type DeviceStatus,
  type PrintDocument,
  type PrintState,
  wallClock,
} from '../main/contract';
import { encodeLines } from './printer/escpos/encode';
import { layout } from './printer/layout/document';
import { previewSvg } from './printer/preview';
import { ReceiptPrinter } from './printer/printer';
import { profileOf } from './printer/profiles';
import { Spool } from './printer/spool';
import { SerialConnection } from './serial/connection';
import { PRINTER_USB, portResolver } from './serial/discovery';
import { createDevicesService } from './service';

/**
 * Opens every configured device for a moment and says how it is. For the command line, while the terminal
 * itself is not running.
 */
export async function listDevices(config: Config, waitMs = 2_500): Promise<DeviceStatus[]> {
  const dir = mkdtempSync(join(tmpdir(), 'daogou-list-'));
  const service = createDevicesService({ config, emit: () => undefined, spoolDir: dir });
  try {
    const until = performance.now() + waitMs;
    for (;;) {
      const devices = await service.handlers.status(undefined);
      const settled = devices.every(
        (device) => device.state === 'ready' || (device.state === 'absent' && device.reason !== undefined),
      );
      if (settled || performance.now() > until) return devices;
      await new Promise((done) => setTimeout(done, 100));
    }
  } finally {
    await service.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Prints one document and waits for the paper, for the command line. */
export async function printOnce(
  config: Config,
  document: PrintDocument,
  waitMs = 20_000,
): Promise<PrintState> {
  if (config.printer.port === 'none')
    throw new DaogouError(
      'unavailable',
      'The printer is switched off in the configuration; set printer.port.',
    );
  const dir = mkdtempSync(join(tmpdir(), 'daogou-print-'));
  const line = new SerialConnection({
    name: 'printer',
    resolve: portResolver(config.printer.port, PRINTER_USB),
    baudRate: config.printer.baudRate,
  });
  let finish: (state: PrintState) => void = () => undefined;
  const finished = new Promise<PrintState>((resolve) => (finish = resolve));
  const printer = new ReceiptPrinter({
    line,
    profile: profileOf(config.printer.profile),
    spool: new Spool(dir, wallClock()),
    patienceMs: waitMs,
    emit: (state) => (state.state === 'done' || state.state === 'failed') && finish(state),
  });
  printer.start();
  try {
    printer.submit(document);
    return await finished;
  } finally {
    await printer.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A document as the bytes this printer profile is sent, status requests left out. */
export function renderBytes(document: PrintDocument, profile: string): Uint8Array {
  const chosen = profileOf(profile);
  return Buffer.concat(encodeLines(layout(document, chosen), chosen));
}

/** A document as SVG, as it would lie on the paper of this printer profile. */
export function renderPreview(document: PrintDocument, profile: string): string {
  return previewSvg(document, profileOf(profile));
}
