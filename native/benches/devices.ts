import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { performance } from 'node:perf_hooks';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Point, PrintDocument, StoreMap } from '../../main/contract';
import { Planner } from '../base/plan/planner';
import { cellAt } from '../base/plan/grid';
import { pathLength } from '../base/geometry';
import { standingPoses } from '../base/plan/standing';
import { encodeLines } from '../printer/escpos/encode';
import { layout } from '../printer/layout/document';
import { profileOf } from '../printer/profiles';
import { seeded } from '../simulators/kobuki-physics';
import { createDevicesService } from '../service';
import { Rig, bundlePrograms, eventually, pause } from '../testing/rig';
import { makeStore } from '../testing/store';
import { bundleDevicesProcess, superviseDevices } from './devices-process';

/**
 * `bench:devices [plan] [jitter] [print]` (all when none is named): planning beside a peer library, jitter of
 * the control loop without and with the recogniser at work, print throughput. Figures go to standard output;
 * nothing is judged.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);
const random = seeded(7);
const at = (list: number[], share: number) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!;
/**
 * Wall-clock and processor milliseconds of one call: on a busy machine only the second says something about
 * the program.
 */
function timed<T>(call: () => T): { value: T; wall: number; cpu: number } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = call();
  const wall = performance.now() - start;
  const used = process.cpuUsage(cpu);
  return { value, wall, cpu: (used.user + used.system) / 1000 };
}
const spread = (list: number[]) =>
  `p50 ${at(list, 0.5).toFixed(1)} p95 ${at(list, 0.95).toFixed(1)} max ${at(list, 1).toFixed(1)} ms`;

interface Peer {
  Grid: new (width: number, height: number, matrix: number[][]) => { clone(): unknown };
  JumpPointFinder: (options: { diagonalMovement: number }) => {
    findPath(x0: number, y0: number, x1: number, y1: number, grid: unknown): [number, number][];
  };
  AStarFinder: new (options: { diagonalMovement: number }) => {
    findPath(x0: number, y0: number, x1: number, y1: number, grid: unknown): [number, number][];
  };
  DiagonalMovement: { OnlyWhenNoObstacles: number };
  Util: { smoothenPath(grid: unknown, path: [number, number][]): [number, number][] };
}

function plans(name: string, map: StoreMap, trips: number, withPeer: boolean): void {
  const { value: planner, cpu: built } = timed(() => new Planner(map, { radius: 0.25 }));
  const ends = Array.from({ length: trips }, () => {
    const shelf = map.fixtures[Math.floor(random() * map.fixtures.length)]!;
    return standingPoses(planner, { aisle: shelf.aisle, bay: shelf.bay, label: shelf.id }).map((s): Point => [
      s.pose.x,
      s.pose.y,
    ]);
  });
  const from = map.kiosks[0]!.at;
  const cold = timed(() => planner.plan(from, ends[0]!)).cpu;
  const cpus: number[] = [];
  const times: number[] = [];
  const lengths: number[] = [];
  const goals: Point[] = [];
  for (const end of ends) {
    const { value: planned, wall, cpu } = timed(() => planner.plan(from, end));
    times.push(wall);
    cpus.push(cpu);
    if (!planned) throw new Error('no way');
    lengths.push(planned.length);
    goals.push(end[planned.goal]!);
  }
  const { grid } = planner;
  say(
    `plan ${name}: ${grid.width}x${grid.height} cells of ${grid.res} m, ${trips} trips, median ${at(lengths, 0.5).toFixed(0)} m: wall ${spread(times)}; processor ${spread(cpus)}; first ${cold.toFixed(1)} ms; grid built once in ${built.toFixed(0)} ms`,
  );
  if (withPeer) peerPlans(planner, from, goals.slice(0, PEER_TRIPS), lengths);
}

/** Trips that the peer is asked for at most. */
const PEER_TRIPS = 8;

/** The same trips on the same cells by the pathfinding library, beside our `lengths`. */
function peerPlans({ grid, need }: Planner, from: Point, goals: readonly Point[], lengths: number[]): void {
  const pf = createRequire(join(process.cwd(), 'package.json'))('pathfinding') as Peer;
  const matrix = Array.from({ length: grid.height }, (_, j) =>
    Array.from({ length: grid.width }, (_, i) => (grid.clearance[j * grid.width + i]! >= need ? 0 : 1)),
  );
  const peerGrid = new pf.Grid(grid.width, grid.height, matrix);
  for (const [label, finder] of [
    ['A*', new pf.AStarFinder({ diagonalMovement: pf.DiagonalMovement.OnlyWhenNoObstacles })],
    ['jump point search', pf.JumpPointFinder({ diagonalMovement: pf.DiagonalMovement.OnlyWhenNoObstacles })],
  ] as const) {
    const peerTimes: number[] = [];
    const ratios: number[] = [];
    for (const [k, goal] of goals.entries()) {
      const clone = peerGrid.clone();
      const [a, b] = [cellAt(grid, from), cellAt(grid, goal)];
      const { value: path, cpu } = timed(() =>
        finder.findPath(
          a % grid.width,
          Math.floor(a / grid.width),
          b % grid.width,
          Math.floor(b / grid.width),
          clone,
        ),
      );
      peerTimes.push(cpu);
      ratios.push(lengths[k]! / (pathLength(path.map(([x, y]): Point => [x, y])) * grid.res));
    }
    say(
      `  peer pathfinding@0.4.18 ${label} on the same cells, processor: ${spread(peerTimes)}; our way is ${at(ratios, 0.5).toFixed(3)} times as long as its`,
    );
  }
}

const SLIP: PrintDocument = {
  type: 'locator',
  lang: 'zh',
  storeName: { zh: '好又多超市', en: 'Good Mart' },
  printedAt: '2026-11-22T23:52:00+08:00',
  items: [
    {
      gtin: '6901234567892',
      name: { zh: '海天生抽酱油', en: 'Haitian Light Soy Sauce' },
      price: 12.8,
      currency: 'CNY',
      places: [{ aisle: 'C', bay: '2' }],
    },
  ],
};

/**
 * The recogniser at work in a process of its own; undefined, with the reason said, where its models are
 * missing.
 */
async function recogniser(programs: string): Promise<ChildProcess | undefined> {
  const models = process.env.DAOGOU_VOICE_MODELS_DIR ?? join(homedir(), '.local/share/daogou/models');
  const child = spawn(
    process.execPath,
    [join(programs, 'recogniser.child.cjs'), models, 'main/e2e/fixtures'],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => {
    child.stdout.once('data', () => resolve(child));
    child.once('exit', () => {
      say(`recogniser: not there (${said.trim().split('\n').pop() ?? ''}); run “daogou models install”`);
      resolve(undefined);
    });
  });
}

/**
 * Drives for a while through the real devices process and reads from it how far its control loop came from
 * due.
 */
async function jitter(programs: string, file: string, name: string): Promise<void> {
  const map = makeStore({ width: 40, depth: 30, aisleWidth: 1.8, bay: 1.5 });
  const rig = new Rig(map);
  await rig.start(programs);
  const devices = superviseDevices(file, rig.config({ printer: { port: 'none' } }), {});
  try {
    devices.start();
    await eventually('the devices process', () => devices.health() === 'up', 60_000);
    const base = async () => (await devices.call.status()).find((device) => device.kind === 'base')!;
    for (let waited = 0; (await base()).state !== 'ready' && waited < 20_000; waited += 100) await pause(100);
    await devices.call.navigate({ map, target: { aisle: 'H', bay: '6', label: 'H6' } });
    await pause(30_000);
    const { counters } = await base();
    say(
      `control loop of 50 ms while driving on a PTY, ${name}: deviation p99 ${counters!.loopP99Ms} max ${counters!.loopMaxMs} ms (goal: p99 <= 10); ${counters!.deadman} commands missed their deadman; wheels turned ${rig.truth.driven.toFixed(1)} m`,
    );
  } finally {
    await devices.stop(3_000);
    await rig.stop();
  }
}

async function paper(programs: string): Promise<void> {
  const map = makeStore({ width: 14, depth: 16, aisleWidth: 1.7, bay: 1.5 });
  const rig = new Rig(map);
  await rig.start(programs);
  const service = createDevicesService({
    config: rig.config({ base: { port: 'none' } }),
    spoolDir: join(rig.dir, 'spool'),
    emit: () => undefined,
  });
  try {
    const slip = { ...SLIP, map };
    const encodings: number[] = [];
    let bytes = 0;
    for (let k = 0; k < 200; k++) {
      const start = performance.now();
      bytes = encodeLines(layout(slip, profileOf('generic-80')), profileOf('generic-80')).reduce(
        (sum, chunk) => sum + chunk.length,
        0,
      );
      encodings.push(performance.now() - start);
    }
    say(
      `slip with map: ${bytes} bytes, laid out and encoded in ${spread(encodings)}; on 115,200 baud ${((bytes * 10) / 115_200).toFixed(1)} s`,
    );
    await pause(1_500);
    const start = performance.now();
    for (let k = 0; k < 10; k++) await service.handlers.print(slip);
    await eventually('ten slips', () => rig.slips.length === 10, 60_000);
    say(
      `ten slips through spool and PTY, each fsynced, checked and confirmed: ${((performance.now() - start) / 10).toFixed(0)} ms each`,
    );
  } finally {
    await service.close();
    await rig.stop();
  }
}

async function lines(): Promise<void> {
  const programs = await bundlePrograms(
    'native/benches/recogniser.child.ts',
    'native/benches/hospital.child.ts',
  );
  if (wanted('plan')) hospital();
  if (wanted('jitter')) {
    const file = await bundleDevicesProcess(programs);
    await jitter(programs, file, 'the terminal otherwise idle');
    const ear = await recogniser(programs);
    if (ear) await jitter(programs, file, 'the recogniser decoding without a pause on two threads');
    ear?.stdin?.end();
  }
  if (wanted('print')) await paper(programs);
}

const parts = process.argv.slice(2);
const wanted = (part: string) => parts.length === 0 || parts.includes(part);
/**
 * A real hospital's size, in a process of its own that does nothing else: what one plan costs from nothing,
 * map checked and cells drawn.
 */
function hospital(): void {
  const script = join('.cache', 'native-scenarios', 'hospital.child.cjs');
  const told = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { cells, res, metres, builtMs, ms, processorMs, peakMiB, addedMiB } = JSON.parse(
    told.stdout,
  ) as Record<string, number>;
  const whole = (value: number | undefined) => (value ?? NaN).toFixed(0);
  say(
    `plan hospital 505 x 313 m: ${cells} cells of ${res} m; first way, ${whole(metres)} m, after ${whole(ms)} ms (${whole(builtMs)} ms for the grid; processor ${whole(processorMs)} ms; goal: <= 2000); process ${whole(peakMiB)} MiB at most, ${whole(addedMiB)} more than before (goal: <= 200)`,
  );
}

if (wanted('plan')) {
  plans('60 x 40 m', makeStore({ width: 60, depth: 40, aisleWidth: 1.8 }), 40, true);
  plans('200 x 150 m', makeStore({ width: 200, depth: 150, aisleWidth: 2 }), 40, false);
}
lines().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
