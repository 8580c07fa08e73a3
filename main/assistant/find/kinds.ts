import type { Lang, Product, SentenceEncoder } from '../../contract';
import type { Brand } from '../goods/brand';
import type { Kind } from '../goods/kind';
import { ONE_CHARACTER } from '../goods/one-character';
import { bare } from './bare';
import { charGrams, wordBoundGrams } from './grams';
import { nameText } from './goods-index';
import { TfIdfIndex } from './tf-idf';
import type { VectorTable } from './vectors';

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

/** Kinds of goods as one language names them: which of them a question asks for, and which a product is. */
export class KindFinder {
  private readonly owners: Uint32Array;
  private readonly phrases: string[] = [];
  private readonly letters: TfIdfIndex;
  private readonly words = new Map<string, Word[]>();
  /** What a last character asks for; none in English. */
  private readonly oneCharacter = new Map<string, number>();
  /** What is sold under a brand's name. */
  private readonly makers = new Map<string, number[]>();
  private readonly ancestors: readonly number[][];
  /** All kinds below each. */
  private readonly below: readonly number[][];
  private meaning: VectorTable | undefined;

  constructor(
    readonly kinds: readonly Kind[],
    readonly lang: Lang,
    private readonly encoder?: SentenceEncoder,
    brands: readonly Brand[] = [],
  ) {
    const owners: number[] = [];
    kinds.forEach((kind, number) => {
      const [names, uses] = lang === 'zh' ? [kind.zh.map((n) => n.text), kind.useZh] : [kind.en, kind.useEn];
      for (const phrase of new Set([...names, ...uses])) {
        owners.push(number);
        this.phrases.push(phrase.toLowerCase());
      }
      for (const name of new Set(names)) this.word(name, { kind: number, name: true });
      for (const mark of kind.marks) this.word(mark, { kind: number, name: false });
    });
    this.owners = Uint32Array.from(owners);
    this.letters = new TfIdfIndex(this.phrases, lang === 'zh' ? charGrams(1, 2) : wordBoundGrams(2, 4));
    const numbers = new Map(kinds.map((kind, number) => [kind.id, number]));
    if (lang === 'zh') for (const [character, id] of Object.entries(ONE_CHARACTER)) if (numbers.has(id)) this.oneCharacter.set(character, numbers.get(id)!);
    for (const { names, makes } of brands) {
      const made = makes.flatMap((id) => numbers.get(id) ?? []);
      for (const name of names) if (name.length > 1) this.makers.set(name.toLowerCase(), [...(this.makers.get(name.toLowerCase()) ?? []), ...made]);
    }
    this.ancestors = kinds.map((kind) => {
      const up: number[] = [];
      for (let at = kind.broader; at !== undefined && up.length < 8; at = kinds[numbers.get(at) ?? -1]?.broader) up.push(numbers.get(at)!);
      return up.filter((n) => n !== undefined);
    });
    const below: number[][] = kinds.map(() => []);
    this.ancestors.forEach((up, kind) => up.forEach((each) => below[each]!.push(kind)));
    this.below = below;
  }

  private word(text: string, word: Word): void {
    const key = text.toLowerCase();
    if (key.length < 2) return void (this.lang === 'zh' && word.name && this.oneCharacter.set(key, word.kind));
    this.words.set(key, [...(this.words.get(key) ?? []), word]);
  }

  /** Takes over what kinds' names and descriptions mean, two rows a kind, names first (`goods/meaning.ts`). */
  learn(meaning: VectorTable): void {
    this.meaning = meaning;
  }

  /** Which kinds a question asks for. */
  asked(said: string): KindBelief {
    const text = bare(said.toLowerCase(), this.lang);
    const spelled = this.letters.scores(text);
    const vector = this.meaning && this.encoder?.encode(text, this.lang);
    const near = vector ? this.nearness(vector) : undefined;
    const scores = new Float32Array(this.kinds.length).fill(-9);
    const bySpelling = new Float32Array(this.kinds.length);
    spelled.forEach((score, phrase) => (bySpelling[this.owners[phrase]!] = Math.max(bySpelling[this.owners[phrase]!]!, score)));
    const close = new Set(topOf(bySpelling, CLOSE_LOOK));
    if (near) for (const kind of topOf(near, CLOSE_LOOK)) close.add(kind);
    for (const [, { kind }] of this.found(text)) close.add(kind);
    const made = this.madeBy(text);
    for (const kind of made.keys()) close.add(kind);
    for (const kind of close) scores[kind] = (near ? near[kind]! : 0.5 * bySpelling[kind]!) + 0.6 * bySpelling[kind]!;
    let named = false;
    for (const [word, { kind, name }, end] of this.found(text)) {
      named ||= name;
      const last = this.lang === 'zh' && end === text.length ? LAST : 0;
      scores[kind] = Math.max(scores[kind]!, (name ? 0.75 : MARK) + 0.12 * lengthOf(word, this.lang) + last);
    }
    const alone = COUNT.test(text.at(-2) ?? '') ? undefined : this.oneCharacter.get(text.at(-1) ?? '');
    if (alone !== undefined) scores[alone] = Math.max(scores[alone]!, 0.75 + 0.12 + LAST);
    for (const [kind, score] of made) scores[kind] = named ? scores[kind]! + score / 3 : Math.max(scores[kind]!, ALONE) + score;
    return softmax(scores, QUESTION_TEMPERATURE);
  }

  /** Which kinds a product is: its name's words, its category's, and what its name means. `vector` is that of its `nameText`. */
  of(product: Product, vector?: Float32Array): KindBelief {
    const name = nameText(product, this.lang).toLowerCase();
    const category = this.lang === 'zh' ? product.categoryZh : product.categoryEn;
    const leaf = (category.at(-1) ?? '').replace(/^\d+/, '').toLowerCase();
    const scores = new Float32Array(this.kinds.length);
    if (vector && this.meaning) for (let kind = 0; kind < scores.length; kind++) scores[kind] = 1.2 * this.meaning.score(2 * kind, vector);
    const inName = new Map<number, number>();
    const own = product.name[this.lang].toLowerCase();
    for (const [word, { kind }, end] of this.found(own)) raise(inName, kind, 0.28 * lengthOf(word, this.lang) + (0.1 * end) / own.length);
    for (const [word, { kind }] of this.found(name)) raise(inName, kind, 0.2 * lengthOf(word, this.lang));
    const inLeaf = new Map<number, number>();
    for (const [word, { kind }] of this.found(leaf)) raise(inLeaf, kind, 0.15 * Math.min(3, lengthOf(word, this.lang)));
    for (const [kind, score] of inName) scores[kind]! += score;
    const { brand } = product;
    const names = `${product.name.zh} ${product.name.en} ${brand?.zh ?? ''} ${brand?.en ?? ''}`.toLowerCase();
    for (const [kind, score] of this.madeBy(names)) scores[kind]! += score;
    // A category says which kinds are likely, not which one it is: all below it gain alike.
    const gained = new Map<number, number>();
    for (const [kind, score] of inLeaf) for (const each of [kind, ...this.below[kind]!]) raise(gained, each, score);
    for (const [kind, score] of gained) scores[kind]! += score;
    this.below.forEach((narrower, kind) => (scores[kind]! -= narrower.length > 0 ? GROUP : 0));
    return softmax(scores, PRODUCT_TEMPERATURE);
  }

  /** How near a question's meaning lies to each kind's names or descriptions, whichever is nearer. */
  private nearness(vector: Float32Array): Float32Array {
    return Float32Array.from(this.kinds, (_, kind) => Math.max(this.meaning!.score(2 * kind, vector), this.meaning!.score(2 * kind + 1, vector)));
  }

  /** What the brand in a name or question, in lower case, makes: the longest name that stands in it. */
  private madeBy(text: string): Map<number, number> {
    const out = new Map<number, number>();
    let longest = '';
    for (let start = 0; start < text.length; start++) {
      if (start > 0 && /[a-z0-9]/.test(text[start - 1]!) && /[a-z0-9]/.test(text[start]!)) continue;
      for (let end = start + 2; end <= Math.min(text.length, start + LONGEST_BRAND); end++) {
        const name = text.slice(start, end);
        if (name.length > longest.length && this.makers.has(name) && !(/[a-z0-9]$/.test(name) && /^[a-z0-9]/.test(text.slice(end)))) longest = name;
      }
    }
    this.makers.get(longest)?.forEach((kind, i) => raise(out, kind, BRAND / (1 + 0.3 * i)));
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
    for (let start = 0; start < text.length; start++) {
      if (this.lang === 'en' && start > 0 && /[a-z0-9]/.test(text[start - 1]!)) continue;
      for (let end = start + 2; end <= Math.min(text.length, start + (this.lang === 'zh' ? LONGEST_WORD : 40)); end++) {
        if (this.lang === 'en' && end < text.length && /[a-z0-9]/.test(text[end]!) && !/^(?:e?s)(?![a-z0-9])/.test(text.slice(end, end + 3))) continue;
        const word = text.slice(start, end);
        for (const each of this.words.get(word) ?? []) yield [word, each, end];
      }
    }
  }
}

/** Characters of a word that count, in Chinese; in English a word of some seven letters says as much as two characters. */
const lengthOf = (word: string, lang: Lang): number => Math.min(4, lang === 'zh' ? word.length : word.length / 3.5);

const raise = (map: Map<number, number>, key: number, value: number): void => void map.set(key, Math.max(map.get(key) ?? 0, value));

function topOf(scores: Float32Array, count: number): number[] {
  const floor = Float32Array.from(scores).sort()[Math.max(0, scores.length - count)]!;
  const out: number[] = [];
  scores.forEach((score, i) => {
    if (score >= floor && score > 0 && out.length < count) out.push(i);
  });
  return out;
}

function softmax(scores: Float32Array, temperature: number): KindBelief {
  const most = scores.reduce((m, x) => Math.max(m, x), -Infinity);
  let all = 0;
  const out = new Map<number, number>();
  scores.forEach((score, kind) => {
    const value = Math.exp((score - most) / temperature);
    all += value;
    if (value > LEAST / 10) out.set(kind, value);
  });
  for (const [kind, value] of out) value / all < LEAST ? out.delete(kind) : out.set(kind, value / all);
  return out;
}
