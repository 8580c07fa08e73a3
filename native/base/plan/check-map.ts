import { DaogouError, type Area, type Point, type StoreMap } from '../../../main/contract';

/** Widest floor that is taken, metres a side; more is a map in the wrong unit. */
export const MAX_SIDE = 1_000;
/** Corners of a whole floor plan; more are a scan, not a plan. */
const MAX_CORNERS = 250_000;
/** Farthest anything on the map may lie from its frame's origin, metres. */
const FARTHEST = 10_000;

/** The planner will not plan on this map, or not in time: nobody drives. */
export function cantPlan(why: string): DaogouError {
  return new DaogouError('cannot_plan', `The way can't be planned: ${why}`, false, { reason: 'cannot_plan' });
}

/** Bounds of what a plan must cover, metres. */
export interface Extent {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/**
 * Refuses a map of which some obstacle or wall would become free floor, or that would cost more than any
 * store is worth; answers its extent. Whoever made the map has checked it too; wheels
 * don't rely on that. Throws `cannot_plan`.
 */
export function checkMap(map: StoreMap): Extent {
  const closed = map.zones ?? [];
  const areas: [string, Area][] = [
    ...map.fixtures.map((fixture): [string, Area] => [
      `fixture ${fixture.id}${fixture.aisle === undefined ? '' : ` (aisle ${fixture.aisle})`}`,
      fixture,
    ]),
    ...closed.map((zone): [string, Area] => [`closed or one-way area ${zone.id}`, zone]),
  ];
  let corners = 0;
  for (const [name, { outline, holes = [] }] of areas) {
    if (outline.length === 0)
      throw cantPlan(`${name} has no place on the floor plan; mend the map folder of the store feed.`);
    for (const ring of [outline, ...holes]) corners += ringCorners(name, ring);
  }
  for (const ring of map.outline) {
    if (ring.length < 3)
      throw cantPlan(
        'an outline of the floor has fewer than three corners; mend level.geojson of the store feed.',
      );
    corners += ringCorners('the floor’s outline', ring);
  }
  if (corners > MAX_CORNERS)
    throw cantPlan(`the floor plan has ${corners} corners, more than ${MAX_CORNERS}; simplify it.`);
  const extent = extentOf(
    map.outline.length > 0
      ? map.outline
      : [
          map.kiosks.map(({ at }) => at),
          map.amenities.map(({ at }) => at),
          ...map.fixtures.map(({ outline }) => outline),
        ],
  );
  const [width, depth] = [extent.maxX - extent.minX, extent.maxY - extent.minY];
  if (!(width >= 0) || !(depth >= 0)) throw cantPlan('the map is empty.');
  if (width >= MAX_SIDE || depth >= MAX_SIDE)
    throw cantPlan(
      `the map is ${Math.round(width)} by ${Math.round(depth)} metres; is it in metres, or is a coordinate wrong?`,
    );
  for (const [name, { outline }] of areas) {
    if (
      outline.every(
        ([x, y]) =>
          x < extent.minX - MAX_SIDE ||
          x > extent.maxX + MAX_SIDE ||
          y < extent.minY - MAX_SIDE ||
          y > extent.maxY + MAX_SIDE,
      )
    ) {
      throw cantPlan(
        `${name} lies far outside the floor, so where it really stands is not known; mend the map folder of the store feed.`,
      );
    }
  }
  return extent;
}

function ringCorners(name: string, ring: readonly Point[]): number {
  for (const [x, y] of ring) {
    if (!(Math.abs(x) < FARTHEST) || !(Math.abs(y) < FARTHEST))
      throw cantPlan(
        `${name} reaches to [${x}, ${y}] metres, which is in no store; mend the map folder of the store feed.`,
      );
  }
  return ring.length;
}

function extentOf(rings: readonly (readonly Point[])[]): Extent {
  const extent = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const ring of rings) {
    for (const [x, y] of ring) {
      extent.minX = Math.min(extent.minX, x);
      extent.minY = Math.min(extent.minY, y);
      extent.maxX = Math.max(extent.maxX, x);
      extent.maxY = Math.max(extent.maxY, y);
    }
  }
  return extent;
}
