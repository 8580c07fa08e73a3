import type { Point, Pose } from '../../../main/contract';
import { distance, projectOnSegment, wrapAngle } from '../geometry';

/** Limits of one trip. m/s, m/s², rad/s, rad/s². */
export interface MotionLimits {
  readonly speed: number;
  readonly acceleration: number;
  readonly deceleration: number;
  readonly turn: number;
  readonly turnAcceleration: number;
}

/** A pace an elder can follow; gentle enough for a tall, top-heavy terminal. */
export function limitsFor(speed: number): MotionLimits {
  return { speed, acceleration: 0.3, deceleration: 0.6, turn: 1.2, turnAcceleration: 2.5 };
}

/** What the follower may ask about the floor. */
export interface Surroundings {
  /** Metres from a point to the nearest mapped obstacle. */
  clearance(at: Point): number;
  /** True when the robot fits along the straight line. */
  clear(a: Point, b: Point): boolean;
  /** Factor in [0,1] on the speed, e.g. people near. */
  readonly caution: number;
}

export interface Command {
  readonly linear: number;
  readonly angular: number;
  /** Metres to go. */
  readonly remaining: number;
  readonly done: boolean;
}

const LOOKAHEAD_MIN = 0.2;
const LOOKAHEAD_MAX = 0.6;
/** Seconds of travel to look ahead. */
const LOOKAHEAD_TIME = 1.2;
/** Corners tighter than this radius are taken slower, metres. */
const SLOW_RADIUS = 0.9;
/**
 * Before a bend sharper than this (radians) within so many metres it slows down: who comes around the corner
 * is not seen yet.
 */
const BEND = 0.6;
const BEND_AHEAD = 1;
const BEND_FACTOR = 0.6;
/** Nearer to an obstacle than this the robot slows down, metres. */
const SLOW_CLEARANCE = 0.55;
const CREEP = 0.08;
/** Headings further off than this are turned to on the spot, radians. */
const TURN_ON_SPOT = 0.9;
const ALIGNED = 0.12;
const POSITION_TOLERANCE = 0.04;
const HEADING_TOLERANCE = 0.05;

/** The point of the path that the robot is at. */
interface Foot {
  readonly segment: number;
  readonly point: Point;
}

/**
 * Follows a polyline by Regulated Pure Pursuit (Macenski, Singh, Martín, Ginés: "Regulated Pure Pursuit for
 * Robot Path Tracking", Autonomous Robots 47, 2023): curvature towards a point ahead, speed regulated by
 * curvature, by nearness of obstacles and by the distance still to go. Turns on the spot where the path bends
 * sharply, and at the end to the wanted heading.
 */
export class PathFollower {
  #segment = 0;
  #turning = true;
  #ending = false;
  #linear = 0;
  #angular = 0;

  constructor(
    readonly path: readonly Point[],
    /** Heading at the end, radians; NaN: any. */
    readonly heading: number,
    readonly limits: MotionLimits,
  ) {}

  /** Starts again from standstill without losing the place on the path. */
  hold(): void {
    this.#linear = 0;
    this.#angular = 0;
  }

  /** Speeds for the next `seconds`. */
  step(pose: Pose, seconds: number, around: Surroundings): Command {
    const at: Point = [pose.x, pose.y];
    const { foot, remaining, aside } = this.#progress(at);
    const end = this.path[this.path.length - 1]!;
    const toEnd = distance(at, end);
    if (!this.#ending && (toEnd < POSITION_TOLERANCE || (remaining < POSITION_TOLERANCE && aside < 0.12)))
      this.#ending = true;
    if (this.#ending) return this.#turnAtEnd(pose, seconds, toEnd);
    const carrot = this.#carrot(at, foot, around);
    const error = wrapAngle(Math.atan2(carrot[1] - at[1], carrot[0] - at[0]) - pose.theta);
    if (this.#turning ? Math.abs(error) > ALIGNED : Math.abs(error) > TURN_ON_SPOT) {
      this.#turning = true;
      const stopped = this.#linear < 0.02;
      return this.#limit(0, stopped ? this.#turnRate(error) : 0, seconds, remaining, false);
    }
    this.#turning = false;
    const reach = Math.max(0.05, distance(at, carrot));
    const curvature = (2 * Math.sin(error)) / reach;
    const speed = this.#speed(foot, remaining, curvature, around);
    return this.#limit(speed, speed * curvature, seconds, remaining, false);
  }

  /** At the end of the path: to a standstill, then to the wanted heading. */
  #turnAtEnd(pose: Pose, seconds: number, toEnd: number): Command {
    const error = Number.isNaN(this.heading) ? 0 : wrapAngle(this.heading - pose.theta);
    const stopped = Math.abs(this.#linear) < 1e-6;
    if (Math.abs(error) < HEADING_TOLERANCE && stopped)
      return { linear: 0, angular: 0, remaining: toEnd, done: true };
    return this.#limit(0, stopped ? this.#turnRate(error) : 0, seconds, toEnd, false);
  }

  /** The point ahead that is steered for: as far as the way to it is clear. */
  #carrot(at: Point, foot: Foot, around: Surroundings): Point {
    const speedNow = Math.max(this.#linear, 0);
    let ahead = Math.min(
      LOOKAHEAD_MAX,
      Math.max(LOOKAHEAD_MIN, Math.min(speedNow * LOOKAHEAD_TIME, around.clearance(at))),
    );
    let carrot = this.#along(foot, ahead);
    while (ahead > LOOKAHEAD_MIN && !around.clear(at, carrot)) {
      ahead = Math.max(LOOKAHEAD_MIN, ahead - 0.1);
      carrot = this.#along(foot, ahead);
    }
    return carrot;
  }

  /** As fast as curvature, bends, nearness of obstacles and the distance still to go allow. */
  #speed(foot: Foot, remaining: number, curvature: number, around: Surroundings): number {
    let speed = this.limits.speed * Math.max(0, Math.min(1, around.caution));
    const radius = Math.abs(curvature) < 1e-6 ? Infinity : 1 / Math.abs(curvature);
    if (radius < SLOW_RADIUS) speed *= radius / SLOW_RADIUS;
    const room = around.clearance(this.#along(foot, 0.3));
    if (this.#bends(foot)) speed *= BEND_FACTOR;
    if (room < SLOW_CLEARANCE) speed *= Math.max(0.3, room / SLOW_CLEARANCE);
    speed = Math.min(speed, Math.sqrt(2 * 0.5 * this.limits.deceleration * Math.max(0, remaining)));
    speed = around.caution <= 0 ? 0 : Math.max(CREEP, speed);
    return Math.abs(speed * curvature) > this.limits.turn ? this.limits.turn / Math.abs(curvature) : speed;
  }

  #turnRate(error: number): number {
    const rate = Math.min(
      this.limits.turn,
      Math.sqrt(this.limits.turnAcceleration * Math.abs(error)),
      Math.abs(error) * 2.5,
    );
    return Math.sign(error) * Math.max(0.12, rate);
  }

  #limit(linear: number, angular: number, seconds: number, remaining: number, done: boolean): Command {
    const { acceleration, deceleration, turnAcceleration } = this.limits;
    const up = acceleration * seconds;
    const down = deceleration * seconds;
    this.#linear =
      linear > this.#linear ? Math.min(linear, this.#linear + up) : Math.max(linear, this.#linear - down);
    const swing = turnAcceleration * seconds;
    this.#angular = Math.max(this.#angular - swing, Math.min(this.#angular + swing, angular));
    return { linear: this.#linear, angular: this.#angular, remaining, done };
  }

  /**
   * Moves the foot point forward along the path; never back, and never past a bend the robot has not come
   * near.
   */
  #progress(at: Point): {
    foot: Foot;
    remaining: number;
    aside: number;
  } {
    const { path } = this;
    let best = { segment: this.#segment, t: 0, point: path[this.#segment]!, away: Infinity };
    let travelled = 0;
    for (let k = this.#segment; k < path.length - 1; k++) {
      const { point, t } = projectOnSegment(at, path[k]!, path[k + 1]!);
      const away = distance(at, point);
      if (away < best.away) best = { segment: k, t, point, away };
      travelled += distance(path[k]!, path[k + 1]!);
      if (travelled > 1.5 && k > this.#segment) break;
    }
    this.#segment = best.segment;
    let remaining = path.length > 1 ? distance(best.point, path[best.segment + 1] ?? best.point) : 0;
    for (let k = best.segment + 1; k < path.length - 1; k++) remaining += distance(path[k]!, path[k + 1]!);
    return { foot: best, remaining, aside: best.away };
  }

  /** True when the path turns sharply just ahead. */
  #bends(foot: Foot): boolean {
    const near = this.#along(foot, 0.05);
    const far = this.#along(foot, BEND_AHEAD);
    const beyond = this.#along(foot, BEND_AHEAD + 0.3);
    if (distance(foot.point, near) < 0.02 || distance(far, beyond) < 0.1) return false;
    const now = Math.atan2(near[1] - foot.point[1], near[0] - foot.point[0]);
    return Math.abs(wrapAngle(Math.atan2(beyond[1] - far[1], beyond[0] - far[0]) - now)) > BEND;
  }

  #along(foot: Foot, metres: number): Point {
    let from = foot.point;
    let left = metres;
    for (let k = foot.segment + 1; k < this.path.length; k++) {
      const to = this.path[k]!;
      const length = distance(from, to);
      if (length >= left && length > 0)
        return [from[0] + ((to[0] - from[0]) * left) / length, from[1] + ((to[1] - from[1]) * left) / length];
      left -= length;
      from = to;
    }
    return from;
  }
}
