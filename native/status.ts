import type { Config, DeviceReason, DeviceStatus } from '../main/contract';
import type { BasePort, Hazard } from './base/port';
import type { Navigator } from './base/motion/navigator';
import type { ReceiptPrinter } from './printer/printer';
import { obstacle } from './printer/status';
import type { BarcodeScanner } from './scanner/scanner';
import type { LineState } from './serial/connection';

type State = DeviceStatus['state'];

/** A base is stopped after 100 ms of silence, but a hiccup is not worth a line on the manager's screen. */
const SILENCE_SHOWN_MS = 700;

/** A hazard as the manager's screen names it. */
function reasonOf(hazard: Hazard): DeviceReason {
  return hazard === 'disconnected' ? 'unplugged' : hazard;
}

/**
 * A line's state as the manager's screen shows it. A device that is configured by path and missing is a
 * fault, one looked for by USB ids is simply absent.
 */
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

export function baseStatus(
  config: Config,
  base: BasePort | undefined,
  navigator: Navigator,
  jitter: { readonly p99: number; readonly max: number },
): DeviceStatus {
  const common = { name: config.base.driver, kind: 'base' as const, simulated: config.base.simulated };
  if (!base)
    return { ...common, state: 'absent', reason: 'off', detail: 'switched off in the configuration' };
  const now = performance.now();
  const state = base.state(now);
  const port = config.base.port === 'auto' ? undefined : config.base.port;
  const moving =
    navigator.state.state === 'driving' ||
    navigator.state.state === 'returning' ||
    navigator.state.state === 'waiting';
  let shown = lineState(state.line, config.base.port);
  let { reason, detail } = state;
  const hazard = state.hazards.find((h) => h !== 'silent' || state.silentMs > SILENCE_SHOWN_MS);
  if (shown === 'ready' && navigator.latched)
    [shown, reason, detail] = [
      'fault',
      reasonOf(navigator.latched),
      `${navigator.latched}, staff must reset`,
    ];
  else if (shown === 'ready' && hazard)
    [shown, reason, detail] = ['fault', reason ?? reasonOf(hazard), detail ?? state.hazards.join(', ')];
  else if (shown === 'ready' && moving) shown = 'busy';
  return {
    ...common,
    state: shown,
    port,
    reason,
    detail,
    battery: state.battery,
    counters: {
      ...state.counters,
      loopP99Ms: Math.round(jitter.p99 * 10) / 10,
      loopMaxMs: Math.round(jitter.max * 10) / 10,
    },
  };
}

export function printerStatus(config: Config, printer: ReceiptPrinter | undefined): DeviceStatus {
  const common = {
    name: config.printer.profile,
    kind: 'printer' as const,
    simulated: config.printer.simulated,
  };
  if (!printer)
    return { ...common, state: 'absent', reason: 'off', detail: 'switched off in the configuration' };
  const { line } = printer.options;
  let shown = lineState(line.state, config.printer.port);
  let reason = line.reason;
  if (shown === 'ready') {
    reason = printer.answers ? printer.status && obstacle(printer.status) : 'silent';
    if (reason !== undefined) shown = 'fault';
    else if (printer.busy) shown = 'busy';
    else if (printer.status?.paper === 'near_end') reason = 'paper_near_end';
    else if (!printer.options.spool.kept) reason = 'jobs_in_memory';
  }
  return {
    ...common,
    state: shown,
    port: line.path,
    reason,
    detail: line.detail ?? reason,
    counters: { ...line.counters, ...printer.counters },
  };
}

export function scannerStatus(config: Config, scanner: BarcodeScanner | undefined): DeviceStatus {
  const common = { name: 'scanner', kind: 'scanner' as const, simulated: config.scanner.simulated };
  if (!scanner)
    return { ...common, state: 'absent', reason: 'off', detail: 'switched off in the configuration' };
  const { line } = scanner;
  return {
    ...common,
    state: lineState(line.state, config.scanner.port),
    port: line.path,
    reason: line.reason,
    detail: line.detail,
    counters: { ...line.counters, scans: scanner.scans, unreadable: scanner.unreadable },
  };
}
