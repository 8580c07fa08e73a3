/**
 * Numbered migrations of `catalog/<sequence>.db`. A published snapshot is built at the newest; an older file
 * is never migrated in place (it is immutable), so these run only on a database that is being built aside.
 * Lists inside a cell stay as in the feed: joined by `|`, in feed order. JSON only where the feed has JSON.
 */
export const catalogMigrations: readonly { id: number; sql: string }[] = [
  {
    id: 1,
    sql: `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE store (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE product (
  id INTEGER PRIMARY KEY,
  gtin TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL, name_en TEXT NOT NULL,
  category_zh TEXT NOT NULL, category_en TEXT NOT NULL,
  price TEXT NOT NULL,
  brand_zh TEXT NOT NULL DEFAULT '', brand_en TEXT NOT NULL DEFAULT '', size TEXT NOT NULL DEFAULT '',
  ingredients_zh TEXT NOT NULL DEFAULT '', ingredients_en TEXT NOT NULL DEFAULT '',
  allergens_contains TEXT NOT NULL DEFAULT '', allergens_may_contain TEXT NOT NULL DEFAULT '', allergens_free_from TEXT NOT NULL DEFAULT '',
  claims TEXT NOT NULL DEFAULT '', aliases_zh TEXT NOT NULL DEFAULT '', aliases_en TEXT NOT NULL DEFAULT '',
  description_zh TEXT NOT NULL DEFAULT '', description_en TEXT NOT NULL DEFAULT '', related TEXT NOT NULL DEFAULT ''
);
CREATE INDEX product_category ON product (category_zh);
CREATE INDEX product_brand ON product (brand_zh);
CREATE TABLE location (
  gtin TEXT NOT NULL REFERENCES product (gtin), position INTEGER NOT NULL,
  aisle TEXT NOT NULL, bay TEXT NOT NULL DEFAULT '', shelf TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (gtin, position)
) WITHOUT ROWID;
CREATE INDEX location_aisle ON location (aisle, bay);
CREATE TABLE stock (gtin TEXT PRIMARY KEY REFERENCES product (gtin), quantity INTEGER NOT NULL, as_of TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE promotion (
  id TEXT PRIMARY KEY, title_zh TEXT NOT NULL, title_en TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL DEFAULT '',
  starts_at TEXT NOT NULL, ends_at TEXT NOT NULL, gtins TEXT NOT NULL DEFAULT '', category_zh TEXT NOT NULL DEFAULT '',
  members_only INTEGER NOT NULL DEFAULT 0, priority INTEGER NOT NULL DEFAULT 0,
  terms_zh TEXT NOT NULL DEFAULT '', terms_en TEXT NOT NULL DEFAULT '', coupon_code TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE knowledge (
  id TEXT PRIMARY KEY, topic TEXT NOT NULL, questions_zh TEXT NOT NULL, questions_en TEXT NOT NULL,
  answer_zh TEXT NOT NULL, answer_en TEXT NOT NULL, action TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
-- One IMDF file a row: 'manifest', 'venue', 'level', 'fixture', 'amenity', 'opening', 'kiosk', 'anchor', 'unit', 'geofence'.
CREATE TABLE map (name TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
`,
  },
  {
    id: 2,
    // Texts in languages beside zh and en, as JSON by the feed's column: {"name_th": "…"} (other-texts.ts).
    sql: `
ALTER TABLE product ADD COLUMN texts TEXT NOT NULL DEFAULT '';
ALTER TABLE promotion ADD COLUMN texts TEXT NOT NULL DEFAULT '';
ALTER TABLE knowledge ADD COLUMN texts TEXT NOT NULL DEFAULT '';
`,
  },
];

/**
 * The tables that a snapshot and a delta carry and a digest covers; everything else in the file is derived
 * from them.
 */
export const publishedTables = [
  'store',
  'product',
  'location',
  'stock',
  'promotion',
  'knowledge',
  'map',
] as const;
export type PublishedTable = (typeof publishedTables)[number];

/** The newest schema that this program reads. Objects are published at the oldest that holds what they say. */
export const CATALOG_SCHEMA_VERSION = 2;
/** Texts in `zh` and `en` alone: what terminals before schema 2 read. */
export const OLDEST_SCHEMA_VERSION = 1;
/** The first schema with texts in other languages. */
export const TEXTS_SCHEMA_VERSION = 2;
