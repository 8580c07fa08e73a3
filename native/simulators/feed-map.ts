import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Point, StoreMap } from '../../main/contract';

interface Feature {
  id: string;
  geometry: { type: string; coordinates: unknown };
  properties: {
    display_point?: { coordinates?: Point } | null;
    aisle?: string;
    bay?: string;
    category?: string;
    heading?: number;
    name?: { zh?: string; en?: string };
  };
}

interface LocalFrame {
  origin: Point;
  /** Degrees. */
  rotation: number;
}

/** From longitude and latitude to the local frame. */
function toMetres({ origin, rotation }: LocalFrame): (point: Point) => Point {
  const latitude = (origin[1] * Math.PI) / 180;
  const e2 = 0.00669437999014;
  const n = 6_378_137 / Math.sqrt(1 - e2 * Math.sin(latitude) ** 2);
  const perLongitude = (n * Math.cos(latitude) * Math.PI) / 180;
  const perLatitude = ((n * (1 - e2)) / (1 - e2 * Math.sin(latitude) ** 2)) * (Math.PI / 180);
  const turn = (rotation * Math.PI) / 180;
  return ([longitude, lat]) => {
    const east = (longitude - origin[0]) * perLongitude;
    const north = (lat - origin[1]) * perLatitude;
    return [east * Math.cos(turn) + north * Math.sin(turn), -east * Math.sin(turn) + north * Math.cos(turn)];
  };
}

/**
 * Reads the `map` folder of a store feed into metres, so that the simulated base stands where the terminal of
 * that store stands, between that store's shelves. For simulators, tests and benchmarks only: the terminal
 * gets its map from the catalog. Uses the tangent plane at the local frame's origin (WGS 84 radii), which is
 * right to a millimetre over a store.
 */
export function readFeedMap(folder: string): StoreMap {
  const read = (name: string): Feature[] => {
    const file = join(folder, `${name}.geojson`);
    return existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] }).features
      : [];
  };
  const { local_frame: frame } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    local_frame: LocalFrame;
  };
  const local = toMetres(frame);
  const polygons = (feature: Feature): Point[][][] => {
    const all =
      feature.geometry.type === 'MultiPolygon'
        ? (feature.geometry.coordinates as Point[][][])
        : [feature.geometry.coordinates as Point[][]];
    return all.map((polygon) => polygon.map((ring) => ring.slice(0, -1).map(local)));
  };
  const rings = (feature: Feature): Point[][] => polygons(feature).flat();
  const point = (feature: Feature): Point => {
    const shown = feature.properties.display_point?.coordinates;
    if (shown) return local(shown);
    if (feature.geometry.type === 'Point') return local(feature.geometry.coordinates as Point);
    const ring = rings(feature)[0]!;
    return [
      ring.reduce((sum, p) => sum + p[0], 0) / ring.length,
      ring.reduce((sum, p) => sum + p[1], 0) / ring.length,
    ];
  };
  return {
    outline: read('level').flatMap(rings),
    fixtures: read('fixture').flatMap((f) =>
      polygons(f).map(([outline = [], ...holes]) => ({
        id: f.id,
        outline,
        holes,
        aisle: f.properties.aisle,
        bay: f.properties.bay,
        name: f.properties.name,
      })),
    ),
    amenities: read('amenity').map((f) => ({
      id: f.id,
      category: f.properties.category ?? 'unspecified',
      at: point(f),
    })),
    openings: [],
    kiosks: read('kiosk').map((f) => ({ id: f.id, at: point(f), heading: f.properties.heading })),
    anchors: read('anchor').map((f) => ({ id: f.id, at: point(f) })),
  };
}
