import type { Database } from '../db/open';
import { rowsOf, tablesOf, type Row, type Rows } from './state-copy';

const columnsOf = (row: Row): string[] => Object.keys(row);
const list = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');
const marks = (columns: readonly string[]): string => columns.map(() => '?').join(', ');

function insert(db: Database, how: 'INSERT OR IGNORE' | 'INSERT OR REPLACE', table: string, row: Row): void {
  const columns = columnsOf(row);
  db.prepare(`${how} INTO "${table}" (${list(columns)}) VALUES (${marks(columns)})`).run(
    ...columns.map((column) => row[column]),
  );
}

/**
 * Puts rows of another copy of the same schema into a fresh database; columns and tables that it does not
 * have are left out.
 */
export function fill(db: Database, rows: Rows): void {
  const known = new Set(tablesOf(db));
  for (const [table, all] of rows) {
    if (!known.has(table)) continue;
    const columns = new Set(
      (db.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name),
    );
    for (const row of all)
      insert(
        db,
        'INSERT OR IGNORE',
        table,
        Object.fromEntries(Object.entries(row).filter(([column]) => columns.has(column))),
      );
  }
}

/** The columns that name a row. */
function keyOf(db: Database, table: string): string[] {
  const columns = db.pragma(`table_info("${table}")`) as { name: string; pk: number }[];
  return columns
    .filter(({ pk }) => pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map(({ name }) => name);
}

/**
 * Writes to `disk` what changed in `memory` since it was filled with `base`. What another process wrote
 * meanwhile stays: counters are added up, of two versions of an offer the newer one counts, a message of
 * another process that has the number of one of ours gets a new number (ours may be on its way to the broker
 * under it). To be called inside a transaction on `disk`.
 */
export function mergeBack(disk: Database, memory: Database, base: Rows): void {
  for (const [table, rows] of rowsOf(memory)) {
    const key = keyOf(disk, table);
    if (key.length === 0) continue;
    const id = (row: Row): string => JSON.stringify(key.map((column) => row[column]));
    const before = new Map((base.get(table) ?? []).map((row) => [id(row), row]));
    const where = key.map((column) => `"${column}" = ?`).join(' AND ');
    const held = (row: Row): Row | undefined =>
      disk.prepare(`SELECT * FROM "${table}" WHERE ${where}`).get(...key.map((column) => row[column])) as
        Row | undefined;
    for (const row of rows) {
      const old = before.get(id(row));
      before.delete(id(row));
      if (old && JSON.stringify(old) === JSON.stringify(row)) continue;
      write(disk, table, { row, old, there: held(row) }, { key, memory });
    }
    // Gone from memory: sent, forgotten or replaced. Gone from the disk too, where it still is the same.
    for (const row of before.values()) {
      if (JSON.stringify(held(row)) === JSON.stringify(row))
        disk.prepare(`DELETE FROM "${table}" WHERE ${where}`).run(...key.map((column) => row[column]));
    }
  }
}

interface Change {
  row: Row;
  /** As it was when memory was filled. */
  old: Row | undefined;
  /** As it is on the disk. */
  there: Row | undefined;
}

function write(
  disk: Database,
  table: string,
  { row, old, there }: Change,
  { key, memory }: { key: string[]; memory: Database },
): void {
  if (table === 'counter') {
    const count = (of: Row | undefined): number => Number(of?.['value'] ?? 0);
    insert(disk, 'INSERT OR REPLACE', table, { ...row, value: count(there) + count(row) - count(old) });
    return;
  }
  // One terminal, one id: the one on the disk was there first.
  if (table === 'setting' && row['key'] === 'terminal_id' && there) return;
  if (table === 'promotion' && there && String(there['hlc']) >= String(row['hlc'])) return;
  const [column] = key;
  const numbered = key.length === 1 && column === 'id' && typeof row['id'] === 'number';
  if (numbered && there && !old) moveAway(disk, memory, table, Number(row['id']));
  insert(disk, 'INSERT OR REPLACE', table, row);
}

function moveAway(disk: Database, memory: Database, table: string, id: number): void {
  const top = (db: Database): number =>
    (db.prepare(`SELECT coalesce(max(id), 0) AS top FROM "${table}"`).get() as { top: number }).top;
  disk.prepare(`UPDATE "${table}" SET id = ? WHERE id = ?`).run(Math.max(top(disk), top(memory)) + 1, id);
}
