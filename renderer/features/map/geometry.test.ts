import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Point, StoreMap } from '../../../main/contract';
import {
  aisleLabels,
  apart,
  boundsOf,
  drawnAngle,
  fitting,
  fixturesAt,
  focusOn,
  lengthOf,
  projection,
  svgPath,
  UNITS,
} from './geometry';

const box = (x: number, y: number, w: number, h: number): Point[] => [
  [x, y],
  [x + w, y],
  [x + w, y + h],
  [x, y + h],
];

const map: StoreMap = {
  outline: [box(-2, 0, 30, 20)],
  fixtures: [
    { id: '1', outline: box(2, 4, 1, 2), aisle: 'A1', bay: '1' },
    { id: '2', outline: box(2, 6, 1, 2), aisle: 'A1', bay: '2' },
    { id: '3', outline: box(8, 4, 1, 4), aisle: 'B3' },
    { id: '4', outline: box(20, 4, 1, 4) },
  ],
  amenities: [],
  openings: [],
  kiosks: [{ id: 'k', at: [10, 1] }],
  anchors: [],
};

it('draws the shop front at the bottom and keeps proportions', () => {
  const project = projection(boundsOf(map));
  expect(project([-2, 0])).toEqual([0, 20 * UNITS]);
  expect(project([28, 20])).toEqual([30 * UNITS, 0]);
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 28, noNaN: true }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      (x, y) => {
        const [px, py] = project([x, y]);
        const [ox, oy] = project([0, 0]);
        expect(Math.hypot(px - ox, py - oy)).toBeCloseTo(Math.hypot(x, y) * UNITS, 6);
      },
    ),
  );
});

it('turns headings with the axis', () => {
  expect(drawnAngle(Math.PI / 2)).toBeCloseTo(-90);
  expect(drawnAngle(0)).toBeCloseTo(0);
});

it('finds the bay where the plan knows it, else the whole aisle', () => {
  expect(fixturesAt(map, { aisle: 'A1', bay: '2' }).map((f) => f.id)).toEqual(['2']);
  expect(fixturesAt(map, { aisle: 'a1', bay: '9' }).map((f) => f.id)).toEqual(['1', '2']);
  expect(fixturesAt(map, { aisle: 'B3', bay: '1' }).map((f) => f.id)).toEqual(['3']);
  expect(fixturesAt(map, { aisle: 'Z' })).toEqual([]);
});

it('labels every aisle once, in its middle, and marks the one looked for', () => {
  expect(aisleLabels(map, [{ aisle: 'B3' }])).toEqual([
    { text: 'A1', at: [2.5, 6], strong: false },
    { text: 'B3', at: [8.5, 6], strong: true },
  ]);
});

it('drops labels that would cover each other, never the one looked for', () => {
  const labels = aisleLabels(map, [{ aisle: 'B3' }]);
  expect(fitting(labels, 1)).toHaveLength(2);
  expect(fitting(labels, 10).map((l) => l.text)).toEqual(['B3']);
});

it('looks at the way in the shape of the glass, never beyond the plan', () => {
  const plan = { minX: 0, minY: 0, maxX: 60, maxY: 40 };
  const point = fc.tuple(
    fc.double({ min: 0, max: 60, noNaN: true }),
    fc.double({ min: 0, max: 40, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 5 }),
      fc.double({ min: 0.4, max: 2.5, noNaN: true }),
      (points, aspect) => {
        const box = focusOn(plan, points, aspect, 3);
        expect(box.minX >= 0 && box.minY >= 0 && box.maxX <= 60 && box.maxY <= 40).toBe(true);
        for (const [x, y] of points)
          expect(
            x >= box.minX - 1e-9 && x <= box.maxX + 1e-9 && y >= box.minY - 1e-9 && y <= box.maxY + 1e-9,
          ).toBe(true);
        const wide = box.maxX - box.minX;
        const deep = box.maxY - box.minY;
        if (wide < 60 && deep < 40) expect(wide / deep).toBeCloseTo(aspect, 6);
      },
    ),
  );
  expect(focusOn(plan, [], 1, 3)).toEqual(plan);
});

it('keeps marks apart, the first ones first', () => {
  const marks = [
    { id: 'a', at: [0, 0] as Point },
    { id: 'b', at: [0.5, 0] as Point },
    { id: 'c', at: [2, 0] as Point },
  ];
  expect(apart(marks, 1).map((m) => m.id)).toEqual(['a', 'c']);
});

it('measures paths', () => {
  expect(lengthOf([])).toBe(0);
  expect(
    lengthOf([
      [0, 0],
      [3, 4],
      [3, 10],
    ]),
  ).toBe(11);
});

it('copes with an empty plan', () => {
  expect(
    boundsOf({ outline: [], fixtures: [], amenities: [], openings: [], kiosks: [], anchors: [] }),
  ).toEqual({ minX: 0, minY: 0, maxX: 1, maxY: 1 });
});

it('draws several rings as one path, leaves out what has no place, and points at no shelf without one', () => {
  const lost = { id: 'lost', outline: [], aisle: 'L1' };
  const plan = {
    outline: [box(0, 0, 4, 4)],
    fixtures: [lost, { id: 'a', outline: box(1, 1, 1, 1), aisle: 'A1' }],
    amenities: [],
    openings: [],
    kiosks: [],
    anchors: [],
  };
  expect(svgPath([box(0, 0, 1, 1), box(0, 0, 1, 1)], ([x, y]) => [x, y]).match(/M/g)).toHaveLength(2);
  expect(svgPath([lost.outline], (at) => at)).toBe('');
  expect(fixturesAt(plan, { aisle: 'L1' })).toEqual([]);
  expect(aisleLabels(plan, []).map(({ text }) => text)).toEqual(['A1']);
});
