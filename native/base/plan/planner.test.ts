import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../../main/contract';
import { makeStore } from '../../testing/store';
import { distance, distanceToRing } from '../geometry';
import { distanceTransform } from './distance-transform';
import { clearanceAt } from './grid';
import { Planner } from './planner';
import { standingPoses } from './standing';

const map = makeStore({ width: 20, depth: 18, aisleWidth: 1.6 });
const planner = new Planner(map, { radius: 0.25 });

describe('distance transform', () => {
  it('agrees with brute force', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 14 }),
        fc.infiniteStream(fc.boolean()),
        (width, height, bits) => {
          const blocked = Uint8Array.from({ length: width * height }, () =>
            bits.next().value && bits.next().value ? 1 : 0,
          );
          blocked[0] = 1;
          const got = distanceTransform(blocked, width, height, 1);
          for (let a = 0; a < blocked.length; a++) {
            let best = Infinity;
            for (let b = 0; b < blocked.length; b++)
              if (blocked[b])
                best = Math.min(
                  best,
                  Math.hypot((a % width) - (b % width), Math.floor(a / width) - Math.floor(b / width)),
                );
            expect(got[a]).toBeCloseTo(best, 4);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('planner', () => {
  /** The closest the whole path comes to a shelf or wall, sampled every centimetre. */
  const nearest = (path: readonly Point[]) => {
    let best = Infinity;
    for (let k = 1; k < path.length; k++) {
      const [a, b] = [path[k - 1]!, path[k]!];
      const steps = Math.ceil(distance(a, b) / 0.05);
      for (let s = 0; s <= steps; s++) {
        const p: Point = [a[0] + ((b[0] - a[0]) * s) / steps, a[1] + ((b[1] - a[1]) * s) / steps];
        for (const fixture of map.fixtures) best = Math.min(best, distanceToRing(p, fixture.outline));
      }
    }
    return best;
  };

  it('finds a way to every bay, never closer to a shelf than the robot is wide', () => {
    for (const fixture of map.fixtures.filter((_, k) => k % 5 === 0)) {
      const standings = standingPoses(planner, { aisle: fixture.aisle, bay: fixture.bay, label: 'x' });
      const planned = planner.plan(
        [10, 2],
        standings.map((s): Point => [s.pose.x, s.pose.y]),
      )!;
      expect(planned, fixture.id).toBeDefined();
      expect(nearest(planned.path)).toBeGreaterThan(0.25);
      const { pose, looksAt } = standings[planned.goal]!;
      expect(Math.abs(Math.atan2(looksAt[1] - pose.y, looksAt[0] - pose.x) - pose.theta)).toBeLessThan(1e-6);
      expect(
        Math.min(
          ...map.fixtures
            .filter((f) => f.aisle === fixture.aisle && f.bay === fixture.bay)
            .map((f) => distanceToRing([pose.x, pose.y], f.outline)),
        ),
      ).toBeLessThan(0.5);
    }
  });

  it('is hardly longer than the best there is', () => {
    const open = new Planner({ ...map, fixtures: [] }, { radius: 0.25 });
    fc.assert(
      fc.property(
        fc.tuple(
          fc.integer({ min: 1, max: 19 }),
          fc.integer({ min: 1, max: 17 }),
          fc.integer({ min: 1, max: 19 }),
          fc.integer({ min: 1, max: 17 }),
        ),
        ([ax, ay, bx, by]) => {
          const planned = open.plan([ax, ay], [[bx, by]])!;
          expect(planned.length).toBeLessThan(distance([ax, ay], [bx, by]) * 1.03 + 0.15);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves a post inside the margin, and goes around what is in the way', () => {
    expect(planner.plan([10, 0.15], [[10, 4]])!.path[0]).toEqual([10, 0.15]);
    const free = planner.plan([10, 2], [[10, 5.2]])!;
    const around = planner.plan([10, 2], [[10, 5.2]], [{ at: [10, 3.6], radius: 0.3 }])!;
    expect(around.length).toBeGreaterThan(free.length + 0.05);
    for (let k = 1; k < around.path.length; k++)
      expect(distance(around.path[k]!, [10, 3.6])).toBeGreaterThan(0.5);
    expect(planner.plan([10, 2], [[10, 5.2]])!.length).toBeCloseTo(free.length, 6);
  });

  it('keeps out of no-go zones and goes through one-way zones only their way', () => {
    const hall = {
      ...map,
      fixtures: [
        {
          id: 'island',
          outline: [
            [4, 6],
            [16, 6],
            [16, 12],
            [4, 12],
          ] as Point[],
        },
      ],
    };
    const through = (zones: typeof map.zones, from: Point, to: Point) =>
      new Planner({ ...hall, zones }, { radius: 0.25 }).plan(from, [to])!.path;
    const left: Point[] = [
      [0, 6],
      [4, 6],
      [4, 12],
      [0, 12],
    ];
    const usesLeft = (path: readonly Point[]) =>
      path.some(
        (b, k) =>
          k > 0 &&
          distance([Math.min(4, (path[k - 1]![0] + b[0]) / 2), 9], [2, 9]) < 2 &&
          Math.min(path[k - 1]![1], b[1]) < 8 &&
          Math.max(path[k - 1]![1], b[1]) > 10 &&
          Math.max(path[k - 1]![0], b[0]) < 10,
      );
    expect(usesLeft(through([], [3, 2], [3, 16]))).toBe(true);
    expect(usesLeft(through([{ id: 'z', kind: 'no_go', outline: left }], [3, 2], [3, 16]))).toBe(false);
    const north = [{ id: 'z', kind: 'one_way' as const, outline: left, heading: Math.PI / 2 }];
    expect(usesLeft(through(north, [3, 2], [3, 16]))).toBe(true);
    expect(usesLeft(through(north, [3, 16], [3, 2]))).toBe(false);
  });

  it('knows at once which places it can plan a way to, one-way floor and closed floor included', () => {
    const box = (x: number, y: number, w: number, d: number): Point[] => [
      [x, y],
      [x + w, y],
      [x + w, y + d],
      [x, y + d],
      [x, y],
    ];
    const zones = [
      { id: 'a', kind: 'one_way' as const, outline: box(0, 3, 20, 4), heading: Math.PI / 2 },
      { id: 'b', kind: 'one_way' as const, outline: box(0, 10, 20, 2), heading: -Math.PI / 2 },
      { id: 'c', kind: 'no_go' as const, outline: box(12, 0, 1, 18) },
    ];
    const closed = new Planner({ ...map, zones }, { radius: 0.25 });
    const seen = new Set<boolean>();
    for (const from of [
      [10, 2],
      [10, 8.5],
      [10, 17],
    ] as Point[]) {
      const reach = closed.reach(from);
      for (let x = 0.3; x < 20; x += 0.9)
        for (let y = 0.3; y < 18; y += 0.9) {
          const way = reach([x, y]);
          seen.add(way);
          expect([from, x, y, way]).toEqual([from, x, y, closed.plan(from, [[x, y]]) !== undefined]);
        }
    }
    expect(seen.size).toBe(2);
  });

  it('answers undefined for a place that is walled in', () => {
    const walled = new Planner(
      {
        ...map,
        fixtures: [
          ...map.fixtures,
          {
            id: 'wall',
            outline: [
              [0, 4],
              [20, 4],
              [20, 4.05],
              [0, 4.05],
            ],
          },
        ],
      },
      { radius: 0.25 },
    );
    expect(walled.plan([10, 2], [[10, 17]])).toBeUndefined();
  });

  it('says what is wrong with a target it can’t find', () => {
    expect(() => standingPoses(planner, { aisle: 'ZZ', label: 'ZZ' })).toThrow(/no aisle ZZ/);
    expect(() => standingPoses(planner, { amenity: 'moon', label: 'moon' })).toThrow(/no facility moon/);
    const [standing] = standingPoses(planner, { amenity: 'wc', label: 'WC' });
    expect(clearanceAt(planner.grid, [standing!.pose.x, standing!.pose.y])).toBeGreaterThanOrEqual(
      planner.need,
    );
  });
});
