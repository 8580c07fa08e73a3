import type { Database, Statement } from '../db/open';
import type { AmongQuery } from '../../main/contract';
import { token } from './text';

interface Priced {
  gtin: string;
  price: number;
}

/** A category as the search tables number it. */
export interface NumberedCategory {
  id: number;
  path: string;
}

const ONE_CATEGORY = /^\("c_(\d+)"\)$/;
const PRICE = 'CAST(p.price AS REAL)';
const FITS = `${PRICE} BETWEEN @min AND @max`;
const BELOW = `FROM product p WHERE p.category_zh = @path AND ${FITS}`;
/** Matches whose prices are read one by one; of more, all prices are held. */
const READ_SINGLY = 3_000;

/**
 * Looks through everything that an expression matches by shelf price: a whole category over the index by
 * category and price, anything else by reading the price of each match.
 */
export class PriceFinder {
  private readonly statements = new Map<string, Statement>();
  private prices: Float64Array | undefined;

  constructor(
    private readonly db: Database,
    private readonly categories: readonly NumberedCategory[],
  ) {}

  among(expression: string, query: AmongQuery): { gtins: string[]; count: number } {
    for (const claim of query.claims ?? []) expression += ` AND "${token('k', claim)}"`;
    const within = query.within && this.categories.find(({ path }) => path === query.within!.join(' > '));
    if (query.within && !within) return { gtins: [], count: 0 };
    if (query.of) return this.ofThese(expression, query.of, within, query);
    const category = this.loneCategory(expression);
    if (!category) return this.matching(within ? `${expression} AND "c_${within.id}"` : expression, query);
    const narrower = within ? deeper(category, within) : category;
    return narrower ? this.below(narrower.path, query) : { gtins: [], count: 0 };
  }

  /** The category that an expression asks for and nothing else. */
  private loneCategory(expression: string): NumberedCategory | undefined {
    const id = ONE_CATEGORY.exec(expression)?.[1];
    return id === undefined ? undefined : this.categories.find((c) => c.id === Number(id));
  }

  private below(path: string, query: AmongQuery): { gtins: string[]; count: number } {
    const paths = this.categories.filter((category) => isBelow(category.path, { path }));
    const ordered = this.prepared(
      `SELECT p.gtin, ${PRICE} AS price ${BELOW} ORDER BY ${PRICE} ${query.order === 'cheapest' ? 'ASC' : 'DESC'} LIMIT @limit`,
    );
    const values = valuesOf(query);
    const found = paths.flatMap(
      (category) => ordered.all({ path: category.path, ...values, limit: query.limit }) as Priced[],
    );
    const counted = this.prepared(`SELECT count(*) AS n ${BELOW}`);
    return {
      gtins: sorted(found, query).map(({ gtin }) => gtin),
      // Counted where somebody asks: thousands of index entries.
      get count() {
        return paths.reduce(
          (sum, category) => sum + (counted.get({ path: category.path, ...values }) as { n: number }).n,
          0,
        );
      },
    };
  }

  private matching(expression: string, query: AmongQuery): { gtins: string[]; count: number } {
    const ids = this.prepared('SELECT rowid FROM search WHERE search MATCH @expression', true).all({
      expression,
    }) as number[];
    const price = this.priceReader(ids.length);
    const { min, max } = valuesOf(query);
    const found = ids
      .map((id) => ({ id, price: price(id) }))
      .filter((one) => one.price >= min && one.price <= max);
    const gtin = this.prepared('SELECT gtin FROM product WHERE id = @id', true);
    return { gtins: sorted(found, query).map(({ id }) => gtin.get({ id }) as string), count: found.length };
  }

  /** The way to read the prices of so many products. */
  private priceReader(count: number): (id: number) => number {
    const { prices } = this;
    if (prices) return (id) => prices[id]!;
    return count > READ_SINGLY ? this.allPrices() : this.onePrice();
  }

  private onePrice(): (id: number) => number {
    const one = this.prepared(`SELECT ${PRICE} FROM product p WHERE p.id = @id`, true);
    return (id) => one.get({ id }) as number;
  }

  /** Every price by row id, 8 bytes each, read once: a fifth of a second for half a million. */
  private allPrices(): (id: number) => number {
    const last = this.prepared('SELECT max(id) FROM product', true).get({}) as number;
    const prices = new Float64Array(last + 1);
    for (const [id, price] of this.db
      .prepare(`SELECT p.id, ${PRICE} FROM product p INDEXED BY product_price`)
      .raw()
      .iterate() as Iterable<[number, number]>)
      prices[id] = price;
    this.prices = prices;
    return (id) => prices[id]!;
  }

  /**
   * Items named one by one: whether each belongs to the set is seen from its category, or from the list of
   * all that match.
   */
  private ofThese(
    expression: string,
    gtins: readonly string[],
    within: NumberedCategory | undefined,
    query: AmongQuery,
  ): { gtins: string[]; count: number } {
    const one = this.prepared(
      `SELECT p.id, p.gtin, ${PRICE} AS price, p.category_zh FROM product p WHERE p.gtin = @gtin AND ${FITS}`,
    );
    const values = valuesOf(query);
    const rows = gtins.flatMap(
      (gtin) =>
        (one.get({ gtin, ...values }) as (Priced & { id: number; category_zh: string }) | undefined) ?? [],
    );
    const category = this.loneCategory(expression);
    const inSet = category
      ? undefined
      : new Set(
          rows.length > 0
            ? (this.prepared('SELECT rowid FROM search WHERE search MATCH @expression', true).all({
                expression,
              }) as number[])
            : [],
        );
    const found = rows.filter(
      (row) =>
        (!category || isBelow(row.category_zh, category)) &&
        (!within || isBelow(row.category_zh, within)) &&
        (!inSet || inSet.has(row.id)),
    );
    return { gtins: sorted(found, query).map(({ gtin }) => gtin), count: found.length };
  }

  private prepared(sql: string, pluck = false): Statement {
    let statement = this.statements.get(sql);
    if (!statement)
      this.statements.set(sql, (statement = pluck ? this.db.prepare(sql).pluck() : this.db.prepare(sql)));
    return statement;
  }
}

function valuesOf({ min, max }: AmongQuery): { min: number; max: number } {
  return { min: min ?? 0, max: max ?? Number.MAX_VALUE };
}

const isBelow = (path: string, { path: ancestor }: { path: string }): boolean =>
  path === ancestor || path.startsWith(`${ancestor} > `);

/** The one of two categories that lies in the other. */
function deeper(a: NumberedCategory, b: NumberedCategory): NumberedCategory | undefined {
  if (isBelow(b.path, a)) return b;
  return isBelow(a.path, b) ? a : undefined;
}

function sorted<P extends { price: number }>(found: P[], { order, limit }: AmongQuery): P[] {
  const way = order === 'cheapest' ? 1 : -1;
  return found.sort((a, b) => way * (a.price - b.price)).slice(0, limit);
}
