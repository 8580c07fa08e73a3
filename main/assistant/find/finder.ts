import type { Catalog, Product, SentenceEncoder, Shelf, Understood } from '../../contract';
import type { Brand, Kind } from '../goods';
import { Attributes } from '../goods/attributes';
import { meaningOf } from '../goods/meaning';
import { PhraseMeaning, phraseMeaningOf } from '../goods/phrase-meaning';
import { CarriedKinds } from './carried-kinds';
import { candidatesFor, EVIDENCE, type Candidate, type Named } from './evidence';
import { EntryMeaning } from './entry-meaning';
import { GoodsIndex, readSpellings, type Names } from './goods-index';
import { KeptKinds } from './kept-kinds';
import { KindFinder, readPhrases, type KindBelief } from './kinds';
import { LargeStore } from './large-store';
import { probabilities } from './rank';
import { inTurns, type Steps } from './steps';
import full from './weights.json';
import plain from './weights-plain.json';
import recalled from './weights-recalled.json';
import student from './weights-student.json';

/** An item that a question may mean. */
export interface Found {
  product: Product;
  /** P(this is the item meant | the store has it), among all candidates. */
  p: number;
  evidence: Readonly<Record<(typeof EVIDENCE)[number], number>>;
  /** What it most likely is. */
  kind: Kind | undefined;
}

/** What the store has that a question may mean, best first, and what kind of thing it asks for. */
export interface Finding {
  /** By which evidence; figures of sureness are fitted to each. */
  by: Evidenced;
  found: Found[];
  /** P(the store has no such thing). */
  none: number;
  /** Kinds asked for, likeliest first. `alone`: the question says the kind's name and nothing else. */
  kinds: { kind: Kind; p: number; carried: boolean; alone: boolean }[];
}

/**
 * Up to here all names are held in memory, their vectors too; of larger stores those that a question brings
 * to mind are read from the catalog.
 */
export const MOST_HELD = 30_000;

/**
 * The weights by what evidence there is: what names and kinds mean by the encoders; what kinds mean alone, in
 * stores too large for vectors of names; what both mean by the student, which reads names as fast as they
 * come to mind; letters, sounds and words alone, where there is no encoder.
 */
export const WEIGHTS = { full, recalled, student, plain } as const;
export type Evidenced = keyof typeof WEIGHTS;

/** The kinds of goods in both languages; they are the same for every store. About a second, in pieces. */
export async function learnKinds(
  kinds: readonly Kind[],
  brands: readonly Brand[],
  encoder?: SentenceEncoder,
): Promise<Readonly<Record<Understood, KindFinder>>> {
  const zh = new KindFinder(kinds, 'zh', encoder, brands, await inTurns(readPhrases(kinds, 'zh')));
  const en = new KindFinder(kinds, 'en', encoder, brands, await inTurns(readPhrases(kinds, 'en')));
  await breath();
  await inTurns(Attributes.read());
  for (const finder of [zh, en]) {
    if (!encoder) continue;
    const { lang } = finder;
    if (encoder.by === 'student') {
      // It knows both languages and answers at once.
      const read = PhraseMeaning.reading(kinds, lang, (text) => encoder.encode(text, lang)!);
      const { meaning, phrases } = await inTurns(read);
      finder.learn(meaning, phrases);
    } else if (meaningOf(kinds, lang)) finder.learn(meaningOf(kinds, lang)!, phraseMeaningOf(kinds, lang));
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
  /** By row of the names, the row that `CarriedKinds` knows. */
  rows: ArrayLike<number> | undefined;
  candidates: Candidate[];
  asked: KindBelief;
}

/** What is left out, to see what it is worth. */
export interface Ablation {
  kinds?: boolean;
  hearing?: (names: Names) => Names;
}

class Weighed implements Found {
  constructor(
    readonly product: Product,
    readonly p: number,
    readonly kind: Kind | undefined,
    private readonly figures: Float32Array,
  ) {}

  private named: Found['evidence'] | undefined;

  get evidence(): Found['evidence'] {
    return (this.named ??= Object.fromEntries(
      EVIDENCE.map((name, i) => [name, this.figures[i]!]),
    ) as Found['evidence']);
  }
}

const LANGS = ['zh', 'en'] as const;
const HARDLY = 0.04;
/** Products read from the catalog in one step. */
const AT_ONCE = 20;
/** Goods of one kind that are read of a store too large to hold; more are counted, not shown. */
const MOST_OF_KIND = 120;

/**
 * Finds what people mean among a store's goods: letters, sounds, meaning and kinds, weighed by
 * `weights*.json`.
 */
export class GoodsFinder {
  private readonly languages = new Map<Understood, OneLanguage>();
  private large: LargeStore | undefined;
  /** What the store's knowledge means. */
  readonly entries: EntryMeaning;

  constructor(
    readonly catalog: Catalog,
    private readonly kinds: Readonly<Record<Understood, KindFinder>>,
    private readonly options: FinderOptions = {},
  ) {
    this.entries = new EntryMeaning(
      catalog.knowledge(),
      options.encoder,
      `knowledge-${catalog.info.storeId}`,
    );
  }

  /** Whether all names are held. */
  get held(): boolean {
    return this.catalog.rows().count <= (this.options.mostHeld ?? MOST_HELD);
  }

  evidenced(lang: Understood): Evidenced {
    if (!this.options.encoder?.languages.includes(lang)) return 'plain';
    if (this.options.encoder.by === 'student') return 'student';
    return this.held ? 'full' : 'recalled';
  }

  /**
   * Reads what all names are called and mean and which kinds they are of, in the background and in turns of
   * milliseconds. To be awaited before `find`.
   */
  async learn(): Promise<void> {
    const indexes = this.held ? await this.readNames() : undefined;
    if (!indexes)
      this.large = await inTurns(
        LargeStore.read(this.catalog.rows(), this.catalog.brands(), this.options.encoder),
      );
    const carried = await inTurns(this.readKinds(indexes));
    for (const lang of LANGS) this.kinds[lang].release();
    await this.entries.learn();
    for (const lang of LANGS)
      this.languages.set(lang, { index: indexes?.[lang], kinds: this.kinds[lang], carried: carried[lang] });
  }

  private async readNames(): Promise<Record<Understood, GoodsIndex>> {
    const products: Product[] = [];
    await inTurns(this.everyProduct(({ product }) => void products.push(product)));
    const spellings = await inTurns(readSpellings(products));
    const shelf = `names-${this.catalog.info.storeId}`;
    const [zh, en] = LANGS.map(
      (lang) => new GoodsIndex(products, lang, this.options.encoder, shelf, spellings),
    ) as [GoodsIndex, GoodsIndex];
    await zh.learnMeaning();
    await en.learnMeaning();
    return { zh, en };
  }

  private *everyProduct(
    take: (item: { row: number; product: Product }, number: number) => void,
  ): Steps<void> {
    const rows = this.catalog.rows();
    let number = 0;
    for (let last = -1; ;) {
      const page = rows.after(last, AT_ONCE);
      for (const item of page) {
        take(item, number++);
        yield;
      }
      if (page.length === 0) return;
      last = page.at(-1)!.row;
    }
  }

  /**
   * Which kinds the products are of; by their place in the index, or by their rows in the catalog where there
   * is none. Without an index names are read by letters alone, which tell the same in both languages.
   */
  private *readKinds(
    indexes: Readonly<Record<Understood, GoodsIndex>> | undefined,
  ): Steps<Record<Understood, CarriedKinds>> {
    if (!indexes) {
      const carried = yield* this.carriedIn(['zh'], (row) => ({ at: row }));
      return { zh: carried[0]!, en: carried[0]! };
    }
    const [zh, en] = yield* this.carriedIn(LANGS, (_, number, lang) => ({
      at: number,
      vector: indexes[lang].vector(number),
    }));
    return { zh: zh!, en: en! };
  }

  private *carriedIn(
    langs: readonly Understood[],
    place: (row: number, number: number, lang: Understood) => { at: number; vector?: Float32Array },
  ): Steps<CarriedKinds[]> {
    const kept = langs.map((lang) => [lang, this.keptKinds(lang, langs.length > 1)] as const);
    const fresh = kept.filter(([, { whole }]) => !whole);
    const read = ({ row, product }: { row: number; product: Product }, number: number): void => {
      for (const [lang, kinds] of fresh) {
        const { at, vector } = place(row, number, lang);
        kinds.note(product, at, () => this.kinds[lang].withBroader(this.kinds[lang].of(product, vector)));
      }
    };
    if (fresh.length > 0) yield* this.everyProduct(read);
    for (const [, kinds] of fresh) {
      kinds.keep();
      yield;
    }
    const carried: CarriedKinds[] = [];
    for (const [, kinds] of kept) {
      carried.push(CarriedKinds.of((take) => kinds.each(take)));
      yield;
    }
    return carried;
  }

  /** `byMeaning`: what names mean counts too, so that another encoder tells other kinds. */
  private keptKinds(lang: Understood, byMeaning: boolean): KeptKinds {
    const { storeId, sequence, publishedAt } = this.catalog.info;
    const { count, end } = this.catalog.rows();
    const catalog = sequence > 0 ? `${storeId} ${sequence} ${publishedAt} ${count} ${end}` : undefined;
    const kinds = this.kinds[lang];
    return new KeptKinds(
      this.options.shelf,
      byMeaning ? `kinds-${storeId}-${lang}` : `kinds-${storeId}`,
      byMeaning ? kinds.basis : kinds.basisByLetters,
      catalog,
    );
  }

  /** What a question may mean, with what speaks for each, and which kinds it asks for. */
  weighable(
    said: string,
    lang: Understood,
    named?: Named,
    { kinds: byKinds = true, hearing = (names: Names) => names }: Ablation = {},
  ): Weighable {
    const { index, kinds, carried } = this.languages.get(lang)!;
    const asked = kinds.asked(this.catalog.fold(said));
    // A kind that is hardly asked for would bring in tens of thousands of a large store's products.
    const agreement = carried.agreement(index ? asked : new Map([...asked].filter(([, p]) => p >= HARDLY)));
    const { names, kindScores, rows } = index
      ? { names: index, kindScores: agreement, rows: undefined }
      : this.large!.recall(said, lang, carried, agreement, named);
    return {
      names,
      rows,
      asked,
      candidates: candidatesFor(
        hearing(names),
        said,
        byKinds ? kindScores : undefined,
        named,
        byKinds ? carried.lacks(asked) : 0,
      ),
    };
  }

  find(said: string, lang: Understood, named?: Named): Finding {
    const { names, rows, candidates, asked } = this.weighable(said, lang, named);
    const { kinds, carried } = this.languages.get(lang)!;
    const by = this.evidenced(lang);
    const p = probabilities(
      candidates.map((c) => c.evidence),
      WEIGHTS[by][lang],
    );
    const found = candidates
      .slice(0, -1)
      .map(
        ({ row, evidence }, i) =>
          new Weighed(
            names.products[row]!,
            p[i]!,
            kinds.kinds[carried.mainOf(rows ? rows[row]! : row)],
            evidence,
          ),
      );
    found.sort((a, b) => b.p - a.p);
    const alone = kinds.namedAlone(this.catalog.fold(said));
    const wanted = [...asked].sort((a, b) => b[1] - a[1]).slice(0, 5);
    return {
      by,
      found,
      none: p.at(-1)!,
      kinds: wanted.map(([number, share]) => ({
        kind: kinds.kinds[number]!,
        p: share,
        carried: carried.has(number),
        alone: alone.has(number),
      })),
    };
  }

  kindsIn(lang: Understood): KindFinder {
    return this.languages.get(lang)!.kinds;
  }

  /**
   * The kinds that some of the held goods most likely are; where they are several, also what at least such a
   * share of the goods is of.
   */
  kindsOf(gtins: readonly string[], lang: Understood, share: number): Set<number> {
    const { index, kinds, carried } = this.languages.get(lang)!;
    const mains = [...index!.rowsOf(new Set(gtins))]
      .map((row) => carried.mainOf(row))
      .filter((kind) => kind >= 0);
    const out = new Set(mains);
    if (out.size > 1)
      for (const [kind, p] of kinds.withBroader(
        new Map([...out].map((kind) => [kind, mains.filter((one) => one === kind).length / mains.length])),
      ))
        if (p >= share) out.add(kind);
    return out;
  }

  /** The kinds that some products most likely are, by id; none of a store whose names are not held. */
  mainKindsOf(products: readonly Product[], lang: Understood): string[] {
    const { index, kinds, carried } = this.languages.get(lang)!;
    const rows = index?.rowsOf(new Set(products.map(({ gtin }) => gtin))) ?? [];
    return [...new Set(rows.flatMap((row) => kinds.kinds[carried.mainOf(row)]?.id ?? []))];
  }

  /** All names in a language, where they are held. */
  names(lang: Understood): GoodsIndex | undefined {
    return this.languages.get(lang)?.index;
  }

  /**
   * The store's goods of a kind and of what is narrower than it, the surest first, and how many there are; of
   * a large store only so many are read.
   */
  goodsOf(kind: string, lang: Understood): { products: Product[]; total: number } {
    const { index, kinds, carried } = this.languages.get(lang)!;
    const rows = carried.of(kinds.numberOf(kind));
    const products = index
      ? rows.map((row) => index.products[row]!)
      : this.catalog
          .rows()
          .at(rows.slice(0, MOST_OF_KIND))
          .map(({ product }) => product);
    return { products, total: rows.length };
  }
}
