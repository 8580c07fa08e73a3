import { DaogouError, type NavTarget, type Point, type Pose, type StoreMap } from '../../../main/contract';
import { cantPlan } from './check-map';
import { routeHome, routeTo } from './route';
import type { ClearanceGrid } from './grid';
import { PlannerCache, type Obstacle } from './planner';

/**
 * Where a way shall lead: to a place where the target can be shown, back to a pose (the post, or before the
 * charger), or around something to a point.
 */
export type Destination =
  | { readonly kind: 'target'; readonly target: NavTarget }
  | { readonly kind: 'home'; readonly pose: Pose }
  | { readonly kind: 'point'; readonly at: Point };

/** One question to the planner. Metres and radians in the store's local frame. */
export interface PlanRequest {
  readonly map: StoreMap;
  /** Radius of the robot, metres. */
  readonly radius: number;
  readonly from: Pose;
  readonly to: Destination;
  readonly obstacles: readonly Obstacle[];
}

/** What driving asks about the floor. */
export interface Floor {
  readonly grid: ClearanceGrid;
  /** Clearance of the robot's centre that the planner keeps, metres. */
  readonly need: number;
}

/** A way, how to stand at its end, its length in metres, and the floor it was planned on. */
export interface Planned {
  readonly path: Point[];
  readonly goal: Pose;
  readonly length: number;
  readonly floor: Floor;
}

/**
 * `not_found`: there is no such place, or no way to it; `cannot_plan`: the map can't be planned on, or not in
 * time.
 */
export type PlanAnswer = Planned | DaogouError;

/** Where ways are planned. */
export interface PlanDesk {
  /** Answers once, at once or later, never twice; nothing is thrown. */
  ask(request: PlanRequest, answer: (answer: PlanAnswer) => void): void;
  close(): Promise<void>;
}

/** Plans on the thread that asks: for the planner's own thread, and for tests in virtual time. */
export class LocalDesk implements PlanDesk {
  readonly #planners = new PlannerCache();

  ask(request: PlanRequest, answer: (answer: PlanAnswer) => void): void {
    answer(this.answer(request));
  }

  answer({ map, radius, from, to, obstacles }: PlanRequest): PlanAnswer {
    try {
      const planner = this.#planners.get(map, { radius });
      const floor: Floor = { grid: floorOnly(planner.grid), need: planner.need };
      if (to.kind === 'target') return { ...routeTo(planner, from, to.target, obstacles), floor };
      if (to.kind === 'home') return { ...routeHome(planner, from, obstacles, to.pose), floor };
      const planned = planner.plan([from.x, from.y], [to.at], obstacles);
      if (!planned)
        return new DaogouError('not_found', 'There is no way around what is in the way.', true, {
          reason: 'no_way',
        });
      return {
        path: planned.path,
        goal: { x: to.at[0], y: to.at[1], theta: NaN },
        length: planned.length,
        floor,
      };
    } catch (error) {
      return error instanceof DaogouError ? error : cantPlan(String(error));
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Without the coarse cells, which only the search needs. */
function floorOnly({ res, x0, y0, width, height, clearance }: ClearanceGrid): ClearanceGrid {
  return { res, x0, y0, width, height, clearance };
}
