import { TEXTS_COLUMN } from '../../db/other-texts';
import * as tables from '../feed/tables';
import type { FeedTable } from '../feed/tables';

/** A table of the feed as it stands in PostgreSQL. */
export interface DatabaseTable {
  name: string;
  feed: FeedTable;
  /** Columns in the order in which they are copied; `store_id` goes before them. */
  columns: readonly string[];
  /** What makes a row, after the store; the order in which rows are read. */
  key: readonly string[];
}

const columnsOf = (table: FeedTable): string[] => [
  ...Object.keys(table.row.shape),
  ...(table.texts ? [TEXTS_COLUMN] : []),
];

export const databaseTables: readonly DatabaseTable[] = [
  { name: 'products', feed: tables.products, columns: columnsOf(tables.products), key: ['gtin'] },
  {
    name: 'locations',
    feed: tables.locations,
    columns: ['position', ...columnsOf(tables.locations)],
    key: ['gtin', 'position'],
  },
  { name: 'stock', feed: tables.stock, columns: columnsOf(tables.stock), key: ['gtin'] },
  { name: 'promotions', feed: tables.promotions, columns: columnsOf(tables.promotions), key: ['id'] },
  { name: 'knowledge', feed: tables.knowledge, columns: columnsOf(tables.knowledge), key: ['id'] },
];

/**
 * The schema that `daogou publish --from postgres://…` reads, many stores in one database. Columns mean what
 * they mean in a feed folder (store-feed.md): lists are joined by `|`, times are RFC 3339 with offset, prices
 * are decimals in the store's currency. `documents` holds the JSON files by their names in the folder:
 * `store.json`, `map/manifest.json`, `map/level.geojson` … `texts` holds what a folder has in columns of other
 * languages, by their names: `{"name_th": "…"}`. Safe to run again: what is there stays.
 */
export const DATABASE_SCHEMA = `
CREATE SCHEMA IF NOT EXISTS daogou;
CREATE TABLE IF NOT EXISTS daogou.documents (
  store_id text NOT NULL, name text NOT NULL, content text NOT NULL,
  PRIMARY KEY (store_id, name)
);
CREATE TABLE IF NOT EXISTS daogou.products (
  store_id text NOT NULL, gtin text NOT NULL,
  name_zh text NOT NULL, name_en text NOT NULL, category_zh text NOT NULL, category_en text NOT NULL,
  price numeric NOT NULL CHECK (price >= 0),
  brand_zh text NOT NULL DEFAULT '', brand_en text NOT NULL DEFAULT '', size text NOT NULL DEFAULT '',
  ingredients_zh text NOT NULL DEFAULT '', ingredients_en text NOT NULL DEFAULT '',
  allergens_contains text NOT NULL DEFAULT '', allergens_may_contain text NOT NULL DEFAULT '', allergens_free_from text NOT NULL DEFAULT '',
  claims text NOT NULL DEFAULT '', aliases_zh text NOT NULL DEFAULT '', aliases_en text NOT NULL DEFAULT '',
  description_zh text NOT NULL DEFAULT '', description_en text NOT NULL DEFAULT '', related text NOT NULL DEFAULT '',
  PRIMARY KEY (store_id, gtin)
);
CREATE TABLE IF NOT EXISTS daogou.locations (
  store_id text NOT NULL, gtin text NOT NULL,
  position integer NOT NULL DEFAULT 0,
  aisle text NOT NULL, bay text NOT NULL DEFAULT '', shelf text NOT NULL DEFAULT '',
  PRIMARY KEY (store_id, gtin, position),
  FOREIGN KEY (store_id, gtin) REFERENCES daogou.products ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS daogou.stock (
  store_id text NOT NULL, gtin text NOT NULL,
  quantity numeric NOT NULL CHECK (quantity >= 0),
  as_of text NOT NULL,
  PRIMARY KEY (store_id, gtin),
  FOREIGN KEY (store_id, gtin) REFERENCES daogou.products ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS daogou.promotions (
  store_id text NOT NULL, id text NOT NULL,
  title_zh text NOT NULL, title_en text NOT NULL, kind text NOT NULL, value text NOT NULL DEFAULT '',
  starts_at text NOT NULL, ends_at text NOT NULL, gtins text NOT NULL DEFAULT '', category_zh text NOT NULL DEFAULT '',
  members_only boolean NOT NULL DEFAULT false, priority integer NOT NULL DEFAULT 0,
  terms_zh text NOT NULL DEFAULT '', terms_en text NOT NULL DEFAULT '', coupon_code text NOT NULL DEFAULT '',
  PRIMARY KEY (store_id, id)
);
CREATE TABLE IF NOT EXISTS daogou.knowledge (
  store_id text NOT NULL, id text NOT NULL,
  topic text NOT NULL, questions_zh text NOT NULL, questions_en text NOT NULL, answer_zh text NOT NULL, answer_en text NOT NULL,
  action text NOT NULL DEFAULT '',
  PRIMARY KEY (store_id, id)
);
ALTER TABLE daogou.products ADD COLUMN IF NOT EXISTS texts jsonb NOT NULL DEFAULT '{}';
ALTER TABLE daogou.promotions ADD COLUMN IF NOT EXISTS texts jsonb NOT NULL DEFAULT '{}';
ALTER TABLE daogou.knowledge ADD COLUMN IF NOT EXISTS texts jsonb NOT NULL DEFAULT '{}';
`;
