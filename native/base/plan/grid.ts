import type { Point, StoreMap } from '../../../main/contract';
import { cantPlan, checkMap, type Extent } from './check-map';
import { distanceTransform } from './distance-transform';
import { Raster, type Frame } from './raster';

/** Cells a side of one coarse cell. */
export const COARSE = 4;

/** How far each cell of a floor is from what stands on it: all that driving needs. */
export interface ClearanceGrid extends Frame {
  /**
   * Metres from the cell's centre to the nearest blocked cell's centre; 0 in blocked cells. Cells larger
   * than `FINEST` have so much less that whatever stands on the floor is never farther away
   * than with the finest. In shared memory: the thread that plans fills it, the one that drives reads it.
   */
  readonly clearance: Float32Array;
}

/** The floor plan as an occupancy grid in the store's local frame (metres). */
export interface OccupancyGrid extends ClearanceGrid {
  readonly coarseWidth: number;
  readonly coarseHeight: number;
  /** Largest clearance inside each coarse cell. */
  readonly coarseClearance: Float32Array;
}

/** Side of a cell where the floor is small enough, metres. */
export const FINEST = 0.05;
/** Cells wider than this tell a robot of half a metre nothing, metres. */
const COARSEST = 0.3;
/**
 * Most cells of a grid: all of a plan's memory and time is so much a cell. 60 by 40 m have a million of the
 * finest, a hospital of 505 by 313 m four of 0.2 m.
 */
const MAX_CELLS = 4_000_000;

/**
 * Rasterises outline, holes, fixtures and closed floor; cells are `finest` metres wide, wider where the
 * floor is too large for that. Obstacles grow by being drawn in cells, they never shrink.
 * Throws `cannot_plan` for a map that can't be trusted.
 */
export function buildGrid(map: StoreMap, finest = FINEST): OccupancyGrid {
  const extent = checkMap(map);
  const frame = frameOf(extent, map.outline.length > 0, finest);
  const { width, height, res } = frame;
  const raster = new Raster(frame);
  const blocked = new Uint8Array(width * height);
  if (map.outline.length > 0) {
    blocked.fill(1);
    raster.floor(map.outline, blocked);
  }
  const zones = map.zones ?? [];
  // One-way floor that does not say which way is closed too.
  const closed = [
    ...zones.filter((zone) => zone.kind === 'no_go' || zone.heading === undefined),
    ...oneWays(map).slice(MOST_STREETS),
  ];
  for (const area of [...map.fixtures, ...closed]) raster.area(area, blocked, 1);
  for (let i = 0; i < width; i++) blocked[i] = blocked[(height - 1) * width + i] = 1;
  for (let j = 0; j < height; j++) blocked[j * width] = blocked[j * width + width - 1] = 1;
  const clearance = distanceTransform(blocked, width, height, res);
  const grown = Math.SQRT2 * Math.max(0, res - FINEST);
  if (grown > 0) for (let k = 0; k < clearance.length; k++) clearance[k] = Math.max(0, clearance[k]! - grown);
  return { ...frame, clearance, ...coarsen(clearance, width, height) };
}

function frameOf({ minX, minY, maxX, maxY }: Extent, walled: boolean, finest: number): Frame {
  const around = walled ? 0 : 2;
  const area = (maxX - minX + 2 * around + 4 * COARSEST) * (maxY - minY + 2 * around + 4 * COARSEST);
  // Whole centimetres, so that cells lie alike on plans of a size.
  const res = Math.max(finest, Math.ceil(Math.sqrt(area / MAX_CELLS) * 100) / 100);
  if (res > COARSEST)
    throw cantPlan(
      `the floor of ${Math.round(maxX - minX)} by ${Math.round(maxY - minY)} metres is too large.`,
    );
  const margin = walled ? 2 * res : around;
  const [x0, y0] = [minX - margin, minY - margin];
  return {
    res,
    x0,
    y0,
    width: Math.ceil((maxX + margin - x0) / res),
    height: Math.ceil((maxY + margin - y0) / res),
  };
}

/** One-way areas a grid can tell apart, one byte a cell; any more are closed. */
const MOST_STREETS = 255;

function oneWays(map: StoreMap): NonNullable<StoreMap['zones']> {
  return (map.zones ?? []).filter((zone) => zone.kind === 'one_way' && zone.heading !== undefined);
}

/**
 * The one-way areas of a map: for every cell 0, or one more than the place in `headings` (unit vectors) of
 * the last area it lies in.
 */
export function streetsOf(
  map: StoreMap,
  frame: Frame,
): { zone: Uint8Array; headings: (readonly [number, number])[] } | undefined {
  const streets = oneWays(map).slice(0, MOST_STREETS);
  if (streets.length === 0) return undefined;
  const zone = new Uint8Array(frame.width * frame.height);
  const raster = new Raster(frame);
  streets.forEach((street, k) => raster.area(street, zone, k + 1));
  return { zone, headings: streets.map(({ heading = 0 }) => [Math.cos(heading), Math.sin(heading)]) };
}

function coarsen(
  clearance: Float32Array,
  width: number,
  height: number,
): Pick<OccupancyGrid, 'coarseWidth' | 'coarseHeight' | 'coarseClearance'> {
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
export function cellAt(grid: ClearanceGrid, [x, y]: Point): number {
  const i = Math.floor((x - grid.x0) / grid.res);
  const j = Math.floor((y - grid.y0) / grid.res);
  return i < 0 || j < 0 || i >= grid.width || j >= grid.height ? -1 : j * grid.width + i;
}

/** Centre of a cell. */
export function cellCentre(grid: ClearanceGrid, cell: number): Point {
  return [
    grid.x0 + ((cell % grid.width) + 0.5) * grid.res,
    grid.y0 + (Math.floor(cell / grid.width) + 0.5) * grid.res,
  ];
}

/** Metres to the nearest obstacle; 0 outside the map. */
export function clearanceAt(grid: ClearanceGrid, at: Point): number {
  const cell = cellAt(grid, at);
  return cell < 0 ? 0 : grid.clearance[cell]!;
}

/**
 * Nearest cell to a point with at least this clearance, no farther than `within` metres; -1 when there is
 * none.
 */
export function nearestClear(grid: ClearanceGrid, at: Point, clearance: number, within: number): number {
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
        if (
          squared <= bestSquared &&
          grid.clearance[j * grid.width + i]! >= clearance &&
          (squared < bestSquared || best < 0)
        ) {
          best = j * grid.width + i;
          bestSquared = squared;
        }
      }
    }
  }
  return best;
}
