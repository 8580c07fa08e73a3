import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { StoreMap } from '../contract';
import { pageAudio, playedBy } from './page-audio';
import { writeWav, type Sound } from './wav';

const require = createRequire(import.meta.url);
export const repository = path.resolve(import.meta.dirname, '..', '..');
const dist = path.join(repository, 'dist');
const run = promisify(execFile);

/** Set by `npm test` for the second round: the program of the packaged `dir` build. */
export const packaged = process.env.DAOGOU_E2E_APP;
const modelsDir =
  process.env.DAOGOU_VOICE_MODELS_DIR ??
  path.join(
    process.env.XDG_DATA_HOME ?? path.join(process.env.HOME ?? '/root', '.local/share'),
    'daogou/models',
  );

export interface Simulators {
  base: string;
  printer: string;
  /** Folder where the simulators write what happened to them. */
  state: string;
}

export interface Rig {
  app: ElectronApplication;
  page: Page;
  dataDir: string;
  /** Address of the published repository that the terminal syncs from. */
  hqUrl: string;
  simulators: Simulators;
  map: StoreMap;
  /** Runs `daogou ARGS` and gives its standard output. */
  daogou(...args: string[]): Promise<string>;
  /** What the page sent to its loudspeaker since the last call, as one sound. */
  heard(): Promise<Sound | undefined>;
  close(): Promise<void>;
}

export interface RigOptions {
  /** What the microphone hears, from the moment the page opens it. */
  microphone?: Sound;
  store?: string;
  environment?: Record<string, string>;
  viewport?: { width: number; height: number };
  /** File in which strace writes every address that a process of the app connects or sends to. */
  trace?: string;
}

/** Starts a program that prints one JSON line when it is ready. */
async function startProgram<T>(
  args: string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; ready: T }> {
  const child = spawn(process.execPath, args, { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout! });
  const ready = await new Promise<T>((resolve, reject) => {
    lines.once('line', (line) => resolve(JSON.parse(line) as T));
    child.once('exit', (code) =>
      reject(new Error(`${args.join(' ')} ended with ${code} before it was ready`)),
    );
  });
  return { child, ready };
}

async function endProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/**
 * The program under strace, as a script that passes its arguments on; only the calls that are looked for stop
 * it.
 */
function traced(program: string, trace: string, folder: string): string {
  const script = path.join(folder, 'traced.sh');
  const strace = `strace -D -f --seccomp-bpf -qq -o '${trace}' -e signal=none -e trace=connect,sendto,sendmsg,sendmmsg`;
  writeFileSync(script, `#!/bin/sh\nexec ${strace} '${program}' "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}

/**
 * The whole terminal: HQ with a published store, both simulators on PTYs, and the real app in a real window.
 */
export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'daogou-e2e-'));
  const environment = { ...process.env, DAOGOU_DATA_DIR: dataDir, DAOGOU_VOICE_MODELS_DIR: modelsDir };
  const cli = path.join(dist, 'cli', 'daogou.cjs');
  const store = options.store ?? path.join(repository, 'build', 'demo-store');
  const hqDir = path.join(dataDir, 'hq');
  await run(process.execPath, [cli, 'publish', '--store', store, '--out', hqDir], { env: environment });
  const hq = await startProgram<{ url: string; root: string }>(
    [cli, 'publish', '--serve', '--out', hqDir, '--port', '0'],
    environment,
  );
  const mapFile = path.join(dataDir, 'map.json');
  const { stdout: mapJson } = await run(process.execPath, [cli, 'map', '--store', store], {
    env: environment,
    maxBuffer: 1 << 26,
  });
  writeFileSync(mapFile, mapJson);
  const map = JSON.parse(mapJson) as StoreMap;
  const { at, heading } = map.kiosks[0]!;
  const launch = path.join(dist, 'simulators', 'launch.cjs');
  const pose = `${at[0]},${at[1]},${heading ?? Math.PI / 2}`;
  const sims = await startProgram<Simulators>(
    [launch, '--state', path.join(dataDir, 'sim'), '--pose', pose, '--map', mapFile],
    environment,
  );

  const args = packaged ? [] : [repository];
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  // Chromium's fake permission prompt is left out: the terminal's own permission handlers decide here as in
  // the store.
  args.push('--use-fake-device-for-media-stream');
  if (options.microphone) {
    const file = path.join(dataDir, 'microphone.wav');
    writeWav(file, options.microphone);
    args.push(`--use-file-for-fake-audio-capture=${file}%noloop`);
  }
  const program = packaged ?? (require('electron') as unknown as string);
  const app = await _electron.launch({
    executablePath: options.trace ? traced(program, options.trace, dataDir) : program,
    args,
    cwd: repository,
    env: {
      ...(environment as Record<string, string>),
      DAOGOU_DEMO: '1',
      DAOGOU_SYNC_URL: hq.ready.url,
      DAOGOU_SYNC_ROOT_FILE: hq.ready.root,
      DAOGOU_BASE_PORT: sims.ready.base,
      DAOGOU_BASE_SIMULATED: '1',
      DAOGOU_PRINTER_PORT: sims.ready.printer,
      DAOGOU_PRINTER_SIMULATED: '1',
      DAOGOU_SCANNER_PORT: 'none',
      DAOGOU_VOICE_PRERENDER: '0',
      // A busy machine takes its time between two taps: no test's screen goes home by itself.
      DAOGOU_IDLE_RESET_MS: '1800000',
      ...options.environment,
    },
  });
  const page = await app.firstWindow();
  await page.addInitScript(pageAudio);
  await page.reload();
  if (options.viewport) await page.setViewportSize(options.viewport);

  return {
    app,
    page,
    dataDir,
    hqUrl: hq.ready.url,
    simulators: sims.ready,
    map,
    daogou: async (...cliArgs) =>
      (await run(process.execPath, [cli, ...cliArgs], { env: environment, maxBuffer: 1 << 26 })).stdout,
    heard: () => playedBy(page),
    close: async () => {
      await app.close().catch(() => {});
      await endProgram(sims.child);
      await endProgram(hq.child);
      if (existsSync(dataDir)) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until a file holds what is looked for. */
export async function eventually<T>(look: () => T | undefined, what: string, within = 60_000): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`${what}: not within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
