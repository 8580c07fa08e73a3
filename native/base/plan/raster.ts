import type { Area, Point } from '../../../main/contract';
import { cantPlan } from './check-map';

/**
 * Where a grid of square cells lies. Cell (i, j) covers [x0 + i·res, x0 + (i+1)·res) × [y0 + j·res, …);
 * index `j * width + i`. Metres.
 */
export interface Frame {
  readonly res: number;
  readonly x0: number;
  readonly y0: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Cells looked at while one map is drawn: a hospital of 505 by 313 m needs some fifteen million; so many
 * more are some tenths of a second.
 */
const MAX_WORK = 80_000_000;
/** A cell on an edge costs as much as so many inside. */
const EDGE_COST = 4;

/** A rectangle of cells, and which of them are covered. */
interface Cover {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly cells: Uint8Array;
}

/**
 * Draws areas into the cells of a grid. Every cell an edge runs through is covered, however little of it;
 * what is covered may be more than the area, never less.
 */
export class Raster {
  #work = 0;

  constructor(readonly frame: Frame) {}

  /**
   * Sets the cells of an area to `value`: inside by any winding, so that a ring that crosses itself leaves
   * no gap, but for its holes.
   */
  area({ outline, holes = [] }: Area, cells: Uint8Array, value: number): void {
    const cover = this.#inside([outline], 'any winding');
    for (const hole of holes) this.#uncover(cover, this.#inside([hole], 'even-odd'));
    const { left, top, width, height } = cover;
    for (let j = 0; j < height; j++) {
      const to = (top + j) * this.frame.width + left;
      for (let i = 0; i < width; i++) if (cover.cells[j * width + i]) cells[to + i] = value;
    }
    for (const ring of [outline, ...holes]) this.edges(ring, cells, value);
  }

  /**
   * Clears the cells whose centres lie inside the rings (even-odd rule), then blocks those their edges run
   * through.
   */
  floor(rings: readonly (readonly Point[])[], cells: Uint8Array): void {
    const { left, top, width, height, cells: covered } = this.#inside(rings, 'even-odd');
    for (let j = 0; j < height; j++) {
      const to = (top + j) * this.frame.width + left;
      for (let i = 0; i < width; i++) if (covered[j * width + i]) cells[to + i] = 0;
    }
    for (const ring of rings) this.edges(ring, cells, 1);
  }

  /** Sets every cell that the sides of a closed ring touch. */
  edges(ring: readonly Point[], cells: Uint8Array, value: number): void {
    const { res, x0, y0, width, height } = this.frame;
    for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
      const [low, high] = ring[a]![1] <= ring[b]![1] ? [ring[a]!, ring[b]!] : [ring[b]!, ring[a]!];
      const [ax, ay] = [(low[0] - x0) / res, (low[1] - y0) / res];
      const [bx, by] = [(high[0] - x0) / res, (high[1] - y0) / res];
      const first = Math.max(0, Math.floor(ay));
      const last = Math.min(height - 1, Math.floor(by));
      this.#spend(EDGE_COST * (Math.max(0, last - first) + 1) + Math.min(width, Math.abs(bx - ax)));
      for (let j = first; j <= last; j++) {
        const from = by === ay ? ax : ax + ((Math.max(j, ay) - ay) * (bx - ax)) / (by - ay);
        const to = by === ay ? bx : ax + ((Math.min(j + 1, by) - ay) * (bx - ax)) / (by - ay);
        const i0 = Math.max(0, Math.floor(Math.min(from, to)));
        const i1 = Math.min(width - 1, Math.floor(Math.max(from, to)));
        for (let i = i0; i <= i1; i++) cells[j * width + i] = value;
      }
    }
  }

  /**
   * The cells whose centres lie inside: windings are added up where an edge crosses a row of centres, then
   * summed along the row.
   */
  #inside(rings: readonly (readonly Point[])[], rule: 'any winding' | 'even-odd'): Cover {
    const { res, x0, y0 } = this.frame;
    const box = this.#box(rings);
    const { left, top, width, height } = box;
    this.#spend(2 * width * height);
    const cells = new Uint8Array(width * height);
    // No cell is crossed by more edges than there are corners.
    const corners = rings.reduce((sum, ring) => sum + ring.length, 0);
    const turns = new (corners < 0x7fff ? Int16Array : Int32Array)((width + 1) * height);
    for (const ring of rings) {
      for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
        const [ax, ay] = [(ring[a]![0] - x0) / res - left, (ring[a]![1] - y0) / res - top];
        const [bx, by] = [(ring[b]![0] - x0) / res - left, (ring[b]![1] - y0) / res - top];
        const up = by > ay ? 1 : -1;
        const first = Math.max(0, Math.ceil(Math.min(ay, by) - 0.5));
        const last = Math.min(height - 1, Math.ceil(Math.max(ay, by) - 0.5) - 1);
        this.#spend(EDGE_COST * (Math.max(0, last - first) + 1));
        for (let j = first; j <= last; j++) {
          const x = ax + ((j + 0.5 - ay) * (bx - ax)) / (by - ay);
          const at = j * (width + 1) + Math.max(0, Math.min(width, Math.ceil(x - 0.5)));
          turns[at] = turns[at]! + up;
        }
      }
    }
    for (let j = 0; j < height; j++) {
      let winding = 0;
      for (let i = 0; i < width; i++) {
        winding += turns[j * (width + 1) + i]!;
        if (rule === 'any winding' ? winding !== 0 : (winding & 1) === 1) cells[j * width + i] = 1;
      }
    }
    return { ...box, cells };
  }

  /** The part of the grid around the rings. */
  #box(rings: readonly (readonly Point[])[]): Omit<Cover, 'cells'> {
    const { res, x0, y0 } = this.frame;
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (const [x, y] of ring) {
        minX = Math.min(minX, x);
        minY = Math.min(minY, y);
        maxX = Math.max(maxX, x);
        maxY = Math.max(maxY, y);
      }
    }
    const cell = (value: number, origin: number, most: number) =>
      Math.max(0, Math.min(most, Math.floor((value - origin) / res)));
    const [left, top] = [cell(minX, x0, this.frame.width), cell(minY, y0, this.frame.height)];
    const width = Math.min(this.frame.width, cell(maxX, x0, this.frame.width) + 1) - left;
    const height = Math.min(this.frame.height, cell(maxY, y0, this.frame.height) + 1) - top;
    return width > 0 && height > 0 ? { left, top, width, height } : { left: 0, top: 0, width: 0, height: 0 };
  }

  #uncover(cover: Cover, hole: Cover): void {
    for (let j = 0; j < hole.height; j++) {
      const row = hole.top + j - cover.top;
      if (row < 0 || row >= cover.height) continue;
      for (let i = 0; i < hole.width; i++) {
        const column = hole.left + i - cover.left;
        if (column >= 0 && column < cover.width && hole.cells[j * hole.width + i])
          cover.cells[row * cover.width + column] = 0;
      }
    }
  }

  #spend(cells: number): void {
    this.#work += cells;
    if (this.#work > MAX_WORK)
      throw cantPlan('the floor plan has too many large or jagged areas; simplify it.');
  }
}
