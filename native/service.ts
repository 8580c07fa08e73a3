import { join } from 'node:path';
import {
  type Config,
  DaogouError,
  type devicesService,
  type DeviceStatus,
  type NavState,
  type NavTarget,
  type Pose,
  type ServiceEmit,
  type ServiceHandlers,
  type StoreMap,
  wallClock,
} from '../main/contract';
import { createBase } from './base/create';
import { ControlLoop } from './base/motion/control-loop';
import { Navigator } from './base/motion/navigator';
import { createDesk } from './base/plan/thread-desk';
import { STREAM_MS } from './base/port';
import { previewSvg } from './printer/preview';
import { ReceiptPrinter } from './printer/printer';
import { profileOf } from './printer/profiles';
import { Spool } from './printer/spool';
import { BarcodeScanner } from './scanner/scanner';
import { SerialConnection, type LineState } from './serial/connection';
import { PRINTER_USB, SCANNER_USB, portResolver } from './serial/discovery';
import { baseStatus, printerStatus, scannerStatus } from './status';

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
  readonly log?: (message: string, detail?: Readonly<Record<string, unknown>>) => void;
}

export interface DevicesService {
  readonly handlers: ServiceHandlers<typeof devicesService>;
  close(): Promise<void>;
}

/** Status is told again at most so often, milliseconds. */
const STATUS_MS = 1_000;
/** With a low battery and no way home it looks again after so long, milliseconds. */
const HOME_AGAIN_MS = 30_000;

/** Opens all configured devices, keeps them open, and answers for them. */
export function createDevicesService({
  config,
  emit,
  spoolDir,
  planner,
  log = () => undefined,
}: DevicesDeps): DevicesService {
  /** Why a device could not be made; the others work all the same. */
  const failed = new Map<DeviceStatus['kind'], string>();
  const attempt = <T>(kind: DeviceStatus['kind'], make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      failed.set(kind, (error as Error).message);
      log('device failed', { kind, error: (error as Error).message });
      return undefined;
    }
  };
  const made = attempt('base', () => createBase(config, spoolDir));
  const base = made?.base;
  const remember = (atPost: boolean | undefined, underWay = false) => made?.remember(atPost, underWay);
  const desk = createDesk(planner?.file, planner?.deadlineMs);
  const navigator: Navigator = new Navigator(base, {
    desk,
    speed: config.base.speed,
    radius: config.base.radius,
    dock: config.base.dock,
    emit: (state) => emit('nav', state),
    onStandstill: () => remember(navigator.atPost),
  });

  const printer = attempt('printer', () => {
    if (config.printer.port === 'none') return undefined;
    const line = new SerialConnection({
      name: 'printer',
      resolve: portResolver(config.printer.port, PRINTER_USB),
      baudRate: config.printer.baudRate,
    });
    const opened = new ReceiptPrinter({
      line,
      profile: profileOf(config.printer.profile),
      spool: new Spool(join(spoolDir, 'jobs'), wallClock()),
      emit: (state) => {
        log('print', state);
        emit('print', state);
      },
      onStatus: () => tellSoon(),
    });
    watch('printer', line);
    opened.start();
    return opened;
  });

  const scanner = attempt('scanner', () => {
    if (config.scanner.port === 'none') return undefined;
    const line = new SerialConnection({
      name: 'scanner',
      resolve: portResolver(config.scanner.port, SCANNER_USB),
      baudRate: config.scanner.baudRate,
    });
    const opened = new BarcodeScanner(line, (scan) => emit('scan', scan));
    watch('scanner', line);
    opened.start();
    return opened;
  });

  attempt('base', () => base?.start());

  const devices = (): DeviceStatus[] =>
    [
      baseStatus(config, base, navigator, control.jitter),
      printerStatus(config, printer),
      scannerStatus(config, scanner),
    ].map((status) => {
      const detail = failed.get(status.kind);
      return detail === undefined ? status : { ...status, state: 'fault', reason: undefined, detail };
    });

  function watch(
    name: string,
    line: { on(event: 'state', listener: (state: LineState, detail?: string) => void): unknown },
  ): void {
    line.on('state', (state, detail) => {
      log('line', { name, state, detail });
      tellSoon();
    });
  }

  let told = '';
  let pending: NodeJS.Timeout | undefined;
  function tellSoon(): void {
    pending ??= setTimeout(() => {
      pending = undefined;
      tell();
    }, 50);
  }
  function tell(): void {
    const now = devices();
    const key = JSON.stringify(
      now.map(({ counters: _counters, battery, ...rest }) => ({
        ...rest,
        battery: battery === undefined ? undefined : Math.round(battery * 50),
      })),
    );
    if (key === told) return;
    told = key;
    emit('status', now);
  }

  let lastMap: StoreMap | undefined;
  let homeAgainAt = 0;
  const control = new ControlLoop(STREAM_MS, (now) => {
    navigator.tick(now, wallClock());
    base?.tick(now);
    if (lastMap && now >= homeAgainAt && navigator.wantsHome(now)) {
      homeAgainAt = now + HOME_AGAIN_MS;
      goHome(lastMap, now).catch((error: unknown) =>
        log('battery low, but no way home', { error: (error as Error).message }),
      );
    }
  });
  control.start();
  const heartbeat = setInterval(() => {
    tell();
  }, STATUS_MS);
  // While driving the place is written five times a second: what is missing after a crash is a hand's
  // breadth.
  const memory = setInterval(() => {
    if (navigator.underWay) remember(false, true);
  }, 200);

  /** Answers when the way is planned. The robot stands meanwhile; the loop's figures begin after it. */
  const departed = async (): Promise<NavState> => {
    const planned = await navigator.planning.ended();
    control.restart();
    return planned;
  };
  const goHome = async (map: StoreMap, now: number): Promise<NavState> => {
    navigator.goHome(map, now);
    return departed();
  };

  const handlers: ServiceHandlers<typeof devicesService> = {
    status: () => devices(),
    navigate: ({ map, target }: { map: StoreMap; target: NavTarget }) => {
      lastMap = map;
      navigator.navigate(map, target, performance.now());
      return departed();
    },
    stop: () => navigator.stop(),
    goHome: ({ map }: { map: StoreMap }) => {
      lastMap = map;
      return goHome(map, performance.now());
    },
    wait: ({ on }: { on: boolean }) => navigator.wait(on, performance.now()),
    here: ({ map, anchor }: { map: StoreMap; anchor?: string }) => {
      lastMap = map;
      return navigator.here(map, anchor);
    },
    plan: ({ map, from, target }: { map: StoreMap; from?: Pose; target: NavTarget }) =>
      navigator.plan(map, target, from),
    resetEmergencyStop: () => {
      navigator.reset(performance.now());
      return devices();
    },
    print: ({ shopper, ...document }) => {
      if (!printer)
        throw new DaogouError('unavailable', 'This terminal has no receipt printer.', false, {
          reason: 'no_printer',
        });
      return printer.submit(document, shopper);
    },
    cancelPrints: ({ jobIds }: { jobIds: string[] }) => printer?.cancel(jobIds),
    reprint: ({ jobId }: { jobId: string }) => {
      if (!printer)
        throw new DaogouError('unavailable', 'This terminal has no receipt printer.', false, {
          reason: 'no_printer',
        });
      return printer.again(jobId);
    },
    failedPrints: () => printer?.failed() ?? [],
    preview: (document) => ({ svg: previewSvg(document, profileOf(config.printer.profile)) }),
  };

  return {
    handlers,
    close: async () => {
      control.stop();
      clearInterval(heartbeat);
      clearInterval(memory);
      clearTimeout(pending);
      navigator.stop();
      remember(navigator.atPost);
      await Promise.all([desk.close(), base?.close(), printer?.close(), scanner?.close()]);
    },
  };
}
