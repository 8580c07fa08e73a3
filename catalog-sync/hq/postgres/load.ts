import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { TEXTS_COLUMN } from '../../db/other-texts';
import { FeedError, FeedProblems } from '../feed/problems';
import { KnownGtins } from '../feed/known-gtins';
import { readFeed } from '../feed/read-feed';
import { folderSource, type FeedSource } from '../feed/source';
import { feedTags, type FeedTags } from '../feed/tagged-columns';
import { withDatabase } from './connect';
import { DATABASE_SCHEMA, databaseTables, type DatabaseTable } from './schema';

export interface LoadResult {
  store: string;
  rows: Record<string, number>;
  /** Milliseconds it took. */
  ms: number;
}

/**
 * Brings a feed folder into PostgreSQL: makes the schema where it is missing, and replaces all of the store
 * in one transaction, by COPY. Throws `FeedError` where the feed has errors; nothing is changed then.
 */
export async function loadFeed(feedDir: string, url: string): Promise<LoadResult> {
  const started = performance.now();
  const gtins = new KnownGtins();
  const report = await readFeed(feedDir, (table, [gtin]) => {
    if (table === 'product') gtins.add(String(gtin), 0);
  });
  if (report.errorCount > 0 || !report.store)
    throw new FeedError(report.errors, report.errorCount, report.groups);
  const store = report.store.id;
  const { tags } = feedTags(report.store.languages);
  const source = folderSource(feedDir);
  const rows: Record<string, number> = {};
  await withDatabase(url, async (client) => {
    await client.query('BEGIN');
    await client.query(DATABASE_SCHEMA);
    // Stock and places go with their products.
    for (const name of ['documents', 'promotions', 'knowledge', 'products'])
      await client.query(`DELETE FROM daogou.${name} WHERE store_id = $1`, [store]);
    for (const name of await source.names()) {
      const content = /\.(geo)?json$/.test(name) ? await source.file(name) : undefined;
      if (content)
        await client.query('INSERT INTO daogou.documents VALUES ($1, $2, $3)', [
          store,
          name,
          Buffer.from(content)
            .toString('utf8')
            .replace(/^\ufeff/, ''),
        ]);
    }
    const names = await source.names();
    for (const table of databaseTables)
      rows[table.name] = names.includes(table.feed.file)
        ? await copy(client, table, lines(source, table, { store, tags, gtins }))
        : 0;
    await client.query('COMMIT');
    // A planner that knows nothing of half a million new rows sorts them on disk.
    await client.query('ANALYZE daogou.products, daogou.locations, daogou.stock');
  });
  return { store, rows, ms: performance.now() - started };
}

async function copy(
  client: Client,
  { name, columns }: DatabaseTable,
  text: AsyncGenerator<string>,
): Promise<number> {
  const into = client.query(
    copyFrom(`COPY daogou.${name} (${['store_id', ...columns].join(', ')}) FROM STDIN (FORMAT csv)`),
  );
  await pipeline(Readable.from(text), into);
  return into.rowCount;
}

type Cells = Record<string, string | number>;
interface FeedCells {
  row: Cells;
  texts: string;
}

/** Rows with their texts in other languages as a cell of JSON. */
async function* withTexts(rows: AsyncIterable<FeedCells>): AsyncGenerator<{ row: Cells }> {
  for await (const { row, texts } of rows) yield { row: { ...row, [TEXTS_COLUMN]: texts || '{}' } };
}

/** Rows with their numbers as the products have them; a product's twin, written otherwise, is left out. */
async function* spelt(
  { name }: DatabaseTable,
  rows: AsyncIterable<{ row: Cells }>,
  gtins: KnownGtins,
): AsyncGenerator<{ row: Cells }> {
  for await (const { row } of rows) {
    const gtin = row.gtin === undefined ? undefined : gtins.find(String(row.gtin));
    if (name === 'products' && gtin !== row.gtin) continue;
    yield { row: gtin === undefined ? row : { ...row, gtin } };
  }
}

/** Rows as CSV, every cell quoted: an empty one is an empty text, not NULL. */
async function* lines(
  source: FeedSource,
  table: DatabaseTable,
  { store, tags, gtins }: { store: string; tags: FeedTags; gtins: KnownGtins },
): AsyncGenerator<string> {
  let text = '';
  for await (const row of distinct(
    table,
    spelt(
      table,
      withTexts(source.rows(table.feed, new FeedProblems(), tags) as AsyncIterable<FeedCells>),
      gtins,
    ),
  )) {
    text += `${[store, ...table.columns.map((column) => row[column] ?? '')].map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(',')}\n`;
    if (text.length > 1 << 18) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/**
 * What a feed may say twice is kept once, as its reader does: a place by its first mention, a count by the
 * newest.
 */
async function* distinct(
  { name }: DatabaseTable,
  rows: AsyncIterable<{ row: Cells }>,
): AsyncGenerator<Cells> {
  const places = new Map<string, string[]>();
  const counts = new Map<string, Cells>();
  for await (const { row } of rows) {
    const gtin = String(row.gtin);
    if (name === 'locations') {
      const known = places.get(gtin) ?? [];
      const place = `${row.aisle}\t${row.bay}\t${row.shelf}`;
      if (known.includes(place)) continue;
      places.set(gtin, [...known, place]);
      yield { ...row, position: known.length };
    } else if (name === 'stock') {
      const before = counts.get(gtin);
      if (!before || Date.parse(String(row.as_of)) >= Date.parse(String(before.as_of))) counts.set(gtin, row);
    } else yield row;
  }
  yield* counts.values();
}
