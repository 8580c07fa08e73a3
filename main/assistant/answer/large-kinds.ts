import type { AmongQuery, Catalog, Category, Claim, Product } from '../../contract';
import { isWithin } from './pricing';
import type { Subject } from './types';

/** Items looked at on either end of the price list, and of every offer. */
const LOOKED_AT = 60;
/** Items named by offers that are looked up one by one. */
const OFFERED = 600;

/**
 * Whether the catalog found more than the subject holds, so that a superlative or a limit must look through
 * all of it.
 */
export function isPage(subject: Subject): subject is Subject & { all: string } {
  return subject.all !== undefined && subject.total > subject.products.length;
}

/**
 * The items of a large kind that can be the cheapest or the dearest of it, offers included: those at that end
 * of the shelf prices, and at that end of what every offer concerns, since one offer keeps the order of
 * prices.
 */
export function extremesOf(
  catalog: Catalog,
  { all, category }: { all: string; category?: Category },
  order: AmongQuery['order'],
  limits: { min?: number; max?: number; claims?: readonly Claim[] } = {},
): Product[] {
  const gtins = new Set(catalog.among(all, { order, ...limits, limit: LOOKED_AT }).gtins);
  if (order === 'cheapest') {
    // An offer may bring an item under the limit: what it concerns is looked at without one.
    const free = { order, claims: limits.claims, limit: LOOKED_AT };
    const { offered, paths } = onOffer(catalog);
    for (const within of paths)
      for (const gtin of catalog.among(all, { ...free, within }).gtins) gtins.add(gtin);
    // Of a category it is seen from the item itself; claims are the caller's to check.
    const named = category
      ? catalog
          .products(offered)
          .filter((p) => isWithin(p.categoryZh, category.pathZh))
          .map((p) => p.gtin)
      : catalog.among(all, { ...free, of: offered, limit: OFFERED }).gtins;
    for (const gtin of named) gtins.add(gtin);
  }
  return catalog.products([...gtins]);
}

/** What offers concern: items that they name, and the topmost categories within those that they name. */
function onOffer(catalog: Catalog): { offered: string[]; paths: string[][] } {
  const offered = new Set<string>();
  const paths = new Map<string, string[]>();
  for (const { gtins, categoryZh } of catalog.promotions()) {
    for (const gtin of gtins) if (offered.size < OFFERED) offered.add(gtin);
    for (const { pathZh } of categoryZh ? catalog.categories() : [])
      if (isWithin(pathZh, categoryZh!) && !isWithin(pathZh.slice(0, -1), categoryZh!))
        paths.set(pathZh.join(' > '), [...pathZh]);
  }
  return { offered: [...offered], paths: [...paths.values()] };
}

/**
 * The items of a large kind within price limits and with claims, nearest to the limit's cheap end first, and
 * how many there are by shelf price.
 */
export function withinOf(
  catalog: Catalog,
  set: { all: string; category?: Category },
  limits: { min?: number; max?: number; claims?: readonly Claim[] },
): { products: Product[]; count: number } {
  const { count } = catalog.among(set.all, { order: 'cheapest', ...limits, limit: 1 });
  return { products: extremesOf(catalog, set, 'cheapest', limits), count };
}

/** Items of one large category around a price, nearest first. */
export function nearestInPrice(catalog: Catalog, product: Product, limit: number): Product[] {
  const all = catalog.find({
    groups: [[{ kind: 'category', ref: product.categoryZh.join(' > '), weight: 1 }]],
    limit: 1,
  }).all;
  if (all === undefined) return [];
  const above = catalog.among(all, { order: 'cheapest', min: product.price, limit: limit + 1 }).gtins;
  const below = catalog.among(all, { order: 'dearest', max: product.price, limit: limit + 1 }).gtins;
  return catalog
    .products([...new Set([...above, ...below])])
    .filter((p) => p.gtin !== product.gtin)
    .sort((a, b) => Math.abs(a.price - product.price) - Math.abs(b.price - product.price))
    .slice(0, limit);
}
