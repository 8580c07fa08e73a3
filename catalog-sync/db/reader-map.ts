import { z } from 'zod';
import type { Area, LevelName, LevelPlan, Point, StoreMap } from '../../main/contract';
import { partsOf, type Position } from '../map/geometry';
import { projector } from '../map/local-frame';
import { ZONE_FILES, zoneKind } from '../map/zones';
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
  const plan = new ReadPlan(files, projector(frame.data));
  const levels = levelsOf(
    (name) => plan.features(name),
    (feature) => ({ ...optional('name', nameOf(feature)) }),
  );
  if (levels.floors.length < 2) return { ...plan.level(() => true), ...optional('level', levels.floors[0]) };
  const floor = (level: LevelName): LevelPlan & { level: LevelName } => ({
    ...plan.level((feature) => levels.floorsOf(feature).has(level.ordinal)),
    level,
  });
  const others = levels.floors.filter((level) => level.ordinal !== levels.home.ordinal);
  return { ...floor(levels.home), otherLevels: others.map(floor) };
}

/** Whether a feature stands on the floor that is asked for. */
type On = (feature: Feature) => boolean;

/** The files' features, and what of them makes up one floor. */
class ReadPlan {
  private readonly read = new Map<string, Feature[]>();

  constructor(
    private readonly files: ReadonlyMap<string, string>,
    private readonly local: (position: Position) => Point,
  ) {}

  features(name: string): Feature[] {
    const known = this.read.get(name) ?? featuresOf(this.files.get(name));
    this.read.set(name, known);
    return known;
  }

  level(on: On): LevelPlan {
    const closed = this.zones(on);
    return {
      outline: this.features('level')
        .filter(on)
        .flatMap((feature) => this.areas(feature).flatMap(({ outline, holes = [] }) => [outline, ...holes])),
      fixtures: this.fixtures(on),
      amenities: this.amenities(on),
      openings: this.features('opening')
        .filter(on)
        .flatMap((feature, i) => {
          // A door drawn as an area is shown by its outline.
          const { lines, polygons } = partsOf(feature.geometry);
          return [...lines, ...polygons.flat()].map((line) => ({
            id: idOf(feature, i),
            line: line.map(this.local),
          }));
        }),
      kiosks: this.anchors('kiosk', on),
      anchors: this.anchors('anchor', on),
      ...(closed.length > 0 ? { zones: closed } : {}),
    };
  }

  private areas(feature: Feature): Omit<Area, 'id'>[] {
    return areasOf(feature.geometry, this.local);
  }

  /**
   * Where a feature is: its display point, else the middle of each of its parts. Between two terminals or
   * toilets there is none.
   */
  private places(feature: Feature, index: number): { id: string; at: Point }[] {
    const shown = partsOf(feature.properties?.['display_point']);
    const { points, lines, polygons } = partsOf(feature.geometry);
    const parts =
      shown.points.length > 0
        ? [shown.points]
        : [...points.map((point) => [point]), ...lines, ...polygons.map(([outer = []]) => corners(outer))];
    return parts
      .filter((part) => part.length > 0)
      .map((part, k) => {
        const all = part.map(this.local);
        return {
          id: k === 0 ? idOf(feature, index) : `${idOf(feature, index)}#${k + 1}`,
          at: [round(mean(all.map((p) => p[0]))), round(mean(all.map((p) => p[1])))],
        };
      });
  }

  private fixtures(on: On): LevelPlan['fixtures'] {
    return this.features('fixture').flatMap((feature, i) => {
      if (!on(feature)) return [];
      const said = {
        ...optional('aisle', text(feature, 'aisle')),
        ...optional('bay', text(feature, 'bay')),
        ...optional('name', nameOf(feature)),
      };
      return this.areas(feature).map((area) => ({ id: idOf(feature, i), ...area, ...said }));
    });
  }

  private amenities(on: On): LevelPlan['amenities'] {
    return this.features('amenity').flatMap((feature, i) => {
      if (!on(feature)) return [];
      const category = text(feature, 'category') ?? 'unspecified';
      return this.places(feature, i).map((place) => ({
        ...place,
        category,
        ...optional('name', nameOf(feature)),
      }));
    });
  }

  private anchors(name: string, on: On): LevelPlan['anchors'] {
    return this.features(name).flatMap((feature, i) => {
      if (!on(feature)) return [];
      return this.places(feature, i).map((place) => ({ ...place, ...headingOf(feature) }));
    });
  }

  /**
   * Floor the robot keeps off or takes one way: by the feed's own `robot` property, or by what IMDF says of
   * the place.
   */
  private zones(on: On): NonNullable<LevelPlan['zones']> {
    return ZONE_FILES.flatMap((name) =>
      this.features(name).flatMap((feature, i) => {
        const kind = zoneKind(feature.properties);
        if (!kind || !on(feature)) return [];
        return this.areas(feature).map((area) => ({
          id: idOf(feature, i),
          kind,
          ...area,
          ...headingOf(feature),
        }));
      }),
    );
  }
}

function headingOf(feature: Feature): { heading?: number } {
  const heading = feature.properties?.['heading'];
  return typeof heading === 'number' ? { heading } : {};
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

/** The corners of a ring, each once. */
function corners(ring: readonly Position[]): readonly Position[] {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  const closed = ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return closed ? ring.slice(0, -1) : ring;
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
