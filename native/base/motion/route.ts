import { DaogouError, type NavTarget, type Point, type Pose, type StoreMap } from '../../../main/contract';
import { distance } from '../geometry';
import { clearanceAt } from '../plan/grid';
import type { Obstacle, Planner } from '../plan/planner';
import { standingPoses } from '../plan/standing';
import { DOCK_STAGING } from './policy';

/** A planned trip: the way, and how to stand at its end. */
export interface Route {
  readonly path: Point[];
  readonly goal: Pose;
  /** Metres. */
  readonly length: number;
}

/** The terminal's own post: the first kiosk of the map. */
export function homeOf(map: StoreMap): Pose {
  const kiosk = map.kiosks[0];
  if (!kiosk) throw new DaogouError('not_found', 'The floor plan has no kiosk, so the robot has no post; add one to the map folder of the store feed.', false, { reason: 'no_map' });
  return { x: kiosk.at[0], y: kiosk.at[1], theta: kiosk.heading ?? Math.PI / 2 };
}

/** The cheapest way to a place where the target can be shown. */
export function routeTo(planner: Planner, from: Pose, target: NavTarget, obstacles: readonly Obstacle[]): Route {
  const standings = standingPoses(planner, target);
  const planned = planner.plan([from.x, from.y], standings.map((s): Point => [s.pose.x, s.pose.y]), obstacles);
  if (!planned) throw new DaogouError('not_found', `There is no way to ${target.label} on the floor plan that is wide enough for the robot.`, false, { reason: 'no_way' });
  return { path: planned.path, goal: standings[planned.goal]!.pose, length: planned.length };
}

/** Where the path to a charger ends: in front of it, facing it. */
export function stagingOf(dock: Pose): Pose {
  return { x: dock.x - DOCK_STAGING * Math.cos(dock.theta), y: dock.y - DOCK_STAGING * Math.sin(dock.theta), theta: dock.theta };
}

/** The way back to the post (or to `home` instead). A post beside a wall, inside the margin, is reached by a last straight bit. */
export function routeHome(planner: Planner, from: Pose, obstacles: readonly Obstacle[], home: Pose = homeOf(planner.map)): Route {
  const post: Point = [home.x, home.y];
  const near = planner.standable(post) ? post : beside(planner, post);
  const planned = planner.plan([from.x, from.y], [near], obstacles);
  if (!planned) throw new DaogouError('not_found', 'There is no free way back to the post; clear the aisle or bring the robot back by hand.', true, { reason: 'no_way' });
  const path = distance(planned.path[planned.path.length - 1]!, post) > 0.02 ? [...planned.path, post] : planned.path;
  return { path, goal: home, length: planned.length };
}

function beside(planner: Planner, post: Point): Point {
  const { pose } = standingPoses(planner, { label: 'the post', point: post })[0]!;
  return [pose.x, pose.y];
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
export function halfWidth(planner: Planner, at: Point): number {
  let best = clearanceAt(planner.grid, at);
  for (let k = 0; k < 12; k++) {
    const angle = (k * Math.PI) / 6;
    for (const away of [0.5, 1]) best = Math.max(best, clearanceAt(planner.grid, [at[0] + away * Math.cos(angle), at[1] + away * Math.sin(angle)]));
  }
  return best;
}
