import type { NavState, NavTarget, Pose, StoreMap } from '../../main/contract';
import { KobukiBase, type KobukiOptions } from '../base/kobuki/kobuki-base';
import { Navigator } from '../base/motion/navigator';
import { LocalDesk, type PlanDesk } from '../base/plan/desk';
import { KobukiSim } from '../simulators/kobuki-sim';
import { seeded } from '../simulators/kobuki-physics';
import { Wire } from './wire';

export interface VirtualOptions {
  readonly seed: number;
  readonly start?: Pose;
  readonly slip?: number;
  readonly speed?: number;
  /** Anchor at which the charger stands. */
  readonly dock?: string;
  readonly kobuki?: Partial<KobukiOptions>;
  /** Where ways are planned; else in this thread, at once. */
  readonly desk?: PlanDesk;
}

const RADIUS = 0.25;

/**
 * Driver and simulator in one virtual time: the same bytes as on a serial line, hours in seconds. The two
 * halves share nothing but the wire.
 */
export class VirtualRobot {
  readonly sim: KobukiSim;
  readonly wire: Wire;
  readonly base: KobukiBase;
  readonly navigator: Navigator;
  readonly states: NavState[] = [];
  /** Virtual milliseconds. */
  now = 0;
  /** Added to the wall clock, to let it jump. */
  wallJump = 0;
  /** When false the program is hung: no ticks. */
  alive = true;

  constructor(
    readonly map: StoreMap,
    options: VirtualOptions,
  ) {
    const kiosk = map.kiosks[0]!;
    const start = options.start ?? { x: kiosk.at[0], y: kiosk.at[1], theta: kiosk.heading ?? Math.PI / 2 };
    const dock = map.anchors.find(({ id }) => id === options.dock);
    const slip = options.slip ?? 0.02;
    const random = seeded(options.seed);
    this.sim = new KobukiSim({
      start,
      dock: dock && { x: dock.at[0], y: dock.at[1], theta: dock.heading ?? 0 },
      slip,
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
    this.wire = new Wire((bytes) => this.sim.receive(bytes));
    this.base = new KobukiBase(this.wire, { now: () => this.now, ...options.kobuki });
    this.navigator = new Navigator(this.base, {
      speed: options.speed ?? 0.5,
      radius: RADIUS,
      dock: options.dock,
      desk: options.desk ?? new LocalDesk(),
      emit: (state) => this.states.push(state),
    });
    this.base.start();
    this.run(100);
  }

  /** Lets time pass until the condition holds; false when it did not within `milliseconds`. */
  run(milliseconds: number, until: () => boolean = () => false): boolean {
    const end = this.now + milliseconds;
    while (this.now < end) {
      this.now += 10;
      if (this.now % 20 === 0) {
        const bytes = this.sim.advance();
        if (bytes.length > 0 && this.wire.state === 'open') this.wire.receive(bytes);
      }
      if (this.alive && this.now % 50 === 0) {
        this.navigator.tick(this.now, this.now + this.wallJump);
        this.base.tick(this.now);
      }
      if (until()) return true;
    }
    return false;
  }

  navigate(target: NavTarget): NavState {
    return this.navigator.navigate(this.map, target, this.now);
  }

  /** Runs until the trip has ended one way or the other. */
  finish(milliseconds = 400_000): NavState {
    this.run(milliseconds, () => !this.navigator.underWay);
    return this.navigator.state;
  }

  /** True when the wheels stand. */
  still(): boolean {
    return Math.abs(this.sim.body.left) < 1e-3 && Math.abs(this.sim.body.right) < 1e-3;
  }
}
