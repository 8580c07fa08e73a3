/** Rises whenever a compiled catalog must be compiled again: lexicon, tokens or general tables changed. */
export const SEARCH_VERSION = 10;

/**
 * Tables derived from the published ones, filled by `compileSearch`. Keys are as `textKey` makes them.
 * `entry.kind`: b brand, c category, a alias, t term of a name, s synonym (`ref` is the key it leads to), n
 * common noun of general retail language, l aisle. `entry.ref`: what follows the prefix of the search token
 * (brand key, category id, alias key, term key), or the aisle code; empty where it is the key itself.
 * `entry.uses`: by how many products it is brought, so that the last one takes it along; 0 for what none
 * brings. `piece.rows`: the ids of the products whose names hold a piece of text (`pieces.ts`), as many as
 * `count`. `product_price` serves the cheapest and the dearest of a kind.
 */
export const searchMigrations: readonly { id: number; sql: string }[] = [
  {
    id: 2,
    sql: `
CREATE TABLE category (id INTEGER PRIMARY KEY, path_zh TEXT NOT NULL UNIQUE, path_en TEXT NOT NULL, count INTEGER NOT NULL);
CREATE TABLE entry (
  key TEXT NOT NULL, kind TEXT NOT NULL, ref TEXT NOT NULL, weight REAL NOT NULL,
  plain TEXT NOT NULL, folded TEXT NOT NULL, uses INTEGER NOT NULL, PRIMARY KEY (key, kind, ref, weight)
) WITHOUT ROWID;
CREATE INDEX entry_folded ON entry (folded) WHERE folded <> '';
CREATE TABLE variant (hash INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (hash, key)) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '_'");
CREATE TABLE piece (hash INTEGER PRIMARY KEY, count INTEGER NOT NULL, rows BLOB NOT NULL);
CREATE TABLE search_meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX product_price ON product (category_zh, CAST(price AS REAL));
`,
  },
];
