import {
  type Config,
  DaogouError,
  type devicesService,
  type DeviceStatus,
  type ServiceEmit,
  type ServiceHandlers,
} from '../main/contract';
import { createBase } from './base/create';
import { Navigator } from './base/motion/navigator';
import { createDesk } from './base/plan/thread-desk';
import { Driving } from './driving';
import { type DeviceLog, Making, openPrinter, openScanner } from './making';
import { previewSvg } from './printer/preview';
import type { ReceiptPrinter } from './printer/printer';
import { profileOf } from './printer/profiles';
import { ScanTaker } from './scanner/scanner';
import { baseStatus, printerStatus, scannerStatus } from './status';
import { StatusNews } from './status-news';

/** What the devices process needs. */
export interface DevicesDeps {
  readonly config: Config;
  readonly emit: ServiceEmit<typeof devicesService>;
  /** Folder for print jobs and the base's last known place; kept across restarts. */
  readonly spoolDir: string;
  /**
   * The bundle of the planner's thread and the longest a plan may take, milliseconds; else what lies beside
   * this bundle, and the planner's own.
   */
  readonly planner?: { readonly file?: string; readonly deadlineMs?: number };
  readonly log?: DeviceLog;
}

export interface DevicesService {
  readonly handlers: ServiceHandlers<typeof devicesService>;
  close(): Promise<void>;
}

type Handlers = ServiceHandlers<typeof devicesService>;
type PrintHandlers = Pick<Handlers, 'print' | 'cancelPrints' | 'reprint' | 'failedPrints' | 'preview'>;
type ScanHandlers = Pick<Handlers, 'scan'>;

/** What can be asked of the printer, there or not. */
function printHandlers(config: Config, printer: ReceiptPrinter | undefined): PrintHandlers {
  const present = (): ReceiptPrinter => {
    if (printer) return printer;
    throw new DaogouError('unavailable', 'This terminal has no receipt printer.', false, {
      reason: 'no_printer',
    });
  };
  return {
    print: ({ shopper, ...document }) => present().submit(document, shopper),
    cancelPrints: ({ jobIds }) => printer?.cancel(jobIds),
    reprint: ({ jobId }) => present().again(jobId),
    failedPrints: () => printer?.failed() ?? [],
    preview: (document) => ({ svg: previewSvg(document, profileOf(config.printer.profile)) }),
  };
}

/** What can be asked of the wheels. */
function driveHandlers(
  navigator: Navigator,
  driving: Driving,
  devices: () => DeviceStatus[],
): Omit<Handlers, keyof (PrintHandlers & ScanHandlers)> {
  return {
    status: () => devices(),
    navigate: ({ map, target }) => driving.navigate(map, target),
    stop: () => navigator.stop(),
    goHome: ({ map }) => driving.goHome(map),
    wait: ({ on }) => navigator.wait(on, performance.now()),
    here: ({ map, anchor }) => driving.here(map, anchor),
    plan: ({ map, from, target }) => navigator.plan(map, target, from),
    resetEmergencyStop: () => {
      navigator.reset(performance.now());
      return devices();
    },
  };
}

/** Opens all configured devices, keeps them open, and answers for them. */
export function createDevicesService({
  config,
  emit,
  spoolDir,
  planner,
  log = () => undefined,
}: DevicesDeps): DevicesService {
  const making = new Making(log);
  const made = making.attempt('base', () => createBase(config, spoolDir));
  const desk = createDesk(planner?.file, planner?.deadlineMs);
  const navigator = new Navigator(made?.base, {
    desk,
    speed: config.base.speed,
    radius: config.base.radius,
    dock: config.base.dock,
    emit: (state) => emit('nav', state),
    onStandstill: () => driving.rememberStandstill(),
  });
  const driving = new Driving(navigator, made, log);
  const devices = (): DeviceStatus[] =>
    [
      baseStatus(config, made?.base, navigator, driving.jitter),
      printerStatus(config, printer),
      scannerStatus(config, scanner),
    ].map((status) => making.withFault(status));
  const news = new StatusNews(devices, (now) => emit('status', now));
  const onStatus = (): void => news.soon();

  const printer = making.attempt('printer', () =>
    openPrinter(config, spoolDir, { emit: (state) => emit('print', state), onStatus, log }),
  );
  const scanner = making.attempt('scanner', () =>
    openScanner(config, { emit: (scan) => emit('scan', scan), onStatus, log }),
  );
  const typed = new ScanTaker((scan) => emit('scan', scan));
  making.attempt('base', () => made?.base.start());
  driving.start();
  news.start();

  return {
    handlers: {
      ...driveHandlers(navigator, driving, devices),
      ...printHandlers(config, printer),
      scan: ({ line }) => typed.take(line),
    },
    close: async () => {
      news.close();
      driving.stop();
      await Promise.all([desk.close(), made?.base.close(), printer?.close(), scanner?.close()]);
    },
  };
}
