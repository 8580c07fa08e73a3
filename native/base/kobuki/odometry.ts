import type { Pose } from '../../../main/contract';
import { canHaveMoved, type MotionLimits, type ReadingNoise } from '../believable';
import { wrapAngle } from '../geometry';
import { WHEELBASE } from './commands';

/** Metres a tick: wheel radius 0.035 m × 0.002436916871363930187454 rad (kobuki_driver diff_drive). */
export const METRES_PER_TICK = 0.035 * 0.002436916871363930187454;

/**
 * How far dead reckoning may stray: one-sigma random walks and, for what does not average out (worn tyres),
 * a share of the distance. Values for a
 * Kobuki with its factory-calibrated gyro on shop floor.
 */
export interface DriftModel {
  /** Metres a square root of metre driven. */
  readonly slip: number;
  /** Share of the distance that may be missing or too much, systematically. */
  readonly scale: number;
  /** Radians a square root of radian turned. */
  readonly turn: number;
  /** Radians a square root of second on the way. */
  readonly gyro: number;
}

export const KOBUKI_DRIFT: DriftModel = { slip: 0.006, scale: 0.002, turn: 0.0015, gyro: 0.0004 };

/** Kobuki's data sheet, and what rounding and sampling add to one reading. */
const LIMITS: MotionLimits = { maxLinear: 0.7, maxAngular: Math.PI };
const NOISE: ReadingNoise = { travel: 0.005, turn: 0.02 };
/**
 * Feedback comes every 20 ms. After so long without, the base's clock must agree with this machine's to so
 * much; both seconds.
 */
const GAP = 1;
const CLOCKS_AGREE = 1;
/** The base's clock starts again after so long, seconds. */
const CLOCK_WRAP = 65.536;
/**
 * What stays below a jump and still is no steady motion counts as doubt: a change of speed beyond this
 * (metres, m/s²), a turn that wheels and gyro do not share (radians, share of the turn).
 */
const SURGE = 0.002;
const SURGE_RATE = 3;
const UNSHARED = 0.03;
const UNSHARED_RATE = 0.2;

/** Signed difference of two 16-bit counters that wrap. */
export function wrap16(now: number, before: number): number {
  return (((now - before) & 0xffff) << 16) >> 16;
}

interface Reading {
  readonly left: number;
  readonly right: number;
  readonly angle: number;
  readonly timestamp: number;
  readonly heardAt: number | undefined;
}

/** Seconds between two readings by the base's clock; undefined when that clock jumped or went back. */
function elapsed(before: Reading, now: Reading): number | undefined {
  const seconds = ((now.timestamp - before.timestamp) & 0xffff) / 1000;
  if (seconds <= GAP) return seconds;
  if (before.heardAt === undefined || now.heardAt === undefined) return undefined;
  const heard = (now.heardAt - before.heardAt) / 1000;
  const whole = seconds + Math.max(0, Math.round((heard - seconds) / CLOCK_WRAP)) * CLOCK_WRAP;
  return Math.abs(heard - whole) <= CLOCKS_AGREE ? whole : undefined;
}

/**
 * Metres by which a step may be false: all of one made while nothing was heard, the surge of one that no
 * motor makes.
 */
function doubtOf(step: number, expected: number, seconds: number): number {
  if (seconds > GAP) return Math.abs(step);
  const surge = Math.abs(step - expected);
  return surge > SURGE + SURGE_RATE * seconds * seconds ? surge : 0;
}

/** Upper triangle of the symmetric 3x3 covariance of (x, y, theta). */
interface Covariance {
  xx: number;
  xy: number;
  xt: number;
  yy: number;
  yt: number;
  tt: number;
}

/**
 * Dead reckoning: distance from the wheel encoders, heading from the factory-calibrated gyro. Carries its
 * covariance along (the prediction step of an extended
 * Kalman filter; Thrun, Burgard, Fox: Probabilistic Robotics, 5.4), so that others can stop trusting it in
 * time. Poses in the store's local frame.
 */
export class Odometry {
  #pose: Pose | undefined;
  #p: Covariance = { xx: 0, xy: 0, xt: 0, yy: 0, yt: 0, tt: 0 };
  #systematic = 0;
  #last: Reading | undefined;
  linear = 0;
  angular = 0;
  /** Metres driven since start. */
  distance = 0;

  constructor(readonly drift: DriftModel = KOBUKI_DRIFT) {}

  get pose(): Pose | undefined {
    return this.#pose;
  }

  /** Two-sigma bound of the position, metres; Infinity where there is none. */
  get bound(): number {
    if (!this.#pose) return Infinity;
    const { xx, xy, yy } = this.#p;
    const middle = (xx + yy) / 2;
    return 2 * Math.sqrt(Math.max(0, middle + Math.hypot((xx - yy) / 2, xy))) + this.#systematic;
  }

  /** Two-sigma bound of the heading, radians. */
  get headingBound(): number {
    return 2 * Math.sqrt(Math.max(0, this.#p.tt));
  }

  /** Sets where the base stands; bounds are two sigma, metres and radians. */
  locate(pose: Pose, bound: number, headingBound = 0.005): void {
    this.#pose = { x: pose.x, y: pose.y, theta: wrapAngle(pose.theta) };
    const position = (bound / 2) ** 2;
    this.#p = { xx: position, xy: 0, xt: 0, yy: position, yt: 0, tt: (headingBound / 2) ** 2 };
    this.#systematic = 0;
  }

  /**
   * Forgets encoder and gyro references: the next reading only sets them. For a base that may have been
   * moved while nobody listened.
   */
  restart(): void {
    this.#last = undefined;
    this.linear = 0;
    this.angular = 0;
  }

  /**
   * Takes one reading in: encoders in ticks (0..65535), gyro angle in radians, the base's own clock in
   * milliseconds (0..65535), and when it was heard by this machine's monotonic clock, milliseconds.
   * Counters or gyro that jump faster than the base can move, and a clock that jumps or goes back, are no
   * motion: the pose is lost, whatever the size of the jump.
   */
  update(left: number, right: number, angle: number, timestamp: number, heardAt?: number): void {
    const before = this.#last;
    if (before?.timestamp === timestamp) return;
    this.#last = { left, right, angle, timestamp, heardAt };
    if (!before) return;
    const seconds = elapsed(before, this.#last);
    const leftMetres = wrap16(left, before.left) * METRES_PER_TICK;
    const rightMetres = wrap16(right, before.right) * METRES_PER_TICK;
    const turn = wrapAngle(angle - before.angle);
    if (
      seconds === undefined ||
      ![leftMetres, rightMetres].every((metres) => canHaveMoved(LIMITS, NOISE, metres, turn, seconds))
    )
      return this.#lose();
    const step = (leftMetres + rightMetres) / 2;
    const doubt = doubtOf(step, this.linear * seconds, seconds);
    this.linear = step / seconds;
    this.angular = turn / seconds;
    this.distance += Math.abs(step);
    const pose = this.#pose;
    if (!pose) return;
    const middle = pose.theta + turn / 2;
    const dx = step * Math.cos(middle);
    const dy = step * Math.sin(middle);
    this.#pose = { x: pose.x + dx, y: pose.y + dy, theta: wrapAngle(pose.theta + turn) };
    if (step !== 0 || turn !== 0) this.#spread(dx, dy, Math.abs(step), Math.abs(turn), Math.min(seconds, 1));
    this.#systematic += doubt;
    const unshared = Math.abs(wrapAngle(turn - (rightMetres - leftMetres) / WHEELBASE));
    if (unshared > UNSHARED + UNSHARED_RATE * Math.abs(turn)) this.#p.tt += unshared * unshared;
  }

  #lose(): void {
    this.#pose = undefined;
    this.linear = 0;
    this.angular = 0;
  }

  /** P = F P F' + Q, with F the derivative of the motion by the heading. */
  #spread(dx: number, dy: number, step: number, turn: number, seconds: number): void {
    const { slip, scale, turn: perTurn, gyro } = this.drift;
    const { xx, xy, xt, yy, yt, tt } = this.#p;
    const along = slip * slip * step;
    const [cx, cy] = step > 0 ? [dx / step, dy / step] : [0, 0];
    this.#p = {
      xx: xx - 2 * dy * xt + dy * dy * tt + along * cx * cx,
      xy: xy + dx * xt - dy * yt - dx * dy * tt + along * cx * cy,
      xt: xt - dy * tt,
      yy: yy + 2 * dx * yt + dx * dx * tt + along * cy * cy,
      yt: yt + dx * tt,
      tt: tt + perTurn * perTurn * turn + gyro * gyro * seconds,
    };
    this.#systematic += step * scale;
  }
}
