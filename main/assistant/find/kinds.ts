import type { Lang, Product, SentenceEncoder } from '../../contract';
import type { Brand } from '../goods/brand';
import type { Kind } from '../goods/kind';
import { bare } from './bare';
import { charGrams, wordBoundGrams } from './grams';
import { nameText } from './goods-index';
import { atOnce, type Steps } from './steps';
import { TfIdfIndex } from './tf-idf';
import { hashOf } from './terms';
import { floorOf } from './top';
import type { VectorTable } from './vectors';
import { WordTable, type WordAt } from './word-table';

/** P(kind), by the kind's number; those that matter only. */
export type KindBelief = ReadonlyMap<number, number>;

/** How sharply scores are told apart, fitted on the trial of `nlu/README.md`. */
const QUESTION_TEMPERATURE = 0.08;
const PRODUCT_TEMPERATURE = 0.12;
/** Kinds whose phrases are compared one by one, of each of two orders. */
const CLOSE_LOOK = 64;
/** How much less likely a product is 'kitchenware' than any of its kinds. */
const GROUP = 0.3;
/** Beliefs below this are left out. */
const LEAST = 0.01;
const LONGEST_WORD = 16;
const LONGEST_ENGLISH = 40;
const LONGEST_BRAND = 20;
/** What a brand's most typical kind gains, about as much as one character of a noun; the nouns in a name say more. */
const BRAND = 0.3;

/** A word of a kind: its own name, or a mark that names of products bear. */
interface Word {
  kind: number;
  name: boolean;
}

/** All that kinds are called or described by in a language. */
const phrasesOf = (kind: Kind, lang: Lang): Set<string> => new Set(lang === 'zh' ? [...kind.zh.map((n) => n.text), ...kind.useZh] : [...kind.en, ...kind.useEn]);

/** How all of that is written, in steps of a fraction of a millisecond. */
export const readPhrases = (kinds: readonly Kind[], lang: Lang): Steps<TfIdfIndex> =>
  TfIdfIndex.read(kinds.flatMap((kind) => [...phrasesOf(kind, lang)].map((phrase) => phrase.toLowerCase())), lang === 'zh' ? charGrams(1, 2) : wordBoundGrams(2, 4));

/** Kinds of goods as one language names them: which of them a question asks for, and which a product is. */
export class KindFinder {
  private readonly data: number;
  private readonly owners: Uint32Array;
  /** How surely the last product is of every kind: told half a million times, it is not made anew. */
  private readonly scores: Float32Array;
  /** How like the last question every phrase is. */
  private readonly spelled: Float32Array;
  /** Words of kinds: twice the kind's number, and one more for a name. */
  private readonly words = new WordTable();
  /** What is sold under a brand's name. */
  private readonly makers: number[][] = [];
  private readonly makerNames = new WordTable();
  private readonly ancestors: readonly number[][];
  /** All kinds below each. */
  private readonly below: readonly number[][];
  private readonly groups: Uint32Array;
  private meaning: VectorTable | undefined;

  constructor(
    readonly kinds: readonly Kind[],
    readonly lang: Lang,
    private readonly encoder?: SentenceEncoder,
    brands: readonly Brand[] = [],
    private readonly letters: TfIdfIndex = atOnce(readPhrases(kinds, lang)),
  ) {
    this.data = hashOf(JSON.stringify([kinds, brands]));
    const owners: number[] = [];
    kinds.forEach((kind, number) => {
      for (const _ of phrasesOf(kind, lang)) owners.push(number);
      for (const name of new Set(lang === 'zh' ? kind.zh.map((n) => n.text) : kind.en)) this.word(name, { kind: number, name: true });
      for (const mark of kind.marks) this.word(mark, { kind: number, name: false });
    });
    this.owners = Uint32Array.from(owners);
    this.spelled = new Float32Array(this.letters.size);
    this.scores = new Float32Array(kinds.length);
    const numbers = new Map(kinds.map((kind, number) => [kind.id, number]));
    const byName = new Map<string, number[]>();
    for (const { names, makes } of brands) {
      const made = makes.flatMap((id) => numbers.get(id) ?? []);
      for (const name of new Set(names.map((n) => n.toLowerCase()))) {
        if (name.length < 2 || name.length > LONGEST_BRAND) continue;
        byName.set(name, [...(byName.get(name) ?? []), ...made]);
      }
    }
    for (const [name, made] of byName) this.makerNames.add(name, this.makers.push(made) - 1);
    this.ancestors = kinds.map((kind) => {
      const up: number[] = [];
      for (let at = kind.broader; at !== undefined && up.length < 8; at = kinds[numbers.get(at) ?? -1]?.broader) up.push(numbers.get(at)!);
      return up.filter((n) => n !== undefined);
    });
    const below: number[][] = kinds.map(() => []);
    this.ancestors.forEach((up, kind) => up.forEach((each) => below[each]!.push(kind)));
    this.below = below;
    this.groups = Uint32Array.from(kinds.flatMap((_, kind) => (below[kind]!.length > 0 ? [kind] : [])));
  }

  private word(text: string, { kind, name }: Word): void {
    const key = text.toLowerCase();
    if (key.length < 2 || key.length > (this.lang === 'zh' ? LONGEST_WORD : LONGEST_ENGLISH)) return;
    this.words.add(key, 2 * kind + (name ? 1 : 0));
  }

  /** Takes over what kinds' names and descriptions mean, two rows a kind, names first (`goods/meaning.ts`). */
  learn(meaning: VectorTable): void {
    this.meaning = meaning;
  }

  /** What the kinds of products follow from, beside the products: another text for other data or another encoder. */
  get basis(): string {
    return `${this.lang} ${this.data} ${this.meaning?.mark ?? 'no meaning'}`;
  }

  /** Which kinds a question asks for. */
  asked(said: string): KindBelief {
    const text = bare(said.toLowerCase(), this.lang);
    const spelled = this.letters.scores(text, this.spelled);
    const vector = this.meaning && this.encoder?.encode(text, this.lang);
    const near = vector ? this.nearness(vector) : undefined;
    const scores = new Float32Array(this.kinds.length).fill(-9);
    const bySpelling = new Float32Array(this.kinds.length);
    const { owners } = this;
    for (let phrase = 0; phrase < spelled.length; phrase++) {
      const score = spelled[phrase]!;
      if (score > 0 && score > bySpelling[owners[phrase]!]!) bySpelling[owners[phrase]!] = score;
    }
    const words = [...this.found(text)];
    const close = new Set(topOf(bySpelling, CLOSE_LOOK));
    if (near) for (const kind of topOf(near, CLOSE_LOOK)) close.add(kind);
    for (const [, { kind }] of words) close.add(kind);
    for (const kind of close) scores[kind] = (near ? near[kind]! : 0.5 * bySpelling[kind]!) + 0.6 * bySpelling[kind]!;
    for (const [word, { kind, name }] of words) if (name) scores[kind] = Math.max(scores[kind]!, 0.75 + 0.12 * lengthOf(word, this.lang));
    return softmax(scores, QUESTION_TEMPERATURE);
  }

  /** Which kinds a product is: its name's words, its category's, and what its name means. `vector` is that of its `nameText`. */
  of(product: Product, vector?: Float32Array): KindBelief {
    const name = nameText(product, this.lang).toLowerCase();
    const category = this.lang === 'zh' ? product.categoryZh : product.categoryEn;
    const leaf = (category.at(-1) ?? '').replace(/^\d+/, '').toLowerCase();
    const scores = this.scores.fill(0);
    if (vector && this.meaning) this.meaning.scores(vector, 2).forEach((score, kind) => (scores[kind] = 1.2 * score));
    const inName = new Map<number, number>();
    const own = product.name[this.lang].toLowerCase();
    for (const [word, { kind }, end] of this.found(own)) raise(inName, kind, 0.28 * lengthOf(word, this.lang) + (0.1 * end) / own.length);
    for (const [word, { kind }] of this.found(name)) raise(inName, kind, 0.2 * lengthOf(word, this.lang));
    const inLeaf = new Map<number, number>();
    for (const [word, { kind }] of this.found(leaf)) raise(inLeaf, kind, 0.15 * Math.min(3, lengthOf(word, this.lang)));
    for (const [kind, score] of inName) scores[kind]! += score;
    for (const [kind, score] of this.madeBy(product)) scores[kind]! += score;
    // A category says which kinds are likely, not which one it is: all below it gain alike.
    const gained = new Map<number, number>();
    for (const [kind, score] of inLeaf) for (const each of [kind, ...this.below[kind]!]) raise(gained, each, score);
    for (const [kind, score] of gained) scores[kind]! += score;
    for (const kind of this.groups) scores[kind]! -= GROUP;
    return softmax(scores, PRODUCT_TEMPERATURE);
  }

  /** How near a question's meaning lies to each kind's names or descriptions, whichever is nearer. */
  private nearness(vector: Float32Array): Float32Array {
    const scores = this.meaning!.scores(vector);
    const near = new Float32Array(this.kinds.length);
    for (let kind = 0; kind < near.length; kind++) near[kind] = Math.max(scores[2 * kind]!, scores[2 * kind + 1]!);
    return near;
  }

  /** What the brand in a name makes: the longest name that stands in it. */
  private madeBy(product: Product): Map<number, number> {
    const out = new Map<number, number>();
    const text = `${product.name.zh} ${product.name.en} ${product.brand?.zh ?? ''} ${product.brand?.en ?? ''}`.toLowerCase();
    const inWord = (at: number): boolean => LATIN.test(text[at - 1] ?? '') && LATIN.test(text[at] ?? '');
    let longest: WordAt | undefined;
    for (const each of this.makerNames.found(text, (at) => !inWord(at), (at) => !inWord(at))) if (!longest || each.end - each.start > longest.end - longest.start) longest = each;
    if (longest) this.makers[longest.value]!.forEach((kind, i) => raise(out, kind, BRAND / (1 + 0.3 * i)));
    return out;
  }

  /** A belief that counts for every broader kind as well. */
  withBroader(belief: KindBelief): KindBelief {
    const out = new Map(belief);
    for (const [kind, p] of belief) for (const up of this.ancestors[kind]!) out.set(up, (out.get(up) ?? 0) + p);
    return out;
  }

  /** Words of kinds that a text holds, with where they end. */
  private *found(text: string): Generator<[string, Word, number]> {
    const english = this.lang === 'en';
    const starts = (at: number): boolean => !english || at === 0 || !LATIN.test(text[at - 1]!);
    const ends = (at: number): boolean => !english || at >= text.length || !LATIN.test(text[at]!) || PLURAL.test(text.slice(at, at + 3));
    for (const { value, start, end } of this.words.found(text, starts, ends)) yield [text.slice(start, end), { kind: value >> 1, name: (value & 1) === 1 }, end];
  }
}

const LATIN = /[a-z0-9]/;
const PLURAL = /^(?:e?s)(?![a-z0-9])/;

/** Characters of a word that count, in Chinese; in English a word of some seven letters says as much as two characters. */
const lengthOf = (word: string, lang: Lang): number => Math.min(4, lang === 'zh' ? word.length : word.length / 3.5);

const raise = (map: Map<number, number>, key: number, value: number): void => void map.set(key, Math.max(map.get(key) ?? 0, value));

function topOf(scores: Float32Array, count: number): number[] {
  const floor = floorOf(scores, count);
  const out: number[] = [];
  for (let i = 0; i < scores.length && out.length < count; i++) if (scores[i]! >= floor && scores[i]! > 0) out.push(i);
  return out;
}

function softmax(scores: Float32Array, temperature: number): KindBelief {
  let most = -Infinity;
  for (let kind = 0; kind < scores.length; kind++) if (scores[kind]! > most) most = scores[kind]!;
  let all = 0;
  // Most kinds score as one of the two before.
  let last = NaN;
  let value = 0;
  let before = NaN;
  let valueBefore = 0;
  for (let kind = 0; kind < scores.length; kind++) {
    const score = scores[kind]!;
    if (score !== last) {
      const fresh = score === before ? valueBefore : Math.exp((score - most) / temperature);
      before = last;
      valueBefore = value;
      last = score;
      value = fresh;
    }
    all += value;
  }
  const out = new Map<number, number>();
  const least = most + temperature * Math.log(LEAST * all);
  for (let kind = 0; kind < scores.length; kind++) if (scores[kind]! >= least) out.set(kind, Math.exp((scores[kind]! - most) / temperature) / all);
  return out;
}
