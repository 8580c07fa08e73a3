import { inUnderstood, onlyIn, type Product, type Understood } from '../../contract';
import { fitDetails } from '../answer/details';
import { bare } from './bare';
import type { Likeness, Names } from './goods-index';

/**
 * One candidate's evidence, as the ranker weighs it; all figures about in [-1,1]. The order is that of
 * `WEIGHTS`.
 */
export const EVIDENCE = [
  'spelling',
  'meaning',
  'sounds',
  'soundLetters',
  'questionExplained',
  'nameExplained',
  'category',
  'alias',
  'brand',
  'otherBrand',
  'fits',
  'tail',
  'kind',
  'kindBest',
  'foreign',
  'named',
  'nearlyNamed',
  // That the store has no such thing: these are zero for every item.
  'nothing',
  'nothingSpelt',
  'nothingMeant',
  'nothingExplains',
  'nothingOfKind',
  'nothingNamed',
] as const;
export type Evidence = Float32Array;

/** Agreement below this is chance. */
const FAINT = 0.03;
/** Candidates looked at closely, of each of two orders. */
const SHORT_LIST = 30;

export interface Candidate {
  /** Row of the index; -1 for 'the store has no such thing'. */
  row: number;
  /** The plain sum of likenesses, without any weighing. */
  sum: number;
  evidence: Evidence;
}

const sumOf = (l: Likeness, i: number): number =>
  l.meaning[i]! + 0.5 * l.spelling[i]! + 0.5 * (l.sounds[i]! + l.soundLetters[i]!);

/** The rows with the highest scores (a share of `sums` on top), at most so many as are looked at. */
function best(scores: Float32Array, sums?: Float32Array): number[] {
  const [rows, values] = [new Uint32Array(SHORT_LIST + 1), new Float32Array(SHORT_LIST + 1)];
  let kept = 0;
  for (let row = 0; row < scores.length; row++) {
    const value = sums ? scores[row]! + 0.1 * sums[row]! : scores[row]!;
    if (kept === SHORT_LIST && value <= values[kept - 1]!) continue;
    let at = kept;
    for (; at > 0 && values[at - 1]! < value; at--) [rows[at], values[at]] = [rows[at - 1]!, values[at - 1]!];
    [rows[at], values[at]] = [row, value];
    kept = Math.min(SHORT_LIST, kept + 1);
  }
  return [...rows.subarray(0, kept)];
}

/** What the lexicon of the store's own words made of the question. */
export interface Named {
  gtins: ReadonlySet<string>;
  /** All that was named is borne by them; else something had to be left out. */
  whole: boolean;
}

/** The store's rows that a question may mean, with what speaks for each. */
export function candidatesFor(
  index: Names,
  said: string,
  kindScores?: Float32Array,
  named?: Named,
  notCarried = 0,
): Candidate[] {
  const likeness = index.likeness(said);
  const sums = new Float32Array(index.products.length);
  for (let i = 0; i < sums.length; i++) sums[i] = sumOf(likeness, i);
  const rows = new Set([
    ...best(sums),
    ...best(likeness.meaning),
    ...best(likeness.foreign, sums).filter((i) => likeness.foreign[i]! > 0),
    ...(named ? index.rowsOf(named.gtins) : []),
    ...(kindScores ? best(kindScores, sums) : []),
  ]);
  let mostSum = -1;
  for (const i of rows) mostSum = Math.max(mostSum, sums[i]!);
  const asked = bare(said.toLowerCase(), index.lang);
  const question = new Question(asked, index.lang, index.namesBrand(asked));
  const fits = detailsOf(
    [...rows].filter((row) => sums[row]! > mostSum - NEAR).map((row) => index.products[row]!),
    said,
  );
  const mostKind = kindScores?.reduce((most, x) => Math.max(most, x), 0) ?? 0;
  const items: Candidate[] = [...rows].map((row) => ({
    row,
    sum: sums[row]!,
    evidence: Float32Array.from([
      likeness.spelling[row]!,
      likeness.meaning[row]!,
      likeness.sounds[row]!,
      likeness.soundLetters[row]!,
      ...question.about(index.products[row]!, fits(index.products[row]!)),
      kindScores?.[row] ?? 0,
      kindScores && mostKind > FAINT ? (kindScores[row] ?? 0) / mostKind : 0,
      likeness.foreign[row]!,
      named?.whole && named.gtins.has(index.products[row]!.gtin) ? 1 : 0,
      named && !named.whole && named.gtins.has(index.products[row]!.gtin) ? 1 : 0,
      ...NO_DOUBT,
    ]),
  }));
  const most = (name: (typeof EVIDENCE)[number]): number =>
    items.reduce((max, { evidence }) => Math.max(max, evidence[EVIDENCE.indexOf(name)]!), 0);
  const nothing = Float32Array.from(EVIDENCE, () => 0);
  nothing.set(
    [
      1,
      1 - most('spelling'),
      1 - most('meaning'),
      1 - most('questionExplained'),
      notCarried,
      named?.whole ? 0 : 1,
    ],
    EVIDENCE.indexOf('nothing'),
  );
  return [...items, { row: -1, sum: -1, evidence: nothing }];
}

const NO_DOUBT = [0, 0, 0, 0, 0, 0];

const pairsOf = (text: string): string[] => {
  const chars = [...text.replace(/[\s\p{P}]/gu, '')];
  return chars.length === 1 ? chars : chars.slice(0, -1).map((c, i) => c + chars[i + 1]!);
};

/** How far behind the likeliest a name may lie whose size, number or colour is held against the question. */
const NEAR = 0.5;

/**
 * Whether a product bears the details that were said (1), lacks what others of its like bear (-1), or
 * neither.
 */
function detailsOf(near: readonly Product[], said: string): (product: Product) => number {
  const kept = new Set(fitDetails(near, said.toLowerCase(), []));
  if (kept.size === near.length) return () => 0;
  const known = new Set(near);
  return (product) => (kept.has(product) ? 1 : known.has(product) ? -1 : 0);
}

/** What a question says, held against one name after another. */
class Question {
  private readonly pairs: string[];
  private readonly words: Set<string>;

  constructor(
    private readonly text: string,
    private readonly lang: Understood,
    /** Whether it names any brand of the store. */
    private readonly namesBrand: boolean,
  ) {
    this.pairs =
      lang === 'zh'
        ? pairsOf(text)
        : text
            .split(/[^a-z0-9]+/)
            .filter((w) => w.length > 1)
            .map(stem);
    this.words = new Set(this.pairs);
  }

  /**
   * Shares of question and name that explain each other, category and alias said, brand, numbers, the name's
   * last word.
   */
  about(product: Product, fits: number): number[] {
    const { lang } = this;
    const [category, aliases] =
      lang === 'zh' ? [product.categoryZh, product.aliasesZh] : [product.categoryEn, product.aliasesEn];
    const name = onlyIn(product.name, lang).toLowerCase();
    const leaf = (category.at(-1) ?? '').toLowerCase().replace(/^\d+/, '');
    const all = `${name} ${leaf} ${aliases.join(' ')} ${inUnderstood(product.brand).join(' ')}`.toLowerCase();
    const mine = (list: readonly string[], hay: string): number =>
      list.length === 0 ? 0 : list.filter((p) => hay.includes(p)).length / list.length;
    const own =
      lang === 'zh'
        ? pairsOf(name)
        : name
            .split(/[^a-z0-9]+/)
            .filter((w) => w.length > 1)
            .map(stem);
    const explained = own.length === 0 ? 0 : own.filter((p) => this.words.has(p)).length / own.length;
    const brand = this.saysBrand(product);
    const other = !brand && this.namesBrand;
    return [
      mine(this.pairs, all),
      explained,
      leaf.length > 1 && this.holds(leaf) ? Math.min(1, leaf.length / (lang === 'zh' ? 4 : 10)) : 0,
      Math.max(
        0,
        ...aliases.map((a) =>
          a.length > 1 && this.holds(a.toLowerCase()) ? Math.min(1, a.length / (lang === 'zh' ? 4 : 10)) : 0,
        ),
      ),
      brand ? 1 : 0,
      other ? 1 : 0,
      fits,
      this.tail(name),
    ];
  }

  private holds(word: string): boolean {
    if (this.lang === 'zh') return this.text.includes(word);
    return word
      .split(/[^a-z0-9]+/)
      .filter((w) => w.length > 1)
      .every((w) => this.words.has(stem(w)));
  }

  private saysBrand(product: Product): boolean {
    return inUnderstood(product.brand).some(
      (b) => b !== undefined && b.length > 1 && this.text.includes(b.toLowerCase()),
    );
  }

  /** How much of the name's last Chinese run, or its last words, the question ends with or holds. */
  private tail(name: string): number {
    if (this.lang === 'en') {
      const words = name
        .replace(/\d.*$/, '')
        .split(/[^a-z]+/)
        .filter((w) => w.length > 1);
      return words.length > 0 && this.words.has(stem(words.at(-1)!)) ? 1 : 0;
    }
    const run = /[\u4e00-\u9fff]+(?=[^\u4e00-\u9fff]*$)/.exec(name)?.[0] ?? '';
    for (let n = Math.min(6, run.length); n >= 2; n--) if (this.text.includes(run.slice(-n))) return n / 6;
    return 0;
  }
}

const stem = (word: string): string => (word.length > 3 ? word.replace(/(?:es|s)$/, '') : word);
