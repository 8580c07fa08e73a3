import type { Point } from '../../main/contract';

/** Shoelace area of a ring, square metres, never negative. */
export function areaOf(ring: readonly Point[]): number {
  let sum = 0;
  for (let a = 0, b = ring.length - 1; a < ring.length; b = a++)
    sum += ring[b]![0] * ring[a]![1] - ring[a]![0] * ring[b]![1];
  return Math.abs(sum) / 2;
}

interface Side {
  /** Its place in the ring. */
  readonly k: number;
  readonly a: Point;
  readonly b: Point;
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

/** The sides of a closed ring, those without length left out. */
function sidesOf(ring: readonly Point[]): Side[] {
  const corners = ring.filter((p, k) => k === 0 || p[0] !== ring[k - 1]![0] || p[1] !== ring[k - 1]![1]);
  return corners.slice(1).map((b, k) => {
    const a = corners[k]!;
    return {
      k,
      a,
      b,
      left: Math.min(a[0], b[0]),
      right: Math.max(a[0], b[0]),
      low: Math.min(a[1], b[1]),
      high: Math.max(a[1], b[1]),
    };
  });
}

/** What of a ring is not simple. */
export interface RingFault {
  /** It runs through itself, or only lies against itself (a pinch, a strip there and back). */
  readonly kind: 'crosses' | 'touches';
  readonly at: Point;
}

/** Where a closed ring crosses itself, else where it touches itself; undefined where it does neither. */
export function ringFault(ring: readonly Point[]): RingFault | undefined {
  const sides = sidesOf(ring);
  let touch: RingFault | undefined;
  const byLeft = [...sides].sort((p, q) => p.left - q.left);
  for (let i = 0; i < byLeft.length; i++) {
    const p = byLeft[i]!;
    for (let j = i + 1; j < byLeft.length && byLeft[j]!.left <= p.right + NEAR; j++) {
      const q = byLeft[j]!;
      if (q.low > p.high + NEAR || p.low > q.high + NEAR) continue;
      const fault = faultOf(sides, p, q);
      if (fault?.kind === 'crosses') return fault;
      touch ??= fault;
    }
  }
  return touch;
}

/** Closer than this is touching, metres. */
const NEAR = 0.001;

function faultOf(sides: readonly Side[], p: Side, q: Side): RingFault | undefined {
  if (crosses(p.a, p.b, q.a, q.b)) return { kind: 'crosses', at: p.a };
  const n = sides.length;
  const follows = (first: Side, second: Side) => (first.k + 1) % n === second.k;
  // A corner that is cut off by a side of a millimetre or two does not touch what comes after that side.
  const short = (first: Side, second: Side) => {
    const between = sides[(first.k + 1) % n]!;
    return follows(between, second) && Math.hypot(...minus(between.b, between.a)) <= 2 * NEAR;
  };
  if (follows(p, q) || follows(q, p)) {
    const [first, second] = follows(p, q) ? [p, q] : [q, p];
    return n > 2 && backOn(first.a, second.a, second.b) ? { kind: 'touches', at: second.a } : undefined;
  }
  if (short(p, q) || short(q, p)) return undefined;
  // Each corner is looked at once: as the end of a side.
  return cornerOn(sides, p, q) ?? cornerOn(sides, q, p);
}

/** Whether the way from `a` over `at` to `b` goes straight back. */
function backOn(a: Point, at: Point, b: Point): boolean {
  const [u, v] = [minus(a, at), minus(b, at)];
  return u[0] * v[0] + u[1] * v[1] > 0 && side(at, b, a) === 0;
}

/** The corner at the end of `p` where it lies on `q`: does the ring run through there, or only up to it? */
function cornerOn(sides: readonly Side[], p: Side, q: Side): RingFault | undefined {
  const n = sides.length;
  const at = p.b;
  if (distanceTo(at, [[q.a, q.b]]) > NEAR) return undefined;
  const near = (point: Point) => Math.hypot(at[0] - point[0], at[1] - point[1]) <= NEAR;
  const after = sides[(p.k + 1) % n]!;
  const atStart = near(q.a);
  const before = atStart ? sides[(q.k + n - 1) % n]!.a : q.a;
  const beyond = near(q.b) ? sides[(q.k + 1) % n]!.b : q.b;
  const [a, b, c, d] = [p.a, after.b, before, beyond].map((point) => angle(minus(point, at)));
  const turn = (from: number, to: number) => (to - from + 2 * Math.PI) % (2 * Math.PI);
  const within = (x: number) => turn(c!, x) < turn(c!, d!);
  const apart = [a!, b!].every((x) => [c!, d!].every((y) => Math.abs(Math.sin((x - y) / 2)) > 0.001));
  return { kind: apart && within(a!) !== within(b!) ? 'crosses' : 'touches', at };
}

const minus = (p: Point, q: Point): Point => [p[0] - q[0], p[1] - q[1]];
const angle = ([x, y]: Point): number => Math.atan2(y, x);

/**
 * What is wrong with the holes of an area: one that reaches outside it, or two that share floor. By the even-odd
 * rule floor would come to be where there is none.
 */
export function holesFault(rings: readonly (readonly Point[])[]): 'outside' | 'shared' | undefined {
  const [outer, ...holes] = rings;
  if (!outer) return undefined;
  const boxes = holes.map(boxOf);
  const beyond = (ring: readonly Point[], of: readonly Point[]) =>
    ring.some((at) => !inside(at, [of]) && distanceTo(at, [of]) > LOOSE);
  const within = (ring: readonly Point[], of: readonly Point[]) =>
    [...ring, ...pointWithin(ring)].some((at) => inside(at, [of]) && distanceTo(at, [of]) > LOOSE);
  // A point within the outer ring may well be cut out: only its corners, and what is left of it, tell.
  const covers = (hole: readonly Point[]) =>
    outer.some((at) => inside(at, [hole]) && distanceTo(at, [hole]) > LOOSE) ||
    areaOf(outer) - areaOf(hole) < LEFT;
  if (holes.some((hole) => beyond(hole, outer) || covers(hole) || ringsCross(hole, outer))) return 'outside';
  const shared = holes.some((hole, k) =>
    holes
      .slice(k + 1)
      .some(
        (other, j) =>
          meet(boxes[k]!, boxes[k + 1 + j]!) &&
          (within(hole, other) || within(other, hole) || ringsCross(hole, other)),
      ),
  );
  return shared ? 'shared' : undefined;
}

/** A hole may be drawn so far over another or over the edge, metres. */
const LOOSE = 0.01;
/** A hole that leaves less of its area than a hand covers leaves nothing, square metres. */
const LEFT = 0.005;

/** The smallest upright rectangle around points, metres. */
export type Box = Pick<Side, 'left' | 'right' | 'low' | 'high'>;

/** Whether two boxes share floor. */
export function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.low < b.high && b.low < a.high;
}

/** The box around points; of none it is empty and meets nothing. */
export function boxOf(ring: readonly Point[]): Box {
  const box = { left: Infinity, right: -Infinity, low: Infinity, high: -Infinity };
  for (const [x, y] of ring) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.low = Math.min(box.low, y);
    box.high = Math.max(box.high, y);
  }
  return box;
}

function ringsCross(one: readonly Point[], other: readonly Point[]): boolean {
  const others = sidesOf(other);
  return sidesOf(one).some((p) =>
    others.some(
      (q) =>
        q.left <= p.right &&
        p.left <= q.right &&
        q.low <= p.high &&
        p.low <= q.high &&
        crosses(p.a, p.b, q.a, q.b) &&
        [p.a, p.b].every((at) => distanceTo(at, [[q.a, q.b]]) > LOOSE),
    ),
  );
}

/** A point well inside a ring: in the middle of the widest stretch half-way up; none where it has no area. */
function pointWithin(ring: readonly Point[]): Point[] {
  const { low, high } = boxOf(ring);
  const y = low + (high - low) * 0.4871;
  const cuts = sidesOf(ring)
    .filter(({ a, b }) => a[1] > y !== b[1] > y)
    .map(({ a, b }) => a[0] + ((y - a[1]) * (b[0] - a[0])) / (b[1] - a[1]))
    .sort((p, q) => p - q);
  let best: Point[] = [];
  let widest = 0;
  for (let k = 0; k + 1 < cuts.length; k += 2) {
    const width = cuts[k + 1]! - cuts[k]!;
    if (width <= widest) continue;
    widest = width;
    best = [[(cuts[k]! + cuts[k + 1]!) / 2, y]];
  }
  return best;
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
      const ay = ring[a]![1];
      const by = ring[b]![1];
      if (ay > y === by > y) continue;
      const ax = ring[a]![0];
      if (x < ((ring[b]![0] - ax) * (y - ay)) / (by - ay) + ax) within = !within;
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
