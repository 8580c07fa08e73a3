import type { Product } from '../../main/contract';
import type { Database } from '../db/open';
import { toProduct, type ProductRow } from '../db/reader-rows';

/** What tells what a product is; its price and stock change every night and don't. */
const TELLING = [
  'gtin',
  'name_zh',
  'name_en',
  'category_zh',
  'category_en',
  'brand_zh',
  'brand_en',
  'size',
  'aliases_zh',
  'aliases_en',
] as const;

type Row = ProductRow & { id: number };

/** A product that is new or called otherwise than in the release before, or the GTIN of one that is gone. */
export type NameChange = { product: Product } | { gone: string };

/**
 * What is called otherwise in a staging than in the release before; everything where there was none. Ids stay
 * with their GTIN, so both are read side by side.
 */
export function* changedNames(staging: Database, previous?: Database): Generator<NameChange> {
  const rows = (db: Database, columns: string): IterableIterator<Row> =>
    db.prepare(`SELECT ${columns} FROM product ORDER BY id`).iterate() as IterableIterator<Row>;
  const before = previous && rows(previous, ['id', ...TELLING].join(', '));
  const next = (): Row | undefined => {
    const { done, value } = before?.next() ?? { done: true, value: undefined };
    return done ? undefined : (value as Row);
  };
  try {
    let old = next();
    for (const row of rows(staging, '*')) {
      for (; old && old.id < row.id; old = next()) yield { gone: old.gtin };
      const known = old?.id === row.id ? old : undefined;
      if (known) old = next();
      if (!known || TELLING.some((column) => known[column] !== row[column]))
        yield { product: toProduct(row) };
    }
    for (; old; old = next()) yield { gone: old.gtin };
  } finally {
    before?.return?.();
  }
}
