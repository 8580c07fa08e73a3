import { DaogouError, type Point, type Pose, type StoreMap } from '../../../main/contract';
import { distance } from '../geometry';
import type { Floor } from '../plan/desk';
import { clearanceAt } from '../plan/grid';
import { lineIsClear } from '../plan/smooth';
import type { Surroundings } from './follower';
import { DOCK_STAGING } from './policy';

/** The terminal's own post: the first kiosk of the map. */
export function homeOf(map: StoreMap): Pose {
  const kiosk = map.kiosks[0];
  if (!kiosk)
    throw new DaogouError(
      'not_found',
      'The floor plan has no kiosk, so the robot has no post; add one to the map folder of the store feed.',
      false,
      { reason: 'no_map' },
    );
  return { x: kiosk.at[0], y: kiosk.at[1], theta: kiosk.heading ?? Math.PI / 2 };
}

/** Where the path to a charger ends: in front of it, facing it. */
export function stagingOf(dock: Pose): Pose {
  return {
    x: dock.x - DOCK_STAGING * Math.cos(dock.theta),
    y: dock.y - DOCK_STAGING * Math.sin(dock.theta),
    theta: dock.theta,
  };
}

/** Metres left from a point near the path to its end. */
export function remainingAlong(path: readonly Point[], at: Point): number {
  let best = Infinity;
  let from = 0;
  path.forEach((p, k) => {
    const away = distance(p, at);
    if (away < best) {
      best = away;
      from = k;
    }
  });
  let sum = best;
  for (let k = from + 1; k < path.length; k++) sum += distance(path[k - 1]!, path[k]!);
  return sum;
}

/** Half the free width of the floor around a point, metres: the most clearance found within a metre. */
export function halfWidth(floor: Floor, at: Point): number {
  let best = clearanceAt(floor.grid, at);
  for (let k = 0; k < 12; k++) {
    const angle = (k * Math.PI) / 6;
    for (const away of [0.5, 1])
      best = Math.max(
        best,
        clearanceAt(floor.grid, [at[0] + away * Math.cos(angle), at[1] + away * Math.sin(angle)]),
      );
  }
  return best;
}

/**
 * What the follower may know of a floor; `radius` of the robot in metres, `caution` its speed factor in
 * [0,1].
 */
export function surroundingsOn({ grid }: Floor, radius: number, caution: number): Surroundings {
  const hull = radius + 0.02;
  return {
    clearance: (at) => clearanceAt(grid, at),
    clear: (a, b) => lineIsClear(grid, a, b, hull),
    caution,
  };
}
