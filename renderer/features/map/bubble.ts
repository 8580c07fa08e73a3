import type { Point } from '../../../main/contract';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Keeps a rectangle inside the drawing. */
export function clampInto(rect: Rect, width: number, height: number): Rect {
  return {
    ...rect,
    x: Math.min(Math.max(rect.x, 0), Math.max(0, width - rect.width)),
    y: Math.min(Math.max(rect.y, 0), Math.max(0, height - rect.height)),
  };
}

/**
 * Where to write beside a point so that as little as possible of the way is covered: below, right, left or
 * above it, in this order where it makes no difference; `avoid` holds what is written already. All in drawing
 * units, y down.
 */
export function besidePoint(
  [x, y]: Point,
  size: { width: number; height: number },
  distance: number,
  way: readonly Point[],
  drawing: { width: number; height: number },
  avoid: readonly Rect[] = [],
): Rect {
  const { width, height } = size;
  const sides: Rect[] = [
    { x: x - width / 2, y: y + distance, width, height },
    { x: x + distance, y: y - height / 2, width, height },
    { x: x - distance - width, y: y - height / 2, width, height },
    { x: x - width / 2, y: y - distance - height, width, height },
  ];
  const cost = (rect: Rect): number =>
    covered(rect, way, height / 2) +
    5 * avoid.filter((other) => overlap(rect, other)).length +
    1000 * outside(rect, drawing.width, drawing.height);
  const best = sides.reduce((a, b) => (cost(b) < cost(a) ? b : a));
  return clampInto(best, drawing.width, drawing.height);
}

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** How many steps of the way lie under the rectangle. */
function covered(rect: Rect, way: readonly Point[], step: number): number {
  let count = 0;
  for (let i = 1; i < way.length; i++) {
    const [ax, ay] = way[i - 1]!;
    const [bx, by] = way[i]!;
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / step));
    for (let s = 0; s <= steps; s++) {
      const px = ax + ((bx - ax) * s) / steps;
      const py = ay + ((by - ay) * s) / steps;
      if (px > rect.x && px < rect.x + rect.width && py > rect.y && py < rect.y + rect.height) count++;
    }
  }
  return count;
}

const outside = (rect: Rect, width: number, height: number): number =>
  Number(rect.x < 0) +
  Number(rect.y < 0) +
  Number(rect.x + rect.width > width) +
  Number(rect.y + rect.height > height);
