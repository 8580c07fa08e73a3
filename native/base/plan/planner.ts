import type { Point, StoreMap } from '../../../main/contract';
import { distance, pathLength } from '../geometry';
import {
  COARSE,
  FINEST,
  buildGrid,
  cellAt,
  clearanceAt,
  nearestClear,
  streetsOf,
  type OccupancyGrid,
} from './grid';
import { GridSearch, reachable, type OneWay } from './search';
import { pull } from './smooth';

export interface PlannerOptions {
  /** Radius of the robot, metres. */
  readonly radius: number;
  /** Never closer to an obstacle than radius + margin, metres. */
  readonly margin?: number;
  /** Room the robot likes to keep around itself, metres; nearer costs more. */
  readonly comfort?: number;
  /** Cell size, metres; larger on a floor too large for it. */
  readonly res?: number;
}

/** Something in the way that the map does not know. Metres. */
export interface Obstacle {
  readonly at: Point;
  readonly radius: number;
}

export interface PlannedPath {
  /** Corner points from start to goal. */
  readonly path: Point[];
  /** Metres. */
  readonly length: number;
  /** Which of the goals was reached. */
  readonly goal: number;
}

/**
 * Path planning on one map: A* on a coarse grid finds the corridor, A* on the fine grid finds the way inside
 * it, string pulling makes it any-angle. The whole fine grid is searched only when the corridor proves too
 * narrow.
 */
export class Planner {
  readonly grid: OccupancyGrid;
  /** Clearance of the robot's centre that is always kept, metres. */
  readonly need: number;
  readonly comfort: number;
  readonly #cost: Uint8Array;
  readonly #coarseCost: Uint8Array;
  readonly #oneWay: OneWay | undefined;
  readonly #coarse: GridSearch;
  #fine: GridSearch | undefined;

  constructor(
    readonly map: StoreMap,
    readonly options: PlannerOptions,
  ) {
    this.grid = buildGrid(map, options.res ?? FINEST);
    this.need = options.radius + (options.margin ?? 0.05);
    this.comfort = Math.max(this.need, options.comfort ?? options.radius + 0.35);
    this.#cost = this.#factors(this.grid.clearance);
    this.#coarseCost = this.#factors(this.grid.coarseClearance);
    this.#coarse = new GridSearch(this.grid.coarseWidth, this.grid.coarseHeight);
    this.#oneWay = streetsOf(map, this.grid);
  }

  /** True when the robot may stand with its centre here. */
  standable(at: Point): boolean {
    return clearanceAt(this.grid, at) >= this.need;
  }

  /**
   * The cheapest way from a point to the nearest of the goals. A start inside the margin (the post beside a
   * wall) leaves it by the shortest way first. Undefined when no goal can be reached.
   */
  plan(from: Point, goals: readonly Point[], obstacles: readonly Obstacle[] = []): PlannedPath | undefined {
    const restore = this.#block(obstacles, from);
    try {
      const start = this.#entry(from);
      const cells = goals.map((goal) => (this.#free(cellAt(this.grid, goal)) ? cellAt(this.grid, goal) : -1));
      const open = cells.filter((cell) => cell >= 0);
      if (start < 0 || open.length === 0) return undefined;
      const found = this.#search(start, open);
      if (!found) return undefined;
      const goal = cells.indexOf(found[found.length - 1]!);
      const points = pull(this.grid, found, {
        need: this.need,
        comfort: this.comfort,
        blocked: (cell) => this.#cost[cell] === 0,
      });
      points[points.length - 1] = goals[goal]!;
      if (points.length > 1 && this.standable(from)) points[0] = from;
      else if (distance(from, points[0]!) > 1e-6) points.unshift(from);
      if (points.length === 1) points.push(points[0]!);
      return { path: points, length: pathLength(points), goal };
    } finally {
      restore();
    }
  }

  /** Tells of any point whether `plan` finds a way to it from here, nothing unknown being in the way. */
  reach(from: Point): (at: Point) => boolean {
    const start = this.#entry(from);
    if (start < 0) return () => false;
    const reached = reachable(this.grid, start, this.#cost, this.#oneWay);
    return (at) => {
      const cell = cellAt(this.grid, at);
      return cell >= 0 && reached[cell] === 1;
    };
  }

  #factors(clearance: Float32Array): Uint8Array {
    const cost = new Uint8Array(clearance.length);
    const span = Math.max(1e-6, this.comfort - this.need);
    for (let k = 0; k < clearance.length; k++) {
      const c = clearance[k]!;
      if (c >= this.comfort) cost[k] = 16;
      else if (c >= this.need) cost[k] = 16 + Math.round((32 * (this.comfort - c)) / span);
    }
    return cost;
  }

  #free(cell: number): boolean {
    return cell >= 0 && this.#cost[cell]! > 0;
  }

  #entry(from: Point): number {
    const cell = cellAt(this.grid, from);
    return this.#free(cell) ? cell : nearestClear(this.grid, from, this.need, 1.5);
  }

  #search(start: number, goals: readonly number[]): number[] | undefined {
    const { width, coarseWidth } = this.grid;
    const up = (cell: number) => (Math.floor(cell / width) >> 2) * coarseWidth + ((cell % width) >> 2);
    const rough = this.#coarse.find(up(start), [...new Set(goals.map(up))], this.#coarseCost);
    if (!rough) return undefined;
    this.#fine ??= new GridSearch(this.grid.width, this.grid.height);
    const end = rough[rough.length - 1]!;
    const near = goals.filter((goal) => up(goal) === end);
    const corridor = this.#corridor(rough);
    const inside = this.#fine.find(
      start,
      near,
      this.#cost,
      (i, j) => corridor[(j >> 2) * coarseWidth + (i >> 2)] === 1,
      this.#oneWay,
    );
    return inside ?? this.#fine.find(start, goals, this.#cost, undefined, this.#oneWay);
  }

  #corridor(rough: readonly number[]): Uint8Array {
    const { coarseWidth, coarseHeight } = this.grid;
    const mask = new Uint8Array(coarseWidth * coarseHeight);
    const reach = Math.ceil(0.6 / (this.grid.res * COARSE));
    for (const cell of rough) {
      const i = cell % coarseWidth;
      const j = Math.floor(cell / coarseWidth);
      const from = Math.max(0, i - reach);
      const to = Math.min(coarseWidth - 1, i + reach);
      for (let y = Math.max(0, j - reach); y <= Math.min(coarseHeight - 1, j + reach); y++)
        mask.fill(1, y * coarseWidth + from, y * coarseWidth + to + 1);
    }
    return mask;
  }

  /** Blocks the cells around obstacles (but not the robot's own) and answers how to undo it. */
  #block(obstacles: readonly Obstacle[], from: Point): () => void {
    const fine: [number, number][] = [];
    const coarse: [number, number][] = [];
    const { grid } = this;
    for (const obstacle of obstacles) {
      const reach = Math.min(
        obstacle.radius + this.need,
        Math.max(grid.res, distance(obstacle.at, from) - grid.res),
      );
      this.#disc(obstacle.at, reach, grid.res, grid.width, grid.height, this.#cost, fine);
      this.#disc(
        obstacle.at,
        reach - grid.res * COARSE,
        grid.res * COARSE,
        grid.coarseWidth,
        grid.coarseHeight,
        this.#coarseCost,
        coarse,
      );
    }
    return () => {
      for (const [cell, value] of fine.reverse()) this.#cost[cell] = value;
      for (const [cell, value] of coarse.reverse()) this.#coarseCost[cell] = value;
    };
  }

  #disc(
    at: Point,
    radius: number,
    res: number,
    width: number,
    height: number,
    cost: Uint8Array,
    undo: [number, number][],
  ): void {
    if (radius <= 0) return;
    const ci = (at[0] - this.grid.x0) / res;
    const cj = (at[1] - this.grid.y0) / res;
    const reach = radius / res;
    for (let j = Math.max(0, Math.floor(cj - reach)); j <= Math.min(height - 1, Math.ceil(cj + reach)); j++) {
      for (
        let i = Math.max(0, Math.floor(ci - reach));
        i <= Math.min(width - 1, Math.ceil(ci + reach));
        i++
      ) {
        if (Math.hypot(i + 0.5 - ci, j + 0.5 - cj) > reach) continue;
        const cell = j * width + i;
        undo.push([cell, cost[cell]!]);
        cost[cell] = 0;
      }
    }
  }
}

/**
 * The planner of the last map, so that a second question on it costs no new grid. Only one: on a large floor
 * each holds some sixty megabytes.
 */
export class PlannerCache {
  #kept: { key: string; planner: Planner } | undefined;

  get(map: StoreMap, options: PlannerOptions): Planner {
    const key = JSON.stringify([options, map]);
    if (this.#kept?.key !== key) {
      this.#kept = undefined;
      this.#kept = { key, planner: new Planner(map, options) };
    }
    return this.#kept.planner;
  }
}
