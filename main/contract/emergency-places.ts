import type { Amenity, StoreMap } from './store-map';

/** Places and things that somebody needs at once, or whom the ordinary one doesn't serve. */
export const emergencyPlaces = [
  'emergencyexit',
  'aed',
  'firstaid',
  'assembly',
  'accessiblerestroom',
  'fireextinguisher',
  'firehydrant',
] as const;
export type EmergencyPlace = (typeof emergencyPlaces)[number];

export const isEmergencyPlace = (kind: string): kind is EmergencyPlace =>
  (emergencyPlaces as readonly string[]).includes(kind);

/**
 * What a plan calls them: IMDF categories (OGC 20-094, "amenity category"), what retailers write instead, and
 * the names on the wall.
 */
const MARKED: Record<EmergencyPlace, { category: RegExp; name: RegExp }> = {
  emergencyexit: {
    category: /^(?:emergency|fire)[^a-z]?(?:exit|door)|exit\.(?:emergency|fire)|evacuat|escape/,
    name: /消防(?:通道|出口|门)|(?:安全|紧急|应急|逃生|疏散)(?:出口|通道|门)|太平门|(?:fire|emergency) (?:exit|door)/i,
  },
  aed: { category: /^aed|defib/, name: /AED|除颤|defib/i },
  firstaid: {
    category: /first.?aid|infirmary|^medical/,
    name: /急救(?:箱|包|点|站|室|处)|医务|医药箱|first.?aid/i,
  },
  assembly: { category: /assembly|muster|meeting.?point/, name: /集合点|集结点|避难|assembly|muster/i },
  accessiblerestroom: {
    category:
      /(?:restroom|toilets?|wc|washroom)\.?(?:wheelchair|accessible|disabled)|(?:accessible|disabled|wheelchair)\.?(?:restroom|toilets?|wc|washroom)/,
    name: /(?:无障碍|残疾人|轮椅).{0,4}(?:洗手间|卫生间|厕所)|第三卫生间|(?:accessible|disabled|wheelchair) (?:toilet|restroom|bathroom|washroom)/i,
  },
  fireextinguisher: {
    category: /extinguisher|^fire[^a-z]?(?:equipment|point|cabinet)/,
    name: /灭火器|消防器材|消防箱|extinguisher/i,
  },
  firehydrant: {
    category: /hydrant|fire[^a-z]?hose|standpipe/,
    name: /消[防火]栓|消防水带|hydrant|fire hose/i,
  },
};

const byCategory =
  (place: EmergencyPlace) =>
  (a: Amenity): boolean =>
    MARKED[place].category.test(a.category.toLowerCase());
const byName =
  (place: EmergencyPlace) =>
  (a: Amenity): boolean =>
    MARKED[place].name.test(a.name?.zh ?? '') || MARKED[place].name.test(a.name?.en ?? '');

/** What an amenity is, where it is one of these: by its category, else by its name. */
export function emergencyPlaceOf(amenity: Amenity): EmergencyPlace | undefined {
  return (
    emergencyPlaces.find((place) => byCategory(place)(amenity)) ??
    emergencyPlaces.find((place) => byName(place)(amenity))
  );
}

/** The nearest to where the terminal stands, on its own floor before another; by category before by name. */
export function nearestPlace(map: StoreMap | undefined | null, place: EmergencyPlace): Amenity | undefined {
  if (!map) return undefined;
  const [x, y] = map.kiosks[0]?.at ?? [0, 0];
  const far = ({ at }: Amenity): number => Math.hypot(at[0] - x, at[1] - y);
  for (const level of [map, ...(map.otherLevels ?? [])]) {
    for (const fits of [byCategory(place), byName(place)]) {
      const found = level.amenities.filter(fits).sort((a, b) => far(a) - far(b))[0];
      if (found) return found;
    }
  }
  return undefined;
}
