import { z } from 'zod';

/**
 * The names GeoJSON of 2008 gave to longitude and latitude on WGS 84; RFC 7946 knows nothing else and has no
 * `crs`.
 */
const WGS_84 = /^(?:urn:ogc:def:crs:)?(?:OGC:(?:1\.3:)?:?CRS84|EPSG::?4326)$/i;

const Crs = z.object({ properties: z.object({ name: z.string() }) });

/** The `crs` of a GeoJSON object where it is another than WGS 84, as text; undefined where all is well. */
export function foreignCrs(value: unknown): string | undefined {
  const crs = (value as { crs?: unknown } | null)?.crs;
  if (crs === undefined || crs === null) return undefined;
  const name = Crs.safeParse(crs).data?.properties.name;
  if (name === undefined) return JSON.stringify(crs).slice(0, 80);
  return WGS_84.test(name.trim()) ? undefined : name.slice(0, 80);
}
