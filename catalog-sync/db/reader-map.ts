import { z } from 'zod';
import type { LevelName, LevelPlan, Point, StoreMap } from '../../main/contract';
import { levelsOf } from './reader-levels';

/** The floor plan's IMDF files as the `map` table holds them (IMDF 1.0.0, OGC 20-094; store-feed.md for `local_frame` and `aisle`). */

const LocalFrame = z.looseObject({ origin: z.tuple([z.number(), z.number()]), rotation: z.number().default(0) });
const Position = z.array(z.number()).min(2);
const Geometry = z.looseObject({ type: z.string(), coordinates: z.unknown() }).nullable();
const Feature = z.looseObject({ id: z.union([z.string(), z.number()]).optional(), geometry: Geometry.optional(), properties: z.looseObject({}).nullish() });
const Collection = z.looseObject({ features: z.array(Feature) });
export type Feature = z.infer<typeof Feature>;

// Metres a degree on the WGS 84 ellipsoid (series of the geodesy textbooks, good to a millimetre over a shop).
function metresPerDegree(latitude: number): { lon: number; lat: number } {
  const phi = (latitude * Math.PI) / 180;
  return {
    lat: 111132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi) - 0.0023 * Math.cos(6 * phi),
    lon: 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
  };
}

/** The plan in the store's local frame, metres; undefined where the feed has no usable plan. */
export function storeMapOf(files: ReadonlyMap<string, string>): StoreMap | undefined {
  const manifest = parse(files.get('manifest'));
  const frame = LocalFrame.safeParse((manifest as { local_frame?: unknown } | undefined)?.local_frame);
  if (!frame.success) return undefined;
  const [lon0, lat0] = frame.data.origin;
  const scale = metresPerDegree(lat0);
  const turn = (frame.data.rotation * Math.PI) / 180;
  const local = (position: readonly number[]): Point => {
    const east = (position[0]! - lon0) * scale.lon;
    const north = (position[1]! - lat0) * scale.lat;
    return [round(east * Math.cos(turn) + north * Math.sin(turn)), round(-east * Math.sin(turn) + north * Math.cos(turn))];
  };
  const features = (name: string): Feature[] => {
    const read = Collection.safeParse(parse(files.get(name)));
    return read.success ? read.data.features : [];
  };
  const ringsOf = (feature: Feature): Point[][] => polygons(feature).flatMap((polygon) => polygon.map((ring) => ring.map(local)));
  const centre = (feature: Feature): Point | undefined => {
    const display = Geometry.safeParse(feature.properties?.['display_point']);
    const points = [...positions(feature.geometry?.coordinates)];
    const shown = display.success && display.data ? [...positions(display.data.coordinates)] : points;
    if (shown.length === 0) return undefined;
    const all = shown.map(local);
    return [round(mean(all.map((p) => p[0]))), round(mean(all.map((p) => p[1])))];
  };
  const anchors = (name: string, on: (feature: Feature) => boolean) =>
    features(name).flatMap((feature, i) => {
      const at = centre(feature);
      if (!at || !on(feature)) return [];
      const heading = feature.properties?.['heading'];
      return [{ id: idOf(feature, i), at, ...(typeof heading === 'number' ? { heading } : {}) }];
    });
  /** Floor the robot keeps off or takes one way: by the feed's own `robot` property, or by what IMDF says of the place. */
  const zones = (on: (feature: Feature) => boolean): NonNullable<LevelPlan['zones']> =>
    ['unit', 'geofence'].flatMap((name) =>
      features(name).flatMap((feature, i) => {
        const kind = zoneKind(feature);
        const heading = feature.properties?.['heading'];
        if (!kind || !on(feature) || (kind === 'one_way' && typeof heading !== 'number')) return [];
        return ringsOf(feature).slice(0, 1).map((outline) => ({ id: idOf(feature, i), kind, outline, ...(typeof heading === 'number' ? { heading } : {}) }));
      }),
    );
  const planOf = (on: (feature: Feature) => boolean): LevelPlan => {
    const closed = zones(on);
    return {
      outline: features('level').filter(on).flatMap(ringsOf),
      fixtures: features('fixture').flatMap((feature, i) => {
        const outline = ringsOf(feature)[0];
        if (!outline || !on(feature)) return [];
        return [{ id: idOf(feature, i), outline, ...optional('aisle', text(feature, 'aisle')), ...optional('bay', text(feature, 'bay')), ...optional('name', nameOf(feature)) }];
      }),
      amenities: features('amenity').flatMap((feature, i) => {
        const at = centre(feature);
        return at && on(feature) ? [{ id: idOf(feature, i), category: text(feature, 'category') ?? 'unspecified', at, ...optional('name', nameOf(feature)) }] : [];
      }),
      openings: features('opening').filter(on).map((feature, i) => ({ id: idOf(feature, i), line: [...positions(feature.geometry?.coordinates)].map(local) })),
      kiosks: anchors('kiosk', on),
      anchors: anchors('anchor', on),
      ...(closed.length > 0 ? { zones: closed } : {}),
    };
  };
  const levels = levelsOf(features, (feature) => ({ ...optional('name', nameOf(feature)) }));
  if (levels.floors.length < 2) return { ...planOf(() => true), ...optional('level', levels.floors[0]) };
  const floor = (level: LevelName): LevelPlan & { level: LevelName } => ({ ...planOf((feature) => levels.floorOf(feature) === level.ordinal), level });
  const others = levels.floors.filter((level) => level.ordinal !== levels.home.ordinal);
  return { ...floor(levels.home), otherLevels: others.map(floor) };
}

/** IMDF unit categories (Units, "category") that are no floor for wheels, and the geofence category of a building site. */
const NO_WHEELS = new Set(['column', 'elevator', 'escalator', 'fieldofplay', 'movingwalkway', 'nonpublic', 'opentobelow', 'ramp', 'stairs', 'steps', 'structure', 'underconstruction']);

function zoneKind(feature: Feature): 'no_go' | 'one_way' | undefined {
  const said = text(feature, 'robot');
  if (said === 'no_go' || said === 'one_way') return said;
  return NO_WHEELS.has(text(feature, 'category') ?? '') ? 'no_go' : undefined;
}

function parse(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function* positions(coordinates: unknown): Generator<number[]> {
  if (!Array.isArray(coordinates)) return;
  const position = Position.safeParse(coordinates);
  if (position.success) yield position.data;
  else for (const part of coordinates) yield* positions(part);
}

function polygons(feature: Feature): number[][][][] {
  const geometry = feature.geometry;
  if (!geometry || !Array.isArray(geometry.coordinates)) return [];
  const raw = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return raw.map((polygon) => (Array.isArray(polygon) ? polygon.map((ring) => [...positions(ring)]) : []));
}

function text(feature: Feature, property: string): string | undefined {
  const value = feature.properties?.[property];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** IMDF labels are objects by language tag; `zh-Hans` counts as zh. */
function nameOf(feature: Feature): { zh?: string; en?: string } | undefined {
  const name = feature.properties?.['name'];
  if (typeof name !== 'object' || name === null) return typeof name === 'string' ? { zh: name, en: name } : undefined;
  const out: { zh?: string; en?: string } = {};
  for (const [tag, label] of Object.entries(name)) {
    if (typeof label !== 'string') continue;
    if (tag.startsWith('zh')) out.zh ??= label;
    if (tag.startsWith('en')) out.en ??= label;
  }
  return out.zh === undefined && out.en === undefined ? undefined : out;
}

function idOf(feature: Feature, index: number): string {
  return feature.id === undefined ? String(index) : String(feature.id);
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
