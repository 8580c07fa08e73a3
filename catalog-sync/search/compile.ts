import type { Database } from '../db/open';
import { splitPath } from './category-path';
import { indexTermsOf, INDEXED_COLUMNS, type IndexedProduct } from './index-terms';
import { EntryChanges, replaceEntries, writeFilters, type Entry } from './lexicon-entries';
import { AllPieces, PIECE_COLUMNS, PieceChanges, type NamedProduct } from './pieces';
import { searchMigrations } from './search-schema';
import { synonymGroups } from './synonyms';
import { textKey } from './text';

/**
 * Which products changed since the tables were last compiled: all of them, or some gtins (inserted, updated
 * or deleted; more than did change is no harm). `before` is the catalog file that was compiled last, by the
 * same `SEARCH_VERSION`: what a product brought then goes.
 */
export type Changed = 'all' | { gtins: readonly string[]; before: string };

/**
 * Fills the derived search tables from the published ones, in one transaction. With a list of gtins only
 * those products, and the small tables that depend on the whole (categories, aisles, synonyms), are compiled
 * again; the tables end as if all had been.
 */
export function compileSearch(db: Database, changed: Changed = 'all'): void {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'search_meta'").get() !== undefined;
  if (changed !== 'all' && exists) {
    db.prepare('ATTACH ? AS before').run(changed.before);
    try {
      db.transaction(() => recompile(db, changed.gtins))();
    } finally {
      db.exec('DETACH before');
    }
    return;
  }
  db.transaction(() => {
    if (!exists) for (const migration of searchMigrations) db.exec(migration.sql);
    else
      for (const table of ['category', 'entry', 'variant', 'search', 'piece', 'search_meta'])
        db.exec(`DELETE FROM ${table}`);
    compileAll(db);
  })();
}

type Row = IndexedProduct & NamedProduct;
/** All that a product's entries, tokens and pieces depend on. */
const COLUMNS = [...new Set([...INDEXED_COLUMNS.split(', '), ...PIECE_COLUMNS])].join(', ');

function compileAll(db: Database): void {
  const categories = compileCategories(db);
  const changes = new EntryChanges();
  const pieces = new AllPieces();
  const insert = db.prepare('INSERT INTO search (rowid, tokens) VALUES (?, ?)');
  for (const product of allProducts(db)) {
    const { tokens, terms } = indexTermsOf(product, categories.ids);
    insert.run(product.id, tokens.join(' '));
    changes.count(terms, 1);
    pieces.add(product);
  }
  changes.write(db);
  pieces.write(db);
  compileGeneral(db, categories);
}

function recompile(db: Database, gtins: readonly string[]): void {
  const categories = compileCategories(db);
  const changes = new EntryChanges();
  const [older, newer] = ['before', 'main'].map((schema) =>
    db.prepare(`SELECT ${COLUMNS} FROM ${schema}.product WHERE gtin = ?`),
  ) as [ReturnType<Database['prepare']>, ReturnType<Database['prepare']>];
  const remove = db.prepare('DELETE FROM search WHERE rowid = ?');
  const insert = db.prepare('INSERT INTO search (rowid, tokens) VALUES (?, ?)');
  const rows = [...new Set(gtins)]
    .map((gtin) => ({ before: older.get(gtin) as Row | undefined, now: newer.get(gtin) as Row | undefined }))
    .filter(({ before, now }) => !same(before, now));
  const pieces = new PieceChanges();
  for (const { before, now } of rows) pieces.change(before, now);
  pieces.write(db);
  // All that go before any that comes: a row id may pass from one product to another.
  for (const { before } of rows) {
    if (!before) continue;
    remove.run(before.id);
    changes.count(indexTermsOf(before, categories.ids).terms, -1);
  }
  for (const { now } of rows) {
    if (!now) continue;
    const { tokens, terms } = indexTermsOf(now, categories.ids);
    insert.run(now.id, tokens.join(' '));
    changes.count(terms, 1);
  }
  changes.write(db);
  compileGeneral(db, categories);
}

function same(a: Row | undefined, b: Row | undefined): boolean {
  if (!a || !b) return a === b;
  return (Object.keys(a) as (keyof Row)[]).every((column) => a[column] === b[column]);
}

function* allProducts(db: Database): Generator<Row> {
  const page = db.prepare(`SELECT ${COLUMNS} FROM product WHERE id > ? ORDER BY id LIMIT 5000`);
  for (let last = -1; ;) {
    const rows = page.all(last) as Row[];
    if (rows.length === 0) return;
    yield* rows;
    last = rows.at(-1)!.id;
  }
}

interface Categories {
  ids: Map<string, number>;
  en: Map<string, string>;
}

/**
 * Every path and its ancestors with the products at or below it. An id stays with its path for as long as
 * anything stands there.
 */
function compileCategories(db: Database): Categories {
  const rows = db
    .prepare(
      'SELECT category_zh AS zh, min(category_en) AS en, count(*) AS n FROM product GROUP BY category_zh ORDER BY category_zh',
    )
    .all() as { zh: string; en: string; n: number }[];
  const counts = new Map<string, number>();
  const en = new Map<string, string>();
  for (const row of rows) {
    const zh = splitPath(row.zh);
    const english = splitPath(row.en);
    for (let depth = 1; depth <= zh.length; depth++) {
      const path = zh.slice(0, depth).join(' > ');
      counts.set(path, (counts.get(path) ?? 0) + row.n);
      if (!en.has(path)) en.set(path, english.slice(0, depth).join(' > '));
    }
  }
  db.exec('UPDATE category SET count = 0');
  const upsert = db.prepare(
    'INSERT INTO category (path_zh, path_en, count) VALUES (?, ?, ?) ON CONFLICT (path_zh) DO UPDATE SET path_en = excluded.path_en, count = excluded.count',
  );
  for (const [path, count] of counts) upsert.run(path, en.get(path) ?? '', count);
  db.exec('DELETE FROM category WHERE count = 0');
  const ids = new Map<string, number>();
  for (const row of db.prepare('SELECT id, path_zh FROM category').all() as { id: number; path_zh: string }[])
    ids.set(row.path_zh, row.id);
  return { ids, en };
}

/**
 * The entries that no single product brings: categories, aisles, common nouns and synonyms; then the filters
 * over all keys.
 */
function compileGeneral(db: Database, { ids, en }: Categories): void {
  const categories = [...ids].flatMap(([path, id]) => [...categoryEntries(path, en.get(path) ?? '', id)]);
  const aisles = (db.prepare('SELECT DISTINCT aisle FROM location').all() as { aisle: string }[]).map(
    ({ aisle }) => ({ key: textKey(aisle), kind: 'l', ref: aisle, weight: 1 }),
  );
  replaceEntries(db, ['c', 'l'], [...categories, ...aisles]);
  replaceEntries(db, ['s', 'n'], synonymEntries(db));
  writeFilters(db);
}

/** The names on a path's last part, whole and, where it joins several by a slash or 'and', each. */
function* categoryEntries(pathZh: string, pathEn: string, id: number): Generator<Entry> {
  const ref = String(id);
  for (const name of [
    splitPath(pathZh).at(-1) ?? '',
    splitPath(pathEn).length === splitPath(pathZh).length ? (splitPath(pathEn).at(-1) ?? '') : '',
  ]) {
    const whole = textKey(name);
    yield { key: whole, kind: 'c', ref, weight: 1 };
    const parts = name
      .split(/[\/、，,&＆|]|与|和(?!牛|田)|(?<=\w)\s+and\s+(?=\w)/)
      .map((part) => textKey(part));
    if (parts.length > 1 && parts.every((part) => part.length >= 2))
      for (const part of parts) if (part !== whole) yield { key: part, kind: 'c', ref, weight: 0.8 };
  }
}

/** For each general synonym group, lets the members that the catalog lacks lead to those it has. */
function* synonymEntries(db: Database): Generator<Entry> {
  const known = db.prepare("SELECT 1 FROM entry WHERE key = ? AND kind NOT IN ('s', 'n') LIMIT 1");
  for (const group of synonymGroups) {
    const members = group.split('|').map(textKey);
    const present = members.filter((key) => known.get(key) !== undefined);
    for (const member of members) yield { key: member, kind: 'n', ref: member, weight: 1 };
    for (const member of members)
      for (const target of present)
        if (target !== member) yield { key: member, kind: 's', ref: target, weight: 0.9 };
  }
}
