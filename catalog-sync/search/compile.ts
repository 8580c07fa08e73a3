import type { Database, Statement } from '../db/open';
import { Bloom, hash32 } from './bloom';
import { splitPath } from './category-path';
import { describeProduct, type IndexedProduct, type Term } from './describe';
import { searchMigrations } from './search-schema';
import { latinSound, readingsOf, sounds } from './sound';
import { synonymGroups } from './synonyms';
import { isHan, textKey } from './text';

/** Which products changed since the tables were last compiled: all of them, or the gtins inserted, updated or deleted. */
export type Changed = 'all' | readonly string[];

/**
 * Fills the derived search tables from the published ones, in one transaction. With a list of gtins only those products, and the
 * small tables that depend on the whole (categories, aisles, synonyms), are compiled again.
 */
export function compileSearch(db: Database, changed: Changed = 'all'): void {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'search_meta'").get() !== undefined;
  db.transaction(() => {
    if (!exists) for (const migration of searchMigrations) db.exec(migration.sql);
    const full = changed === 'all' || !exists;
    if (full) for (const table of ['category', 'entry', 'variant', 'search', 'search_meta']) db.exec(`DELETE FROM ${table}`);
    compileInto(db, full ? 'all' : changed);
  })();
}

function compileInto(db: Database, changed: Changed): void {
  const categories = compileCategories(db);
  const words = new EntryWriter(db);
  for (const [path, id] of categories.ids) words.category(path, categories.en.get(path) ?? '', id);
  for (const { aisle } of db.prepare('SELECT DISTINCT aisle FROM location').all() as { aisle: string }[]) words.add(textKey(aisle), 'l', aisle, 1);
  const remove = db.prepare('DELETE FROM search WHERE rowid = ?');
  const insert = db.prepare('INSERT INTO search (rowid, tokens) VALUES (?, ?)');
  for (const product of changedProducts(db, changed)) {
    const described = describeProduct(product, categories.ids);
    if (changed !== 'all') remove.run(product.id);
    insert.run(product.id, described.tokens.join(' '));
    for (const term of described.terms) words.term(term);
  }
  compileSynonyms(db, words);
  words.finish(changed === 'all');
}

const COLUMNS = 'id, gtin, name_zh, name_en, category_zh, brand_zh, brand_en, size, aliases_zh, aliases_en, claims';

function* changedProducts(db: Database, changed: Changed): Generator<IndexedProduct> {
  if (changed !== 'all') {
    const one = db.prepare(`SELECT ${COLUMNS} FROM product WHERE gtin = ?`);
    for (const gtin of changed) {
      const row = one.get(gtin) as IndexedProduct | undefined;
      if (row) yield row;
    }
    return;
  }
  const page = db.prepare(`SELECT ${COLUMNS} FROM product WHERE id > ? ORDER BY id LIMIT 5000`);
  for (let last = -1; ; ) {
    const rows = page.all(last) as IndexedProduct[];
    if (rows.length === 0) return;
    yield* rows;
    last = rows.at(-1)!.id;
  }
}

function compileCategories(db: Database): { ids: Map<string, number>; en: Map<string, string> } {
  const rows = db.prepare('SELECT category_zh AS zh, min(category_en) AS en, count(*) AS n FROM product GROUP BY category_zh').all() as { zh: string; en: string; n: number }[];
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
  const upsert = db.prepare('INSERT INTO category (path_zh, path_en, count) VALUES (?, ?, ?) ON CONFLICT (path_zh) DO UPDATE SET path_en = excluded.path_en, count = excluded.count');
  for (const [path, count] of counts) upsert.run(path, en.get(path) ?? '', count);
  const ids = new Map<string, number>();
  for (const row of db.prepare('SELECT id, path_zh FROM category').all() as { id: number; path_zh: string }[]) ids.set(row.path_zh, row.id);
  return { ids, en };
}

/** For each general synonym group, lets the members that the catalog lacks lead to those it has. */
function compileSynonyms(db: Database, words: EntryWriter): void {
  const known = db.prepare("SELECT 1 FROM entry WHERE key = ? AND kind NOT IN ('s', 'n') LIMIT 1");
  for (const group of synonymGroups) {
    const members = group.split('|').map(textKey);
    const present = members.filter((key) => known.get(key) !== undefined);
    for (const member of members) words.add(member, 'n', member, 1);
    for (const member of members) for (const target of present) if (target !== member) words.add(member, 's', target, 0.9);
  }
}

/** Writes lexicon entries once each, with their sounds and spelling variants. */
class EntryWriter {
  private readonly insert: Statement;
  private readonly variant: Statement;
  private readonly seen = new Set<string>();
  private readonly soundCache = new Map<string, { plain: string; folded: string }>();

  constructor(private readonly db: Database) {
    this.insert = db.prepare('INSERT INTO entry (key, kind, ref, weight, plain, folded) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key, kind, ref) DO UPDATE SET weight = max(weight, excluded.weight)');
    this.variant = db.prepare('INSERT OR IGNORE INTO variant (hash, key) VALUES (?, ?)');
  }

  add(key: string, kind: string, ref: string, weight: number): void {
    if (key === '' || key.length > 60) return;
    const id = `${kind}\t${key}\t${ref}`;
    if (this.seen.has(id)) return;
    this.seen.add(id);
    const { plain, folded } = this.soundsOf(key);
    this.insert.run(key, kind, ref, weight, plain, folded);
    for (const form of variantForms(key, folded)) this.variant.run(hash32(form), key);
  }

  term(term: Term): void {
    this.add(term.key, term.kind, term.ref, term.weight);
  }

  /** The names on a path's last part, whole and, where it joins several by a slash or 'and', each. */
  category(pathZh: string, pathEn: string, id: number): void {
    for (const name of [splitPath(pathZh).at(-1) ?? '', splitPath(pathEn).length === splitPath(pathZh).length ? (splitPath(pathEn).at(-1) ?? '') : '']) {
      this.add(textKey(name), 'c', String(id), 1);
      const parts = name.split(/[\/、，,&＆|]|与|和(?!牛|田)|(?<=\w)\s+and\s+(?=\w)/).map((part) => textKey(part));
      if (parts.length > 1 && parts.every((part) => part.length >= 2)) for (const part of parts) this.add(part, 'c', String(id), 0.8);
    }
  }

  /** Brings the two filters up to date: over all keys and their sounds, and over all misspelt forms. */
  finish(full: boolean): void {
    const count = (this.db.prepare('SELECT count(*) AS n FROM entry').get() as { n: number }).n;
    const filters = [
      { name: 'bloom', size: count * 2 + 1000, forms: (key: string, folded: string): string[] => (folded === '' ? [key] : [key, folded]) },
      { name: 'variants', size: count * 6 + 1000, forms: variantForms },
    ];
    const save = this.db.prepare('INSERT OR REPLACE INTO search_meta (key, value) VALUES (?, ?)');
    for (const { name, size, forms } of filters) {
      const old = full ? undefined : (this.db.prepare('SELECT value FROM search_meta WHERE key = ?').get(name) as { value: Uint8Array } | undefined);
      const fresh = Bloom.sized(size);
      const grown = old === undefined || old.value.length < fresh.bits.length;
      const bloom = grown ? fresh : new Bloom(new Uint8Array(old.value));
      const add = (key: string, folded: string): void => forms(key, folded).forEach((form) => bloom.add(form));
      if (grown) for (const row of this.db.prepare('SELECT key, folded FROM entry').iterate() as Iterable<{ key: string; folded: string }>) add(row.key, row.folded);
      else for (const id of this.seen) add(id.split('\t')[1]!, this.soundsOf(id.split('\t')[1]!).folded);
      save.run(name, Buffer.from(bloom.bits));
    }
  }

  private soundsOf(key: string): { plain: string; folded: string } {
    let hit = this.soundCache.get(key);
    if (!hit) {
      hit = hasTwoHan(key) ? sounds(key) : { plain: '', folded: '' };
      if (this.soundCache.size < 200_000) this.soundCache.set(key, hit);
    }
    return hit;
  }
}

function hasTwoHan(key: string): boolean {
  let n = 0;
  for (let i = 0; i < key.length && n < 2; i++) if (isHan(key[i])) n++;
  return n >= 2;
}

/**
 * Forms under which a misspelt or misheard word meets the key: for a Latin word its one-letter deletions and its consonant skeleton,
 * for Chinese of three syllables or more its sounds with one syllable missing, and its sounds where a character has several readings.
 */
export function variantForms(key: string, folded: string): string[] {
  if (/^[a-z]{4,}$/.test(key)) return [...deletions(key), `~${latinSound(key)}`];
  const readings = otherReadings(key, folded).map((form) => `=${form}`);
  if (folded.length >= 3 && folded.length <= 8 && !/\s/.test(folded)) return [...deletions(folded), ...readings];
  return readings;
}

/** The sounds a word has where one of its characters is read otherwise. */
function otherReadings(key: string, folded: string): string[] {
  if (folded === '' || key.length > 6) return [];
  const out: string[] = [];
  for (let i = 0; i < key.length; i++) {
    for (const reading of readingsOf(key[i]!)) if (reading !== folded[i]) out.push(folded.slice(0, i) + reading + folded.slice(i + 1));
  }
  return out.slice(0, 8);
}

/** The text itself and every text with one code unit left out. */
export function deletions(text: string): string[] {
  const out = new Set([text]);
  for (let i = 0; i < text.length; i++) out.add(text.slice(0, i) + text.slice(i + 1));
  return [...out];
}
