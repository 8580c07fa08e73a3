import type { Place, Point, StoreMap } from '../../../main/contract';
import type { Bitmap } from './line';

/** Tallest map on paper, dots. */
const MAX_HEIGHT = 380;

/**
 * The floor plan with the items' shelves filled and a ring where the terminal stands; undefined when the map
 * has no extent. The store front is at the bottom.
 */
export function miniMap(map: StoreMap, places: readonly Place[], dots: number): Bitmap | undefined {
  const all = [...map.outline.flat(), ...map.fixtures.flatMap((fixture) => fixture.outline)];
  if (all.length < 3) return undefined;
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of all)
    [minX, maxX, minY, maxY] = [Math.min(minX, x), Math.max(maxX, x), Math.min(minY, y), Math.max(maxY, y)];
  if (!(maxX > minX) || !(maxY > minY)) return undefined;
  const scale = Math.min((dots - 8) / (maxX - minX), (MAX_HEIGHT - 8) / (maxY - minY));
  const width = Math.ceil(((maxX - minX) * scale + 8) / 8) * 8;
  const height = Math.ceil((maxY - minY) * scale + 8);
  const canvas = new Canvas(Math.min(width, dots), height);
  const place = ([x, y]: Point): Point => [4 + (x - minX) * scale, height - 4 - (y - minY) * scale];
  for (const ring of map.outline) canvas.stroke(ring.map(place), 2);
  for (const fixture of map.fixtures) {
    const rings = [fixture.outline, ...(fixture.holes ?? [])].map((ring) => ring.map(place));
    if (
      places.some(
        (p) =>
          same(p.aisle, fixture.aisle) &&
          (p.bay === undefined ||
            !map.fixtures.some((f) => same(f.aisle, p.aisle) && same(f.bay, p.bay)) ||
            same(p.bay, fixture.bay)),
      )
    )
      canvas.fill(rings);
    else for (const ring of rings) canvas.stroke(ring, 1);
  }
  const kiosk = map.kiosks[0];
  if (kiosk) {
    const [x, y] = place(kiosk.at);
    canvas.disc(x, y, 11, 1);
    canvas.disc(x, y, 7, 0);
    canvas.disc(x, y, 4, 1);
  }
  return canvas;
}

const same = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();

/** A one-bit drawing surface, just enough for a floor plan. */
class Canvas implements Bitmap {
  readonly dots: Uint8Array;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.dots = new Uint8Array(width * height);
  }

  set(x: number, y: number, value: 0 | 1): void {
    const i = Math.round(x);
    const j = Math.round(y);
    if (i >= 0 && j >= 0 && i < this.width && j < this.height) this.dots[j * this.width + i] = value;
  }

  stroke(ring: readonly Point[], thickness: number): void {
    ring.forEach((a, k) => {
      const b = ring[(k + 1) % ring.length]!;
      const steps = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1])));
      for (let s = 0; s <= steps; s++) {
        for (let dx = 0; dx < thickness; dx++)
          for (let dy = 0; dy < thickness; dy++)
            this.set(a[0] + ((b[0] - a[0]) * s) / steps + dx, a[1] + ((b[1] - a[1]) * s) / steps + dy, 1);
      }
    });
  }

  /** By the even-odd rule: later rings are holes in the first. */
  fill(rings: readonly (readonly Point[])[]): void {
    for (let j = 0; j < this.height; j++) {
      const crossings: number[] = [];
      for (const ring of rings) {
        ring.forEach((a, k) => {
          const b = ring[(k + 1) % ring.length]!;
          if (a[1] > j + 0.5 !== b[1] > j + 0.5)
            crossings.push(a[0] + ((j + 0.5 - a[1]) * (b[0] - a[0])) / (b[1] - a[1]));
        });
      }
      crossings.sort((p, q) => p - q);
      for (let k = 0; k + 1 < crossings.length; k += 2)
        for (let x = Math.round(crossings[k]!); x <= crossings[k + 1]!; x++) this.set(x, j, 1);
    }
    for (const ring of rings) this.stroke(ring, 2);
  }

  disc(x: number, y: number, radius: number, value: 0 | 1): void {
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++)
        if (dx * dx + dy * dy <= radius * radius) this.set(x + dx, y + dy, value);
  }
}
