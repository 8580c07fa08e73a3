import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gtinOf, smallFeed, storeJson, writeFeed, Postgres, postgresMissing } from '../../testing';
import { FeedError } from '../feed/problems';
import type { FeedLimits } from '../guard';
import { publish } from '../publish';
import { loadFeed } from './load';
import { withPostgresFeed } from './source';

const missing = postgresMissing();
if (missing) console.warn(`database tests skipped: ${missing}`);

let dir: string;
let database: Postgres;
beforeAll(async () => {
  if (missing) return;
  dir = mkdtempSync(join(tmpdir(), 'daogou-pg-'));
  // The database's own user must get through.
  chmodSync(dir, 0o755);
  database = await Postgres.start(join(dir, 'postgres'));
});
afterAll(async () => {
  await database?.close();
  if (dir) rmSync(dir, { recursive: true, force: true });
});

const feed = (name: string, files = smallFeed({ products: 40 })) => writeFeed(join(dir, name), files);
const publishFrom = (storeId?: string, out = 'repository', limits: FeedLimits = {}) =>
  withPostgresFeed(database.url, storeId, (source) =>
    publish({ feedDir: source, outDir: join(dir, out), limits }),
  );

async function query<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    return (await client.query<R>(text, values)).rows;
  } finally {
    await client.end();
  }
}

describe.skipIf(missing !== undefined)('a feed in PostgreSQL', () => {
  it('says so where nothing was ever loaded, and where nothing listens', async () => {
    await expect(publishFrom()).rejects.toThrow(/no Daogou feed tables/);
    await expect(
      withPostgresFeed('postgres://daogou:secret@127.0.0.1:9/none', undefined, async () => undefined),
    ).rejects.toThrow(/^(?!.*secret).*Can't reach/s);
  });

  it('is, row for row, what the folder was', async () => {
    // Doubled counts and places, quotes, line breaks, prices with other numbers of decimals.
    const files = smallFeed({ products: 40, price: (n) => ['7', '12.90', '3.5', '0.125'][n % 4] ?? '1' });
    const messy = {
      ...files,
      'stock.csv': `${files['stock.csv']}${gtinOf(3)},77,2026-11-22T09:00:00+08:00\n`,
      'locations.csv': `${files['locations.csv']}${gtinOf(3)},B9,,\n${gtinOf(3)},B9,,\n`,
      'knowledge.csv':
        'id,topic,questions_zh,questions_en,answer_zh,answer_en\nK1,return,怎么退货|退货,How?,"七天内\n""凭小票"", 谢谢",Within seven days\n',
    };
    const folder = feed('messy', messy);
    const first = await publish({ feedDir: folder, outDir: join(dir, 'repository') });
    expect(await loadFeed(folder, database.url)).toMatchObject({
      store: 'test-store',
      rows: { products: 40, locations: 41, stock: 40, promotions: 1, knowledge: 1 },
    });
    expect(await publishFrom()).toMatchObject({ changed: false, sequence: first.sequence, products: 40 });
    // Once more: everything is replaced.
    await loadFeed(folder, database.url);
    expect(await publishFrom()).toMatchObject({ changed: false });
  });

  it('holds texts in other languages as JSON, and names those that can’t be read', async () => {
    const files = smallFeed({ products: 3 });
    const folder = feed('thai', {
      ...files,
      'store.json': JSON.stringify({ ...storeJson, id: 'thai-store', languages: ['zh', 'en', 'th'] }),
      'products.csv': (files['products.csv'] ?? '').replace(/^.+$/gm, (row) =>
        row.startsWith('gtin') ? `${row},name_th` : `${row},"นม ""สด"""`,
      ),
    });
    await publish({ feedDir: folder, outDir: join(dir, 'thai-repository') });
    await loadFeed(folder, database.url);
    expect(await publishFrom('thai-store', 'thai-repository')).toMatchObject({ changed: false });
    const set = (texts: string) =>
      query("UPDATE daogou.products SET texts = $1 WHERE store_id = 'thai-store' AND gtin = $2", [
        texts,
        gtinOf(1),
      ]);
    await set('{"name_th": "นม", "name_vi": "Sữa", "category_id": "17"}');
    const made = await publishFrom('thai-store', 'thai-repository');
    expect(made).toMatchObject({ changed: true, deltaRows: 1 });
    expect(made.warnings).toContainEqual({
      file: 'daogou.products',
      line: 2,
      column: 'texts.name_vi',
      message: expect.stringContaining("does not list 'vi'") as string,
    });
    for (const [texts, column, message] of [
      ['{"name_th-TH": "นม"}', 'texts.name_th-TH', 'write the column as name_th'],
      ['{"name_th": "นม", "name_TH": "นม"}', 'texts', 'both stand for name_th'],
      ['{"name_th": 1}', 'texts', 'no object of texts'],
      ['["name_th"]', 'texts', 'no object of texts'],
    ] as const) {
      await set(texts);
      const refused = await publishFrom('thai-store', 'thai-repository', { badRows: 0 }).catch(
        (error: unknown) => error,
      );
      expect((refused as FeedError).problems).toContainEqual({
        file: 'daogou.products',
        line: 2,
        column,
        message: expect.stringContaining(message) as string,
      });
    }
    // A database that was filled before there was the column.
    await query('ALTER TABLE daogou.products DROP COLUMN texts');
    expect(await publishFrom('thai-store', 'thai-repository')).toMatchObject({ changed: true });
    await loadFeed(folder, database.url);
    await query("DELETE FROM daogou.documents WHERE store_id = 'thai-store'");
  });

  it('publishes what changed in the database', async () => {
    await query('UPDATE daogou.products SET price = price + 1 WHERE gtin = $1', [gtinOf(5)]);
    expect(await publishFrom('test-store')).toMatchObject({ changed: true, sequence: 2, deltaRows: 1 });
  });

  it('names table, row and column of every error', async () => {
    await query("UPDATE daogou.stock SET as_of = 'yesterday' WHERE gtin = $1", [gtinOf(2)]);
    await query("UPDATE daogou.promotions SET gtins = '4006381333931'");
    const refused = publishFrom('test-store', 'repository', { badRows: 0 });
    await expect(refused).rejects.toBeInstanceOf(FeedError);
    const { problems } = (await refused.catch((error: unknown) => error)) as FeedError;
    expect(problems).toEqual([
      {
        file: 'daogou.stock',
        line: 3,
        column: 'as_of',
        message: expect.stringContaining("'yesterday'") as string,
      },
      {
        file: 'daogou.promotions',
        line: 1,
        column: 'gtins',
        message: expect.stringContaining('4006381333931') as string,
      },
    ]);
  });

  it('asks which store is meant, and keeps them apart', async () => {
    const other = feed('other', {
      ...smallFeed({ products: 5 }),
      'store.json': JSON.stringify({ ...storeJson, id: 'other-store' }),
    });
    await loadFeed(other, database.url);
    await expect(publishFrom()).rejects.toThrow(/several stores \(other-store, test-store\).*--store-id/);
    expect(await publishFrom('other-store', 'other-repository')).toMatchObject({
      store: 'other-store',
      products: 5,
    });
    expect(
      (
        await query<{ n: string }>("SELECT count(*) AS n FROM daogou.products WHERE store_id = 'test-store'")
      )[0]?.n,
    ).toBe('40');
  });

  it('changes nothing where the folder has errors', async () => {
    const broken = feed('broken', smallFeed({ products: 5, price: () => 'cheap' }));
    await expect(loadFeed(broken, database.url)).rejects.toBeInstanceOf(FeedError);
    writeFileSync(join(broken, 'store.json'), '{');
    await expect(loadFeed(broken, database.url)).rejects.toBeInstanceOf(FeedError);
    expect(
      (
        await query<{ n: string }>("SELECT count(*) AS n FROM daogou.products WHERE store_id = 'test-store'")
      )[0]?.n,
    ).toBe('40');
  });

  it('reads one moment, whatever is written meanwhile', async () => {
    await loadFeed(feed('moment', smallFeed({ products: 40 })), database.url);
    const counts = await withPostgresFeed(database.url, 'test-store', async (source) => {
      await source.names();
      await query("DELETE FROM daogou.products WHERE store_id = 'test-store' AND gtin > $1", [gtinOf(20)]);
      return publish({ feedDir: source, outDir: join(dir, 'moment-repository') });
    });
    expect(counts.products).toBe(40);
  });
});
