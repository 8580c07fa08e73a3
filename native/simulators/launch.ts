import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFeedMap } from './feed-map';
import { runKobuki, type RunKobuki } from './run-kobuki';
import { runPrinter, type RunPrinter } from './run-printer';

export interface LaunchOptions {
  /** Folder for state and slips; a fresh one under the system's temporary folder when missing. */
  readonly stateDir?: string;
  /** True pose at the start, `x,y,theta`; the map's first kiosk when missing. */
  readonly pose?: string;
  /** A StoreMap as JSON. */
  readonly mapFile?: string;
  /** A store feed, whose `map` folder is read instead of `mapFile`. */
  readonly feedDir?: string;
  readonly dots: number;
  readonly deadmanMs: number;
  readonly seed: number;
  readonly slip: number;
  /**
   * Programs of the two simulators (`kobuki.cjs`, `printer.cjs`) lie here; undefined: both run inside this
   * process.
   */
  readonly programs?: string;
}

export interface Launched {
  /** Ports for the terminal to open. */
  readonly base: string;
  readonly printer: string;
  /** Holds `base.json` (true pose), `base-control.json`, `printer/` (slips) and `printer-control.json`. */
  readonly state: string;
  readonly pids: readonly number[];
  close(): Promise<void>;
}

/** Starts two PTY pairs with socat and a simulator on the far end of each. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const state = options.stateDir ?? mkdtempSync(join(tmpdir(), 'daogou-devices-'));
  mkdirSync(join(state, 'printer'), { recursive: true });
  const end = (name: string) => join(state, name);
  const { mapFile, pose } = floor(options, state);
  const children: ChildProcess[] = [];
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    await Promise.all(closers.map((closer) => closer()));
    await Promise.all(children.map((child) => endChild(child)));
  };
  try {
    for (const [near, far] of [
      ['base-port', 'base-sim'],
      ['printer-port', 'printer-sim'],
    ] as const)
      children.push(await ptyPair(end(near), end(far)));
    const base: KobukiArguments = {
      port: end('base-sim'),
      pose,
      stateFile: end('base.json'),
      controlFile: end('base-control.json'),
      mapFile,
      deadmanMs: options.deadmanMs,
      latencyMs: LATENCY_MS,
      slip: options.slip,
      seed: options.seed,
    };
    const printer: PrinterArguments = {
      port: end('printer-sim'),
      outDir: end('printer'),
      controlFile: end('printer-control.json'),
      dots: options.dots,
    };
    const { programs } = options;
    if (programs === undefined) {
      const running = [runKobuki(base), runPrinter(printer)];
      closers.push(...running.map((simulator) => () => simulator.close()));
    } else {
      children.push(program(join(programs, 'kobuki.cjs'), kobukiArguments(base)));
      children.push(program(join(programs, 'printer.cjs'), printerArguments(printer)));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    base: end('base-port'),
    printer: end('printer-port'),
    state,
    pids: children.flatMap((child) => child.pid ?? []),
    close,
  };
}

/** Commands take effect so much later in a base that runs inside this process, milliseconds. */
const LATENCY_MS = 20;

type KobukiArguments = RunKobuki & { readonly stateFile: string; readonly controlFile: string };
type PrinterArguments = RunPrinter & { readonly controlFile: string };

/** What the base's program takes on its command line. */
function kobukiArguments(base: KobukiArguments): string[] {
  return [
    '--port',
    base.port,
    '--pose',
    base.pose,
    '--state',
    base.stateFile,
    '--control',
    base.controlFile,
    '--deadman',
    String(base.deadmanMs),
    '--seed',
    String(base.seed),
    '--slip',
    String(base.slip),
    ...(base.mapFile ? ['--map', base.mapFile] : []),
  ];
}

/** What the printer's program takes on its command line. */
function printerArguments({ port, outDir, controlFile, dots }: PrinterArguments): string[] {
  return ['--port', port, '--out', outDir, '--control', controlFile, '--dots', String(dots)];
}

/** The floor the base stands on, and where. */
function floor(options: LaunchOptions, state: string): { mapFile: string | undefined; pose: string } {
  let { mapFile } = options;
  if (options.feedDir !== undefined) {
    mapFile = join(state, 'map.json');
    writeFileSync(mapFile, JSON.stringify(readFeedMap(join(options.feedDir, 'map'))));
  }
  if (options.pose !== undefined || mapFile === undefined)
    return { mapFile, pose: options.pose ?? '0,0,1.5708' };
  const { kiosks } = JSON.parse(readFileSync(mapFile, 'utf8')) as {
    kiosks?: { at: [number, number]; heading?: number }[];
  };
  const kiosk = kiosks?.[0];
  return {
    mapFile,
    pose: kiosk ? `${kiosk.at[0]},${kiosk.at[1]},${kiosk.heading ?? Math.PI / 2}` : '0,0,1.5708',
  };
}

function program(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
}

/** One PTY pair under two stable names. Resolves when both ends exist. */
export async function ptyPair(near: string, far: string): Promise<ChildProcess> {
  for (const link of [near, far]) rmSync(link, { force: true });
  const child = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], {
    stdio: 'ignore',
  });
  let failure: string | undefined;
  child.once('error', () => (failure = 'socat is missing; install the Debian package socat'));
  child.once('exit', (code) => (failure ??= `socat ended with ${code}`));
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (failure) throw new Error(`The simulated serial lines could not be made: ${failure}.`);
    if (existsSync(near) && existsSync(far)) return child;
    await new Promise((done) => setTimeout(done, 20));
  }
  child.kill();
  throw new Error('The simulated serial lines did not appear within 10 seconds.');
}

function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((done) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 2_000);
    child.once('exit', () => {
      clearTimeout(hard);
      done();
    });
    child.kill('SIGTERM');
  });
}
