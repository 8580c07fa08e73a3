import type { Allergen, Catalog, Claim, Product, Verdict } from '../../contract';
import { allergensIn, claimOf, worse } from './allergens';
import type { Subject } from './types';

/**
 * What is declared of a kind of goods: all of it is looked at, and where that can't be, `looked` says at how
 * many.
 */
export interface Tally<V extends string> {
  /** Items by verdict; they add up to `looked`. */
  counts: Record<V, number>;
  /** Items of the kind in all. */
  total: number;
  looked: number;
  /** Declared to be without the allergen, or to bear the claim: in the catalog's order, at most `KEPT`. */
  good: Product[];
}

/**
 * Items looked at for one answer: some 60 ms of reading. A larger kind is told with how many of it were
 * looked at.
 */
export const LOOKED_AT = 5_000;
/** Good items kept; they are put in order by price and offer, and the best twenty shown. */
const KEPT = 500;
/** Tallies kept for a catalog: the same kind is asked about again. */
const TALLIES = 64;

const kept = new WeakMap<Catalog, Map<string, unknown>>();

/**
 * Every item that a subject stands for, as far as the catalog can still name it: at least its page, at most
 * `LOOKED_AT`.
 */
export function* everyItem(catalog: Catalog, subject: Subject): Iterable<Product> {
  let seen = 0;
  for (const product of source(catalog, subject)) {
    if (++seen > LOOKED_AT) return;
    yield product;
  }
}

function source(catalog: Catalog, { products, total, all, aisle, category }: Subject): Iterable<Product> {
  if (total <= products.length) return products;
  if (aisle !== undefined) return catalog.productsAt(aisle);
  if (all !== undefined) return catalog.every(all);
  if (category?.count === total) return catalog.productsIn(category.pathZh, LOOKED_AT + 1);
  return products;
}

/** How a kind stands with these allergens; an item counts by the worst of them. */
export function allergenTally(
  catalog: Catalog,
  subject: Subject,
  members: readonly Allergen[],
): Tally<Verdict> {
  return remembered(catalog, subject, members.join('|'), () =>
    tally(
      catalog,
      subject,
      { contains: 0, may_contain: 0, free: 0, unknown: 0 },
      (product) => allergensIn(product, members).verdict,
      'free',
    ),
  );
}

/** How a kind stands with a claim. */
export function claimTally(
  catalog: Catalog,
  subject: Subject,
  claim: Claim,
): Tally<'yes' | 'no' | 'unknown'> {
  return remembered(catalog, subject, claim, () =>
    tally(catalog, subject, { yes: 0, no: 0, unknown: 0 }, (product) => claimOf(product, claim), 'yes'),
  );
}

function tally<V extends string>(
  catalog: Catalog,
  subject: Subject,
  counts: Record<V, number>,
  judge: (product: Product) => V,
  good: V,
): Tally<V> {
  const out: Tally<V> = { counts, total: subject.total, looked: 0, good: [] };
  for (const product of everyItem(catalog, subject)) {
    const verdict = judge(product);
    out.looked++;
    out.counts[verdict]++;
    if (verdict === good && out.good.length < KEPT) out.good.push(product);
  }
  out.total = Math.max(out.total, out.looked);
  return out;
}

/** Only what the catalog itself names is remembered: a page alone says nothing of which items are on it. */
function remembered<T>(catalog: Catalog, subject: Subject, what: string, make: () => T): T {
  if (subject.all === undefined || subject.total <= subject.products.length) return make();
  const known = kept.get(catalog) ?? new Map<string, unknown>();
  kept.set(catalog, known);
  const key = `${what} ${subject.all}`;
  if (!known.has(key)) known.set(key, make());
  if (known.size > TALLIES) known.delete(known.keys().next().value!);
  return known.get(key) as T;
}

/** The worst verdict of a kind; what was not looked at is unknown. */
export function worstOf({ counts, looked, total }: Tally<Verdict>): Verdict {
  const present = (Object.keys(counts) as Verdict[]).filter((verdict) => counts[verdict] > 0);
  const worst = present.length > 0 ? present.reduce(worse) : 'unknown';
  return looked < total ? worse(worst, 'unknown') : worst;
}
