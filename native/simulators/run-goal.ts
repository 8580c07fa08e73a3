import { readFileSync, statSync, writeFileSync, renameSync } from 'node:fs';
import { SerialPort } from 'serialport';
import { wallClock } from '../../main/contract';
import { GoalSim } from './goal-sim';

/** Switches of the simulated goal-navigating base. */
interface GoalControl {
  blocked?: boolean;
  silent?: boolean;
  hazards?: string[];
  battery?: number;
  /** What its odometry jumps by at once, metres and radians. */
  leap?: [x: number, y: number, theta: number];
}

export interface RunGoal {
  readonly port: string;
  /** `x,y,theta` in metres and radians, the store's local frame. */
  readonly pose: string;
  readonly stateFile: string;
  readonly controlFile: string;
}

function jump(sim: GoalSim, [x, y, theta]: [number, number, number]): void {
  sim.x += x;
  sim.y += y;
  sim.theta += theta;
}

/** A base with its own navigation on a serial port, in real time, until closed. */
export function runGoal(options: RunGoal): { close(): Promise<void> } {
  const [x = 0, y = 0, theta = 0] = options.pose.split(',').map(Number);
  const sim = new GoalSim({ x, y, theta });
  const port = new SerialPort({ path: options.port, baudRate: 115_200 });
  port.on('data', (chunk: Buffer) => sim.receive(chunk));
  port.on('error', (error) => console.error(`goal base simulator: ${error.message}`));
  const began = performance.now();
  let ticks = 0;
  let stamp = 0;
  let stoppedMs = 0;
  const timer = setInterval(() => {
    control();
    let line: Uint8Array = new Uint8Array(0);
    const due = Math.floor((performance.now() - began) / 50);
    for (; ticks < due; ticks++) {
      line = sim.advance();
      if (sim.linear > 1e-3) stoppedMs = ticks * 50;
    }
    if (line.length > 0 && port.isOpen && port.writableLength < 4_096) port.write(Buffer.from(line));
    const state = {
      wall: wallClock(),
      x: sim.x,
      y: sim.y,
      theta: sim.theta,
      linear: sim.linear,
      driven: sim.driven,
      nav: sim.nav,
      badLines: sim.badLines,
      ms: ticks * 50,
      lastMovingMs: stoppedMs,
      lastCommandMs: sim.heardMs,
    };
    writeFileSync(`${options.stateFile}.tmp`, JSON.stringify(state));
    renameSync(`${options.stateFile}.tmp`, options.stateFile);
  }, 25);

  function control(): void {
    try {
      const { mtimeMs } = statSync(options.controlFile);
      if (mtimeMs === stamp) return;
      stamp = mtimeMs;
      const {
        blocked = false,
        silent = false,
        hazards = [],
        battery,
        leap,
      } = JSON.parse(readFileSync(options.controlFile, 'utf8')) as GoalControl;
      if (leap) jump(sim, leap);
      Object.assign(sim, { blocked, silent, hazards, ...(battery === undefined ? {} : { battery }) });
    } catch {
      // No switches, or half written: looked at again in a moment.
    }
  }

  return {
    close: () => {
      clearInterval(timer);
      return new Promise((done) => (port.isOpen ? port.close(() => done()) : done()));
    },
  };
}
