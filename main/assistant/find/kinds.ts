import type { Lang, Product, SentenceEncoder } from '../../contract';
import type { Brand } from '../goods/brand';
import type { Kind } from '../goods/kind';
import { ONE_CHARACTER } from '../goods/one-character';
import { bare } from './bare';
import { charGrams, wordBoundGrams } from './grams';
import { FITTED, ProductKinds } from './product-kinds';
import { atOnce, type Steps } from './steps';
import { TfIdfIndex } from './tf-idf';
import { hashOf } from './terms';
import { floorOf } from './top';
import type { VectorTable } from './vectors';
import { WordTable, type WordAt } from './word-table';

/** P(kind), by the kind's number; those that matter only. */
export type KindBelief = ReadonlyMap<number, number>;

/** How sharply a question's scores are told apart, fitted on the trial of `nlu/README.md`. */
const QUESTION_TEMPERATURE = 0.08;
/** Kinds whose phrases are compared one by one, of each of two orders. */
const CLOSE_LOOK = 64;
/** Beliefs below this are left out. */
const LEAST = 0.01;
const LONGEST_WORD = 16;
const LONGEST_ENGLISH = 40;
const LONGEST_BRAND = 20;
/** What a brand's most typical kind gains, about as much as one character of a noun; the nouns in a name say more. */
const BRAND = 0.3;
/** What a question's last word gains, in Chinese: the noun stands at the end, what it is for or of before it ('足球手链', '电视机背景墙布'). */
const LAST = 0.15;
/** What a mark in a question says before its length counts; a name says 0.75. */
const MARK = 0.55;
/** What the kinds of a brand have in a question that names nothing else, before what the brand says of each. */
const ALONE = 0.5;
/** Before a measure word or in a unit: '一箱', '10包', '分钟', '厘米'. */
const COUNT = /[\d一二两三四五六七八九十百几每整半分厘毫]/;

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
  /** How like the last question every phrase is. */
  private readonly spelled: Float32Array;
  /** Words of kinds: twice the kind's number, and one more for a name. */
  private readonly words = new WordTable();
  /** What a last character asks for; none in English. */
  private readonly oneCharacter = new Map<string, number>();
  /** What is sold under a brand's name. */
  private readonly makers: number[][] = [];
  private readonly makerNames = new WordTable();
  private readonly ancestors: readonly number[][];
  private readonly products: ProductKinds;
  private meaning: VectorTable | undefined;

  private readonly numbers: ReadonlyMap<string, number>;

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
    const numbers = new Map(kinds.map((kind, number) => [kind.id, number]));
    this.numbers = numbers;
    if (lang === 'zh') for (const [character, id] of Object.entries(ONE_CHARACTER)) if (numbers.has(id)) this.oneCharacter.set(character, numbers.get(id)!);
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
    this.products = new ProductKinds(kinds, brands);
  }

  private word(text: string, { kind, name }: Word): void {
    const key = text.toLowerCase();
    if (key.length < 2) return void (this.lang === 'zh' && name && this.oneCharacter.set(key, kind));
    if (key.length > (this.lang === 'zh' ? LONGEST_WORD : LONGEST_ENGLISH)) return;
    this.words.add(key, 2 * kind + (name ? 1 : 0));
  }

  /** Takes over what kinds' names and descriptions mean, two rows a kind, names first (`goods/meaning.ts`). */
  learn(meaning: VectorTable): void {
    this.meaning = meaning;
  }

  /** What the kinds of products follow from, beside the products: another text for other data or another encoder. */
  get basis(): string {
    return `${this.lang} ${this.data} ${FITTED} ${this.meaning?.mark ?? 'no meaning'}`;
  }

  /** The number of a kind, by its id; -1 for none. */
  numberOf(id: string): number {
    return this.numbers.get(id) ?? -1;
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
    const made = this.madeBy(text);
    for (const kind of made.keys()) close.add(kind);
    for (const kind of close) scores[kind] = (near ? near[kind]! : 0.5 * bySpelling[kind]!) + 0.6 * bySpelling[kind]!;
    let named = false;
    for (const [word, { kind, name }, end] of words) {
      named ||= name;
      const last = this.lang === 'zh' && end === text.length ? LAST : 0;
      scores[kind] = Math.max(scores[kind]!, (name ? 0.75 : MARK) + 0.12 * lengthOf(word, this.lang) + last);
    }
    const alone = COUNT.test(text.at(-2) ?? '') ? undefined : this.oneCharacter.get(text.at(-1) ?? '');
    if (alone !== undefined) scores[alone] = Math.max(scores[alone]!, 0.75 + 0.12 + LAST);
    for (const [kind, score] of made) scores[kind] = named ? scores[kind]! + score / 3 : Math.max(scores[kind]!, ALONE) + score;
    return softmax(scores, QUESTION_TEMPERATURE);
  }

  /** Which kinds a product is. `vector` is that of its `nameText`. */
  of(product: Product, vector?: Float32Array): KindBelief {
    return this.products.of(product, this.lang, vector, this.meaning);
  }

  /** How near a question's meaning lies to each kind's names or descriptions, whichever is nearer. */
  private nearness(vector: Float32Array): Float32Array {
    const scores = this.meaning!.scores(vector);
    const near = new Float32Array(this.kinds.length);
    for (let kind = 0; kind < near.length; kind++) near[kind] = Math.max(scores[2 * kind]!, scores[2 * kind + 1]!);
    return near;
  }

  /** What the brand in a question, in lower case, makes: the longest name that stands in it. */
  private madeBy(text: string): Map<number, number> {
    const out = new Map<number, number>();
    const inWord = (at: number): boolean => LATIN.test(text[at - 1] ?? '') && LATIN.test(text[at] ?? '');
    let longest: WordAt | undefined;
    for (const each of this.makerNames.found(text, (at) => !inWord(at), (at) => !inWord(at))) if (!longest || each.end - each.start > longest.end - longest.start) longest = each;
    if (longest) this.makers[longest.value]!.forEach((kind, i) => out.set(kind, Math.max(out.get(kind) ?? 0, BRAND / (1 + 0.3 * i))));
    return out;
  }

  /** A belief that counts for every broader kind as well, the likeliest kind itself first. */
  withBroader(belief: KindBelief): KindBelief {
    const out = new Map([...belief].sort(([, a], [, b]) => b - a));
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
