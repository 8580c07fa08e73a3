import type { Point, Pose } from '../../../main/contract';
import { distance } from '../geometry';
import { ObstacleMemory } from './obstacle-memory';
import { MAX_REPLANS } from './policy';

/** Farthest and longest it backs off, metres and milliseconds: over floor it has just left. */
const BACK_OFF = 0.15;
const BACK_OFF_MS = 2_500;
/** So long a way that is closed altogether is waited for before it is looked at again, milliseconds. */
const PAUSE_MS = 3_000;
/** Where the thing stands that was hit with a side of the bumper, radians from straight ahead. */
const BEARINGS = { left: 0.6, center: 0, right: -0.6 } as const;

/**
 * Things in the way that the map does not know, found by touch: backing off from them, remembering them,
 * planning around them, waiting for them to go.
 */
export class Detours {
  readonly #obstacles = new ObstacleMemory();
  #replans = 0;
  #backing: { until: number; from: Point } | undefined;
  #pauseUntil: number | undefined;

  constructor(
    /** Robot radius, metres. */
    readonly radius: number,
  ) {}

  get obstacles(): ObstacleMemory['all'] {
    return this.#obstacles.all;
  }
  get backing(): boolean {
    return this.#backing !== undefined;
  }

  /** A new trip: nothing has been tried yet. What was touched is forgotten only when told so. */
  begin(forget: boolean): void {
    this.end();
    this.#replans = 0;
    if (forget) this.#obstacles.clear();
  }

  end(): void {
    this.#backing = undefined;
    this.#pauseUntil = undefined;
  }

  /** The bumper was hit on this side. `remember`: false for the charger, which is meant to be touched. */
  bumped(pose: Pose, side: 'left' | 'center' | 'right' | undefined, now: number, remember = true): void {
    if (remember) this.#obstacles.add(pose, BEARINGS[side ?? 'center'], this.radius, now);
    this.#backing = { until: now + BACK_OFF_MS, from: [pose.x, pose.y] };
  }

  /** Something holds the robot that its bumper does not feel. */
  stalled(pose: Pose, now: number): void {
    this.#obstacles.add(pose, 0, this.radius, now);
  }

  /** `on`: go on backing; `over`: just ended; undefined: there was nothing to back off from. */
  backOff(at: Point, now: number): 'on' | 'over' | undefined {
    if (!this.#backing) return undefined;
    if (now < this.#backing.until && distance(at, this.#backing.from) < BACK_OFF) return 'on';
    this.#backing = undefined;
    return 'over';
  }

  /** As `backOff`, for the pause before a closed way is looked at again. */
  pause(now: number): 'on' | 'over' | undefined {
    if (this.#pauseUntil === undefined) return undefined;
    if (now < this.#pauseUntil) return 'on';
    this.#pauseUntil = undefined;
    return 'over';
  }

  /** One more way is wanted; false when enough were tried. */
  another(): boolean {
    this.#replans += 1;
    return this.#replans <= MAX_REPLANS;
  }

  /** There is no other way for now. */
  closed(now: number): void {
    this.#pauseUntil = now + PAUSE_MS;
    this.#obstacles.keepLatest();
  }
}
