import type { Point } from '../../../main/contract';
import { cellAt, cellCentre, type ClearanceGrid } from './grid';

export interface PullOptions {
  /** Clearance always kept, metres. */
  readonly need: number;
  /** Clearance worth keeping, metres. */
  readonly comfort: number;
  /** Cells closed for now though the map has them free. */
  readonly blocked?: (cell: number) => boolean;
}

/**
 * String pulling: replaces runs of grid steps by straight lines, any angle. A line may come no closer to an
 * obstacle than the steps it replaces did, up to the comfortable clearance, so that pulling never trades room
 * for length.
 */
export function pull(grid: ClearanceGrid, cells: readonly number[], options: PullOptions): Point[] {
  const points: Point[] = [cellCentre(grid, cells[0]!)];
  let from = 0;
  while (from < cells.length - 1) {
    let reach = from + 1;
    let least = Math.min(grid.clearance[cells[from]!]!, grid.clearance[cells[reach]!]!);
    let misses = 0;
    for (let to = from + 2; to < cells.length && misses < 12; to++) {
      least = Math.min(least, grid.clearance[cells[to]!]!);
      // Far out a few cells make no difference, so only some ends are tried; the last cell always is.
      const stride = Math.min(8, Math.max(1, (to - from) >> 3));
      if ((to - from) % stride !== 0 && to < cells.length - 1) continue;
      const required = Math.max(Math.min(least, options.comfort) - grid.res * 0.75, options.need);
      if (
        lineIsClear(
          grid,
          cellCentre(grid, cells[from]!),
          cellCentre(grid, cells[to]!),
          required,
          options.blocked,
        )
      ) {
        reach = to;
        misses = 0;
      } else misses += 1;
    }
    points.push(cellCentre(grid, cells[reach]!));
    from = reach;
  }
  return points;
}

/**
 * True when every point of the line keeps this clearance. Steps by as much as the clearance found allows,
 * never less than a third of a cell.
 */
export function lineIsClear(
  grid: ClearanceGrid,
  a: Point,
  b: Point,
  required: number,
  blocked?: (cell: number) => boolean,
): boolean {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  let along = 0;
  for (;;) {
    const t = length === 0 ? 0 : along / length;
    const cell = cellAt(grid, [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
    if (cell < 0) return false;
    const clearance = grid.clearance[cell]!;
    // The clearance is that of the cell's centre, so a point in it may be half a diagonal worse off; the
    // margin covers that.
    if (clearance < required || blocked?.(cell)) return false;
    if (along >= length) return true;
    const step = blocked ? grid.res / 2 : Math.max(grid.res / 3, clearance - required - grid.res);
    along = Math.min(length, along + step);
  }
}
