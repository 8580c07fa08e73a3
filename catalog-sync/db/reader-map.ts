import { z } from 'zod';
import type { Area, LevelName, LevelPlan, Point, StoreMap } from '../../main/contract';
import { partsOf, type Position } from '../map/geometry';
import { projector } from '../map/local-frame';
import { zoneKind } from '../map/zones';
import { Feature } from './feature';
import { levelsOf } from './reader-levels';

/**
 * The floor plan's IMDF files as the `map` table holds them (IMDF 1.0.0, OGC 20-094; store-feed.md for
 * `local_frame` and `aisle`).
 */

const LocalFrame = z.looseObject({
  origin: z.tuple([z.number(), z.number()]),
  rotation: z.number().default(0),
});
const Collection = z.looseObject({ features: z.array(z.unknown()) });
/** What is there but can't be read: something without a place. */
const UNREADABLE: Feature = { geometry: undefined };

/** The plan in the store's local frame, metres; undefined where the feed has no usable plan. */
export function storeMapOf(files: ReadonlyMap<string, string>): StoreMap | undefined {
  const manifest = parse(files.get('manifest'));
  const frame = LocalFrame.safeParse((manifest as { local_frame?: unknown } | undefined)?.local_frame);
  if (!frame.success) return undefined;
  const local = projector(frame.data);
  const read = new Map<string, Feature[]>();
  const features = (name: string): Feature[] => {
    const known = read.get(name) ?? featuresOf(files.get(name));
    read.set(name, known);
    return known;
  };
  const areas = (feature: Feature): Omit<Area, 'id'>[] => areasOf(feature.geometry, local);
  const centre = (feature: Feature): Point | undefined => {
    const shown = partsOf(feature.properties?.['display_point']);
    const { points, lines, polygons } = shown.points.length > 0 ? shown : partsOf(feature.geometry);
    const all = [...points, ...lines.flat(), ...polygons.flat(2)].map(local);
    if (all.length === 0) return undefined;
    return [round(mean(all.map((p) => p[0]))), round(mean(all.map((p) => p[1])))];
  };
  const anchors = (name: string, on: (feature: Feature) => boolean) =>
    features(name).flatMap((feature, i) => {
      const at = centre(feature);
      if (!at || !on(feature)) return [];
      const heading = feature.properties?.['heading'];
      return [{ id: idOf(feature, i), at, ...(typeof heading === 'number' ? { heading } : {}) }];
    });
  /**
   * Floor the robot keeps off or takes one way: by the feed's own `robot` property, or by what IMDF says of
   * the place.
   */
  const zones = (on: (feature: Feature) => boolean): NonNullable<LevelPlan['zones']> =>
    ['unit', 'geofence'].flatMap((name) =>
      features(name).flatMap((feature, i) => {
        const kind = zoneKind(feature.properties);
        const heading = feature.properties?.['heading'];
        if (!kind || !on(feature)) return [];
        return areas(feature).map((area) => ({
          id: idOf(feature, i),
          kind,
          ...area,
          ...(typeof heading === 'number' ? { heading } : {}),
        }));
      }),
    );
  const planOf = (on: (feature: Feature) => boolean): LevelPlan => {
    const closed = zones(on);
    return {
      outline: features('level')
        .filter(on)
        .flatMap((feature) => areas(feature).flatMap(({ outline, holes = [] }) => [outline, ...holes])),
      fixtures: features('fixture').flatMap((feature, i) => {
        if (!on(feature)) return [];
        const said = {
          ...optional('aisle', text(feature, 'aisle')),
          ...optional('bay', text(feature, 'bay')),
          ...optional('name', nameOf(feature)),
        };
        return areas(feature).map((area) => ({ id: idOf(feature, i), ...area, ...said }));
      }),
      amenities: features('amenity').flatMap((feature, i) => {
        const at = centre(feature);
        return at && on(feature)
          ? [
              {
                id: idOf(feature, i),
                category: text(feature, 'category') ?? 'unspecified',
                at,
                ...optional('name', nameOf(feature)),
              },
            ]
          : [];
      }),
      openings: features('opening')
        .filter(on)
        .flatMap((feature, i) =>
          partsOf(feature.geometry).lines.map((line) => ({ id: idOf(feature, i), line: line.map(local) })),
        ),
      kiosks: anchors('kiosk', on),
      anchors: anchors('anchor', on),
      ...(closed.length > 0 ? { zones: closed } : {}),
    };
  };
  const levels = levelsOf(features, (feature) => ({ ...optional('name', nameOf(feature)) }));
  if (levels.floors.length < 2) return { ...planOf(() => true), ...optional('level', levels.floors[0]) };
  const floor = (level: LevelName): LevelPlan & { level: LevelName } => ({
    ...planOf((feature) => levels.floorsOf(feature).has(level.ordinal)),
    level,
  });
  const others = levels.floors.filter((level) => level.ordinal !== levels.home.ordinal);
  return { ...floor(levels.home), otherLevels: others.map(floor) };
}

/**
 * The areas of a geometry in metres. A line is an area without width: a wall or shelf drawn so still stands
 * in the way. What can't be read, or only in part, is an area without a place, which the
 * robot's planner refuses to drive around.
 */
function areasOf(geometry: unknown, local: (position: Position) => Point): Omit<Area, 'id'>[] {
  const { polygons, lines, points, faults } = partsOf(geometry);
  if (faults.length > 0) return [{ outline: [] }];
  return [
    ...polygons.map(([outer = [], ...holes]) => ({
      outline: outer.map(local),
      ...(holes.length > 0 ? { holes: holes.map((hole) => hole.map(local)) } : {}),
    })),
    ...lines.map((line) => ({ outline: line.map(local) })),
    ...points.map((point) => ({ outline: [local(point)] })),
  ];
}

function featuresOf(json: string | undefined): Feature[] {
  if (json === undefined) return [];
  const collection = Collection.safeParse(parse(json));
  return collection.success
    ? collection.data.features.map((feature) => Feature.safeParse(feature).data ?? UNREADABLE)
    : [UNREADABLE];
}

function parse(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function text(feature: Feature, property: string): string | undefined {
  const value = feature.properties?.[property];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** IMDF labels are objects by language tag; `zh-Hans` counts as zh. */
function nameOf(feature: Feature): { zh?: string; en?: string } | undefined {
  const name = feature.properties?.['name'];
  if (typeof name !== 'object' || name === null)
    return typeof name === 'string' ? { zh: name, en: name } : undefined;
  const out: { zh?: string; en?: string } = {};
  for (const [tag, label] of Object.entries(name)) {
    if (typeof label !== 'string') continue;
    if (tag.startsWith('zh')) out.zh ??= label;
    if (tag.startsWith('en')) out.en ??= label;
  }
  return out.zh === undefined && out.en === undefined ? undefined : out;
}

function idOf(feature: Feature, index: number): string {
  return feature.id === undefined || feature.id === null ? String(index) : String(feature.id);
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
