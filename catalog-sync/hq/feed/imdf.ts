import { z } from 'zod';
import { partsOf } from '../../map/geometry';
import { readJson } from './json-file';
import { ZONE_FILES } from '../../map/zones';
import { checkMap, type MapFile } from './map-checks';
import { foreignCrs } from './map-crs';
import { FeedProblems } from './problems';
import type { FeedSource } from './source';

/** The IMDF files that the terminal uses, and those of them that a plan may well do without. */
const FEATURES = [
  'venue',
  'level',
  'fixture',
  'amenity',
  'opening',
  'kiosk',
  'anchor',
  'unit',
  'geofence',
  'section',
] as const;
const OPTIONAL: ReadonlySet<string> = new Set(ZONE_FILES);
/** Without these nobody knows what stands where the robot drives. */
const NEEDED: Readonly<Record<string, string>> = {
  level: 'is missing, so no wall is known to the robot; export it',
  fixture:
    'is missing, so every shelf would be free floor to the robot; export it, empty where there is none',
};
/**
 * The other feature types of IMDF 1.0.0 (OGC 20-094): part of a proper archive, of no use here. Anything
 * else is reported.
 */
const UNUSED: ReadonlySet<string> = new Set([
  'address',
  'building',
  'detail',
  'footprint',
  'occupant',
  'relationship',
]);

const NOT_WGS_84 = 'is not WGS 84; export longitude and latitude (EPSG:4326), without a crs';

/** store-feed.md: turns longitude and latitude into metres along and into the store. */
const Manifest = z.looseObject({
  local_frame: z.object({
    origin: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
    rotation: z.number().min(-360).max(360),
    unit: z.literal('metre'),
  }),
});

const Feature = z.looseObject({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).nullish(),
  geometry: z.looseObject({ type: z.string() }).nullish(),
  properties: z.looseObject({ aisle: z.unknown().optional() }).nullish(),
});
const Collection = z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(Feature) });

/** What is read of `map/`: one compact JSON text a file, by name without extension, and the aisles on it. */
export interface FeedMap {
  readonly files: { name: string; json: string }[];
  readonly aisles: Set<string>;
}

/** Reads `map/` and checks it. */
export async function readMap(source: FeedSource, problems: FeedProblems): Promise<FeedMap> {
  const map: FeedMap = { files: [], aisles: new Set() };
  const names = new Set(
    (await source.names()).filter((name) => name.startsWith('map/')).map((name) => name.slice('map/'.length)),
  );
  if (names.size === 0) {
    problems.warn({
      file: 'map/',
      message: 'is missing; the terminal will show no floor plan and the base can not drive',
    });
    return map;
  }
  /** The file of such a name, whatever its case; each is taken once. */
  const take = (...wanted: string[]): string | undefined => {
    const found = [...names].find((name) => wanted.includes(name.toLowerCase()));
    if (found !== undefined) names.delete(found);
    return found && `map/${found}`;
  };
  const manifest = await readManifest(source, take('manifest.json') ?? 'map/manifest.json', map, problems);
  const read = new Map<string, MapFile>();
  for (const name of FEATURES) {
    const file = take(`${name}.geojson`, `${name}.json`);
    const features = file && (await readFeatures(source, file, name, map, problems));
    if (features) read.set(name, { file, features });
    if (!file) tellMissing(name, problems);
  }
  if (manifest) checkMap(read, manifest.local_frame, problems);
  for (const name of [...names].sort()) await checkUnread(source, name, problems);
  return map;
}

async function readManifest(
  source: FeedSource,
  file: string,
  map: FeedMap,
  problems: FeedProblems,
): Promise<z.infer<typeof Manifest> | undefined> {
  const manifest = await readJson(source, file, Manifest, problems);
  if (!manifest) return undefined;
  map.files.push({ name: 'manifest', json: JSON.stringify(manifest.raw) });
  const foreign = foreignCrs(manifest.raw);
  if (foreign) problems.error({ file, column: 'crs', message: `${foreign} ${NOT_WGS_84}` });
  return manifest.value;
}

/** The features of one file, with ids of their own and coordinates on WGS 84; nothing where it can't be read. */
async function readFeatures(
  source: FeedSource,
  file: string,
  name: (typeof FEATURES)[number],
  map: FeedMap,
  problems: FeedProblems,
): Promise<MapFile['features'] | undefined> {
  const json = await readJson(source, file, Collection, problems);
  if (!json) return undefined;
  map.files.push({ name, json: JSON.stringify(json.raw) });
  const { features } = json.value;
  checkCrs(file, json.value, problems);
  if (name === 'level' && features.length === 0)
    problems.error({ file, message: 'has no level, so no wall is known to the robot; export it' });
  const seen = new Set<string>();
  for (const { id, properties, geometry } of features) {
    if (id != null && seen.has(String(id)))
      problems.error({ file, column: 'id', message: `two features have the id '${id}'` });
    if (id != null) seen.add(String(id));
    if (name === 'fixture' && properties?.aisle != null && partsOf(geometry).polygons.length > 0)
      map.aisles.add(String(properties.aisle).trim());
  }
  return features;
}

function tellMissing(name: (typeof FEATURES)[number], problems: FeedProblems): void {
  const file = `map/${name}.geojson`;
  const lost = NEEDED[name];
  if (lost) problems.error({ file, message: lost });
  else if (!OPTIONAL.has(name)) problems.warn({ file, message: 'is missing' });
}

/** A file that nobody reads: said where it is none of IMDF's, refused where it holds what must not be lost. */
async function checkUnread(source: FeedSource, name: string, problems: FeedProblems): Promise<void> {
  const file = `map/${name}`;
  const held = /json$/i.test(name) ? await heldIn(source, file) : undefined;
  if (held !== undefined)
    return problems.error({
      file,
      message: `is not read, and holds ${held}; put shelves into map/fixture.geojson, closed floor into map/geofence.geojson`,
    });
  if (!UNUSED.has(name.toLowerCase().replace(/\.(?:geo)?json$/, '')))
    problems.warn({ file, message: 'unknown file, ignored' });
}

/** What a file that is not read says of shelves and of the robot, which must not be lost. */
async function heldIn(source: FeedSource, file: string): Promise<string | undefined> {
  const read = await readJson(source, file, z.object({ features: z.array(z.unknown()) }), new FeedProblems());
  for (const feature of read?.value.features ?? []) {
    const properties = Feature.safeParse(feature).data?.properties;
    if (properties?.['robot'] != null) return 'floor closed to the robot (robot)';
    if (properties?.aisle != null) return 'shelves (aisle)';
  }
  return undefined;
}

/**
 * Coordinates in another reference system than WGS 84 would put the plan anywhere; the first of a file is
 * named.
 */
function checkCrs(file: string, collection: z.infer<typeof Collection>, problems: FeedProblems): void {
  const where = [
    { value: collection as unknown, id: undefined as string | number | null | undefined },
    ...collection.features.flatMap((feature) =>
      [feature, feature.geometry].map((value) => ({ value: value as unknown, id: feature.id })),
    ),
  ];
  for (const { value, id } of where) {
    const crs = foreignCrs(value);
    if (!crs) continue;
    problems.error({
      file,
      column: 'crs',
      message: `${id == null ? '' : `feature '${id}': `}${crs} ${NOT_WGS_84}`,
    });
    return;
  }
}
