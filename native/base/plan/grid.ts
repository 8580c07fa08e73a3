import type { Point, StoreMap } from '../../../main/contract';
import { distanceTransform } from './distance-transform';

/** Cells a side of one coarse cell. */
export const COARSE = 4;

/**
 * The floor plan as an occupancy grid in the store's local frame (metres). Cell (i, j) covers [x0 + i·res, x0 + (i+1)·res) × [y0 + j·res, …);
 * index `j * width + i`.
 */
export interface OccupancyGrid {
  readonly res: number;
  readonly x0: number;
  readonly y0: number;
  readonly width: number;
  readonly height: number;
  /** Metres from the cell's centre to the nearest blocked cell's centre; 0 in blocked cells. */
  readonly clearance: Float32Array;
  readonly coarseWidth: number;
  readonly coarseHeight: number;
  /** Largest clearance inside each coarse cell. */
  readonly coarseClearance: Float32Array;
}

/** Widest floor that is taken, metres a side; more is a map in the wrong unit. */
const MAX_SIDE = 1_000;

/** Rasterises outline, holes and fixtures. `res` in metres. */
export function buildGrid(map: StoreMap, res = 0.05): OccupancyGrid {
  const points: Point[] = [...map.outline.flat(), ...map.fixtures.flatMap((f) => f.outline), ...map.kiosks.map((k) => k.at), ...map.amenities.map((a) => a.at)];
  if (points.length === 0) throw new RangeError('the map is empty');
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of map.outline.length > 0 ? map.outline.flat() : points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  const margin = map.outline.length > 0 ? 2 * res : 2;
  const x0 = minX - margin;
  const y0 = minY - margin;
  if (!(maxX - minX < MAX_SIDE) || !(maxY - minY < MAX_SIDE)) throw new RangeError(`the map is ${Math.round(maxX - minX)} by ${Math.round(maxY - minY)} metres; is it in metres?`);
  const width = Math.ceil((maxX + margin - x0) / res);
  const height = Math.ceil((maxY + margin - y0) / res);
  const blocked = new Uint8Array(width * height);
  const frame = { res, x0, y0, width, height };
  if (map.outline.length > 0) {
    blocked.fill(1);
    fillRings(frame, map.outline, blocked, 0);
    for (const ring of map.outline) strokeRing(frame, ring, blocked);
  }
  const closed = (map.zones ?? []).filter((zone) => zone.kind === 'no_go');
  for (const fixture of [...map.fixtures, ...closed]) {
    fillRings(frame, [fixture.outline], blocked, 1);
    strokeRing(frame, fixture.outline, blocked);
  }
  for (let i = 0; i < width; i++) blocked[i] = blocked[(height - 1) * width + i] = 1;
  for (let j = 0; j < height; j++) blocked[j * width] = blocked[j * width + width - 1] = 1;
  const clearance = distanceTransform(blocked, width, height, res);
  return { ...frame, clearance, ...coarsen(clearance, width, height) };
}

type Frame = Pick<OccupancyGrid, 'res' | 'x0' | 'y0' | 'width' | 'height'>;

/** For every cell 0, or one more than the place in `rings` of the last ring it lies in. */
export function zoneCells(grid: Frame, rings: readonly (readonly Point[])[]): Uint8Array {
  const cells = new Uint8Array(grid.width * grid.height);
  rings.slice(0, 255).forEach((ring, k) => fillRings(grid, [ring], cells, k + 1));
  return cells;
}

/** Even-odd scan conversion: sets every cell whose centre lies inside. */
function fillRings(frame: Frame, rings: readonly (readonly Point[])[], cells: Uint8Array, value: number): void {
  const { res, x0, y0, width, height } = frame;
  const ys = rings.flatMap((ring) => ring.map((p) => p[1]));
  const first = Math.max(0, Math.floor((Math.min(...ys) - y0) / res) - 1);
  const last = Math.min(height - 1, Math.ceil((Math.max(...ys) - y0) / res) + 1);
  for (let j = first; j <= last; j++) {
    const y = y0 + (j + 0.5) * res;
    const crossings: number[] = [];
    for (const ring of rings) {
      for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
        const [ax, ay] = ring[a]!;
        const [bx, by] = ring[b]!;
        if (ay > y !== by > y) crossings.push(ax + ((y - ay) * (bx - ax)) / (by - ay));
      }
    }
    crossings.sort((p, q) => p - q);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil((crossings[k]! - x0) / res - 0.5));
      const to = Math.min(width - 1, Math.floor((crossings[k + 1]! - x0) / res - 0.5));
      if (to >= from) cells.fill(value, j * width + from, j * width + to + 1);
    }
  }
}

/** Blocks the cells an outline runs through, so that walls and shelves thinner than a cell still stop the robot. */
function strokeRing(frame: Frame, ring: readonly Point[], cells: Uint8Array): void {
  const { res, x0, y0, width, height } = frame;
  for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
    const [ax, ay] = ring[a]!;
    const [bx, by] = ring[b]!;
    const steps = Math.max(1, Math.ceil(Math.hypot(ax - bx, ay - by) / (res / 2)));
    for (let k = 0; k <= steps; k++) {
      const i = Math.floor((ax + ((bx - ax) * k) / steps - x0) / res);
      const j = Math.floor((ay + ((by - ay) * k) / steps - y0) / res);
      if (i >= 0 && j >= 0 && i < width && j < height) cells[j * width + i] = 1;
    }
  }
}

function coarsen(clearance: Float32Array, width: number, height: number): Pick<OccupancyGrid, 'coarseWidth' | 'coarseHeight' | 'coarseClearance'> {
  const coarseWidth = Math.ceil(width / COARSE);
  const coarseHeight = Math.ceil(height / COARSE);
  const coarseClearance = new Float32Array(coarseWidth * coarseHeight);
  for (let j = 0; j < height; j++) {
    const row = (j >> 2) * coarseWidth;
    for (let i = 0; i < width; i++) {
      const value = clearance[j * width + i]!;
      const at = row + (i >> 2);
      if (value > coarseClearance[at]!) coarseClearance[at] = value;
    }
  }
  return { coarseWidth, coarseHeight, coarseClearance };
}

/** Index of the cell at a point, or -1 outside. */
export function cellAt(grid: OccupancyGrid, [x, y]: Point): number {
  const i = Math.floor((x - grid.x0) / grid.res);
  const j = Math.floor((y - grid.y0) / grid.res);
  return i < 0 || j < 0 || i >= grid.width || j >= grid.height ? -1 : j * grid.width + i;
}

/** Centre of a cell. */
export function cellCentre(grid: OccupancyGrid, cell: number): Point {
  return [grid.x0 + ((cell % grid.width) + 0.5) * grid.res, grid.y0 + (Math.floor(cell / grid.width) + 0.5) * grid.res];
}

/** Metres to the nearest obstacle; 0 outside the map. */
export function clearanceAt(grid: OccupancyGrid, at: Point): number {
  const cell = cellAt(grid, at);
  return cell < 0 ? 0 : grid.clearance[cell]!;
}

/** Nearest cell to a point with at least this clearance, no farther than `within` metres; -1 when there is none. */
export function nearestClear(grid: OccupancyGrid, at: Point, clearance: number, within: number): number {
  const ci = Math.floor((at[0] - grid.x0) / grid.res);
  const cj = Math.floor((at[1] - grid.y0) / grid.res);
  const reach = Math.ceil(within / grid.res);
  let best = -1;
  let bestSquared = (within / grid.res) ** 2 + 1e-9;
  for (let ring = 0; ring <= reach; ring++) {
    if (ring * ring > bestSquared) break;
    for (let dj = -ring; dj <= ring; dj++) {
      const step = Math.abs(dj) === ring ? 1 : Math.max(1, 2 * ring);
      for (let di = -ring; di <= ring; di += step) {
        const i = ci + di;
        const j = cj + dj;
        if (i < 0 || j < 0 || i >= grid.width || j >= grid.height) continue;
        const squared = di * di + dj * dj;
        if (squared <= bestSquared && grid.clearance[j * grid.width + i]! >= clearance && (squared < bestSquared || best < 0)) {
          best = j * grid.width + i;
          bestSquared = squared;
        }
      }
    }
  }
  return best;
}
