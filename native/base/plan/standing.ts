import {
  DaogouError,
  type Fixture,
  type NavTarget,
  type Point,
  type Pose,
  type StoreMap,
} from '../../../main/contract';
import { distance, signedArea } from '../geometry';
import { cellCentre, nearestClear } from './grid';
import type { Planner } from './planner';

/**
 * Room between the robot's hull and the shelf, metres: near enough to point at it, far enough to take
 * something out.
 */
const GAP = 0.15;
/** How far from a shelf the robot may still stand and be of use, metres. */
const REACH = 2.5;

/** A pose to stand at, and what it looks at. */
export interface Standing {
  readonly pose: Pose;
  readonly looksAt: Point;
}

/**
 * Where the robot may stand to show the target, most natural places first; throws `not_found` with the reason
 * when the map has none.
 */
export function standingPoses(planner: Planner, target: NavTarget): Standing[] {
  const { map } = planner;
  if (target.point) return [standNear(planner, target.point, target.label)];
  if (target.amenity !== undefined) {
    const amenity =
      map.amenities.find((a) => a.id === target.amenity) ??
      map.amenities.find((a) => a.category === target.amenity);
    if (!amenity)
      throw new DaogouError(
        'not_found',
        `The floor plan has no facility ${target.amenity}; check the map folder of the store feed.`,
      );
    return [standNear(planner, amenity.at, target.label)];
  }
  if (target.aisle === undefined)
    throw new DaogouError('bad_request', 'The target names no aisle, facility or point.');
  const fixtures = fixturesOf(map, target.aisle, target.bay);
  if (fixtures.length === 0)
    throw new DaogouError(
      'not_found',
      `The floor plan has no aisle ${target.aisle}; check the map folder of the store feed.`,
    );
  const standings = fixtures.flatMap((fixture) => inFrontOf(planner, fixture));
  if (standings.length > 0) return standings;
  const beside = fixtures.flatMap((fixture) => besideFixture(planner, fixture));
  if (beside.length === 0)
    throw new DaogouError(
      'not_found',
      `There is no room to stand at ${target.label}; the aisle is narrower than the robot.`,
    );
  return beside;
}

const plainly = (name: string): string => name.trim().toLowerCase();

/** The fixtures of each map by aisle: a hospital has hundreds of aisles and thousands of fixtures. */
const byAisle = new WeakMap<StoreMap, ReadonlyMap<string, Fixture[]>>();

function aislesOf(map: StoreMap): ReadonlyMap<string, Fixture[]> {
  const known = byAisle.get(map);
  if (known) return known;
  const aisles = new Map<string, Fixture[]>();
  for (const fixture of map.fixtures) {
    if (fixture.aisle === undefined) continue;
    const name = plainly(fixture.aisle);
    const list = aisles.get(name);
    if (list) list.push(fixture);
    else aisles.set(name, [fixture]);
  }
  byAisle.set(map, aisles);
  return aisles;
}

/** The fixtures of an aisle; of the bay alone where the map knows it. */
export function fixturesOf(map: StoreMap, aisle: string, bay?: string): Fixture[] {
  const all = aislesOf(map).get(plainly(aisle)) ?? [];
  const wanted = bay === undefined ? undefined : plainly(bay);
  const exact = all.filter((fixture) => fixture.bay !== undefined && plainly(fixture.bay) === wanted);
  return exact.length > 0 ? exact : [...all];
}

/** Middle of a ring's corners' bounding box. */
export function centreOf(ring: readonly Point[]): Point {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

/**
 * One standing point before each long side that has floor in front of it; before the short sides only if no
 * long side has.
 */
function inFrontOf(planner: Planner, fixture: Fixture): Standing[] {
  const ring = fixture.outline;
  const clockwise = signedArea(ring) < 0 ? 1 : -1;
  const sides = ring
    .map((a, k): { length: number; standing: Standing } => {
      const b = ring[(k + 1) % ring.length]!;
      const length = distance(a, b);
      const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      // Outward normal of the side: to the right of a counter-clockwise ring.
      const normal: Point =
        length === 0 ? [0, 0] : [(clockwise * -(b[1] - a[1])) / length, (clockwise * (b[0] - a[0])) / length];
      const away = Math.max(planner.options.radius + GAP, planner.need + planner.grid.res * 1.5);
      const pose = {
        x: middle[0] + normal[0] * away,
        y: middle[1] + normal[1] * away,
        theta: Math.atan2(-normal[1], -normal[0]),
      };
      return { length, standing: { pose, looksAt: middle } };
    })
    .filter((side) => side.length > 0.05 && planner.standable([side.standing.pose.x, side.standing.pose.y]));
  const longest = Math.max(0, ...ring.map((a, k) => distance(a, ring[(k + 1) % ring.length]!)));
  const long = sides.filter((side) => side.length >= 0.6 * longest);
  return (long.length > 0 ? long : sides).map((side) => side.standing);
}

function besideFixture(planner: Planner, fixture: Fixture): Standing[] {
  const centre = centreOf(fixture.outline);
  const span = Math.max(...fixture.outline.map((p) => distance(p, centre)));
  const cell = nearestClear(planner.grid, centre, planner.need, span + REACH);
  if (cell < 0) return [];
  const at = cellCentre(planner.grid, cell);
  return [
    {
      pose: { x: at[0], y: at[1], theta: Math.atan2(centre[1] - at[1], centre[0] - at[0]) },
      looksAt: centre,
    },
  ];
}

function standNear(planner: Planner, point: Point, label: string): Standing {
  if (planner.standable(point)) return { pose: { x: point[0], y: point[1], theta: NaN }, looksAt: point };
  const cell = nearestClear(planner.grid, point, planner.need, REACH);
  if (cell < 0) throw new DaogouError('not_found', `There is no room to stand at ${label}.`);
  const at = cellCentre(planner.grid, cell);
  return {
    pose: { x: at[0], y: at[1], theta: Math.atan2(point[1] - at[1], point[0] - at[0]) },
    looksAt: point,
  };
}
