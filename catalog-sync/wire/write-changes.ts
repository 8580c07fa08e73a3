import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { publishedTables, type PublishedTable } from '../db/catalog-schema';
import type { Database } from '../db/open';
import { asRow, keyColumns, readRows, shapeOf, steadyColumns, type Cell, type Row } from '../db/rows';
import { BATCH_ROWS, toGaps, type Change, type ChangesHeader } from './changes';

/** Writes lines without holding them; returns the file's length in bytes. */
function writeLines(file: string, header: ChangesHeader, changes: Iterable<Change>): number {
  const fd = openSync(file, 'w');
  let length = 0;
  try {
    const put = (value: unknown) => {
      const bytes = Buffer.from(JSON.stringify(value) + '\n');
      writeSync(fd, bytes);
      length += bytes.length;
    };
    put(header);
    for (const change of changes) put(change);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return length;
}

/** The whole of `db` as a change set on nothing. */
export function writeSnapshot(db: Database, file: string, header: Omit<ChangesHeader, 'base'>): number {
  return writeLines(file, { ...header, base: 0 }, snapshotChanges(db));
}

/**
 * What turns the catalog attached as `base` into the main one of `db`.
 * @param db has the older catalog attached under the schema name `base`.
 */
export function writeDelta(
  db: Database,
  file: string,
  header: ChangesHeader,
): { length: number; rows: number } {
  let rows = 0;
  const counted = function* () {
    for (const change of deltaChanges(db)) {
      rows += 'insert' in change ? (change.values[0]?.length ?? 0) : change.rows.length;
      yield change;
    }
  };
  const length = writeLines(file, header, counted());
  return { length, rows };
}

function* snapshotChanges(db: Database): Generator<Change> {
  for (const table of publishedTables) {
    for (const batch of batches(readRows(db, table))) yield insertOf(table, batch);
  }
}

function* deltaChanges(db: Database): Generator<Change> {
  for (const table of publishedTables) {
    const { deleted, updated } = compareWithBase(db, table);
    yield* deletions(table, deleted);
    for (const group of updated) yield* updates(table, group);
    for (const batch of batches(addedRows(db, table))) yield insertOf(table, batch);
  }
}

/** Rows of which the same columns changed, by their rank in the base; the new values by column. */
interface UpdatedRows {
  columns: string[];
  ranks: number[];
  values: Cell[][];
}

/** What makes a row of `o` and one of `n` the same one, in SQL. */
const sameRow = (table: PublishedTable): string =>
  // A product that came back under another row id is another row: ids must not collide on the way.
  [...keyColumns(table), ...(table === 'product' ? ['id'] : [])]
    .map((column) => `n.${column} = o.${column}`)
    .join(' AND ');

/** Which rows of the base went or changed: one ordered walk gives ranks, the old row and the new one beside it. */
function compareWithBase(
  db: Database,
  table: PublishedTable,
): { deleted: number[]; updated: Iterable<UpdatedRows> } {
  const { columns, key } = shapeOf(table);
  const order = keyColumns(table).map((column) => `o.${column}`);
  const walk = db
    .prepare(
      `SELECT ${columns.map((c) => `o.${c}`).join(', ')}, ${columns.map((c) => `n.${c}`).join(', ')}
       FROM base.${table} o LEFT JOIN main.${table} n ON ${sameRow(table)} ORDER BY ${order.join(', ')}`,
    )
    .raw()
    .iterate() as IterableIterator<(Cell | null)[]>;
  const deleted: number[] = [];
  const updated = new Map<string, UpdatedRows>();
  let rank = 0;
  for (const pair of walk) {
    if (pair[columns.length] === null) deleted.push(rank);
    else noteUpdate(updated, rank, pair, columns, key);
    rank += 1;
  }
  return { deleted, updated: updated.values() };
}

/** @param pair the old row's cells, then the new one's */
function noteUpdate(
  updated: Map<string, UpdatedRows>,
  rank: number,
  pair: readonly (Cell | null)[],
  columns: readonly string[],
  key: number,
): void {
  const changed: string[] = [];
  const values: Cell[] = [];
  for (let i = key; i < columns.length; i++) {
    const now = pair[columns.length + i] as Cell;
    if (pair[i] === now) continue;
    changed.push(columns[i] as string);
    values.push(now);
  }
  if (changed.length === 0) return;
  const name = changed.join(' ');
  const group = updated.get(name) ?? { columns: changed, ranks: [], values: changed.map(() => []) };
  updated.set(name, group);
  group.ranks.push(rank);
  values.forEach((value, i) => group.values[i]?.push(value));
}

function* deletions(table: PublishedTable, deleted: readonly number[]): Generator<Change> {
  for (let i = 0; i < deleted.length; i += BATCH_ROWS)
    yield { delete: table, rows: toGaps(deleted.slice(i, i + BATCH_ROWS)) };
}

function* updates(table: PublishedTable, { columns, ranks, values }: UpdatedRows): Generator<Change> {
  for (let i = 0; i < ranks.length; i += BATCH_ROWS) {
    const part = <T>(list: T[]) => list.slice(i, i + BATCH_ROWS);
    yield { update: table, columns, rows: toGaps(part(ranks)), values: values.map(part) };
  }
}

function* addedRows(db: Database, table: PublishedTable): Iterable<Row> {
  const { columns } = shapeOf(table);
  const order = keyColumns(table).map((column) => `n.${column}`);
  const rows = db
    .prepare(
      `SELECT ${columns.map((c) => `n.${c}`).join(', ')} FROM main.${table} n
       WHERE NOT EXISTS (SELECT 1 FROM base.${table} o WHERE ${sameRow(table)}) ORDER BY ${order.join(', ')}`,
    )
    .raw()
    .iterate() as IterableIterator<Row>;
  for (const row of rows) yield asRow(table, row);
}

/** `texts` travels only where a row of the batch has some: terminals that don't know it read the rest. */
function insertOf(table: PublishedTable, rows: Row[]): Change {
  const steady = steadyColumns(table);
  const columns = rows.some((row) => row.length > steady.length) ? shapeOf(table).columns : steady;
  return {
    insert: table,
    columns: [...columns],
    values: columns.map((_, i) => rows.map((row) => row[i] ?? '')),
  };
}

function* batches(rows: Iterable<Row>): Generator<Row[]> {
  let batch: Row[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length === BATCH_ROWS) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
