import type { Catalog, Lang, Product, SentenceEncoder } from '../../contract';
import type { Brand, Kind } from '../goods';
import { meaningOf, readMeaning } from '../goods/meaning';
import { candidatesFor, EVIDENCE, type Named } from './evidence';
import { GoodsIndex } from './goods-index';
import { CarriedKinds } from './carried-kinds';
import { KindFinder } from './kinds';
import { probabilities } from './rank';
import { weightsFor } from './weights';

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

/** The kinds of goods in both languages; they are the same for every store. About two seconds, in pieces. */
export async function learnKinds(kinds: readonly Kind[], brands: readonly Brand[], encoder?: SentenceEncoder): Promise<Readonly<Record<Lang, KindFinder>>> {
  const zh = new KindFinder(kinds, 'zh', encoder, brands);
  await breath();
  const en = new KindFinder(kinds, 'en', encoder, brands);
  await breath();
  for (const finder of [zh, en]) {
    const meaning = encoder?.by === 'student' ? await readMeaning(kinds, finder.lang, encoder) : meaningOf(kinds, finder.lang);
    if (meaning) finder.learn(meaning);
  }
  return { zh, en };
}

/** Lets whatever waits go first: questions, and the supervisor's pings. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Products whose kinds are told between two breaths: some 20 ms. */
const AT_ONCE = 8;
/** Stores up to this size are compared name by name; larger ones go by the store's own words alone. */
export const MOST_PRODUCTS = 6_000;

interface OneLanguage {
  index: GoodsIndex;
  kinds: KindFinder;
  carried: CarriedKinds;
}

/** All products, by the roots of the category tree. */
export function everyProduct(catalog: Catalog): Product[] {
  return catalog.categories().filter((c) => c.pathZh.length === 1).flatMap((c) => catalog.productsIn(c.pathZh, c.count));
}

/** Finds what people mean among a store's goods: letters, sounds, meaning and kinds, weighed by `weights.json`. */
export class GoodsFinder {
  private readonly languages = new Map<Lang, OneLanguage>();

  constructor(
    readonly catalog: Catalog,
    private readonly kinds: Readonly<Record<Lang, KindFinder>>,
    private readonly encoder?: SentenceEncoder,
  ) {}

  /** Reads what all names are called and mean and which kinds they are of, in the background and in pieces. To be awaited before `find`. */
  async learn(): Promise<void> {
    const products = everyProduct(this.catalog);
    for (const lang of ['zh', 'en'] as const) {
      await breath();
      const index = new GoodsIndex(products, lang, this.encoder, `names-${this.catalog.info.storeId}`);
      await index.learnMeaning();
      const carried = new CarriedKinds();
      for (let row = 0; row < products.length; row++) {
        if (row % AT_ONCE === 0) await breath();
        carried.add(this.kinds[lang].withBroader(this.kinds[lang].of(products[row]!, index.vector(row))));
      }
      this.languages.set(lang, { index, kinds: this.kinds[lang], carried });
    }
  }

  find(said: string, lang: Lang, named?: Named): Finding {
    const { index, kinds, carried } = this.languages.get(lang)!;
    const asked = kinds.asked(said);
    const candidates = candidatesFor(index, said, carried.agreement(asked), named, carried.lacks(asked));
    const p = probabilities(candidates.map((c) => c.evidence), weightsFor(this.encoder)[lang]);
    const found = candidates.slice(0, -1).map(({ row, evidence }, i) => ({
      product: index.products[row]!,
      p: p[i]!,
      evidence: Object.fromEntries(EVIDENCE.map((name, k) => [name, evidence[k]!])) as Found['evidence'],
    }));
    found.sort((a, b) => b.p - a.p);
    const wanted = [...asked].sort((a, b) => b[1] - a[1]).slice(0, 5);
    return { found, none: p.at(-1)!, kinds: wanted.map(([number, share]) => ({ kind: kinds.kinds[number]!, p: share, carried: carried.has(number) })) };
  }
}
