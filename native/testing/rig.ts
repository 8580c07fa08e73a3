import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { SerialPort } from 'serialport';
import { Config, type StoreMap } from '../../main/contract';
import { ptyPair } from '../simulators/launch';

/** What the simulated base writes about itself. */
export interface BaseTruth {
  readonly x: number;
  readonly y: number;
  readonly theta: number;
  readonly left: number;
  readonly right: number;
  readonly driven: number;
  readonly worstOverlap: number;
  readonly deadmanTrips: number;
  readonly ms: number;
  readonly lastCommandMs: number;
  readonly lastMovingMs: number;
  /** Wall clock when this was written, milliseconds. */
  readonly wall: number;
}

/** The simulator programs (and others of this room), bundled as the build does it. Answers the folder. */
export async function bundlePrograms(...more: string[]): Promise<string> {
  const outdir = join('.cache', 'native-scenarios');
  await build({
    entryPoints: Object.fromEntries([
      ...['kobuki', 'goal', 'printer', 'launch'].map((name) => [name, `native/simulators/${name}.main.ts`]),
      ['workers/plan', 'native/base/plan/plan.worker.ts'],
      ...more.map((file) => [file.replace(/^.*\//, '').replace(/\.ts$/, ''), file]),
    ]),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'error',
  });
  return outdir;
}

/** Simulators as separate programs on PTY pairs, with a store around them. */
export class Rig {
  readonly dir = mkdtempSync(join(tmpdir(), 'daogou-rig-'));
  ports!: { base: string; printer: string; state: string; pids: number[] };
  #launcher!: ChildProcess;
  #more: ChildProcess[] = [];

  constructor(readonly map: StoreMap) {}

  async start(programs: string, seed = 1): Promise<void> {
    const kiosk = this.map.kiosks[0]!;
    writeFileSync(join(this.dir, 'map.json'), JSON.stringify(this.map));
    this.#launcher = spawn(
      process.execPath,
      [
        join(programs, 'launch.cjs'),
        '--state',
        this.dir,
        '--map',
        join(this.dir, 'map.json'),
        '--pose',
        `${kiosk.at[0]},${kiosk.at[1]},${kiosk.heading ?? Math.PI / 2}`,
        '--seed',
        String(seed),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    let text = '';
    this.ports = await new Promise((resolve, reject) => {
      this.#launcher.stdout!.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('\n')) resolve(JSON.parse(text) as Rig['ports']);
      });
      this.#launcher.once('exit', (code) => reject(new Error(`launch ended with ${code}`)));
    });
  }

  /**
   * A goal-navigating base on a PTY pair of its own; answers the port to open. Its truth is read by
   * `goalTruth`.
   */
  async startGoal(programs: string): Promise<string> {
    const [near, far] = [join(this.dir, 'goal-port'), join(this.dir, 'goal-sim')];
    const kiosk = this.map.kiosks[0]!;
    this.#more.push(await ptyPair(near, far));
    this.#more.push(
      spawn(
        process.execPath,
        [
          join(programs, 'goal.cjs'),
          '--port',
          far,
          '--pose',
          `${kiosk.at[0]},${kiosk.at[1]},0`,
          '--state',
          join(this.dir, 'goal.json'),
          '--control',
          join(this.dir, 'goal-control.json'),
        ],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      ),
    );
    await eventually('the goal base', () => existsSync(join(this.dir, 'goal.json')));
    return near;
  }

  /** A scanner's PTY pair; answers the port to open, and the far end to speak into. */
  async startScanner(): Promise<{ port: string; far: SerialPort; unplug: () => void }> {
    const [near, far] = [join(this.dir, 'scanner-port'), join(this.dir, 'scanner-far')];
    const socat = await ptyPair(near, far);
    this.#more.push(socat);
    const port = new SerialPort({ path: far, baudRate: 9_600 });
    port.on('error', () => undefined);
    await new Promise((done) => port.once('open', done));
    return { port: near, far: port, unplug: () => socat.kill() };
  }

  /** PIDs of what hangs on the goal base's line: the PTY pair, then the base. */
  get morePids(): number[] {
    return this.#more.map((child) => child.pid ?? 0);
  }

  get goalTruth(): Pick<
    BaseTruth,
    'x' | 'y' | 'driven' | 'ms' | 'lastCommandMs' | 'lastMovingMs' | 'wall'
  > & { nav: string; linear: number } {
    return JSON.parse(readFileSync(join(this.dir, 'goal.json'), 'utf8')) as Rig['goalTruth'];
  }

  config(more: Record<string, unknown> = {}): Config {
    return Config.parse({
      dataDir: this.dir,
      base: { port: this.ports.base, simulated: true },
      printer: { port: this.ports.printer, simulated: true },
      scanner: { port: 'none' },
      ...more,
    });
  }

  get truth(): BaseTruth {
    return JSON.parse(readFileSync(join(this.dir, 'base.json'), 'utf8')) as BaseTruth;
  }

  control(device: 'base' | 'printer' | 'goal', switches: unknown): void {
    writeFileSync(join(this.dir, `${device}-control.json`), JSON.stringify(switches));
  }

  /** Text of every slip that was cut off. */
  get slips(): string[] {
    const out = join(this.dir, 'printer');
    return readdirSync(out)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => readFileSync(join(out, name), 'utf8'));
  }

  async stop(): Promise<void> {
    for (const child of this.#more.reverse()) child.kill();
    if (this.#launcher.exitCode === null) {
      await new Promise((done) => {
        this.#launcher.once('exit', done);
        this.#launcher.stdin!.end();
      });
    }
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Waits for something to become true. */
export async function eventually(
  what: string,
  condition: () => boolean,
  milliseconds = 30_000,
): Promise<void> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    if (condition()) return;
    await pause(20);
  }
  throw new Error(`${what}: not within ${milliseconds} ms`);
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));
