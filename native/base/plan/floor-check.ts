import type { Area, Point, StoreMap } from '../../../main/contract';
import { homeOf } from '../motion/route';
import { insideRing } from '../geometry';
import { cellCentre, clearanceAt } from './grid';
import { Planner } from './planner';
import { standingPoses } from './standing';

/** What the planner makes of a floor plan. */
export interface FloorCheck {
  readonly planner: Planner;
  /** Square metres that it takes for free, and those on which the robot's centre may be. */
  readonly freeArea: number;
  readonly standableArea: number;
  /**
   * Ids of shelves and closed areas of which some floor is taken for free; none, or the plan must not be
   * driven on.
   */
  readonly leaks: readonly string[];
  /** Aisles to which there is no way for the robot from its post. */
  readonly unreachable: readonly string[];
}

/**
 * Looks at a floor plan as the robot's planner does; `radius` of the robot in metres. Throws `cannot_plan`
 * where it refuses the plan.
 */
export function checkFloor(map: StoreMap, radius: number): FloorCheck {
  const planner = new Planner(map, { radius });
  const { grid } = planner;
  const cell = grid.res * grid.res;
  let [free, standable] = [0, 0];
  for (let k = 0; k < grid.clearance.length; k++) {
    const clearance = grid.clearance[k]!;
    if (clearance > 0) free += cell;
    if (clearance >= planner.need) standable += cell;
  }
  const solid = [...map.fixtures, ...(map.zones ?? []).filter(({ kind }) => kind === 'no_go')];
  return {
    planner,
    freeArea: free,
    standableArea: standable,
    leaks: [...new Set(solid.filter((area) => leaks(planner, area)).map(({ id }) => id))],
    unreachable: unreachable(planner),
  };
}

/** Whether some of an area's own floor is free: its corners, and the centres of the cells inside. */
function leaks({ grid }: Planner, { outline, holes = [] }: Area): boolean {
  if (outline.some((corner) => clearanceAt(grid, corner) > 0)) return true;
  const inside = (at: Point) => insideRing(at, outline) && !holes.some((hole) => insideRing(at, hole));
  let [left, top, right, bottom] = [grid.width, grid.height, -1, -1];
  for (const [x, y] of outline) {
    const [i, j] = [Math.floor((x - grid.x0) / grid.res), Math.floor((y - grid.y0) / grid.res)];
    [left, top, right, bottom] = [
      Math.min(left, i),
      Math.min(top, j),
      Math.max(right, i),
      Math.max(bottom, j),
    ];
  }
  for (let j = Math.max(0, top); j <= Math.min(grid.height - 1, bottom); j++) {
    for (let i = Math.max(0, left); i <= Math.min(grid.width - 1, right); i++) {
      const index = j * grid.width + i;
      if (grid.clearance[index]! > 0 && inside(cellCentre(grid, index))) return true;
    }
  }
  return false;
}

function unreachable(planner: Planner): string[] {
  const { map } = planner;
  if (map.kiosks.length === 0) return [];
  const { x, y } = homeOf(map);
  const aisles = [...new Set(map.fixtures.flatMap(({ aisle }) => aisle ?? []))];
  const reach = planner.reach([x, y]);
  return aisles.filter((aisle) => {
    try {
      return !standingPoses(planner, { aisle, label: aisle }).some(({ pose }) => reach([pose.x, pose.y]));
    } catch {
      return true;
    }
  });
}
