import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { SerialPort } from 'serialport';
import { wallClock } from '../../main/contract';
import { KobukiSim, type KobukiControl } from './kobuki-sim';
import { seeded, type World } from './kobuki-physics';

export interface RunKobuki {
  readonly port: string;
  /** `x,y,theta` in metres and radians, the store's local frame. */
  readonly pose: string;
  /** True pose and counters are written here, ten times a second. */
  readonly stateFile?: string;
  /** Watched for `KobukiControl` as JSON. */
  readonly controlFile?: string;
  /** A StoreMap as JSON: its walls and shelves become solid. */
  readonly mapFile?: string;
  /** Where the charger holds the base, `x,y,theta`; without one it charges where it started. */
  readonly dock?: string;
  readonly deadmanMs: number;
  readonly latencyMs: number;
  readonly slip: number;
  readonly seed: number;
}

/** Answers on the port until closed. */
export function runKobuki(options: RunKobuki): { close(): Promise<void> } {
  const sim = new KobukiSim({
    start: readPose(options.pose, '--pose'),
    dock: options.dock === undefined ? undefined : readPose(options.dock, '--dock'),
    slip: options.slip,
    wheelError: options.slip / 4,
    gyroNoise: 0.005,
    gyroDrift: 0.0001,
    random: seeded(options.seed),
    world: options.mapFile ? readWorld(options.mapFile) : { solids: [] },
    deadmanMs: options.deadmanMs,
    latencyMs: options.latencyMs,
  });
  const port = new SerialPort({ path: options.port, baudRate: 115_200 });
  port.on('data', (chunk: Buffer) => sim.receive(chunk));
  port.on('error', (error) => console.error(`kobuki simulator: ${error.message}`));
  const began = performance.now();
  let controlStamp = 0;
  let ticks = 0;
  const timer = setInterval(() => {
    // Catches up after a stall so that simulated time never lags, but sends only what is fresh.
    let frame = new Uint8Array(0);
    const due = Math.floor((performance.now() - began) / 20);
    let steps = 0;
    while (ticks < due && steps++ < 50) {
      frame = Uint8Array.from(sim.advance());
      ticks += 1;
    }
    if (ticks < due) ticks = due;
    if (frame.length > 0 && port.isOpen && port.writableLength < 2_048) port.write(Buffer.from(frame));
  }, 20);
  const outside = () => {
    if (options.controlFile) controlStamp = readControl(options.controlFile, controlStamp, sim);
    if (options.stateFile) writeState(options.stateFile, sim);
  };
  outside();
  const watcher = setInterval(outside, 100);
  return {
    close: () => {
      clearInterval(timer);
      clearInterval(watcher);
      if (options.stateFile) writeState(options.stateFile, sim);
      return new Promise((done) => (port.isOpen ? port.close(() => done()) : done()));
    },
  };
}

function readPose(text: string, option: string): { x: number; y: number; theta: number } {
  const [x = NaN, y = NaN, theta = NaN] = text.split(',').map(Number);
  if (![x, y, theta].every(Number.isFinite))
    throw new Error(`${option} ${text}: want x,y,theta in metres and radians`);
  return { x, y, theta };
}

function readControl(file: string, stamp: number, sim: KobukiSim): number {
  try {
    const { mtimeMs } = statSync(file);
    if (mtimeMs !== stamp) sim.setControl(JSON.parse(readFileSync(file, 'utf8')) as KobukiControl);
    return mtimeMs;
  } catch {
    return stamp;
  }
}

function writeState(file: string, sim: KobukiSim): void {
  const { x, y, theta, left, right, volts, driven, worstOverlap } = sim.body;
  const state = {
    wall: wallClock(),
    x,
    y,
    theta,
    left,
    right,
    volts,
    driven,
    worstOverlap,
    docked: sim.docked,
    commands: sim.commands,
    badFrames: sim.badFrames,
    deadmanTrips: sim.deadmanTrips,
    leds: sim.leds,
    lastSound: sim.lastSound,
    ms: sim.milliseconds,
    lastCommandMs: sim.lastCommandMs,
    lastMovingMs: sim.lastMovingMs,
  };
  try {
    writeFileSync(`${file}.tmp`, JSON.stringify(state));
    renameSync(`${file}.tmp`, file);
  } catch (error) {
    console.error(`kobuki simulator: ${(error as Error).message}`);
  }
}

/** Walls and shelves of a StoreMap file. */
export function readWorld(file: string): World {
  const map = JSON.parse(readFileSync(file, 'utf8')) as {
    outline?: [number, number][][];
    fixtures?: { outline: [number, number][] }[];
  };
  const walls = (map.outline ?? []).flatMap((ring) => ring.map((a, k) => [a, ring[(k + 1) % ring.length]!]));
  return { solids: [...(map.fixtures ?? []).map((f) => f.outline), ...walls] };
}
