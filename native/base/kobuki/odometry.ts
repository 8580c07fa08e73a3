import type { Pose } from '../../../main/contract';
import { wrapAngle } from '../geometry';

/** Metres a tick: wheel radius 0.035 m × 0.002436916871363930187454 rad (kobuki_driver diff_drive). */
export const METRES_PER_TICK = 0.035 * 0.002436916871363930187454;

/** Drift assumed per metre driven, per radian turned and per second on the way: wheel slip, gyro scale error, gyro drift. */
export interface DriftModel {
  readonly perMetre: number;
  readonly headingPerRadian: number;
  readonly headingPerSecond: number;
}

export const KOBUKI_DRIFT: DriftModel = { perMetre: 0.008, headingPerRadian: 0.002, headingPerSecond: 0.00008 };

/** Signed difference of two 16-bit counters that wrap. */
export function wrap16(now: number, before: number): number {
  return (((now - before) & 0xffff) << 16) >> 16;
}

interface Reading {
  readonly left: number;
  readonly right: number;
  readonly angle: number;
}

/**
 * Dead reckoning: distance from the wheel encoders, heading from the factory-calibrated gyro. Keeps a bound on its own error, so that others can
 * stop trusting it in time. Poses in the store's local frame.
 */
export class Odometry {
  #pose: Pose | undefined;
  #positionBound = 0;
  #headingBound = 0;
  #last: Reading | undefined;
  #stamp: number | undefined;
  linear = 0;
  angular = 0;
  /** Metres driven since start. */
  distance = 0;

  constructor(readonly drift: DriftModel = KOBUKI_DRIFT) {}

  get pose(): Pose | undefined {
    return this.#pose;
  }

  /** Two-sigma bound of the position, metres. */
  get bound(): number {
    return this.#positionBound;
  }

  /** Sets where the base stands, known to `bound` metres. */
  locate(pose: Pose, bound: number): void {
    this.#pose = { x: pose.x, y: pose.y, theta: wrapAngle(pose.theta) };
    this.#positionBound = bound;
    this.#headingBound = Math.min(0.05, bound / 4);
  }

  /** Forgets encoder and gyro references: the next reading only sets them. For a base that was switched off in between. */
  restart(): void {
    this.#last = undefined;
    this.#stamp = undefined;
    this.linear = 0;
    this.angular = 0;
  }

  /**
   * Takes one reading in: encoders in ticks (0..65535), gyro angle in radians, the base's own clock in milliseconds (0..65535).
   * A jump no wheel can make (over 1 m in one frame) is the base having restarted: the pose is lost.
   */
  update(left: number, right: number, angle: number, timestamp: number): void {
    const before = this.#last;
    const stamp = this.#stamp;
    this.#last = { left, right, angle };
    this.#stamp = timestamp;
    if (!before || stamp === undefined) return;
    const seconds = ((timestamp - stamp) & 0xffff) / 1000;
    if (seconds === 0) return;
    const leftMetres = wrap16(left, before.left) * METRES_PER_TICK;
    const rightMetres = wrap16(right, before.right) * METRES_PER_TICK;
    if (Math.abs(leftMetres) > 1 || Math.abs(rightMetres) > 1) {
      this.#pose = undefined;
      return;
    }
    const step = (leftMetres + rightMetres) / 2;
    const turn = wrapAngle(angle - before.angle);
    this.linear = step / seconds;
    this.angular = turn / seconds;
    this.distance += Math.abs(step);
    const pose = this.#pose;
    if (!pose) return;
    const middle = pose.theta + turn / 2;
    this.#pose = { x: pose.x + step * Math.cos(middle), y: pose.y + step * Math.sin(middle), theta: wrapAngle(pose.theta + turn) };
    if (step === 0 && turn === 0) return;
    this.#headingBound += Math.abs(turn) * this.drift.headingPerRadian + Math.min(seconds, 1) * this.drift.headingPerSecond;
    this.#positionBound += Math.abs(step) * (this.drift.perMetre + this.#headingBound);
  }
}
