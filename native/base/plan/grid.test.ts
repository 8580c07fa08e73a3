import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point, StoreMap } from '../../../main/contract';
import { makeHospital } from '../../testing/hospital';
import { makeStore } from '../../testing/store';
import { checkFloor } from './floor-check';
import { floorPicture } from './floor-picture';
import { buildGrid, cellAt, cellCentre, clearanceAt, streetsOf } from './grid';
import { Planner } from './planner';

describe('areas in cells', () => {
  const square = (x: number, y: number, side: number): Point[] => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ];
  const hall: StoreMap = {
    outline: [square(0, 0, 20)],
    fixtures: [],
    amenities: [],
    openings: [],
    kiosks: [],
    anchors: [],
  };
  const free = (map: StoreMap, at: Point) => clearanceAt(buildGrid(map), at) > 0;

  it('leaves the floor inside a ring-shaped counter free, and nothing of the counter', () => {
    const map = { ...hall, fixtures: [{ id: 'bar', outline: square(4, 4, 8), holes: [square(6, 6, 4)] }] };
    expect([free(map, [8, 8]), free(map, [5, 8]), free(map, [11, 11]), free(map, [3, 8])]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('a hole frees nothing of what else stands there', () => {
    const map = {
      ...hall,
      fixtures: [
        { id: 'pillar', outline: square(7.5, 7.5, 1) },
        { id: 'bar', outline: square(4, 4, 8), holes: [square(6, 6, 4)] },
      ],
    };
    expect([free(map, [8, 8]), free(map, [6.8, 8])]).toEqual([false, true]);
  });

  it('a shelf whose ring crosses itself has no free middle, a wall drawn as a line is shut', () => {
    const star = [0, 2, 4, 1, 3].map((k): Point => [
      8 + 4 * Math.cos((k * 2 * Math.PI) / 5),
      8 + 4 * Math.sin((k * 2 * Math.PI) / 5),
    ]);
    expect(free({ ...hall, fixtures: [{ id: 'star', outline: star }] }, [8, 8])).toBe(false);
    const walled = new Planner(
      {
        ...hall,
        fixtures: [
          {
            id: 'wall',
            outline: [
              [0, 9.93],
              [20, 10.12],
            ],
          },
        ],
      },
      { radius: 0.25 },
    );
    expect(walled.plan([10, 2], [[10, 18]])).toBeUndefined();
  });

  it('closes one-way floor that does not say which way, and what is over the number it can tell apart', () => {
    const zone = (id: string, x: number, heading?: number) => ({
      id,
      kind: 'one_way' as const,
      outline: square(x, 8, 0.04),
      ...(heading === undefined ? {} : { heading }),
    });
    expect(free({ ...hall, zones: [{ ...zone('z', 8), outline: square(8, 8, 2) }] }, [9, 9])).toBe(false);
    const many = { ...hall, zones: Array.from({ length: 300 }, (_, k) => zone(`z${k}`, 1 + k * 0.06, 0)) };
    expect(streetsOf(many, buildGrid(many))!.headings).toHaveLength(255);
    expect(free(many, [1 + 299 * 0.06 + 0.02, 8.02])).toBe(false);
  });
});

describe('a floor too large for the finest cells', () => {
  it('gets wider ones, in which no obstacle is farther away than in the finest', () => {
    const map = makeStore({ width: 24, depth: 20, aisleWidth: 1.6 });
    const fine = buildGrid(map);
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 30 }),
        fc.float({ min: 0, max: 24, noNaN: true }),
        fc.float({ min: 0, max: 20, noNaN: true }),
        (hundredths, x, y) => {
          const coarse = buildGrid(map, hundredths / 100);
          // Half a diagonal of a fine cell at either end, and of where the point lies in it.
          expect(clearanceAt(coarse, [x, y])).toBeLessThanOrEqual(
            clearanceAt(fine, [x, y]) + 2 * Math.SQRT2 * 0.05,
          );
          for (const { outline } of map.fixtures.slice(0, 5))
            for (const corner of outline) expect(clearanceAt(coarse, corner)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a hospital of 505 by 313 m has at most four million, and its rooms stay shut', () => {
    const map = makeHospital();
    const { planner, leaks } = checkFloor(
      { ...map, fixtures: map.fixtures.map(({ aisle: _aisle, ...fixture }) => fixture) },
      0.25,
    );
    const { grid } = planner;
    expect(grid.width * grid.height).toBeLessThanOrEqual(4_000_000);
    expect(grid.res).toBeLessThanOrEqual(0.2);
    expect(leaks).toEqual([]);
    expect(planner.plan([6, 4], [[500, 311]])!.length).toBeGreaterThan(500);
  });
});

describe('the picture of what is free', () => {
  it('names aisles out of reach and draws the cells that are free', () => {
    const map = makeStore({ width: 16, depth: 16, aisleWidth: 1.7, bay: 1.5 });
    const box: Point[] = [
      [0.5, 13],
      [3, 13],
      [3, 15.5],
      [0.5, 15.5],
    ];
    const boxedIn = {
      ...map,
      fixtures: [
        ...map.fixtures,
        {
          id: 'cage',
          outline: box,
          holes: [
            [
              [0.9, 13.4],
              [2.6, 13.4],
              [2.6, 15.1],
              [0.9, 15.1],
            ] as Point[],
          ],
        },
        {
          id: 'safe',
          aisle: 'S1',
          outline: [
            [1.6, 14.1],
            [1.9, 14.1],
            [1.9, 14.4],
            [1.6, 14.4],
          ] as Point[],
        },
      ],
    };
    const found = checkFloor(boxedIn, 0.25);
    expect(found).toMatchObject({ leaks: [], unreachable: ['S1'] });
    expect(found.standableArea).toBeLessThan(found.freeArea);
    expect(floorPicture(boxedIn, found)).toMatch(/^<svg [\s\S]*1 aisles out of reach[\s\S]*<\/svg>\n$/);
    expect(floorPicture(boxedIn, { ...found, leaks: ['cage'] })).toContain('#e74c3c');
  });

  it('agrees with the cells', () => {
    const { planner, freeArea } = checkFloor(makeStore({ width: 8, depth: 12, aisleWidth: 1.7 }), 0.25);
    const free = [...planner.grid.clearance.keys()].filter(
      (cell) => clearanceAt(planner.grid, cellCentre(planner.grid, cell)) > 0,
    );
    expect(freeArea).toBeCloseTo(free.length * 0.0025, 6);
    expect(free.every((cell) => cellAt(planner.grid, cellCentre(planner.grid, cell)) === cell)).toBe(true);
  });
});
