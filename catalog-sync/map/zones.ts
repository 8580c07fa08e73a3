/**
 * IMDF unit categories (Units, "category") that are no floor for wheels, and the geofence category of a
 * building site.
 */
const NO_WHEELS = new Set([
  'column',
  'elevator',
  'escalator',
  'fieldofplay',
  'movingwalkway',
  'nonpublic',
  'opentobelow',
  'ramp',
  'stairs',
  'steps',
  'structure',
  'underconstruction',
]);

/**
 * Whether a unit or geofence closes its floor to the robot: by the feed's own `robot` property, or by what
 * IMDF says of the place.
 */
export function zoneKind(
  properties: Readonly<Record<string, unknown>> | null | undefined,
): 'no_go' | 'one_way' | undefined {
  const said = properties?.['robot'];
  if (said === 'no_go' || said === 'one_way') return said;
  const category = properties?.['category'];
  return typeof category === 'string' && NO_WHEELS.has(category.trim()) ? 'no_go' : undefined;
}
