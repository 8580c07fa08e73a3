import type { Point } from '../../../main/contract';
import { levelsOf } from '../../db/reader-levels';
import type { Feature } from '../../db/feature';
import { partsOf, type Parts, type Position } from '../../map/geometry';
import { projector, type LocalFrame } from '../../map/local-frame';
import { areaOf, distanceTo, inside, selfCrossing } from '../../map/rings';
import { zoneKind } from '../../map/zones';
import { MapFindings, type Named } from './map-findings';
import type { FeedProblems } from './problems';

/** One IMDF file as it was read. */
export interface MapFile {
  /** `map/fixture.geojson`. */
  readonly file: string;
  readonly features: readonly Feature[];
}

/** Farthest any part of a store lies from the origin of its local frame, metres. */
const FARTHEST = 2_000;
/** How far beyond the venue's bounds a feature may be drawn, metres. */
const BEYOND_VENUE = 50;
/**
 * Drawn so far over the edge of its level: let be up to the first, a lost digit from the second on; metres.
 */
const DRAWN_LOOSELY = 0.3;
const DRAWN_WRONG = 10;
/** Smaller than a hand, square metres: no shelf. */
const NO_AREA = 0.005;
/** More positions than this in one ring, or in a whole plan, are a scan, not a plan. */
const MOST_IN_RING = 10_000;
const MOST_IN_PLAN = 200_000;

/** A feature with its geometry taken apart, in metres. */
interface Drawn extends Named {
  readonly name: string;
  readonly feature: Feature;
  readonly parts: Parts;
  readonly polygons: readonly (readonly Point[][])[];
  readonly all: readonly Point[];
}

/**
 * Checks the geometry of a floor plan, which is safety data: what is wrong here becomes free floor for a
 * robot. Errors stop the publication; each names file and feature. `files` by IMDF name.
 */
export function checkMap(
  files: ReadonlyMap<string, MapFile>,
  frame: LocalFrame,
  problems: FeedProblems,
): void {
  const findings = new MapFindings(problems);
  const local = projector(frame);
  const drawn = [...files].flatMap(([name, { file, features }]) =>
    features.map((feature, index) => draw(name, file, index, feature, local)),
  );
  const positions = drawn.reduce((sum, { all }) => sum + all.length, 0);
  if (positions > MOST_IN_PLAN)
    return problems.error({
      file: 'map/',
      message: `has ${positions} positions, more than ${MOST_IN_PLAN}; simplify the plan before it is exported`,
    });
  const sound = drawn.filter((feature) => checkParts(feature, findings));
  const near = checkDistance(sound, frame, findings, problems);
  for (const feature of near) checkRings(feature, findings);
  checkLevels(files, near, findings);
  findings.close();
}

/** What an obstacle or the floor is made of: wrong here, and the robot drives where it must not. */
function isSafety({ name, feature }: Pick<Drawn, 'name' | 'feature'>): boolean {
  return (
    name === 'fixture' ||
    name === 'level' ||
    name === 'venue' ||
    ((name === 'unit' || name === 'geofence') && zoneKind(feature.properties) !== undefined)
  );
}

function draw(
  name: string,
  file: string,
  index: number,
  feature: Feature,
  local: (position: Position) => Point,
): Drawn {
  const parts = partsOf(feature.geometry);
  const polygons = parts.polygons.map((rings) => rings.map((ring) => ring.map(local)));
  return {
    name,
    file,
    index,
    id: feature.id,
    feature,
    parts,
    polygons,
    all: [...polygons.flat(2), ...parts.lines.flat().map(local), ...parts.points.map(local)],
  };
}

/** Positions, types and areas; false when nothing more can be said of the feature. */
function checkParts(drawn: Drawn, findings: MapFindings): boolean {
  const { name, parts, feature } = drawn;
  const [fault] = parts.faults;
  if (fault) {
    findings.add(
      isSafety(drawn) || feature.geometry != null ? 'error' : 'warn',
      feature.geometry == null ? 'no geometry' : 'a geometry that is none',
      drawn,
      withAisle(feature, fault),
    );
    return false;
  }
  if (!isSafety(drawn)) return true;
  if (parts.polygons.length === 0 || parts.lines.length > 0 || parts.points.length > 0) {
    const has = parts.polygons.length === 0 ? 'has no area' : 'is only in part an area';
    findings.add(
      'error',
      'no area',
      drawn,
      withAisle(
        feature,
        `${has}: its geometry must be a Polygon or MultiPolygon, or the robot takes its floor for free`,
      ),
    );
  }
  if (
    zoneKind(feature.properties) === 'one_way' &&
    typeof feature.properties?.['heading'] !== 'number' &&
    (name === 'unit' || name === 'geofence')
  ) {
    findings.add(
      'error',
      'one way without heading',
      drawn,
      'is one-way and has no heading (radians, a number), so nobody knows which way',
    );
  }
  return true;
}

function withAisle(feature: Feature, message: string): string {
  const aisle = feature.properties?.['aisle'];
  return typeof aisle === 'string' || typeof aisle === 'number' ? `(aisle ${aisle}) ${message}` : message;
}

/**
 * Features that lie where the store is; when most do not, it is the frame that is wrong, and that is said
 * once.
 */
function checkDistance(
  drawn: readonly Drawn[],
  { origin }: LocalFrame,
  findings: MapFindings,
  problems: FeedProblems,
): readonly Drawn[] {
  const reach = ({ all }: Drawn) => all.reduce((most, [x, y]) => Math.max(most, Math.hypot(x, y)), 0);
  const far = drawn.filter((feature) => reach(feature) > FARTHEST);
  if (far.length > 0 && far.length * 2 > drawn.length) {
    problems.error({
      file: 'map/manifest.json',
      column: 'local_frame.origin',
      message: `[${origin.join(', ')}] lies ${kilometres(reach(far[0]!))} from the plan (feature '${far[0]!.id}' of ${far[0]!.file}); is its longitude first, and are the features' longitudes?`,
    });
    return [];
  }
  const venue = boundsOf(
    drawn
      .filter(({ name, all }) => name === 'venue' && all.every(([x, y]) => Math.hypot(x, y) <= FARTHEST))
      .flatMap(({ all }) => all),
  );
  return drawn.filter((feature) => {
    const away = reach(feature);
    const outside = venue ? beyond(feature.all, venue) : 0;
    const over = away > FARTHEST ? away : outside;
    if (away <= FARTHEST && outside <= BEYOND_VENUE) return true;
    const swapped = swappedNear(feature, origin)
      ? 'its longitude and latitude are swapped'
      : 'was a digit or the decimal point lost?';
    findings.add(
      'error',
      'far from the store',
      feature,
      withAisle(feature.feature, `lies ${kilometres(over)} away from the store; ${swapped}`),
    );
    return false;
  });
}

function swappedNear({ parts }: Drawn, [longitude, latitude]: LocalFrame['origin']): boolean {
  const first = parts.polygons[0]?.[0]?.[0] ?? parts.lines[0]?.[0] ?? parts.points[0];
  return first !== undefined && Math.hypot(first[1] - longitude, first[0] - latitude) < 0.05;
}

/** Rings that are closed, simple and not too long, and areas that are some. */
function checkRings(drawn: Drawn, findings: MapFindings): void {
  const severity = isSafety(drawn) ? 'error' : 'warn';
  for (const rings of drawn.polygons) {
    for (const ring of rings) {
      const [first, last] = [ring[0], ring[ring.length - 1]];
      if (ring.length > MOST_IN_RING)
        findings.add(
          severity,
          'too long a ring',
          drawn,
          `has a ring of ${ring.length} positions, more than ${MOST_IN_RING}; simplify it`,
        );
      else if (!first || !last || first[0] !== last[0] || first[1] !== last[1])
        findings.add(
          severity,
          'an open ring',
          drawn,
          withAisle(drawn.feature, 'has an open ring: the last position must repeat the first'),
        );
      else if (ring.length < 4)
        findings.add(
          severity,
          'too short a ring',
          drawn,
          withAisle(
            drawn.feature,
            `has a ring of ${ring.length} positions; a triangle has four, the first twice`,
          ),
        );
      else {
        const at = selfCrossing(ring);
        if (at)
          findings.add(
            severity,
            'a self-intersection',
            drawn,
            withAisle(
              drawn.feature,
              `crosses itself near x ${at[0].toFixed(1)} m, y ${at[1].toFixed(1)} m of the local frame`,
            ),
          );
      }
    }
    if (rings[0] && areaOf(rings[0]) < NO_AREA)
      findings.add(
        severity,
        'no area',
        drawn,
        withAisle(drawn.feature, 'has no area: all its positions lie on one line'),
      );
  }
}

/** Levels that are known, and fixtures that stand on theirs. */
function checkLevels(
  files: ReadonlyMap<string, MapFile>,
  drawn: readonly Drawn[],
  findings: MapFindings,
): void {
  const levels = levelsOf(
    (name) => files.get(name)?.features ?? [],
    () => ({}),
  );
  const known = new Set((files.get('level')?.features ?? []).map(({ id }, i) => String(id ?? i)));
  const floors = new Map<number, Point[][]>();
  for (const { name, feature, polygons, ...rest } of drawn) {
    if (name !== 'level') continue;
    if (!Number.isFinite(Number(feature.properties?.['ordinal'] ?? NaN)) && known.size > 1)
      findings.add('error', 'no ordinal', rest, 'has no ordinal, so it would be one floor with others');
    for (const ordinal of levels.floorsOf(feature))
      floors.set(ordinal, [...(floors.get(ordinal) ?? []), ...polygons.flat()]);
  }
  for (const feature of drawn) {
    const said = [feature.feature.properties?.['level_id']]
      .flat()
      .filter((id) => typeof id === 'string' || typeof id === 'number');
    const lost = said.find((id) => !known.has(String(id)));
    if (lost !== undefined && known.size > 0)
      findings.add(
        'warn',
        'an unknown level',
        feature,
        `names the level '${lost}', which no feature of level has; it is put on the terminal's`,
      );
    if (feature.name !== 'fixture') continue;
    for (const ordinal of levels.floorsOf(feature.feature))
      checkOnLevel(feature, floors.get(ordinal) ?? [], findings);
  }
}

function checkOnLevel(fixture: Drawn, floor: readonly (readonly Point[])[], findings: MapFindings): void {
  if (floor.length === 0) return;
  const out = fixture.all.filter((at) => !inside(at, floor)).map((at) => distanceTo(at, floor));
  const most = out.reduce((worst, metres) => Math.max(worst, metres), 0);
  if (most <= DRAWN_LOOSELY) return;
  // Wholly outside there is no floor to drive on in any case; a shelf half inside and half far away is not
  // where its other half says.
  const whole = out.length === fixture.all.length;
  const message = `${whole ? 'lies outside its level' : 'reaches beyond its level'}, ${most.toFixed(1)} m at most`;
  findings.add(
    !whole && most > DRAWN_WRONG ? 'error' : 'warn',
    'outside its level',
    fixture,
    withAisle(fixture.feature, message),
  );
}

interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

function boundsOf(points: readonly Point[]): Bounds | undefined {
  if (points.length === 0) return undefined;
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    bounds.minX = Math.min(bounds.minX, x);
    bounds.minY = Math.min(bounds.minY, y);
    bounds.maxX = Math.max(bounds.maxX, x);
    bounds.maxY = Math.max(bounds.maxY, y);
  }
  return bounds;
}

/** Metres by which the farthest point lies outside the bounds. */
function beyond(points: readonly Point[], { minX, minY, maxX, maxY }: Bounds): number {
  return points.reduce((most, [x, y]) => Math.max(most, minX - x, x - maxX, minY - y, y - maxY), 0);
}

const kilometres = (metres: number): string =>
  metres < 2_000 ? `${Math.round(metres)} m` : `${Math.round(metres / 1000)} km`;
