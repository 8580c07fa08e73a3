import type { Point } from '../../main/contract';

/** Shoelace area of a ring, square metres, never negative. */
export function areaOf(ring: readonly Point[]): number {
  let sum = 0;
  for (let a = 0, b = ring.length - 1; a < ring.length; b = a++)
    sum += ring[b]![0] * ring[a]![1] - ring[a]![0] * ring[b]![1];
  return Math.abs(sum) / 2;
}

/**
 * Where two sides of a closed ring cross each other; undefined when none do. Sides that only touch are let
 * be.
 */
export function selfCrossing(ring: readonly Point[]): Point | undefined {
  const sides = ring.slice(1).map((b, k) => {
    const a = ring[k]!;
    return {
      a,
      b,
      left: Math.min(a[0], b[0]),
      right: Math.max(a[0], b[0]),
      low: Math.min(a[1], b[1]),
      high: Math.max(a[1], b[1]),
    };
  });
  sides.sort((p, q) => p.left - q.left);
  for (let i = 0; i < sides.length; i++) {
    const p = sides[i]!;
    for (let j = i + 1; j < sides.length && sides[j]!.left <= p.right; j++) {
      const q = sides[j]!;
      if (q.low <= p.high && p.low <= q.high && crosses(p.a, p.b, q.a, q.b)) return p.a;
    }
  }
  return undefined;
}

/** On which side of a line a point lies; closer than a millimetre to it counts as on it. */
function side(a: Point, b: Point, p: Point): number {
  const cross = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
  return Math.abs(cross) <= 0.001 * Math.hypot(b[0] - a[0], b[1] - a[1]) ? 0 : Math.sign(cross);
}

function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether a point lies in polygons given by all their rings (even-odd rule). */
export function inside([x, y]: Point, rings: readonly (readonly Point[])[]): boolean {
  let within = false;
  for (const ring of rings) {
    for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
      const [ax, ay] = ring[a]!;
      const [bx, by] = ring[b]!;
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
    }
  }
  return within;
}

/** Metres from a point to the nearest side of the rings. */
export function distanceTo([x, y]: Point, rings: readonly (readonly Point[])[]): number {
  let best = Infinity;
  for (const ring of rings) {
    for (let a = 0, b = ring.length - 1; a < ring.length; b = a++) {
      const [ax, ay] = ring[a]!;
      const [dx, dy] = [ring[b]![0] - ax, ring[b]![1] - ay];
      const squared = dx * dx + dy * dy;
      const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared));
      best = Math.min(best, Math.hypot(x - ax - t * dx, y - ay - t * dy));
    }
  }
  return best;
}
