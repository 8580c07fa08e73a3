import type { Database } from '../db/open';
import { Bloom, hash32 } from './bloom';
import { SEARCH_VERSION } from './search-schema';
import { sounds } from './sound';
import { isHan } from './text';
import { variantForms } from './variants';

/** One row of the lexicon without what follows from its key; `kind` and `ref` as in `search-schema.ts`. */
export interface Entry {
  key: string;
  kind: string;
  ref: string;
  weight: number;
}

const LONGEST_KEY = 60;

/**
 * Changes to the lexicon, gathered and then written in one go: what comes and goes with products is counted,
 * so that an entry leaves with the last product that brings it and the tables end the same whichever way they
 * were reached.
 */
export class EntryChanges {
  private readonly uses = new Map<string, number>();

  /** A product brings (1) or takes along (-1) entries, each once. */
  count(entries: Iterable<Entry>, by: 1 | -1): void {
    const ids = new Set<string>();
    for (const entry of entries)
      if (entry.key !== '' && entry.key.length <= LONGEST_KEY) ids.add(idOf(entry));
    for (const id of ids) this.uses.set(id, (this.uses.get(id) ?? 0) + by);
  }

  write(db: Database): void {
    const writer = new EntryWriter(db);
    const known = db
      .prepare('SELECT uses FROM entry WHERE key = ? AND kind = ? AND ref = ? AND weight = ?')
      .pluck();
    const update = db.prepare(
      'UPDATE entry SET uses = ? WHERE key = ? AND kind = ? AND ref = ? AND weight = ?',
    );
    // In key order, so that pages fill up one after the other.
    for (const id of [...this.uses.keys()].sort()) {
      const by = this.uses.get(id)!;
      if (by === 0) continue;
      const entry = entryOf(id);
      const row = [entry.key, entry.kind, entry.ref, entry.weight];
      const before = known.get(...row) as number | undefined;
      if (before === undefined) writer.insert(entry, by);
      else if (before + by > 0) update.run(before + by, ...row);
      else writer.remove(entry);
    }
    writer.finish();
  }
}

/** Makes the entries of some kinds exactly these; they come from no single product. */
export function replaceEntries(db: Database, kinds: readonly string[], entries: Iterable<Entry>): void {
  const wanted = new Set<string>();
  for (const entry of entries)
    if (entry.key !== '' && entry.key.length <= LONGEST_KEY) wanted.add(idOf(entry));
  const writer = new EntryWriter(db);
  const there = db
    .prepare(`SELECT key, kind, ref, weight FROM entry WHERE kind IN (${kinds.map(() => '?').join(', ')})`)
    .all(...kinds) as Entry[];
  for (const entry of there) if (!wanted.delete(idOf(entry))) writer.remove(entry);
  for (const id of [...wanted].sort()) writer.insert(entryOf(id), 0);
  writer.finish();
}

const idOf = ({ key, kind, ref, weight }: Entry): string =>
  `${key}\t${kind}\t${ref === key ? '' : ref}\t${weight}`;

function entryOf(id: string): Entry {
  const [key, kind, ref, weight] = id.split('\t') as [string, string, string, string];
  return { key, kind, ref, weight: Number(weight) };
}

/** Writes single rows with what follows from their keys: sounds and spelling variants. */
class EntryWriter {
  private readonly statements;
  private readonly removed = new Set<string>();

  constructor(db: Database) {
    this.statements = {
      insert: db.prepare(
        'INSERT INTO entry (key, kind, ref, weight, plain, folded, uses) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ),
      remove: db.prepare('DELETE FROM entry WHERE key = ? AND kind = ? AND ref = ? AND weight = ?'),
      has: db.prepare('SELECT 1 FROM entry WHERE key = ? LIMIT 1'),
      addVariant: db.prepare('INSERT OR IGNORE INTO variant (hash, key) VALUES (?, ?)'),
      dropVariant: db.prepare('DELETE FROM variant WHERE hash = ? AND key = ?'),
    };
  }

  insert({ key, kind, ref, weight }: Entry, uses: number): void {
    const { plain, folded } = soundsOf(key);
    this.statements.insert.run(key, kind, ref === key ? '' : ref, weight, plain, folded, uses);
    for (const form of variantForms(key, folded)) this.statements.addVariant.run(hash32(form), key);
  }

  remove({ key, kind, ref, weight }: Entry): void {
    this.statements.remove.run(key, kind, ref === key ? '' : ref, weight);
    this.removed.add(key);
  }

  /** Takes the variants of keys that are gone altogether. */
  finish(): void {
    for (const key of this.removed) {
      if (this.statements.has.get(key) !== undefined) continue;
      for (const form of variantForms(key, soundsOf(key).folded))
        this.statements.dropVariant.run(hash32(form), key);
    }
  }
}

function soundsOf(key: string): { plain: string; folded: string } {
  let han = 0;
  for (let i = 0; i < key.length && han < 2; i++) if (isHan(key[i])) han++;
  return han >= 2 ? sounds(key) : { plain: '', folded: '' };
}

/**
 * Writes the two filters anew, over all keys and their sounds and over all misspelt forms, and which version
 * of the tables this is.
 */
export function writeFilters(db: Database): void {
  const count = (table: string): number =>
    db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  const keys = Bloom.sized(count('entry') * 2 + 1000);
  let last = '';
  for (const { key, folded } of db.prepare('SELECT key, folded FROM entry').iterate() as Iterable<{
    key: string;
    folded: string;
  }>) {
    if (key === last) continue;
    last = key;
    keys.add(hash32(key));
    if (folded !== '') keys.add(hash32(folded));
  }
  const variants = Bloom.sized(count('variant') + 1000);
  for (const [hash] of db.prepare('SELECT DISTINCT hash FROM variant').raw().iterate() as Iterable<[number]>)
    variants.add(hash);
  const save = db.prepare('INSERT OR REPLACE INTO search_meta (key, value) VALUES (?, ?)');
  save.run('bloom', Buffer.from(keys.bits));
  save.run('variants', Buffer.from(variants.bits));
  save.run('version', String(SEARCH_VERSION));
}
