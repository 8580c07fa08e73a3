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

/** What a plan calls a place. */
interface Marked {
  /** Of categories, in small letters. */
  readonly category: RegExp;
  /** Words of Chinese names, one of which is enough. */
  readonly words: readonly string[];
  /** A word of the one list and soon behind it one of the other. */
  readonly pair?: readonly [readonly string[], readonly string[]];
  /** Of English names. */
  readonly name: RegExp;
}

/** Characters that may stand between the two words of a pair: '无障碍公共厕所'. */
const BETWEEN = 4;

const each = (firsts: readonly string[], ends: readonly string[]): string[] =>
  firsts.flatMap((first) => ends.map((end) => first + end));

/**
 * What a plan calls them: IMDF categories (OGC 20-094, "amenity category"), what retailers write instead, and
 * the names on the wall.
 */
const MARKED: Readonly<Record<EmergencyPlace, Marked>> = {
  emergencyexit: {
    category: /^(?:emergency|fire)[^a-z]?(?:exit|door)|exit\.(?:emergency|fire)|evacuat|escape/,
    words: [...each(['消防', '安全', '紧急', '应急', '逃生', '疏散'], ['通道', '出口', '门']), '太平门'],
    name: /(?:fire|emergency) (?:exit|door)/i,
  },
  aed: { category: /^aed|defib/, words: ['除颤'], name: /AED|defib/i },
  firstaid: {
    category: /first.?aid|infirmary|^medical/,
    words: [...each(['急救'], ['箱', '包', '点', '站', '室', '处']), '医务', '医药箱'],
    name: /first.?aid/i,
  },
  assembly: {
    category: /assembly|muster|meeting.?point/,
    words: ['集合点', '集结点', '避难'],
    name: /assembly|muster/i,
  },
  accessiblerestroom: {
    category:
      /(?:restroom|toilets?|wc|washroom)\.?(?:wheelchair|accessible|disabled)|(?:accessible|disabled|wheelchair)\.?(?:restroom|toilets?|wc|washroom)/,
    words: ['第三卫生间'],
    pair: [
      ['无障碍', '残疾人', '轮椅'],
      ['洗手间', '卫生间', '厕所'],
    ],
    name: /(?:accessible|disabled|wheelchair) (?:toilet|restroom|bathroom|washroom)/i,
  },
  fireextinguisher: {
    category: /extinguisher|^fire[^a-z]?(?:equipment|point|cabinet)/,
    words: ['灭火器', '消防器材', '消防箱'],
    name: /extinguisher/i,
  },
  firehydrant: {
    category: /hydrant|fire[^a-z]?hose|standpipe/,
    words: ['消防栓', '消火栓', '消防水带'],
    name: /hydrant|fire hose/i,
  },
};

function hasPair(text: string, [firsts, seconds]: NonNullable<Marked['pair']>): boolean {
  const isSecond = (behind: string): boolean =>
    seconds.some((second) => behind.slice(0, BETWEEN + second.length).includes(second));
  return firsts.some((first) =>
    Array.from(text, (_, at) => at).some(
      (at) => text.startsWith(first, at) && isSecond(text.slice(at + first.length)),
    ),
  );
}

const isCalled = (text: string, { words, pair, name }: Marked): boolean =>
  words.some((word) => text.includes(word)) || (pair !== undefined && hasPair(text, pair)) || name.test(text);

const byCategory =
  (place: EmergencyPlace) =>
  (a: Amenity): boolean =>
    MARKED[place].category.test(a.category.toLowerCase());
const byName =
  (place: EmergencyPlace) =>
  (a: Amenity): boolean =>
    isCalled(a.name?.zh ?? '', MARKED[place]) || isCalled(a.name?.en ?? '', MARKED[place]);

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
