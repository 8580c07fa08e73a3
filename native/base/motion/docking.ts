import { wrapAngle } from '../geometry';
import type { DockBeams } from '../port';

/** Where the approach stands. `lost`: no beam was found; `contact`: the charger is reached. */
export type DockState = 'scan' | 'find_stream' | 'get_stream' | 'aligned' | 'retreat' | 'contact' | 'lost';

export interface DockCommand {
  readonly linear: number;
  readonly angular: number;
  readonly state: DockState;
}

/** Speeds of the public algorithm, m/s and rad/s. */
const SCAN_TURN = 0.66;
const STREAM_TURN = 0.33;
const FAR_SPEED = 0.1;
const NEAR_SPEED = 0.05;
/** Crossing the beams towards the middle; slower than the path, since nothing but the bumper looks ahead. */
const CROSS_SPEED = 0.08;
/** Beams flicker: a beam counts as seen for so long, milliseconds. */
const FILTER_MS = 200;
/**
 * How far it backs away when it stands too close and too far aside to turn in, metres; over floor it has just
 * left.
 */
const RETREAT = 0.3;
/** Longest crossing, metres, and full turns without any beam before it is given up. */
const MAX_CROSS = 1.2;
const MAX_TURNS = 3;

interface Seen {
  left: boolean;
  center: boolean;
  right: boolean;
  near: boolean;
}

/**
 * Drives onto the charger by its infrared beams, after the procedure that Kobuki's makers publish ("Docking"
 * in kobuki_documentation; `kobuki_dock_drive` in kobuki_core): the station sends a left, a middle and a
 * right beam. Turn until the middle receiver sees the middle beam and follow it in. Stood aside after a whole
 * turn, turn across the beams until the receiver on the station's side sees the beam, drive until that
 * receiver sees the other side's beam, and look again. Two things are ours: what was lost to one side is
 * looked for on the other first, and who stands too close to turn in backs away a little.
 */
export class DockApproach {
  #state: DockState = 'scan';
  /** Votes for the side the robot stands on: positive is the right beam. */
  #side = 0;
  #turned = 0;
  #turns = 0;
  #crossed = 0;
  /** Which way it turns to look, and whether it has seen the near field. */
  #spin: 1 | -1 = 1;
  #near = false;
  #heading: number | undefined;
  #latest: { left: Stamped; center: Stamped; right: Stamped } = { left: {}, center: {}, right: {} };

  get state(): DockState {
    return this.#state;
  }

  /**
   * The next speeds; `heading` in radians, `step` metres driven since the last call, `now` in milliseconds.
   */
  step(beams: DockBeams, docked: boolean, heading: number, step: number, now: number): DockCommand {
    if (docked) return this.#enter('contact', 0, 0);
    const turned = this.#heading === undefined ? 0 : wrapAngle(heading - this.#heading);
    this.#heading = heading;
    const left = this.#filter('left', beams.left, now);
    const center = this.#filter('center', beams.center, now);
    const right = this.#filter('right', beams.right, now);
    switch (this.#state) {
      case 'scan':
        return this.#scan(center, turned);
      case 'find_stream':
        return this.#findStream(left, right, turned);
      case 'get_stream':
        return this.#getStream(left, right, Math.abs(step));
      case 'aligned':
        return this.#follow(center);
      case 'retreat':
        return this.#retreat(center, Math.abs(step));
      case 'contact':
      case 'lost':
        return this.#enter(this.#state, 0, 0);
    }
  }

  #scan(center: Seen, turned: number): DockCommand {
    this.#turned += Math.abs(turned);
    if (center.center) {
      this.#turns = 0;
      return this.#enter('aligned', NEAR_SPEED, 0);
    }
    if (center.left) this.#side -= 1;
    if (center.right) this.#side += 1;
    this.#near ||= center.near;
    if (this.#turned < 2 * Math.PI) return this.#enter('scan', 0, this.#spin * SCAN_TURN);
    this.#turned = 0;
    this.#turns += 1;
    if (this.#turns >= MAX_TURNS) return this.#enter('lost', 0, 0);
    this.#crossed = 0;
    if (this.#near) return this.#enter('retreat', 0, 0);
    return this.#side === 0
      ? this.#enter('scan', 0, this.#spin * SCAN_TURN)
      : this.#enter('find_stream', 0, 0);
  }

  /** Faces the station and backs away from it. */
  #retreat(center: Seen, step: number): DockCommand {
    const facing = center.left || center.center || center.right;
    this.#crossed += step;
    if (this.#crossed > RETREAT) return this.#again(this.#spin);
    return facing || this.#crossed > 0
      ? this.#enter('retreat', -NEAR_SPEED, 0)
      : this.#enter('retreat', 0, this.#spin * STREAM_TURN);
  }

  /**
   * Turns across the beams, away from the station, until the receiver on the station's side sees the robot's
   * own beam.
   */
  #findStream(left: Seen, right: Seen, turned: number): DockCommand {
    this.#turned += Math.abs(turned);
    if (this.#side > 0 ? left.right : right.left) {
      this.#crossed = 0;
      return this.#enter('get_stream', CROSS_SPEED, 0);
    }
    if (this.#turned > 2 * Math.PI) return this.#again(1);
    return this.#enter('find_stream', 0, this.#side > 0 ? -STREAM_TURN : STREAM_TURN);
  }

  /**
   * Drives across until the receiver on the station's side sees the beam of the other side: the middle was
   * passed.
   */
  #getStream(left: Seen, right: Seen, step: number): DockCommand {
    this.#crossed += step;
    if (this.#crossed > MAX_CROSS || (this.#side > 0 ? left.left : right.right))
      return this.#again(this.#side > 0 ? 1 : -1);
    return this.#enter('get_stream', CROSS_SPEED, 0);
  }

  /** Follows the middle beam with the middle receiver. */
  #follow(center: Seen): DockCommand {
    const speed = center.near ? NEAR_SPEED : FAR_SPEED;
    const turn = center.near ? 0.1 : 0.3;
    if (center.center || (center.left && center.right)) return this.#enter('aligned', speed, 0);
    // What turning one way loses, turning the other way finds.
    if (center.left) {
      this.#spin = -1;
      return this.#enter('aligned', speed, turn);
    }
    if (center.right) {
      this.#spin = 1;
      return this.#enter('aligned', speed, -turn);
    }
    return this.#again(this.#spin);
  }

  #again(spin: 1 | -1): DockCommand {
    this.#spin = spin;
    this.#side = 0;
    this.#turned = 0;
    this.#near = false;
    return this.#enter('scan', 0, spin * SCAN_TURN);
  }

  #enter(state: DockState, linear: number, angular: number): DockCommand {
    this.#state = state;
    return { linear, angular, state };
  }

  #filter(receiver: 'left' | 'center' | 'right', bits: number, now: number): Seen {
    const stamps = this.#latest[receiver];
    for (let bit = 0; bit < 6; bit++) if (bits & (1 << bit)) stamps[bit] = now;
    const fresh = (...wanted: number[]) => wanted.some((bit) => now - (stamps[bit] ?? -Infinity) < FILTER_MS);
    return { left: fresh(0, 4), center: fresh(1, 3), right: fresh(2, 5), near: fresh(0, 1, 2) };
  }
}

type Stamped = Partial<Record<number, number>>;
