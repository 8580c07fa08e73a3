import { join } from 'node:path';
import { type Config, type DeviceStatus, type PrintState, type Scan, wallClock } from '../main/contract';
import { ReceiptPrinter } from './printer/printer';
import { profileOf } from './printer/profiles';
import { Spool } from './printer/spool';
import { BarcodeScanner } from './scanner/scanner';
import { SerialConnection } from './serial/connection';
import { PRINTER_USB, SCANNER_USB, portResolver } from './serial/discovery';

export type DeviceLog = (message: string, detail?: Readonly<Record<string, unknown>>) => void;

/** Makes devices one by one: why one could not be made is kept, and the others work all the same. */
export class Making {
  readonly #failed = new Map<DeviceStatus['kind'], string>();

  constructor(private readonly log: DeviceLog) {}

  attempt<T>(kind: DeviceStatus['kind'], make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      this.#failed.set(kind, (error as Error).message);
      this.log('device failed', { kind, error: (error as Error).message });
      return undefined;
    }
  }

  /** The status as it is, or that of a device that could not be made. */
  withFault(status: DeviceStatus): DeviceStatus {
    const detail = this.#failed.get(status.kind);
    return detail === undefined ? status : { ...status, state: 'fault', reason: undefined, detail };
  }
}

/** What an opened device tells. */
export interface DeviceEvents<T> {
  readonly emit: (event: T) => void;
  /** Something of its status may have changed. */
  readonly onStatus: () => void;
  readonly log: DeviceLog;
}

function watch(name: string, line: SerialConnection, { log, onStatus }: DeviceEvents<never>): void {
  line.on('state', (state, detail) => {
    log('line', { name, state, detail });
    onStatus();
  });
}

/** The configured printer, at work; undefined when this terminal has none. */
export function openPrinter(
  { printer }: Config,
  spoolDir: string,
  events: DeviceEvents<PrintState>,
): ReceiptPrinter | undefined {
  if (printer.port === 'none') return undefined;
  const line = new SerialConnection({
    name: 'printer',
    resolve: portResolver(printer.port, PRINTER_USB),
    baudRate: printer.baudRate,
  });
  const opened = new ReceiptPrinter({
    line,
    profile: profileOf(printer.profile),
    spool: new Spool(join(spoolDir, 'jobs'), wallClock()),
    emit: (state) => {
      events.log('print', state);
      events.emit(state);
    },
    onStatus: events.onStatus,
  });
  watch('printer', line, events);
  opened.start();
  return opened;
}

/** The configured scanner, listening; undefined when this terminal has none. */
export function openScanner({ scanner }: Config, events: DeviceEvents<Scan>): BarcodeScanner | undefined {
  if (scanner.port === 'none') return undefined;
  const line = new SerialConnection({
    name: 'scanner',
    resolve: portResolver(scanner.port, SCANNER_USB),
    baudRate: scanner.baudRate,
  });
  const opened = new BarcodeScanner(line, events.emit);
  watch('scanner', line, events);
  opened.start();
  return opened;
}
