import type { Catalog, Lang, Product, SentenceEncoder } from '../../contract';
import type { Kind } from '../goods';
import { meaningOf } from '../goods/meaning';
import { candidatesFor, EVIDENCE, type Named } from './evidence';
import { GoodsIndex } from './goods-index';
import { agreement, KindFinder, type KindBelief } from './kinds';
import { probabilities } from './rank';
import weights from './weights.json';

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

/** The kinds of goods in both languages; they are the same for every store. */
export function learnKinds(kinds: readonly Kind[], encoder?: SentenceEncoder): Readonly<Record<Lang, KindFinder>> {
  const made = { zh: new KindFinder(kinds, 'zh', encoder), en: new KindFinder(kinds, 'en', encoder) };
  for (const lang of ['zh', 'en'] as const) {
    const meaning = meaningOf(kinds, lang);
    if (meaning) made[lang].learn(meaning);
  }
  return made;
}

/** A kind counts as carried where one product is it at least this surely. */
const CARRIED = 0.3;
/** Stores up to this size are compared name by name; larger ones go by the lexicon alone. */
export const MOST_PRODUCTS = 30_000;

interface OneLanguage {
  index: GoodsIndex;
  kinds: KindFinder;
  beliefs: KindBelief[];
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

  /** Reads names in one language by letters and sounds; what they mean follows with `learnMeaning`. */
  private of(lang: Lang): OneLanguage {
    const known = this.languages.get(lang);
    if (known) return known;
    const index = new GoodsIndex(everyProduct(this.catalog), lang, this.encoder, `names-${this.catalog.info.storeId}`);
    const kinds = this.kinds[lang];
    const made = { index, kinds, beliefs: beliefsOf(index, kinds) };
    this.languages.set(lang, made);
    return made;
  }

  /** Reads what all names mean, in the background; finding goes on by letters and sounds meanwhile. */
  async learnMeaning(): Promise<void> {
    for (const lang of ['zh', 'en'] as const) {
      const one = this.of(lang);
      await one.index.learnMeaning();
      this.languages.set(lang, { ...one, beliefs: beliefsOf(one.index, one.kinds) });
    }
  }

  find(said: string, lang: Lang, named?: Named): Finding {
    const { index, kinds, beliefs } = this.of(lang);
    const asked = kinds.asked(said);
    const candidates = candidatesFor(index, said, Float32Array.from(beliefs, (is) => agreement(asked, is)), named, notCarried(asked, beliefs));
    const p = probabilities(candidates.map((c) => c.evidence), weights[lang]);
    const found = candidates.slice(0, -1).map(({ row, evidence }, i) => ({
      product: index.products[row]!,
      p: p[i]!,
      evidence: Object.fromEntries(EVIDENCE.map((name, k) => [name, evidence[k]!])) as Found['evidence'],
    }));
    found.sort((a, b) => b.p - a.p);
    const wanted = [...asked].sort((a, b) => b[1] - a[1]).slice(0, 5);
    return { found, none: p.at(-1)!, kinds: wanted.map(([number, share]) => ({ kind: kinds.kinds[number]!, p: share, carried: beliefs.some((is) => (is.get(number) ?? 0) >= CARRIED) })) };
  }
}

/** How surely a kind is asked for that no product is, in [0,1]. */
export function notCarried(asked: KindBelief, beliefs: readonly KindBelief[]): number {
  let sum = 0;
  for (const [kind, p] of asked) {
    const most = beliefs.reduce((max, is) => Math.max(max, is.get(kind) ?? 0), 0);
    sum += p * (1 - Math.min(1, most / CARRIED));
  }
  return sum;
}

const beliefsOf = (index: GoodsIndex, kinds: KindFinder): KindBelief[] => index.products.map((product, row) => kinds.withBroader(kinds.of(product, index.vector(row))));
