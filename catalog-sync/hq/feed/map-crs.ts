import { z } from 'zod';

/**
 * The names by which WGS 84 with longitude and latitude goes: GeoJSON of 2008, OGC's addresses, PROJ and ESRI.
 * RFC 7946 knows nothing else and has no `crs`.
 */
const WGS_84 =
  /^(?:(?:urn:ogc:def:crs:|https?:\/\/www\.opengis\.net\/def\/crs\/)?(?:(?:OGC[:/](?:(?:1\.3|0)?[:/])?)?CRS84h?|EPSG[:/](?:[\d.]*[:/])?4326)|(?:GCS_)?WGS[ _]?(?:19)?84)$/i;

const Crs = z.union([
  z.string(),
  z.object({ properties: z.object({ name: z.string() }) }).transform(({ properties }) => properties.name),
  z
    .object({ properties: z.object({ code: z.union([z.string(), z.number()]) }) })
    .transform(({ properties }) => `EPSG:${properties.code}`),
]);

/**
 * The reference system of a GeoJSON object (`crs`, or `coordRefSys` of JSON-FG) where it is another than WGS
 * 84, as text; undefined where all is well.
 */
export function foreignCrs(value: unknown): string | undefined {
  const { crs, coordRefSys } = (value ?? {}) as { crs?: unknown; coordRefSys?: unknown };
  for (const said of [crs, coordRefSys]) {
    if (said === undefined || said === null) continue;
    const name = Crs.safeParse(said).data;
    if (name === undefined) return JSON.stringify(said).slice(0, 80);
    if (!WGS_84.test(name.trim())) return name.slice(0, 80);
  }
  return undefined;
}
