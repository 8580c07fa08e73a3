import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import type { ChildProcess } from 'node:child_process';
import type { NavState, NavTarget, StoreMap } from '../../main/contract';
import { KobukiBase } from '../base/kobuki/kobuki-base';
import { Navigator } from '../base/motion/navigator';
import { LocalDesk } from '../base/plan/desk';
import { SerialConnection } from '../serial/connection';
import { seeded } from '../simulators/kobuki-physics';
import { KobukiSim } from '../simulators/kobuki-sim';
import { ptyPair } from '../simulators/launch';

const RADIUS = 0.25;

/**
 * Driver and simulated base on the two ends of a real PTY pair, in one virtual time: every byte goes through
 * the kernel and both serial stacks, and the clock goes on only when it has arrived. So a trip of two minutes
 * takes some seconds, whatever else the machine does.
 */
export class PtyRobot {
  readonly sim: KobukiSim;
  readonly base: KobukiBase;
  readonly navigator: Navigator;
  /** Virtual milliseconds. */
  now = 0;
  #arrived = 0;

  private constructor(
    readonly map: StoreMap,
    seed: number,
    readonly line: SerialConnection,
    readonly far: SerialPort,
    readonly socat: ChildProcess,
    readonly dir: string,
  ) {
    const kiosk = map.kiosks[0]!;
    const random = seeded(seed);
    this.sim = new KobukiSim({
      start: { x: kiosk.at[0], y: kiosk.at[1], theta: kiosk.heading ?? Math.PI / 2 },
      slip: 0.02,
      wheelError: (random() - 0.5) * 0.006,
      gyroNoise: 0.005,
      gyroDrift: (random() - 0.5) * 0.0002,
      random,
      world: {
        solids: [
          ...map.fixtures.map((f) => f.outline),
          ...map.outline.flatMap((ring) => ring.map((a, k) => [a, ring[(k + 1) % ring.length]!])),
        ],
      },
      deadmanMs: 200,
      latencyMs: 20,
      radius: RADIUS - 0.01,
    });
    far.on('data', (chunk: Buffer) => {
      this.#arrived += chunk.length;
      this.sim.receive(chunk);
    });
    this.base = new KobukiBase(line, { now: () => this.now });
    this.navigator = new Navigator(this.base, {
      speed: 0.5,
      radius: RADIUS,
      desk: new LocalDesk(),
      emit: () => undefined,
    });
  }

  static async open(map: StoreMap, seed: number): Promise<PtyRobot> {
    const dir = mkdtempSync(join(tmpdir(), 'daogou-pty-'));
    const socat = await ptyPair(join(dir, 'near'), join(dir, 'far'));
    const far = new SerialPort({ path: join(dir, 'far'), baudRate: 115_200 });
    await new Promise((done) => far.once('open', done));
    const line = new SerialConnection({
      name: 'robot base',
      resolve: () => Promise.resolve(join(dir, 'near')),
      baudRate: 115_200,
    });
    const robot = new PtyRobot(map, seed, line, far, socat, dir);
    robot.base.start();
    await settled(() => line.state === 'open');
    await robot.run(200);
    return robot;
  }

  /** Lets virtual time pass until the condition holds. */
  async run(milliseconds: number, until: () => boolean = () => false): Promise<void> {
    const end = this.now + milliseconds;
    while (this.now < end && !until()) {
      this.now += 10;
      if (this.now % 20 === 0) {
        const bytes = this.sim.advance();
        const due = this.line.counters.bytesIn + bytes.length;
        this.far.write(Buffer.from(bytes));
        await settled(() => this.line.counters.bytesIn >= due);
      }
      if (this.now % 50 === 0) {
        this.navigator.tick(this.now, this.now);
        this.base.tick(this.now);
        await settled(() => this.line.counters.bytesOut > 0 && this.#arrived >= this.line.counters.bytesOut);
      }
    }
  }

  async trip(target: NavTarget): Promise<{ planned: NavState; end: NavState }> {
    const planned = this.navigator.navigate(this.map, target, this.now);
    await this.run(600_000, () => !this.navigator.underWay);
    return { planned, end: this.navigator.state };
  }

  async close(): Promise<void> {
    await this.line.close();
    await new Promise<void>((done) => (this.far.isOpen ? this.far.close(() => done()) : done()));
    this.socat.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Waits for bytes that are under way; they take less than a millisecond on an idle machine. */
async function settled(condition: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('bytes were lost on the PTY');
    await new Promise((done) => setImmediate(done));
  }
}
