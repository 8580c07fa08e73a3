import type { Client } from 'pg';
import Cursor from 'pg-cursor';
import { z } from 'zod';
import { DaogouError } from '../../../main/contract';
import { TEXTS_COLUMN } from '../../db/other-texts';
import { readRow } from '../feed/csv-rows';
import type { FeedProblems } from '../feed/problems';
import type { FeedRows, FeedSource } from '../feed/source';
import type { FeedTable } from '../feed/tables';
import { otherColumn, type FeedTags } from '../feed/tagged-columns';
import { withDatabase } from './connect';
import { databaseTables } from './schema';

/** Rows fetched at a time: what is held does not grow with the store. */
const STEP = 2_000;

/**
 * Gives a store's feed out of PostgreSQL, all of it as it stood at one moment (REPEATABLE READ). Without a
 * store id the database must hold one store only.
 */
export function withPostgresFeed<T>(
  url: string,
  storeId: string | undefined,
  work: (source: FeedSource) => Promise<T>,
): Promise<T> {
  return withDatabase(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const store = storeId ?? (await onlyStore(client));
    const result = await work(sourceOf(client, store));
    await client.query('COMMIT');
    return result;
  });
}

async function onlyStore(client: Client): Promise<string> {
  const { rows } = await client.query<{ store_id: string }>(
    "SELECT store_id FROM daogou.documents WHERE name = 'store.json' ORDER BY store_id LIMIT 6",
  );
  if (rows.length === 1) return rows[0]!.store_id;
  if (rows.length === 0)
    throw new DaogouError('not_found', 'The database holds no store; load a feed folder with “daogou load”.');
  throw new DaogouError(
    'bad_request',
    `The database holds several stores (${rows.map(({ store_id }) => store_id).join(', ')}${rows.length > 5 ? ' …' : ''}); name one with --store-id.`,
  );
}

function sourceOf(client: Client, store: string): FeedSource {
  const inDatabase = (table: FeedTable) => databaseTables.find(({ feed }) => feed.file === table.file)!;
  const label = (table: FeedTable) => `daogou.${inDatabase(table).name}`;
  return {
    async names() {
      const { rows } = await client.query<{ name: string }>(
        'SELECT name FROM daogou.documents WHERE store_id = $1',
        [store],
      );
      return [...rows.map(({ name }) => name), ...databaseTables.map(({ feed }) => feed.file)];
    },
    async file(name) {
      const { rows } = await client.query<{ content: string }>(
        'SELECT content FROM daogou.documents WHERE store_id = $1 AND name = $2',
        [store, name],
      );
      return rows[0] && Buffer.from(rows[0].content);
    },
    rows: <S extends z.ZodObject>(table: FeedTable<S>, problems: FeedProblems, tags: FeedTags): FeedRows<S> =>
      read(client, store, table, {
        file: label(table),
        key: inDatabase(table).key,
        problems,
        tags,
      }),
    label,
  };
}

interface Reading {
  /** How the table is called, in SQL and in reports. */
  file: string;
  key: readonly string[];
  problems: FeedProblems;
  tags: FeedTags;
}

/** A database that was filled before there were texts in other languages lacks the column; `load` adds it. */
async function holdsTexts(client: Client, file: string): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT 1 FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2 AND NOT attisdropped',
    [file, TEXTS_COLUMN],
  );
  return rowCount === 1;
}

const TextsObject = z.record(z.string(), z.string());

/** Reads cells of `texts`; a column that can't be read is told once, not in every row. */
class TextsReader {
  private readonly columns = new Map<string, string | undefined>();

  constructor(
    private readonly table: FeedTable,
    private readonly file: string,
    private readonly tags: FeedTags,
  ) {}

  /** The texts by the columns that a folder would have them in. */
  cells(json: string, line: number, problems: FeedProblems): Record<string, string> | undefined {
    const at = { file: this.file, line, column: TEXTS_COLUMN };
    const read = TextsObject.safeParse(json === '' ? {} : JSON.parse(json));
    if (!read.success) {
      problems.fault({ ...at, message: 'is no object of texts by column, such as {"name_th": "…"}' });
      return undefined;
    }
    const cells: Record<string, string> = {};
    for (const [name, text] of Object.entries(read.data)) {
      const column = this.columnOf(name, line, problems);
      if (column === undefined) continue;
      if (column in cells) {
        problems.fault({ ...at, message: `'${name}' and another name both stand for ${column}` });
        return undefined;
      }
      cells[column] = text;
    }
    return cells;
  }

  private columnOf(name: string, line: number, problems: FeedProblems): string | undefined {
    if (this.columns.has(name)) return this.columns.get(name);
    const { column, fault, ignored } = otherColumn(this.table, name, this.tags);
    const at = { file: this.file, line, column: `${TEXTS_COLUMN}.${name}` };
    if (fault !== undefined) problems.error({ ...at, message: fault });
    if (ignored !== undefined) problems.warn({ ...at, message: ignored });
    this.columns.set(name, column);
    return column;
  }
}

async function* read<S extends z.ZodObject>(
  client: Client,
  store: string,
  table: FeedTable<S>,
  { file, key, problems, tags }: Reading,
): FeedRows<S> {
  const named = Object.keys(table.row.shape);
  const texts =
    table.texts && (await holdsTexts(client, file)) ? new TextsReader(table, file, tags) : undefined;
  const columns = texts ? [...named, TEXTS_COLUMN] : named;
  const cursor = client.query(
    new Cursor<string[]>(
      `SELECT ${columns.map((column) => `${column}::text`).join(', ')} FROM ${file} WHERE store_id = $1 ORDER BY ${key.map((column) => `${column}${column === 'position' ? '' : ' COLLATE "C"'}`).join(', ')}`,
      [store],
      { rowMode: 'array' },
    ),
  );
  let line = 0;
  try {
    for (let rows = await cursor.read(STEP); rows.length > 0; rows = await cursor.read(STEP)) {
      for (const cells of rows) {
        line += 1;
        const row = Object.fromEntries(named.map((column, i) => [column, cells[i] ?? '']));
        const others = texts ? texts.cells(cells[named.length] ?? '', line, problems) : {};
        if (others === undefined) {
          problems.lose(file, row.gtin);
          continue;
        }
        const done = readRow(table, { ...row, ...others }, { file, line }, problems);
        if (done) yield { line, ...done };
      }
    }
  } finally {
    await cursor.close();
  }
}
