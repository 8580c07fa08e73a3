import type { Client } from 'pg';
import Cursor from 'pg-cursor';
import type { z } from 'zod';
import { DaogouError } from '../../../main/contract';
import { readRow } from '../feed/csv-rows';
import type { FeedProblems } from '../feed/problems';
import type { FeedRows, FeedSource } from '../feed/source';
import type { FeedTable } from '../feed/tables';
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
    rows: <S extends z.ZodObject>(table: FeedTable<S>, problems: FeedProblems): FeedRows<S> =>
      read(client, store, table, label(table), inDatabase(table).key, problems),
    label,
  };
}

async function* read<S extends z.ZodObject>(
  client: Client,
  store: string,
  table: FeedTable<S>,
  file: string,
  key: readonly string[],
  problems: FeedProblems,
): FeedRows<S> {
  const columns = Object.keys(table.row.shape);
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
        const row = readRow(
          table,
          Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])),
          { file, line },
          problems,
        );
        if (row) yield { line, row };
      }
    }
  } finally {
    await cursor.close();
  }
}
