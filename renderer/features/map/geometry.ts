import type { Fixture, Place, Point, StoreMap } from '../../../main/contract';

/** Drawing units a metre: browsers lay text out badly in fractions of a unit. */
export const UNITS = 100;

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** The box around all points; null for none. */
export function boxOf(points: readonly Point[]): Box | null {
  if (points.length === 0) return null;
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    box.minX = Math.min(box.minX, x);
    box.maxX = Math.max(box.maxX, x);
    box.minY = Math.min(box.minY, y);
    box.maxY = Math.max(box.maxY, y);
  }
  return box;
}

/** Everything the map draws, as one box in metres. */
export function boundsOf(map: StoreMap): Box {
  const points = [
    ...map.outline.flat(),
    ...map.fixtures.flatMap((f) => f.outline),
    ...map.amenities.map((a) => a.at),
    ...map.kiosks.map((k) => k.at),
  ];
  return boxOf(points) ?? { minX: 0, minY: 0, maxX: 1, maxY: 1 };
}

/** Never looks closer than this, metres: a shopper must recognise the aisles around. */
const CLOSEST = 16;

/**
 * The part of the plan to show for these points: them with a margin, widened to the shape of the glass (width
 * by height), never beyond the plan where the plan is large enough.
 */
export function focusOn(plan: Box, points: readonly Point[], aspect: number, margin: number): Box {
  const box = boxOf(points);
  if (!box) return plan;
  const wide = Math.max(box.maxX - box.minX + 2 * margin, CLOSEST);
  const deep = Math.max(box.maxY - box.minY + 2 * margin, CLOSEST);
  const [minX, maxX] = within(plan.minX, plan.maxX, (box.minX + box.maxX) / 2, Math.max(wide, deep * aspect));
  const [minY, maxY] = within(plan.minY, plan.maxY, (box.minY + box.maxY) / 2, Math.max(deep, wide / aspect));
  return { minX, maxX, minY, maxY };
}

/**
 * A stretch of the given length around the middle, pushed inside the bounds; all of them where it is longer.
 */
function within(min: number, max: number, middle: number, length: number): [number, number] {
  if (length >= max - min) return [min, max];
  const from = Math.min(Math.max(middle - length / 2, min), max - length);
  return [from, from + length];
}

export type Project = (point: Point) => Point;

/**
 * Store frame (metres, y into the store) to drawing units (y down), so that the shop front lies at the
 * bottom.
 */
export const projection =
  (box: Box): Project =>
  ([x, y]) => [(x - box.minX) * UNITS, (box.maxY - y) * UNITS];

/**
 * Heading in the store frame (radians, counter-clockwise from +x) to degrees clockwise on the drawing, from
 * +x.
 */
export const drawnAngle = (theta: number): number => -(theta * 180) / Math.PI;

export const svgPoints = (points: readonly Point[], project: Project): string =>
  points.map((p) => project(p).map(round).join(',')).join(' ');

/** Closed rings as one SVG path; by the even-odd rule the later ones are holes in the first. */
export const svgPath = (rings: readonly (readonly Point[])[], project: Project): string =>
  rings
    .filter((ring) => ring.length > 0)
    .map((ring) => `M${ring.map((p) => project(p).map(round).join(' ')).join('L')}Z`)
    .join('');

const round = (value: number): number => Math.round(value * 10) / 10;

export function centreOf(points: readonly Point[]): Point {
  const box = boxOf(points);
  return box ? [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2] : [0, 0];
}

/** Metres along a path. */
export function lengthOf(path: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < path.length; i++)
    sum += Math.hypot(path[i]![0] - path[i - 1]![0], path[i]![1] - path[i - 1]![1]);
  return sum;
}

/** The fixtures of a place: its bay where the plan knows bays, else the whole aisle. */
export function fixturesAt(map: StoreMap, place: Place): Fixture[] {
  // A shelf whose place the feed does not tell is nowhere to point at.
  const aisle = map.fixtures.filter(
    (f) => f.aisle !== undefined && f.outline.length > 0 && same(f.aisle, place.aisle),
  );
  const bay =
    place.bay === undefined ? [] : aisle.filter((f) => f.bay !== undefined && same(f.bay, place.bay!));
  return bay.length > 0 ? bay : aisle;
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

export interface Label {
  text: string;
  at: Point;
  /** What the shopper looks for. */
  strong: boolean;
}

/** One label an aisle, in the middle of its fixtures; `strong` for those looked for. */
export function aisleLabels(map: StoreMap, wanted: readonly Place[]): Label[] {
  const aisles = new Map<string, Point[]>();
  for (const fixture of map.fixtures) {
    if (!fixture.aisle || fixture.outline.length === 0) continue;
    const points = aisles.get(fixture.aisle) ?? [];
    points.push(...fixture.outline);
    aisles.set(fixture.aisle, points);
  }
  return [...aisles].map(([text, points]) => ({
    text,
    at: centreOf(points),
    strong: wanted.some((w) => same(w.aisle, text)),
  }));
}

/** Keeps the labels that do not cover each other at this text height (metres), those looked for first. */
export function fitting(labels: readonly Label[], height: number): Label[] {
  const kept: { label: Label; halfWidth: number }[] = [];
  for (const label of [...labels].sort((a, b) => Number(b.strong) - Number(a.strong))) {
    const halfWidth = (textWidth(label.text) * height) / 2;
    const clear = kept.every(
      (k) =>
        Math.abs(k.label.at[0] - label.at[0]) > k.halfWidth + halfWidth ||
        Math.abs(k.label.at[1] - label.at[1]) > height * 1.1,
    );
    if (clear) kept.push({ label, halfWidth });
  }
  return kept.map((k) => k.label);
}

/**
 * Keeps the marks that do not cover each other, those that come first before the others. `size` is a mark's
 * width.
 */
export function apart<T extends { at: Point }>(marks: readonly T[], size: number): T[] {
  const kept: T[] = [];
  for (const mark of marks) {
    if (kept.every((k) => Math.hypot(k.at[0] - mark.at[0], k.at[1] - mark.at[1]) >= size)) kept.push(mark);
  }
  return kept;
}

/** About how many text heights wide a text is. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 1.05 : 0.62), 0.3);
