/**
 * One directed rule over cells: `zone[cell]` is 0, or one more than the index of the heading (unit vector)
 * that traffic must not oppose.
 */
export interface OneWay {
  readonly zone: Uint8Array;
  readonly headings: readonly (readonly [number, number])[];
}

const SQRT2 = Math.SQRT2;
const DI = [1, -1, 0, 0, 1, 1, -1, -1];
const DJ = [0, 0, 1, -1, 1, -1, 1, -1];

/** Whether the step in direction `k` onto the cell goes against the traffic of its zone. */
function opposes(oneWay: OneWay | undefined, cell: number, k: number): boolean {
  const which = oneWay?.zone[cell];
  if (!oneWay || !which) return false;
  const [x, y] = oneWay.headings[which - 1]!;
  return DI[k]! * x + DJ[k]! * y < -0.1;
}

/** The length of the way to the nearest goal were nothing in the way, in steps; never too long. */
function nearest(goals: readonly number[], width: number): (i: number, j: number) => number {
  const goalX = goals.map((goal) => goal % width);
  const goalY = goals.map((goal) => Math.floor(goal / width));
  return (i, j) => {
    let best = Infinity;
    for (let k = 0; k < goalX.length; k++) {
      const dx = Math.abs(i - goalX[k]!);
      const dy = Math.abs(j - goalY[k]!);
      const h = dx > dy ? dx + (SQRT2 - 1) * dy : dy + (SQRT2 - 1) * dx;
      if (h < best) best = h;
    }
    return best;
  };
}

/**
 * Every cell to which there is a way from the start, as 1, by the same steps as `GridSearch` takes; one flood
 * answers for all goals.
 */
export function reachable(
  { width, height }: { readonly width: number; readonly height: number },
  start: number,
  cost: Uint8Array,
  oneWay?: OneWay,
): Uint8Array {
  const reached = new Uint8Array(width * height);
  // Every cell is put there once.
  const open = new Int32Array(width * height);
  let size = 1;
  open[0] = start;
  reached[start] = 1;
  while (size > 0) {
    const cell = open[--size]!;
    const i = cell % width;
    const j = (cell - i) / width;
    for (let k = 0; k < 8; k++) {
      const ni = i + DI[k]!;
      const nj = j + DJ[k]!;
      if (ni < 0 || nj < 0 || ni >= width || nj >= height) continue;
      const next = nj * width + ni;
      if (reached[next] === 1 || cost[next] === 0) continue;
      if (k > 3 && (cost[j * width + ni] === 0 || cost[nj * width + i] === 0)) continue;
      if (opposes(oneWay, next, k)) continue;
      reached[next] = 1;
      open[size++] = next;
    }
  }
  return reached;
}

/**
 * A* (Hart, Nilsson, Raphael 1968) on an eight-connected grid with a cost factor a cell. Buffers are kept
 * between searches and invalidated by a generation number, so a search costs only what it touches. No corner
 * is cut: a diagonal step needs both straight neighbours free.
 */
export class GridSearch {
  #generation = 0;
  /** Twice the generation that has seen the cell, and one more where it is closed. */
  readonly #seen: Uint32Array;
  readonly #g: Float32Array;
  readonly #parent: Int8Array;
  #heapCell = new Int32Array(4_096);
  #heapKey = new Float64Array(4_096);
  #heapSize = 0;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    const cells = width * height;
    this.#seen = new Uint32Array(cells);
    this.#g = new Float32Array(cells);
    this.#parent = new Int8Array(cells);
  }

  /**
   * Cells from start to the cheapest goal, both included; undefined when none can be reached. `cost[cell]`: 0
   * is blocked, otherwise sixteenths of the straight step's cost (16 = plain floor). `allowed` narrows the
   * search.
   */
  find(
    start: number,
    goals: readonly number[],
    cost: Uint8Array,
    allowed?: (i: number, j: number) => boolean,
    oneWay?: OneWay,
  ): number[] | undefined {
    const { width, height } = this;
    const open = (this.#generation += 2);
    const closed = open + 1;
    const seen = this.#seen;
    const g = this.#g;
    const goalSet = new Set(goals);
    const estimate = nearest(goals, width);
    this.#heapSize = 0;
    seen[start] = open;
    g[start] = 0;
    this.#parent[start] = -1;
    this.#push(start, estimate(start % width, Math.floor(start / width)));
    while (this.#heapSize > 0) {
      const cell = this.#pop();
      if (seen[cell] === closed) continue;
      seen[cell] = closed;
      if (goalSet.has(cell)) return this.#trace(cell, start);
      const i = cell % width;
      const j = (cell - i) / width;
      for (let k = 0; k < 8; k++) {
        const ni = i + DI[k]!;
        const nj = j + DJ[k]!;
        if (ni < 0 || nj < 0 || ni >= width || nj >= height) continue;
        const next = nj * width + ni;
        const factor = cost[next]!;
        if (factor === 0 || seen[next] === closed) continue;
        if (k > 3 && (cost[j * width + ni] === 0 || cost[nj * width + i] === 0)) continue;
        if (allowed && !allowed(ni, nj)) continue;
        if (opposes(oneWay, next, k)) continue;
        const tentative = g[cell]! + ((k > 3 ? SQRT2 : 1) * factor) / 16;
        if (seen[next] === open && tentative >= g[next]!) continue;
        seen[next] = open;
        g[next] = tentative;
        this.#parent[next] = k;
        this.#push(next, tentative + estimate(ni, nj));
      }
    }
    return undefined;
  }

  #trace(goal: number, start: number): number[] {
    const path = [goal];
    let cell = goal;
    while (cell !== start) {
      const k = this.#parent[cell]!;
      cell -= DJ[k]! * this.width + DI[k]!;
      path.push(cell);
    }
    return path.reverse();
  }

  #push(cell: number, key: number): void {
    if (this.#heapSize === this.#heapCell.length) {
      const cells = new Int32Array(this.#heapSize * 2);
      const keys = new Float64Array(this.#heapSize * 2);
      cells.set(this.#heapCell);
      keys.set(this.#heapKey);
      this.#heapCell = cells;
      this.#heapKey = keys;
    }
    const cells = this.#heapCell;
    const keys = this.#heapKey;
    let at = this.#heapSize++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (keys[up]! <= key) break;
      keys[at] = keys[up]!;
      cells[at] = cells[up]!;
      at = up;
    }
    keys[at] = key;
    cells[at] = cell;
  }

  #pop(): number {
    const cells = this.#heapCell;
    const keys = this.#heapKey;
    const top = cells[0]!;
    const size = --this.#heapSize;
    const cell = cells[size]!;
    const key = keys[size]!;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && keys[down + 1]! < keys[down]!) down += 1;
      if (keys[down]! >= key) break;
      keys[at] = keys[down]!;
      cells[at] = cells[down]!;
      at = down;
    }
    keys[at] = key;
    cells[at] = cell;
    return top;
  }
}
