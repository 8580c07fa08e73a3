/**
 * How far the sounds of two English words lie apart for a listener that half hears them. Phonemes as in
 * `speech/g2p-en.ts`.
 */

const CLASSES = [
  'ɑæʌɔɛɜɪəɐaeoʊ',
  'iIAYW',
  'uOʊ',
  'pb',
  'td',
  'kɡ',
  'sz',
  'fv',
  'ʃʒ',
  'ʧʤ',
  'θð',
  'mnŋ',
  'lɹ',
  'wj',
];
const CLASS = new Map(CLASSES.flatMap((sounds, i) => [...sounds].map((s) => [s, i] as const)));
const VOWEL = /[ɑæʌɔWIɛɜAɪiOYʊuəɐ]/;
const COUSINS = new Set(['6/8', '8/9', '6/10', '7/10', '4/10', '9/4']);

function swap(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [CLASS.get(a), CLASS.get(b)];
  if (x !== undefined && x === y) return 0.35;
  if (VOWEL.test(a) && VOWEL.test(b)) return 0.5;
  return COUSINS.has(`${x}/${y}`) || COUSINS.has(`${y}/${x}`) ? 0.5 : 1;
}
const LEAST_DROP = 0.6;
const drop = (sound: string): number => (VOWEL.test(sound) ? LEAST_DROP : 0.8);

/**
 * Sounds by number: thousands of names are compared for each question, so that every pair of sounds is
 * weighed once.
 */
const MOST_SOUNDS = 256;
const numbers = new Map<string, number>();
const swaps = new Float64Array(MOST_SOUNDS * MOST_SOUNDS);
const drops = new Float64Array(MOST_SOUNDS);

function numberOf(sound: string): number {
  const known = numbers.get(sound);
  if (known !== undefined) return known;
  const id = Math.min(numbers.size, MOST_SOUNDS - 1);
  numbers.set(sound, id);
  drops[id] = drop(sound);
  for (const [other, k] of numbers)
    swaps[id * MOST_SOUNDS + k] = swaps[k * MOST_SOUNDS + id] = swap(sound, other);
  return id;
}

/** Phonemes by number, as `differenceOf` takes them. */
export const numbered = (sounds: string): Uint8Array => Uint8Array.from([...sounds], numberOf);

/** Share in [0,1] of the sounds that differ, weighted by how far they lie apart. */
export const soundDifference = (a: string, b: string): number =>
  differenceOf(numbered(a), numbered(b), Infinity);

let row = new Float64Array(64);

/** The same of numbered phonemes; Infinity where it is more than `limit`. */
export function differenceOf(a: Uint8Array, b: Uint8Array, limit: number): number {
  const longest = Math.max(a.length, b.length, 1);
  const most = limit * longest;
  if (Math.abs(a.length - b.length) * LEAST_DROP > most) return Infinity;
  if (row.length <= b.length) row = new Float64Array(2 * b.length);
  row[0] = 0;
  for (let j = 1; j <= b.length; j++) row[j] = row[j - 1]! + drops[b[j - 1]!]!;
  for (const s of a) {
    let diagonal: number = row[0]!;
    let least = (row[0] = diagonal + drops[s]!);
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!;
      const other = b[j - 1]!;
      const here = Math.min(
        above + drops[s]!,
        row[j - 1]! + drops[other]!,
        diagonal + swaps[s * MOST_SOUNDS + other]!,
      );
      diagonal = above;
      row[j] = here;
      if (here < least) least = here;
    }
    if (least > most) return Infinity;
  }
  const difference = row[b.length]! / longest;
  return difference > limit ? Infinity : difference;
}
