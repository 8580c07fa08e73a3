import type { Database, Statement } from '../db/open';
import type { AmongQuery } from '../../main/contract';

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
const CLAIMS = "NOT EXISTS (SELECT 1 FROM json_each(@claims) c WHERE instr('|' || p.claims || '|', '|' || c.value || '|') = 0)";

/**
 * Looks through everything that an expression matches by shelf price: a whole category over the index by category and price, anything
 * else by reading the price of each match.
 */
export class PriceFinder {
  private readonly statements = new Map<string, Statement>();

  constructor(
    private readonly db: Database,
    private readonly categories: readonly NumberedCategory[],
  ) {}

  among(expression: string, query: AmongQuery): { gtins: string[]; count: number } {
    const within = query.within && this.categories.find(({ path }) => path === query.within!.join(' > '));
    if (query.within && !within) return { gtins: [], count: 0 };
    if (query.of) return this.ofThese(expression, query.of, within, query);
    const category = this.only(expression);
    if (!category) return this.matching(within ? `${expression} AND "c_${within.id}"` : expression, query);
    const narrower = within ? deeper(category, within) : category;
    return narrower ? this.below(narrower.path, query) : { gtins: [], count: 0 };
  }

  /** The category that an expression asks for and nothing else. */
  private only(expression: string): NumberedCategory | undefined {
    const id = ONE_CATEGORY.exec(expression)?.[1];
    return id === undefined ? undefined : this.categories.find((c) => c.id === Number(id));
  }

  private below(path: string, query: AmongQuery): { gtins: string[]; count: number } {
    const found: Priced[] = [];
    let count = 0;
    for (const category of this.categories) {
      if (!isBelow(category.path, { path })) continue;
      const where = `FROM product p WHERE p.category_zh = @path AND ${fits(query)}`;
      const values = { path: category.path, ...valuesOf(query) };
      found.push(...this.ordered(where, values, query));
      count += this.counted(where, values);
    }
    return { gtins: sorted(found, query), count };
  }

  private matching(expression: string, query: AmongQuery): { gtins: string[]; count: number } {
    const where = `FROM search JOIN product p ON p.id = search.rowid WHERE search MATCH @expression AND ${fits(query)}`;
    const values = { expression, ...valuesOf(query) };
    const found = this.ordered(where, values, query);
    return { gtins: found.map(({ gtin }) => gtin), count: found.length < query.limit ? found.length : this.counted(where, values) };
  }

  /** Items named one by one: whether each belongs to the set is seen from its category, or from the list of all that match. */
  private ofThese(expression: string, gtins: readonly string[], within: NumberedCategory | undefined, query: AmongQuery): { gtins: string[]; count: number } {
    const one = this.prepared(`SELECT p.id, p.gtin, ${PRICE} AS price, p.category_zh FROM product p WHERE p.gtin = @gtin AND ${fits(query)}`);
    const values = valuesOf(query);
    const rows = gtins.flatMap((gtin) => (one.get({ gtin, ...values }) as (Priced & { id: number; category_zh: string }) | undefined) ?? []);
    const category = this.only(expression);
    const inSet = category ? undefined : new Set(rows.length > 0 ? (this.prepared('SELECT rowid FROM search WHERE search MATCH @expression').pluck().all({ expression }) as number[]) : []);
    const found = rows.filter((row) => (!category || isBelow(row.category_zh, category)) && (!within || isBelow(row.category_zh, within)) && (!inSet || inSet.has(row.id)));
    return { gtins: sorted(found, query), count: found.length };
  }

  private ordered(where: string, values: object, { order, limit }: AmongQuery): Priced[] {
    return this.prepared(`SELECT p.gtin, ${PRICE} AS price ${where} ORDER BY ${PRICE} ${order === 'cheapest' ? 'ASC' : 'DESC'} LIMIT @limit`).all({ ...values, limit }) as Priced[];
  }

  private counted(where: string, values: object): number {
    return (this.prepared(`SELECT count(*) AS n ${where}`).get(values) as { n: number }).n;
  }

  private prepared(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) this.statements.set(sql, (statement = this.db.prepare(sql)));
    return statement;
  }
}

const fits = ({ claims }: AmongQuery): string => (claims && claims.length > 0 ? `${FITS} AND ${CLAIMS}` : FITS);

function valuesOf({ min, max, claims }: AmongQuery): Record<string, number | string> {
  return { min: min ?? 0, max: max ?? Number.MAX_VALUE, ...(claims && claims.length > 0 ? { claims: JSON.stringify(claims) } : {}) };
}

const isBelow = (path: string, { path: ancestor }: { path: string }): boolean => path === ancestor || path.startsWith(`${ancestor} > `);

/** The one of two categories that lies in the other. */
function deeper(a: NumberedCategory, b: NumberedCategory): NumberedCategory | undefined {
  if (isBelow(b.path, a)) return b;
  return isBelow(a.path, b) ? a : undefined;
}

function sorted(found: Priced[], { order, limit }: AmongQuery): string[] {
  const way = order === 'cheapest' ? 1 : -1;
  return found.sort((a, b) => way * (a.price - b.price)).slice(0, limit).map(({ gtin }) => gtin);
}
