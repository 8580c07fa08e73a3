import type { Database } from './open';
import type { PublishedTable } from './catalog-schema';
import { TEXTS_COLUMN } from './other-texts';

/** One cell of a published table: SQLite TEXT or INTEGER. */
export type Cell = string | number;
/**
 * Cells in the order of {@link TableShape.columns}. An empty `texts` at the end is left out: a row without
 * texts in other languages is the row, to the byte and the digest, that it was before there were any.
 */
export type Row = Cell[];

export interface TableShape {
  /** Columns in the order in which rows travel and are digested. */
  readonly columns: readonly string[];
  /** How many leading columns make the key. */
  readonly key: number;
}

/**
 * The shape of every published table, in an order that satisfies foreign keys. The key comes first.
 * `product.id` travels too: it is given by the publisher and stays with its gtin, so that row ids of the
 * search index are stable.
 */
export const tableShapes = {
  store: { columns: ['id', 'json'], key: 1 },
  product: {
    columns: [
      'gtin',
      'id',
      'name_zh',
      'name_en',
      'category_zh',
      'category_en',
      'price',
      'brand_zh',
      'brand_en',
      'size',
      'ingredients_zh',
      'ingredients_en',
      'allergens_contains',
      'allergens_may_contain',
      'allergens_free_from',
      'claims',
      'aliases_zh',
      'aliases_en',
      'description_zh',
      'description_en',
      'related',
      'texts',
    ],
    key: 1,
  },
  location: { columns: ['gtin', 'position', 'aisle', 'bay', 'shelf'], key: 2 },
  stock: { columns: ['gtin', 'quantity', 'as_of'], key: 1 },
  promotion: {
    columns: [
      'id',
      'title_zh',
      'title_en',
      'kind',
      'value',
      'starts_at',
      'ends_at',
      'gtins',
      'category_zh',
      'members_only',
      'priority',
      'terms_zh',
      'terms_en',
      'coupon_code',
      'texts',
    ],
    key: 1,
  },
  knowledge: {
    columns: ['id', 'topic', 'questions_zh', 'questions_en', 'answer_zh', 'answer_en', 'action', 'texts'],
    key: 1,
  },
  map: { columns: ['name', 'json'], key: 1 },
} as const satisfies Record<PublishedTable, TableShape>;

export const shapeOf = (table: PublishedTable): TableShape => tableShapes[table];

/** Whether rows of the table may have texts in other languages, in their last column. */
const hasTexts = (table: PublishedTable): boolean => shapeOf(table).columns.at(-1) === TEXTS_COLUMN;

/** The columns that every row has; `texts` is the one that it may have. */
export const steadyColumns = (table: PublishedTable): readonly string[] =>
  hasTexts(table) ? shapeOf(table).columns.slice(0, -1) : shapeOf(table).columns;

/** A row as SQLite gives it, as rows travel and are digested. */
export const asRow = (table: PublishedTable, cells: Row): Row =>
  hasTexts(table) && cells.length === shapeOf(table).columns.length && cells.at(-1) === ''
    ? cells.slice(0, -1)
    : cells;

/** Columns of the key, in key order. */
export const keyColumns = (table: PublishedTable): readonly string[] =>
  shapeOf(table).columns.slice(0, shapeOf(table).key);

/** Adds or replaces whole rows; the caller holds the transaction. */
export function rowWriter(
  db: Database,
  table: PublishedTable,
  or: 'FAIL' | 'REPLACE' = 'FAIL',
): (row: Row) => void {
  const { columns } = shapeOf(table);
  const statement = db.prepare(
    `INSERT OR ${or} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const optional = hasTexts(table);
  return (row) => {
    statement.run(optional && row.length < columns.length ? [...row, ''] : row);
  };
}

/** All rows in key order, as they travel. */
export function* readRows(db: Database, table: PublishedTable, schema = 'main'): IterableIterator<Row> {
  const { columns } = shapeOf(table);
  const rows = db
    .prepare(`SELECT ${columns.join(', ')} FROM ${schema}.${table} ORDER BY ${keyColumns(table).join(', ')}`)
    .raw()
    .iterate() as IterableIterator<Row>;
  for (const row of rows) yield asRow(table, row);
}

export function countRows(db: Database, table: PublishedTable): number {
  return (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
}
