import type { Product } from '../../main/contract';
import type { Database } from '../db/open';
import { toProduct, type ProductRow } from '../db/reader-rows';

/** What tells what a product is; its price and stock change every night and don't. */
const TELLING = ['gtin', 'name_zh', 'name_en', 'category_zh', 'category_en', 'brand_zh', 'brand_en', 'size', 'aliases_zh', 'aliases_en'] as const;

type Row = ProductRow & { id: number };

/** The products that are new or called otherwise than in the release before, all of them where there was none. Ids stay with their gtin, so both are read side by side. */
export function* changedProducts(staging: Database, previous?: Database): Generator<Product> {
  const rows = (db: Database, columns: string): IterableIterator<Row> => db.prepare(`SELECT ${columns} FROM product ORDER BY id`).iterate() as IterableIterator<Row>;
  const before = previous && rows(previous, ['id', ...TELLING].join(', '));
  try {
    let old = before?.next();
    for (const row of rows(staging, '*')) {
      while (old && !old.done && old.value.id < row.id) old = before!.next();
      const known = old && !old.done && old.value.id === row.id ? old.value : undefined;
      if (!known || TELLING.some((column) => known[column] !== row[column])) yield toProduct(row);
    }
  } finally {
    before?.return?.();
  }
}
