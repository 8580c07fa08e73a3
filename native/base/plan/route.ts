import { DaogouError, type NavTarget, type Point, type Pose } from '../../../main/contract';
import { distance } from '../geometry';
import type { Obstacle, Planner } from './planner';
import { standingPoses } from './standing';

/** A planned trip: the way, and how to stand at its end. */
export interface Route {
  readonly path: Point[];
  readonly goal: Pose;
  /** Metres. */
  readonly length: number;
}

/** The cheapest way to a place where the target can be shown. */
export function routeTo(
  planner: Planner,
  from: Pose,
  target: NavTarget,
  obstacles: readonly Obstacle[],
): Route {
  const standings = standingPoses(planner, target);
  const planned = planner.plan(
    [from.x, from.y],
    standings.map((s): Point => [s.pose.x, s.pose.y]),
    obstacles,
  );
  if (!planned)
    throw new DaogouError(
      'not_found',
      `There is no way to ${target.label} on the floor plan that is wide enough for the robot.`,
      false,
      { reason: 'no_way' },
    );
  return { path: planned.path, goal: standings[planned.goal]!.pose, length: planned.length };
}

/** The way back to the post. A post beside a wall, inside the margin, is reached by a last straight bit. */
export function routeHome(planner: Planner, from: Pose, obstacles: readonly Obstacle[], home: Pose): Route {
  const post: Point = [home.x, home.y];
  const near = planner.standable(post) ? post : beside(planner, post);
  const planned = planner.plan([from.x, from.y], [near], obstacles);
  if (!planned)
    throw new DaogouError(
      'not_found',
      'There is no free way back to the post; clear the aisle or bring the robot back by hand.',
      true,
      { reason: 'no_way' },
    );
  const path =
    distance(planned.path[planned.path.length - 1]!, post) > 0.02 ? [...planned.path, post] : planned.path;
  return { path, goal: home, length: planned.length };
}

function beside(planner: Planner, post: Point): Point {
  const { pose } = standingPoses(planner, { label: 'the post', point: post })[0]!;
  return [pose.x, pose.y];
}
