import type { Catalog, Lang, Product, SentenceEncoder, Shelf } from '../../contract';
import type { Brand, Kind } from '../goods';
import { meaningOf } from '../goods/meaning';
import { CarriedKinds } from './carried-kinds';
import { candidatesFor, EVIDENCE, type Candidate, type Named } from './evidence';
import { GoodsIndex, readSpellings, type Names } from './goods-index';
import { KeptKinds } from './kept-kinds';
import { KindFinder, readPhrases, type KindBelief } from './kinds';
import { LargeStore } from './large-store';
import { probabilities } from './rank';
import { inTurns, type Steps } from './steps';
import full from './weights.json';
import plain from './weights-plain.json';
import recalled from './weights-recalled.json';

/** An item that a question may mean. */
export interface Found {
  product: Product;
  /** P(this is the item meant | the store has it), among all candidates. */
  p: number;
  evidence: Readonly<Record<(typeof EVIDENCE)[number], number>>;
}

/** What the store has that a question may mean, best first, and what kind of thing it asks for. */
export interface Finding {
  found: Found[];
  /** P(the store has no such thing). */
  none: number;
  /** Kinds asked for, likeliest first. */
  kinds: { kind: Kind; p: number; carried: boolean }[];
}

/** Up to here all names are held in memory, their vectors too; of larger stores those that a question brings to mind are read from the catalog. */
export const MOST_HELD = 30_000;

/**
 * The weights by what evidence there is: of names and kinds; of the kinds' meaning alone, in stores too large for vectors of names; of letters,
 * sounds and words alone, where there is no encoder.
 */
const WEIGHTS = { full, recalled, plain } as const;
export type Evidenced = keyof typeof WEIGHTS;

/** The kinds of goods in both languages; they are the same for every store. About a second, in pieces. */
export async function learnKinds(kinds: readonly Kind[], brands: readonly Brand[], encoder?: SentenceEncoder): Promise<Readonly<Record<Lang, KindFinder>>> {
  const zh = new KindFinder(kinds, 'zh', encoder, brands, await inTurns(readPhrases(kinds, 'zh')));
  const en = new KindFinder(kinds, 'en', encoder, brands, await inTurns(readPhrases(kinds, 'en')));
  await breath();
  for (const finder of [zh, en]) {
    const meaning = encoder && meaningOf(kinds, finder.lang);
    if (meaning) finder.learn(meaning);
  }
  return { zh, en };
}

/** Lets whatever waits go first: questions, and the supervisor's pings. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export interface FinderOptions {
  encoder?: SentenceEncoder;
  /** Where the kinds of products are kept for the next start. */
  shelf?: Shelf;
  /** How many names are held at most. */
  mostHeld?: number;
}

interface OneLanguage {
  kinds: KindFinder;
  carried: CarriedKinds;
  /** All names; undefined where there are too many to hold. */
  index: GoodsIndex | undefined;
}

/** What a question was held against, before anything is weighed. */
export interface Weighable {
  names: Names;
  candidates: Candidate[];
  asked: KindBelief;
}

class Weighed implements Found {
  constructor(
    readonly product: Product,
    readonly p: number,
    private readonly figures: Float32Array,
  ) {}

  get evidence(): Found['evidence'] {
    return Object.fromEntries(EVIDENCE.map((name, i) => [name, this.figures[i]!])) as Found['evidence'];
  }
}

/** Products read from the catalog in one step. */
const AT_ONCE = 20;

/** Finds what people mean among a store's goods: letters, sounds, meaning and kinds, weighed by `weights*.json`. */
export class GoodsFinder {
  private readonly languages = new Map<Lang, OneLanguage>();
  private large: LargeStore | undefined;

  constructor(
    readonly catalog: Catalog,
    private readonly kinds: Readonly<Record<Lang, KindFinder>>,
    private readonly options: FinderOptions = {},
  ) {}

  /** Whether all names are held. */
  get held(): boolean {
    return this.catalog.rows().count <= (this.options.mostHeld ?? MOST_HELD);
  }

  evidenced(lang: Lang): Evidenced {
    if (!this.options.encoder?.languages.includes(lang)) return 'plain';
    return this.held ? 'full' : 'recalled';
  }

  /** Reads what all names are called and mean and which kinds they are of, in the background and in turns of milliseconds. To be awaited before `find`. */
  async learn(): Promise<void> {
    const { encoder } = this.options;
    const products: Product[] = [];
    if (this.held) await inTurns(this.everyProduct((product) => void products.push(product)));
    else this.large = await inTurns(LargeStore.read(this.catalog.rows(), this.catalog.brands()));
    const spellings = this.held ? await inTurns(readSpellings(products)) : undefined;
    for (const lang of ['zh', 'en'] as const) {
      const index = spellings && new GoodsIndex(products, lang, encoder, `names-${this.catalog.info.storeId}`, spellings);
      await index?.learnMeaning();
      const carried = new CarriedKinds();
      await inTurns(this.readKinds(lang, carried, index));
      this.languages.set(lang, { index, kinds: this.kinds[lang], carried });
    }
  }

  private *everyProduct(take: (product: Product, row: number, number: number) => void): Steps<void> {
    const rows = this.catalog.rows();
    let number = 0;
    for (let last = -1; ; ) {
      const page = rows.after(last, AT_ONCE);
      for (const { row, product } of page) {
        take(product, row, number++);
        yield;
      }
      if (page.length === 0) return;
      last = page.at(-1)!.row;
    }
  }

  /** Which kinds the products are of; by their place in the index, or by their rows in the catalog where there is none. */
  private *readKinds(lang: Lang, carried: CarriedKinds, index: GoodsIndex | undefined): Steps<void> {
    const finder = this.kinds[lang];
    const { storeId, sequence, publishedAt } = this.catalog.info;
    const { count, end } = this.catalog.rows();
    const catalog = sequence > 0 ? `${storeId} ${sequence} ${publishedAt} ${count} ${end}` : undefined;
    const kept = new KeptKinds(this.options.shelf, `kinds-${storeId}-${lang}`, `${finder.basis} ${index !== undefined}`, catalog);
    const add = (belief: KindBelief, at: number): void => carried.add(finder.withBroader(belief), at);
    if (kept.whole) {
      let number = 0;
      for (const { row, belief } of kept.all()) {
        add(belief, index ? number++ : row);
        yield;
      }
      return;
    }
    yield* this.everyProduct((product, row, number) => add(kept.of(product, row, lang, () => finder.of(product, index?.vector(number))), index ? number : row));
    kept.keep();
  }

  /** What a question may mean, with what speaks for each, and which kinds it asks for. */
  weighable(said: string, lang: Lang, named?: Named): Weighable {
    const { index, kinds, carried } = this.languages.get(lang)!;
    const asked = kinds.asked(said);
    const agreement = carried.agreement(asked);
    const { names, kindScores } = index ? { names: index, kindScores: agreement } : this.large!.recall(said, lang, carried, agreement, named);
    return { names, asked, candidates: candidatesFor(names, said, kindScores, named, carried.lacks(asked)) };
  }

  find(said: string, lang: Lang, named?: Named): Finding {
    const { names, candidates, asked } = this.weighable(said, lang, named);
    const p = probabilities(candidates.map((c) => c.evidence), WEIGHTS[this.evidenced(lang)][lang]);
    const found = candidates.slice(0, -1).map(({ row, evidence }, i) => new Weighed(names.products[row]!, p[i]!, evidence));
    found.sort((a, b) => b.p - a.p);
    const { kinds, carried } = this.languages.get(lang)!;
    const wanted = [...asked].sort((a, b) => b[1] - a[1]).slice(0, 5);
    return { found, none: p.at(-1)!, kinds: wanted.map(([number, share]) => ({ kind: kinds.kinds[number]!, p: share, carried: carried.has(number) })) };
  }

  /** All names in a language, where they are held. */
  names(lang: Lang): GoodsIndex | undefined {
    return this.languages.get(lang)?.index;
  }
}
