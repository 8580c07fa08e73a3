import type { Fixture, Point, StoreMap } from '../../main/contract';

export interface StoreShape {
  /** Metres. */
  readonly width: number;
  readonly depth: number;
  /** Free floor between two shelves, metres. */
  readonly aisleWidth: number;
  /** Length of one bay, metres. */
  readonly bay?: number;
}

const SHELF = 1.0;

/**
 * A made-up supermarket for tests and benchmarks: rows of double-sided shelves, cross aisles in front, middle
 * and back, the terminal by the entrance.
 */
export function makeStore({ width, depth, aisleWidth, bay = 2.5 }: StoreShape): StoreMap {
  const fixtures: Fixture[] = [];
  const box = (x0: number, y0: number, x1: number, y1: number): Point[] => [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  const front = 6;
  const back = depth - 3;
  const middle = (front + back) / 2;
  let row = 0;
  for (let x = 2; x + SHELF + 1.2 < width; x += SHELF + aisleWidth, row++) {
    let number = 1;
    for (const [from, to] of [
      [front, middle - 1.2],
      [middle + 1.2, back],
    ] as const) {
      for (let y = from; y + bay <= to + 1e-9; y += bay, number++) {
        const aisleOf = (k: number) =>
          String.fromCharCode(65 + (k % 26)) + (k >= 26 ? Math.floor(k / 26) : '');
        fixtures.push({
          id: `f${row}-${number}-l`,
          outline: box(x, y, x + SHELF / 2, y + bay),
          aisle: aisleOf(row),
          bay: String(number),
        });
        fixtures.push({
          id: `f${row}-${number}-r`,
          outline: box(x + SHELF / 2, y, x + SHELF, y + bay),
          aisle: aisleOf(row + 1),
          bay: String(number),
        });
      }
    }
  }
  return {
    outline: [box(0, 0, width, depth)],
    fixtures,
    amenities: [{ id: 'wc', category: 'restroom', at: [width - 0.2, depth - 1] }],
    openings: [
      {
        id: 'door',
        line: [
          [width / 2 - 1, 0],
          [width / 2 + 1, 0],
        ],
      },
    ],
    kiosks: [{ id: 'kiosk', at: [width / 2, 2], heading: Math.PI / 2 }],
    anchors: [],
  };
}
