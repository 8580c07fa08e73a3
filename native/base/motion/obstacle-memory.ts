import type { Pose } from '../../../main/contract';
import type { Obstacle } from '../plan/planner';

/** What was bumped into is believed to stand there so long, milliseconds. */
const KEEP_MS = 60_000;

/** Things in the way that the map does not know, found by touch. */
export class ObstacleMemory {
  #kept: (Obstacle & { since: number })[] = [];

  get all(): readonly Obstacle[] {
    return this.#kept;
  }

  /**
   * Remembers something at the hull of a robot of this radius, in the direction `side` (radians from straight
   * ahead).
   */
  add(pose: Pose, side: number, radius: number, now: number): void {
    const reach = radius + 0.15;
    const at: [number, number] = [
      pose.x + reach * Math.cos(pose.theta + side),
      pose.y + reach * Math.sin(pose.theta + side),
    ];
    this.#kept = [...this.#kept.filter((o) => now - o.since < KEEP_MS), { at, radius: 0.2, since: now }];
  }

  /** Believes only in the latest: the others may have been the same thing, seen twice. */
  keepLatest(): void {
    this.#kept = this.#kept.slice(-1);
  }

  clear(): void {
    this.#kept = [];
  }
}
