import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Point } from '../../../main/contract';
import { besidePoint } from './bubble';

const drawing = { width: 1000, height: 800 };
const size = { width: 200, height: 40 };

it('writes below where nothing is in the way, beside the way where something is', () => {
  expect(besidePoint([500, 400], size, 30, [], drawing)).toEqual({ x: 400, y: 430, ...size });
  const down: Point[] = [
    [500, 400],
    [500, 700],
  ];
  expect(besidePoint([500, 400], size, 30, down, drawing)).toEqual({ x: 530, y: 380, ...size });
});

it('goes up at the lower edge', () => {
  expect(besidePoint([500, 795], size, 30, [], drawing).y).toBeLessThan(795);
});

it('stays in the drawing, wherever the point is', () => {
  const inside = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 800 }));
  fc.assert(
    fc.property(inside, fc.array(inside, { maxLength: 6 }), (point, way) => {
      const rect = besidePoint(point, size, 30, way, drawing);
      expect(rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= 1000 && rect.y + rect.height <= 800).toBe(
        true,
      );
    }),
  );
});

it('does not write over what is written already', () => {
  expect(
    besidePoint([500, 400], size, 30, [], drawing, [{ x: 450, y: 440, width: 100, height: 20 }]),
  ).toEqual({ x: 530, y: 380, ...size });
});
