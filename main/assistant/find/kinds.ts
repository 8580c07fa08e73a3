import type { Product, SentenceEncoder, Understood } from '../../contract';
import type { Brand } from '../goods/brand';
import { isShelf, type Kind } from '../goods/kind';
import type { PhraseMeaning } from '../goods/phrase-meaning';
import { ONE_CHARACTER } from '../goods/one-character';
import { AskedEvidence, type Spoken } from './asked-evidence';
import ASKED_WEIGHTS from './asked-weights.json';
import { bare } from './bare';
import { charGrams, wordBoundGrams } from './grams';
import type { KindBelief } from './kind-belief';
import { FITTED, ProductKinds } from './product-kinds';
import { probabilities } from './rank';
import { atOnce, type Steps } from './steps';
import { TfIdfIndex } from './tf-idf';
import { HASH_START, hashOf, hashOn } from './terms';
import { floorOf } from './top';
import type { VectorTable } from './vectors';
import { WordTable, type WordAt } from './word-table';

export type { KindBelief };

/** Kinds whose phrases are compared one by one, of each of two orders. */
const CLOSE_LOOK = 64;
/** Beliefs below this are left out. */
const LEAST = 0.01;
/** Questions of which it is remembered what they ask for: one turn looks at its words more than once. */
const REMEMBERED = 8;
const LONGEST_WORD = 16;
const LONGEST_ENGLISH = 40;
const LONGEST_BRAND = 20;
/** Before a measure word or in a unit: '一箱', '10包', '分钟', '厘米'. */
const COUNT = /[\d一二两三四五六七八九十百几每整半分厘毫]/;

/** A word of a kind: its own name, or a mark that names of products bear. */
interface Word {
  kind: number;
  name: boolean;
}

/** All that kinds are called or described by in a language. */
const phrasesOf = (kind: Kind, lang: Understood): Set<string> =>
  new Set(lang === 'zh' ? [...kind.zh.map((n) => n.text), ...kind.useZh] : [...kind.en, ...kind.useEn]);

/** How all of that is written, in steps of a fraction of a millisecond. */
export const readPhrases = (kinds: readonly Kind[], lang: Understood): Steps<TfIdfIndex> =>
  TfIdfIndex.read(
    kinds.flatMap((kind) => [...phrasesOf(kind, lang)].map((phrase) => phrase.toLowerCase())),
    lang === 'zh' ? charGrams(1, 2) : wordBoundGrams(2, 4),
  );

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
  private phrases: PhraseMeaning | undefined;
  private readonly lately = new Map<string, KindBelief>();
  private readonly groups: ReadonlySet<number>;

  private readonly numbers: ReadonlyMap<string, number>;

  constructor(
    readonly kinds: readonly Kind[],
    readonly lang: Understood,
    private readonly encoder?: SentenceEncoder,
    brands: readonly Brand[] = [],
    private readonly letters: TfIdfIndex = atOnce(readPhrases(kinds, lang)),
  ) {
    this.data = dataOf(kinds, brands);
    const owners: number[] = [];
    kinds.forEach((kind, number) => {
      for (const _ of phrasesOf(kind, lang)) owners.push(number);
      for (const name of new Set(lang === 'zh' ? kind.zh.map((n) => n.text) : kind.en))
        this.word(name, { kind: number, name: true });
      for (const mark of kind.marks) this.word(mark, { kind: number, name: false });
    });
    this.owners = Uint32Array.from(owners);
    this.spelled = new Float32Array(this.letters.size);
    const numbers = new Map(kinds.map((kind, number) => [kind.id, number]));
    this.numbers = numbers;
    if (lang === 'zh')
      for (const [character, id] of Object.entries(ONE_CHARACTER))
        if (numbers.has(id)) this.oneCharacter.set(character, numbers.get(id)!);
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
      for (
        let at = kind.broader;
        at !== undefined && up.length < 8;
        at = kinds[numbers.get(at) ?? -1]?.broader
      )
        up.push(numbers.get(at)!);
      return up.filter((n) => n !== undefined);
    });
    this.groups = new Set(this.ancestors.flat().filter((kind) => isShelf(kinds[kind]!)));
    this.products = new ProductKinds(kinds, brands);
  }

  private word(text: string, { kind, name }: Word): void {
    const key = text.toLowerCase();
    if (key.length < 2) return void (this.lang === 'zh' && name && this.oneCharacter.set(key, kind));
    if (key.length > (this.lang === 'zh' ? LONGEST_WORD : LONGEST_ENGLISH)) return;
    this.words.add(key, 2 * kind + (name ? 1 : 0));
  }

  /**
   * Takes over what kinds' names and descriptions mean, two rows a kind, names first (`goods/meaning.ts`),
   * and what each phrase means.
   */
  learn(meaning: VectorTable, phrases?: PhraseMeaning): void {
    this.meaning = meaning;
    this.phrases = phrases;
    this.lately.clear();
  }

  /**
   * What the kinds of products follow from, beside the products: another text for other data or another
   * encoder.
   */
  get basis(): string {
    return `${this.lang} ${this.data} ${FITTED} ${this.meaning?.mark ?? 'no meaning'}`;
  }

  /** The same where names are read by letters alone, in whatever language. */
  get basisByLetters(): string {
    return `letters ${this.data} ${FITTED}`;
  }

  /** The number of a kind, by its id; -1 for none. */
  numberOf(id: string): number {
    return this.numbers.get(id) ?? -1;
  }

  /**
   * Which kinds a question asks for: a conditional logit over the kinds that it brings to mind (`npm run
   * train:asked-kinds`).
   */
  asked(said: string): KindBelief {
    const known = this.lately.get(said);
    if (known) return known;
    const belief = this.askedAnew(said);
    this.lately.set(said, belief);
    if (this.lately.size > REMEMBERED) this.lately.delete(this.lately.keys().next().value!);
    return belief;
  }

  private askedAnew(said: string): KindBelief {
    const rows = this.askedEvidence(said);
    const p = probabilities(
      rows.map(([, evidence]) => evidence),
      ASKED_WEIGHTS[this.by][this.lang],
    );
    return new Map(rows.map(([kind], i) => [kind, p[i]!] as const).filter(([, share]) => share >= LEAST));
  }

  /** The kinds that a question brings to mind, with what speaks for each. */
  askedEvidence(said: string): [number, Float32Array][] {
    const text = bare(said.toLowerCase(), this.lang);
    const evidence = new AskedEvidence((kind) => this.groups.has(kind));
    const spelled = this.spelledLike(text);
    for (const kind of topOf(spelled, CLOSE_LOOK)) evidence.of(kind);
    const vector = this.meaning && this.encoder?.encode(text, this.lang);
    const near = vector && this.meaning!.scores(vector);
    if (near) for (const kind of topOf(nearer(near), CLOSE_LOOK)) evidence.of(kind);
    const words = this.spokenIn(text);
    evidence.spoken(words, text.length);
    const alone = COUNT.test(text.at(-2) ?? '') ? undefined : this.oneCharacter.get(text.at(-1) ?? '');
    if (alone !== undefined) evidence.put(alone, 'oneCharacter', 1);
    const named = words.some(({ name }) => name);
    for (const [kind, share] of this.madeBy(text))
      evidence.put(kind, named ? 'madeBeside' : 'madeAlone', share);
    for (const kind of evidence.kinds) {
      evidence.put(kind, 'spelled', spelled[kind]!);
      if (near)
        for (const [what, row] of [
          ['names', 0],
          ['uses', 1],
        ] as const)
          evidence.put(kind, what, near[2 * kind + row]!);
    }
    if (vector && this.phrases)
      for (const [kind, cosine] of this.phrases.nearest(vector, evidence.kinds))
        evidence.put(kind, 'phrase', cosine);
    return evidence.entries();
  }

  /** The kinds whose name is all that a question says, but for the words that only ask. */
  namedAlone(said: string): ReadonlySet<number> {
    const text = bare(said.toLowerCase(), this.lang);
    return new Set(
      this.spokenIn(text)
        .filter(({ name, start, end }) => name && start === 0 && end === text.length)
        .map(({ kind }) => kind),
    );
  }

  /** How like a question the likest phrase of each kind is written. */
  private spelledLike(text: string): Float32Array {
    const spelled = this.letters.scores(text, this.spelled);
    const out = new Float32Array(this.kinds.length);
    const { owners } = this;
    for (let phrase = 0; phrase < spelled.length; phrase++)
      if (spelled[phrase]! > out[owners[phrase]!]!) out[owners[phrase]!] = spelled[phrase]!;
    return out;
  }

  private spokenIn(text: string): Spoken[] {
    return [...this.found(text)].map(([word, { kind, name }, end]) => ({
      kind,
      name,
      start: end - word.length,
      end,
      length: lengthOf(word, this.lang),
    }));
  }

  private get by(): keyof typeof ASKED_WEIGHTS {
    if (!this.meaning) return 'plain';
    return this.encoder?.by === 'student' ? 'student' : 'full';
  }

  /** Which kinds a product is. `vector` is that of its `nameText`. */
  of(product: Product, vector?: Float32Array): KindBelief {
    return this.products.of(product, this.lang, vector, this.meaning);
  }

  /** Lets go what only `of` needs, until it is asked again. */
  release(): void {
    this.products.release();
  }

  /** What the brand in a question, in lower case, makes: the longest name that stands in it. */
  private madeBy(text: string): Map<number, number> {
    const out = new Map<number, number>();
    const inWord = (at: number): boolean => LATIN.test(text[at - 1] ?? '') && LATIN.test(text[at] ?? '');
    let longest: WordAt | undefined;
    for (const each of this.makerNames.found(
      text,
      (at) => !inWord(at),
      (at) => !inWord(at),
    ))
      if (!longest || each.end - each.start > longest.end - longest.start) longest = each;
    if (longest)
      this.makers[longest.value]!.forEach((kind, i) =>
        out.set(kind, Math.max(out.get(kind) ?? 0, 1 / (1 + 0.3 * i))),
      );
    return out;
  }

  /** A belief that counts for every broader kind as well, the likeliest kind itself first. */
  withBroader(belief: KindBelief): KindBelief {
    const out = new Map([...belief].sort(([, a], [, b]) => b - a));
    for (const [kind, p] of belief)
      for (const up of this.ancestors[kind]!) out.set(up, (out.get(up) ?? 0) + p);
    return out;
  }

  /** Words of kinds that a text holds, with where they end. */
  private *found(text: string): Generator<[string, Word, number]> {
    const english = this.lang === 'en';
    const starts = (at: number): boolean => !english || at === 0 || !LATIN.test(text[at - 1]!);
    const ends = (at: number): boolean =>
      !english || at >= text.length || !LATIN.test(text[at]!) || PLURAL.test(text.slice(at, at + 3));
    for (const { value, start, end } of this.words.found(text, starts, ends))
      yield [text.slice(start, end), { kind: value >> 1, name: (value & 1) === 1 }, end];
  }
}

/** Another number for other kinds or brands; one by one, since all of them as one text take 30 MB. */
const dataOf = (kinds: readonly Kind[], brands: readonly Brand[]): number =>
  [kinds, brands]
    .flat()
    .reduce((hash: number, each) => hashOn(hash, hashOf(JSON.stringify(each))), HASH_START);

const LATIN = /[a-z0-9]/;
const PLURAL = /^(?:e?s)(?![a-z0-9])/;

/**
 * Characters of a word that count, in Chinese; in English a word of some seven letters says as much as two
 * characters.
 */
const lengthOf = (word: string, lang: Understood): number =>
  Math.min(4, lang === 'zh' ? word.length : word.length / 3.5);

function topOf(scores: Float32Array, count: number): number[] {
  const floor = floorOf(scores, count);
  const out: number[] = [];
  for (let i = 0; i < scores.length && out.length < count; i++)
    if (scores[i]! >= floor && scores[i]! > 0) out.push(i);
  return out;
}

/** By kind, how near a question's meaning lies to its names or its descriptions, whichever is nearer. */
function nearer(scores: Float32Array): Float32Array {
  const out = new Float32Array(scores.length / 2);
  for (let kind = 0; kind < out.length; kind++)
    out[kind] = Math.max(scores[2 * kind]!, scores[2 * kind + 1]!);
  return out;
}
