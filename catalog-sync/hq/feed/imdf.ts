import { z } from 'zod';
import { readJson } from './json-file';
import type { FeedProblems } from './problems';
import type { FeedSource } from './source';

/** The IMDF files that the terminal uses, and those of them that a plan may well do without. */
const FEATURES = ['venue', 'level', 'fixture', 'amenity', 'opening', 'kiosk', 'anchor', 'unit', 'geofence'] as const;
const OPTIONAL: ReadonlySet<string> = new Set(['unit', 'geofence']);
/** The other feature types of IMDF 1.0.0 (OGC 20-094): part of a proper archive, of no use here. Anything else is reported. */
const UNUSED = ['address', 'building', 'detail', 'footprint', 'occupant', 'relationship', 'section'] as const;

/** store-feed.md: turns longitude and latitude into metres along and into the store. */
const Manifest = z.looseObject({
  local_frame: z.object({
    origin: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
    rotation: z.number(),
    unit: z.literal('metre'),
  }),
});

const Feature = z.looseObject({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.looseObject({ type: z.string(), coordinates: z.unknown() }).nullable(),
  properties: z.looseObject({ aisle: z.unknown().optional() }).nullable(),
});
const Collection = z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(Feature) });

/** Reads `map/`: one compact JSON text a file, by name without extension, and the aisles that stand on it. */
export async function readMap(
  source: FeedSource,
  problems: FeedProblems,
): Promise<{ files: { name: string; json: string }[]; aisles: Set<string> }> {
  const aisles = new Set<string>();
  const names = new Set((await source.names()).filter((name) => name.startsWith('map/')).map((name) => name.slice('map/'.length)));
  if (names.size === 0) {
    problems.warn({ file: 'map/', message: 'is missing; the terminal will show no floor plan and the base can not drive' });
    return { files: [], aisles };
  }
  const files: { name: string; json: string }[] = [];
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
    const read = await readJson(source, file, Collection, problems);
    if (!read) continue;
    files.push({ name, json: JSON.stringify(read.raw) });
    const seen = new Set<string | number>();
    for (const { id, properties } of read.value.features) {
      if (id !== undefined && seen.has(id)) problems.error({ file, column: 'id', message: `two features have the id '${id}'` });
      if (id !== undefined) seen.add(id);
      if (name === 'fixture' && properties?.aisle != null) aisles.add(String(properties.aisle).trim());
    }
  }
  for (const name of UNUSED) for (const ending of ['geojson', 'json']) names.delete(`${name}.${ending}`);
  for (const name of [...names].sort()) problems.warn({ file: `map/${name}`, message: 'unknown file, ignored' });
  return { files, aisles };
}
