import { soundDistance } from './phonetics';
import { tonedReadingsOf, toneless } from './syllables';

/** A name of the store where a reading has it. Offsets are UTF-16 units of the reading's text. */
export interface NamedAt {
  start: number;
  text: string;
}

const SHORTEST = 3;
const SKIPPED = 2;
/**
 * All of a name's syllables together may lie this far from what was heard, and at most a third of them may
 * differ.
 */
const FARTHEST = 1.8;
const DIFFERING = 1 / 3;

/**
 * What was heard as it stands, with the store's names where a reading of the same sound has them: in '雪发水在货架'
 * 洗发水 was said. Only names of three characters and more, and only where their sounds hardly differ; the rest
 * of the talk is left alone.
 */
export function weave(heard: string, reading: string, names: readonly NamedAt[]): string {
  const usable = names.filter(
    ({ text }) => text.length >= SHORTEST && /^\p{Script=Han}+$/u.test(text) && !heard.includes(text),
  );
  if (usable.length === 0) return heard;
  const a = spoken(heard);
  const b = spoken(reading);
  const pairs = aligned(a, b);
  const out = [...heard];
  for (const { start, text } of usable) {
    const places = Array.from(text, (_, i) => pairs.get(b.findIndex((s) => s.at === start + i)));
    const first = places[0];
    if (first === undefined || places.some((place, i) => place !== first + i)) continue;
    const own = a.slice(first, first + text.length);
    if (own.some((s, i) => i > 0 && s.at !== own[i - 1]!.at + 1)) continue;
    const distances = own.map((s, i) => soundDistance(s.syllable, syllableOf(text[i]!)));
    if (
      distances.reduce((x, y) => x + y, 0) > FARTHEST ||
      distances.filter((d) => d > 0).length > text.length * DIFFERING
    )
      continue;
    own.forEach((s, i) => (out[s.at] = text[i]!));
  }
  return out.join('');
}

interface Spoken {
  at: number;
  syllable: string;
}

const syllableOf = (character: string): string => toneless(tonedReadingsOf(character)[0] ?? '');

const spoken = (text: string): Spoken[] =>
  Array.from(text, (c, at) => ({ at, c }))
    .filter(({ c }) => /\p{Script=Han}/u.test(c))
    .map(({ at, c }) => ({ at, syllable: syllableOf(c) }));

/** Index in b → index in a, by the alignment of least distance. */
function aligned(a: readonly Spoken[], b: readonly Spoken[]): Map<number, number> {
  const cost = Array.from({ length: a.length + 1 }, (_, i) =>
    Float64Array.from({ length: b.length + 1 }, (_, j) =>
      i === 0 ? j * SKIPPED : j === 0 ? i * SKIPPED : 0,
    ),
  );
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      cost[i]![j] = Math.min(
        cost[i - 1]![j - 1]! + soundDistance(a[i - 1]!.syllable, b[j - 1]!.syllable),
        cost[i - 1]![j]! + SKIPPED,
        cost[i]![j - 1]! + SKIPPED,
      );
  const out = new Map<number, number>();
  for (let i = a.length, j = b.length; i > 0 && j > 0;) {
    if (cost[i]![j] === cost[i - 1]![j - 1]! + soundDistance(a[i - 1]!.syllable, b[j - 1]!.syllable))
      out.set(--j, --i);
    else if (cost[i]![j] === cost[i - 1]![j]! + SKIPPED) i--;
    else j--;
  }
  return out;
}
