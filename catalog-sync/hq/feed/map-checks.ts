import type { Point } from '../../../main/contract';
import { levelsOf } from '../../db/reader-levels';
import type { Feature } from '../../db/feature';
import { partsOf, type Parts, type Position } from '../../map/geometry';
import { projector, type LocalFrame } from '../../map/local-frame';
import { boxOf, distanceTo, inside, meet, type Box } from '../../map/rings';
import { ZONE_FILES, unknownZone, zoneKind } from '../../map/zones';
import { MapFindings, withAisle, type Named } from './map-findings';
import { checkRings } from './map-rings';
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
/** More positions than this in a whole plan are a scan, not a plan. */
const MOST_IN_PLAN = 200_000;
/** The files whose features say which way something looks. */
const WITH_HEADING: readonly string[] = ['kiosk', 'anchor', ...ZONE_FILES];
/** Most a heading in radians can be, once around; a little more for rounding. */
const MOST_RADIANS = 2 * Math.PI + 0.001;

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
  for (const feature of near) checkRings(feature, isSafety(feature) ? 'error' : 'warn', findings);
  checkLevels(files, near, findings);
  findings.close();
}

/** What an obstacle or the floor is made of: wrong here, and the robot drives where it must not. */
function isSafety({ name, feature }: Pick<Drawn, 'name' | 'feature'>): boolean {
  return (
    name === 'fixture' ||
    name === 'level' ||
    name === 'venue' ||
    (ZONE_FILES.includes(name) && zoneKind(feature.properties) !== undefined)
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

/** What a feature says of the robot and of the way it looks, where that is not as it must be. */
function checkWords({ name, feature: { properties }, ...drawn }: Drawn, findings: MapFindings): void {
  const unknown = unknownZone(properties);
  if (unknown !== undefined)
    findings.add(
      'error',
      'an unknown word for the robot',
      drawn,
      `has the robot ${unknown}; write no_go or one_way`,
    );
  else if (properties?.['robot'] && !ZONE_FILES.includes(name) && name !== 'fixture')
    findings.add(
      'error',
      'closed floor in the wrong file',
      drawn,
      `says robot, which closes floor in unit, geofence and section only; move it to map/geofence.geojson`,
    );
  const heading = properties?.['heading'];
  if (heading === undefined || heading === null || !WITH_HEADING.includes(name)) return;
  if (typeof heading !== 'number') {
    findings.add(
      'error',
      'a heading that is no number',
      drawn,
      `has the heading ${JSON.stringify(heading).slice(0, 40)}; write radians, a number without quotes`,
    );
  } else if (Math.abs(heading) > MOST_RADIANS) {
    findings.add(
      'error',
      'a heading in degrees',
      drawn,
      `has the heading ${heading}, which are degrees; write radians counter-clockwise from local x (90° is 1.571)`,
    );
  }
}

/** Positions, types and areas; false when nothing more can be said of the feature. */
function checkParts(drawn: Drawn, findings: MapFindings): boolean {
  const { name, parts, feature } = drawn;
  checkWords(drawn, findings);
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
    (feature.properties?.['heading'] ?? null) === null &&
    ZONE_FILES.includes(name)
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
      message: `[${origin.join(', ')}] lies ${kilometres(reach(far[0]!))} from the plan (feature '${far[0]!.id}' of ${far[0]!.file}); is its longitude first, and are the features' longitudes; are they degrees, not metres?`,
    });
    return [];
  }
  const boundsBy = (file: string) =>
    boundsOf(
      drawn
        .filter(({ name, all }) => name === file && all.every(([x, y]) => Math.hypot(x, y) <= FARTHEST))
        .flatMap(({ all }) => all),
    );
  const venue = boundsBy('venue') ?? boundsBy('level');
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
    for (const ordinal of levels.floorsOf(feature.feature)) {
      const floor = floors.get(ordinal) ?? [];
      if (feature.name === 'fixture') checkOnLevel(feature, floor, findings);
      else if (feature.name === 'kiosk' || ZONE_FILES.includes(feature.name))
        checkMeetsLevel(feature, floor, findings);
    }
  }
}

/** A closed area or a terminal drawn beside its floor closes nothing, or stands nowhere. */
function checkMeetsLevel(drawn: Drawn, floor: readonly (readonly Point[])[], findings: MapFindings): void {
  if (floor.length === 0 || drawn.all.length === 0) return;
  if (drawn.name !== 'kiosk' && !isSafety(drawn)) return;
  if (floor.some((ring) => meetLoosely(boxOf(drawn.all), boxOf(ring)))) return;
  findings.add(
    'warn',
    'outside its level',
    drawn,
    drawn.name === 'kiosk'
      ? 'lies outside its level, where no robot can have its post'
      : 'lies outside its level, so it closes none of its floor; was a digit lost?',
  );
}

function meetLoosely(box: Box, floor: Box): boolean {
  const { left, right, low, high } = box;
  return meet(
    {
      left: left - DRAWN_LOOSELY,
      right: right + DRAWN_LOOSELY,
      low: low - DRAWN_LOOSELY,
      high: high + DRAWN_LOOSELY,
    },
    floor,
  );
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

function boundsOf(points: readonly Point[]): Box | undefined {
  return points.length === 0 ? undefined : boxOf(points);
}

/** Metres by which the farthest point lies outside the bounds. */
function beyond(points: readonly Point[], { left, low, right, high }: Box): number {
  return points.reduce((most, [x, y]) => Math.max(most, left - x, x - right, low - y, y - high), 0);
}

const kilometres = (metres: number): string =>
  metres < 2_000 ? `${Math.round(metres)} m` : `${Math.round(metres / 1000)} km`;
