import { z } from 'zod';
import { partsOf } from '../../map/geometry';
import { readJson } from './json-file';
import { checkMap, type MapFile } from './map-checks';
import { foreignCrs } from './map-crs';
import type { FeedProblems } from './problems';
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
] as const;
const OPTIONAL: ReadonlySet<string> = new Set(['unit', 'geofence']);
/**
 * The other feature types of IMDF 1.0.0 (OGC 20-094): part of a proper archive, of no use here. Anything
 * else is reported.
 */
const UNUSED = ['address', 'building', 'detail', 'footprint', 'occupant', 'relationship', 'section'] as const;

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

/** Reads `map/`: one compact JSON text a file, by name without extension, and the aisles that stand on it. */
export async function readMap(
  source: FeedSource,
  problems: FeedProblems,
): Promise<{ files: { name: string; json: string }[]; aisles: Set<string> }> {
  const aisles = new Set<string>();
  const names = new Set(
    (await source.names()).filter((name) => name.startsWith('map/')).map((name) => name.slice('map/'.length)),
  );
  if (names.size === 0) {
    problems.warn({
      file: 'map/',
      message: 'is missing; the terminal will show no floor plan and the base can not drive',
    });
    return { files: [], aisles };
  }
  const files: { name: string; json: string }[] = [];
  const read = new Map<string, MapFile>();
  const manifest = await readJson(source, 'map/manifest.json', Manifest, problems);
  if (manifest) files.push({ name: 'manifest', json: JSON.stringify(manifest.raw) });
  names.delete('manifest.json');
  for (const name of FEATURES) {
    const entry = [`${name}.geojson`, `${name}.json`].find((candidate) => names.delete(candidate));
    if (!entry) {
      if (OPTIONAL.has(name)) continue;
      problems.warn({ file: `map/${name}.geojson`, message: 'is missing' });
      continue;
    }
    const file = `map/${entry}`;
    const json = await readJson(source, file, Collection, problems);
    if (!json) continue;
    files.push({ name, json: JSON.stringify(json.raw) });
    const { features } = json.value;
    read.set(name, { file, features });
    checkCrs(file, json.value, problems);
    const seen = new Set<string | number>();
    for (const { id, properties, geometry } of features) {
      if (id != null && seen.has(id))
        problems.error({ file, column: 'id', message: `two features have the id '${id}'` });
      if (id != null) seen.add(id);
      if (name === 'fixture' && properties?.aisle != null && partsOf(geometry).polygons.length > 0)
        aisles.add(String(properties.aisle).trim());
    }
  }
  if (manifest) checkMap(read, manifest.value.local_frame, problems);
  for (const name of UNUSED) for (const ending of ['geojson', 'json']) names.delete(`${name}.${ending}`);
  for (const name of [...names].sort())
    problems.warn({ file: `map/${name}`, message: 'unknown file, ignored' });
  return { files, aisles };
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
      message: `${id == null ? '' : `feature '${id}': `}${crs} is not WGS 84; export longitude and latitude (EPSG:4326), without a crs`,
    });
    return;
  }
}
