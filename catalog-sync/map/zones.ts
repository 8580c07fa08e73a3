/**
 * IMDF unit categories (Units, "category") that are no floor for wheels: shafts, steps, walls by what they are
 * built of, plants, roads and rooms that are none of the shoppers'; and the geofence category of a building site.
 */
const NO_WHEELS = new Set([
  'brick',
  'column',
  'concrete',
  'drywall',
  'elevator',
  'escalator',
  'fieldofplay',
  'glass',
  'movingwalkway',
  'nonpublic',
  'opentobelow',
  'ramp',
  'road',
  'serverroom',
  'stairs',
  'steps',
  'storage',
  'structure',
  'underconstruction',
  'vegetation',
  'wood',
]);

/** The IMDF files whose features close floor. */
export const ZONE_FILES: readonly string[] = ['unit', 'geofence', 'section'];

type Properties = Readonly<Record<string, unknown>> | null | undefined;
export type ZoneKind = 'no_go' | 'one_way';

/** The feed's own `robot` property: 'No-Go' is meant as `no_go`. What is neither is told as it stands. */
function saidOf(properties: Properties): ZoneKind | { unknown: unknown } | undefined {
  const said = properties?.['robot'];
  if (said === undefined || said === null || said === '') return undefined;
  const word = typeof said === 'string' ? said.toLowerCase().replace(/[^a-z]/g, '') : '';
  if (word === 'nogo') return 'no_go';
  return word === 'oneway' ? 'one_way' : { unknown: said };
}

/**
 * Whether a unit, geofence or section closes its floor to the robot: by the feed's own `robot` property, or by
 * what IMDF says of the place (`category`, `restriction`). What a feed says of the robot and nobody
 * understands closes it.
 */
export function zoneKind(properties: Properties): ZoneKind | undefined {
  const said = saidOf(properties);
  if (said !== undefined) return typeof said === 'string' ? said : 'no_go';
  if (typeof properties?.['restriction'] === 'string' && properties['restriction'].trim() !== '')
    return 'no_go';
  const category = properties?.['category'];
  return typeof category === 'string' && NO_WHEELS.has(category.trim().toLowerCase()) ? 'no_go' : undefined;
}

/** What stands in `robot` and is neither word; undefined where all is well. */
export function unknownZone(properties: Properties): string | undefined {
  const said = saidOf(properties);
  return typeof said === 'object' ? JSON.stringify(said.unknown).slice(0, 40) : undefined;
}
