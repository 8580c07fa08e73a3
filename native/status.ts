import type { Config, DeviceStatus } from '../main/contract';
import type { BasePort } from './base/port';
import type { Navigator } from './base/motion/navigator';
import type { ReceiptPrinter } from './printer/printer';
import { obstacle } from './printer/status';
import type { BarcodeScanner } from './scanner/scanner';
import type { LineState } from './serial/connection';

type State = DeviceStatus['state'];

/** A base is stopped after 100 ms of silence, but a hiccup is not worth a line on the manager's screen. */
const SILENCE_SHOWN_MS = 700;

/** A line's state as the manager's screen shows it. A device that is configured by path and missing is a fault, one looked for by USB ids is simply absent. */
function lineState(state: LineState, configured: string): State {
  switch (state) {
    case 'open':
      return 'ready';
    case 'opening':
      return 'connecting';
    case 'absent':
    case 'closed':
      return 'absent';
    case 'waiting':
      return configured === 'auto' ? 'connecting' : 'fault';
  }
}

export function baseStatus(config: Config, base: BasePort | undefined, navigator: Navigator, jitter: { readonly p99: number; readonly max: number }): DeviceStatus {
  const common = { name: config.base.driver, kind: 'base' as const, simulated: config.base.simulated };
  if (!base) return { ...common, state: 'absent', detail: 'switched off in the configuration' };
  const now = performance.now();
  const state = base.state(now);
  const port = config.base.port === 'auto' ? undefined : config.base.port;
  const moving = navigator.state.state === 'driving' || navigator.state.state === 'returning' || navigator.state.state === 'waiting';
  let shown = lineState(state.line, config.base.port);
  let detail = state.detail;
  if (shown === 'ready' && navigator.latched) [shown, detail] = ['fault', `${navigator.latched}, staff must reset`];
  else if (shown === 'ready' && state.hazards.some((hazard) => hazard !== 'silent' || state.silentMs > SILENCE_SHOWN_MS)) [shown, detail] = ['fault', state.detail ?? state.hazards.join(', ')];
  else if (shown === 'ready' && moving) shown = 'busy';
  return { ...common, state: shown, port, detail, battery: state.battery, counters: { ...state.counters, loopP99Ms: Math.round(jitter.p99 * 10) / 10, loopMaxMs: Math.round(jitter.max * 10) / 10 } };
}

export function printerStatus(config: Config, printer: ReceiptPrinter | undefined): DeviceStatus {
  const common = { name: config.printer.profile, kind: 'printer' as const, simulated: config.printer.simulated };
  if (!printer) return { ...common, state: 'absent', detail: 'switched off in the configuration' };
  const { line } = printer.options;
  let shown = lineState(line.state, config.printer.port);
  let detail = line.detail;
  if (shown === 'ready') {
    const reason = !printer.answers ? 'silent' : printer.status && obstacle(printer.status);
    if (reason !== undefined) [shown, detail] = ['fault', reason];
    else if (printer.busy) shown = 'busy';
    else if (printer.status?.paper === 'near_end') detail = 'paper_near_end';
    else if (!printer.options.spool.kept) detail = 'jobs_in_memory';
  }
  return { ...common, state: shown, port: line.path, detail, counters: { ...line.counters, ...printer.counters } };
}

export function scannerStatus(config: Config, scanner: BarcodeScanner | undefined): DeviceStatus {
  const common = { name: 'scanner', kind: 'scanner' as const, simulated: config.scanner.simulated };
  if (!scanner) return { ...common, state: 'absent', detail: 'switched off in the configuration' };
  const { line } = scanner;
  return { ...common, state: lineState(line.state, config.scanner.port), port: line.path, detail: line.detail, counters: { ...line.counters, scans: scanner.scans, unreadable: scanner.unreadable } };
}
