import type { Point, SlipItem, StoreMap } from '../../../main/contract';

/**
 * The items in the order in which one walks past them: nearest next, then improved by reversing stretches
 * (2-opt) while that shortens the walk. Distances are |dx| + |dy|, which between shelves is nearer to the
 * truth than the straight line. Items without a known place come last.
 */
export function inRouteOrder(items: readonly SlipItem[], map: StoreMap): SlipItem[] {
  const placed = items.flatMap((item) => {
    const at = placeOf(item, map);
    return at ? [{ item, at }] : [];
  });
  const rest = items.filter((item) => !placed.some((p) => p.item === item));
  const start = map.kiosks[0]?.at ?? [0, 0];
  const open = [...placed];
  const route: typeof placed = [];
  let here: Point = start;
  while (open.length > 0) {
    let best = 0;
    for (let k = 1; k < open.length; k++) if (walk(here, open[k]!.at) < walk(here, open[best]!.at)) best = k;
    const [next] = open.splice(best, 1);
    route.push(next!);
    here = next!.at;
  }
  const at = (k: number) => (k < 0 ? start : route[k]?.at);
  for (let improved = true; improved;) {
    improved = false;
    for (let i = 0; i < route.length - 1; i++) {
      for (let j = i + 1; j < route.length; j++) {
        const before = walk(at(i - 1)!, at(i)!) + walk(at(j)!, at(j + 1));
        const after = walk(at(i - 1)!, at(j)!) + walk(at(i)!, at(j + 1));
        if (after < before - 1e-9) {
          route.splice(i, j - i + 1, ...route.slice(i, j + 1).reverse());
          improved = true;
        }
      }
    }
  }
  return [...route.map((p) => p.item), ...rest];
}

function walk(a: Point, b: Point | undefined): number {
  return b ? Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) : 0;
}

function placeOf(item: SlipItem, map: StoreMap): Point | undefined {
  const place = item.places[0];
  if (!place) return undefined;
  const same = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();
  const aisle = map.fixtures.filter((fixture) => same(fixture.aisle, place.aisle));
  const bays = aisle.filter((fixture) => same(fixture.bay, place.bay));
  const points = (bays.length > 0 ? bays : aisle).flatMap((fixture) => fixture.outline);
  if (points.length === 0) return undefined;
  return [
    points.reduce((sum, p) => sum + p[0], 0) / points.length,
    points.reduce((sum, p) => sum + p[1], 0) / points.length,
  ];
}
