import { englishWords, type Hit } from './kind-words';

/** A word says no more than so many characters. */
export const LONG = 4;

/** A word of a kind in a name, and what of its place tells whether it is what the thing is. */
export interface Placed extends Hit {
  ends: boolean;
  /** Pieces of the name with a word of any kind before this one's. */
  early: number;
  whole: boolean;
  last: boolean;
  inside: boolean;
  flavour: boolean;
  purpose: boolean;
  bracket: boolean;
  brand: boolean;
}

/** Where a piece of a name is over. */
const GAP = /[\s,，、;；:：|/+＋·&~_—–()（）[\]【】<>《》"'“”!！?？。×#-]/;
const FLAVOUR = /^(?:口味|风味|味|香味|香型|口感|香(?!皂|水|菇|肠|油|槟|薰|蕉))/;
const USED_FOR = /^(?:等?专?用|适用)/;
/** Words before a noun that is not the thing but what is done to it, or what it is without. */
const DONE_TO = /(?:适用|用于|适合|不含|缓解|去|防|除|剪|修|打|粘|擦|抗|止|适|护|锯|钉|无|免|非|0|零)$/;

/** Where the words stand in a Chinese name. */
export function placedChinese(
  name: string,
  hits: readonly Hit[],
  brands: readonly [number, number][],
): Placed[] {
  // The pieces of the name that hold a word, one after another.
  const piece = (at: number): number => [...name.slice(0, at)].filter((c) => GAP.test(c)).length;
  const told = [...new Set(hits.map((hit) => piece(hit.start)))].sort((a, b) => a - b);
  const open = (at: number): boolean =>
    (name.slice(0, at).match(/[(（【[]/g) ?? []).length >
    (name.slice(0, at).match(/[)）】\]]/g) ?? []).length;
  return place(hits, (hit) => {
    const after = name.slice(hit.end);
    const ends = after === '' || GAP.test(after[0]!) || /^[a-z0-9]/.test(after);
    const starts = hit.start === 0 || GAP.test(name[hit.start - 1]!);
    return {
      ends,
      early: told.indexOf(piece(hit.start)),
      whole: starts && ends,
      flavour: FLAVOUR.test(after),
      purpose: USED_FOR.test(after) || DONE_TO.test(name.slice(0, hit.start)),
      bracket: open(hit.start),
      brand: brands.some(
        ([start, end]) => hit.start < end && hit.end > start && !(hit.start <= start && hit.end > end),
      ),
    };
  });
}

export interface Piece {
  words: string[];
  /** What stands after 'for', 'with', 'of'. */
  purpose: boolean;
  bracket: boolean;
}

/** An English name in pieces: at commas, brackets, sizes and prepositions. */
export function englishPieces(name: string): Piece[] {
  const pieces: Piece[] = [];
  let bracket = false;
  for (const part of name.split(/([(（[)）\]])|[,，;:|/+&–—]|\s-\s/)) {
    if (part === undefined) continue;
    if (/^[(（[)）\]]$/.test(part)) {
      bracket = /[(（[]/.test(part);
      continue;
    }
    part
      .split(
        /\b(?=(?:for|with|w\/|in|of|from|by|to)\b)|(?=(?<![a-z0-9])\d[\d.,]*\s*(?:ml|cl|l|g|kg|oz|pcs?|pc|s|pack|rolls?|sheets?|cm|mm|m|w|inch|"|x|×|\*)?(?![a-z]))/,
      )
      .forEach((text) => {
        const purpose = /^(?:for|with|w\/|in|of|from|by|to)\b/.test(text);
        const words = englishWords(
          text
            .replace(/^(?:for|with|w\/|in|of|from|by|to)\b/, '')
            .replace(
              /(?<![a-z0-9])\d[\d.,]*\s*(?:ml|cl|l|g|kg|oz|pcs?|pc|s|pack|rolls?|sheets?|cm|mm|m|w|inch)?(?![a-z0-9])/g,
              ' ',
            ),
        );
        if (words.length > 0) pieces.push({ words, purpose, bracket });
      });
  }
  return pieces;
}

type Where = Omit<Placed, keyof Hit | 'last' | 'inside'>;

export function place(hits: readonly Hit[], where: (hit: Hit) => Where): Placed[] {
  const maximal = longest(hits);
  return hits.map((hit) => {
    const at = where(hit);
    const inside = !maximal.includes(hit);
    return { ...hit, ...at, inside, last: !inside && !maximal.some((other) => other.end > hit.end) };
  });
}

/**
 * A word that is the kind's only where the good is of some sort says more where it is, and nothing where it
 * isn't.
 */
export const ofSort =
  (sorts: ReadonlySet<string>) =>
  (hit: Hit): Hit[] => {
    if (hit.sort === undefined) return [hit];
    return sorts.has(hit.sort) ? [{ ...hit, weight: hit.weight + SORT_SAYS }] : [];
  };
const SORT_SAYS = 1.5;

/** Words that stand in no longer word. */
export function longest(hits: readonly Hit[]): Hit[] {
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start,
      ),
  );
}

/** Of each kind the word that tells most. */
export function bestOf(hits: readonly Placed[]): Map<number, Placed> {
  const worth = (hit: Placed): number =>
    hit.weight +
    (hit.ends ? 2 : 0) -
    (hit.inside ? 3 : 0) -
    hit.early -
    (hit.flavour || hit.purpose ? 4 : 0) -
    (hit.brand ? 4 : 0) -
    (hit.bracket ? 2 : 0);
  const best = new Map<number, Placed>();
  for (const hit of hits) {
    const known = best.get(hit.kind);
    if (!known || worth(hit) > worth(known)) best.set(hit.kind, hit);
  }
  return best;
}

/** What its place tells, in the order of `KIND_EVIDENCE`; `any`: the name holds a word of some other kind. */
export function placedEvidence(hit: Placed | undefined, any: boolean): number[] {
  if (!hit) return [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, any ? 1 : 0];
  return [
    Math.min(LONG, hit.weight) / LONG,
    hit.ends && !hit.inside ? 1 : 0,
    1 / (1 + hit.early),
    hit.whole ? 1 : 0,
    hit.last ? 1 : 0,
    hit.inside ? 1 : 0,
    hit.flavour ? 1 : 0,
    hit.purpose ? 1 : 0,
    hit.mark ? 1 : 0,
    hit.brand ? 1 : 0,
    0,
  ];
}
