/** What a base can do at most: m/s and rad/s. */
export interface MotionLimits {
  readonly maxLinear: number;
  readonly maxAngular: number;
}

/** How far apart two readings of a base that stands may lie: metres and radians. */
export interface ReadingNoise {
  readonly travel: number;
  readonly turn: number;
}

/** How much more than its limits is still believed of a base: a push, one that runs fast. */
const BELIEVED = 1.3;
/** Farthest a base rolls while nothing is heard, metres. */
const MAX_UNSEEN = 1;

/**
 * Whether a base can have moved so (metres, radians) in so many seconds. What lies beyond is no motion: the
 * base was restarted or carried, or what it says is false.
 */
export function canHaveMoved(
  limits: MotionLimits,
  noise: ReadingNoise,
  travel: number,
  turn: number,
  seconds: number,
): boolean {
  const farthest = Math.min(MAX_UNSEEN, BELIEVED * limits.maxLinear * seconds) + noise.travel;
  return (
    Math.abs(travel) <= farthest && Math.abs(turn) <= BELIEVED * limits.maxAngular * seconds + noise.turn
  );
}
