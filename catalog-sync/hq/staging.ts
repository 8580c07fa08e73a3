import { rmSync } from 'node:fs';
import { catalogMigrations } from '../db/catalog-schema';
import { migrate } from '../db/migrate';
import { openDatabase, type Database } from '../db/open';
import { rowWriter } from '../db/rows';
import { tooManyBadRows } from './feed/bad-rows';
import { FeedError } from './feed/problems';
import { readFeed, type FeedReport } from './feed/read-feed';
import type { Corrections, RowSink } from './feed/reading';
import type { FeedSource } from './feed/source';

/** Gives row ids to products: the same id as before for a gtin known before, new ones after the last. */
export class ProductIds {
  readonly #known = new Map<string, number>();
  #last = 0;

  constructor(previous?: Database) {
    if (!previous) return;
    for (const [gtin, id] of previous
      .prepare('SELECT gtin, id FROM product')
      .raw()
      .iterate() as IterableIterator<[string, number]>) {
      this.#known.set(gtin, id);
      this.#last = Math.max(this.#last, id);
    }
  }

  of(gtin: string): number {
    const known = this.#known.get(gtin);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#known.set(gtin, this.#last);
    return this.#last;
  }
}

/**
 * An empty catalog file in which only the published tables are filled; no journal, because a broken one is
 * thrown away.
 */
export function createStaging(file: string): Database {
  rmSync(file, { force: true });
  const db = openDatabase(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  migrate(db, catalogMigrations);
  // Nobody searches here: only the keys are kept.
  const indexes = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    .all() as { name: string }[];
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  return db;
}

/**
 * Where products come in: what `ProductIds` has to fill. Column 1 of a product row is its id (`tableShapes`).
 */
const ID_COLUMN = 1;

/**
 * Reads a feed into a staging catalog. Throws `FeedError` with every error found where the feed can't do
 * without the rows that have them; the staging is useless then. `badRows` is the share that may be left out.
 */
export async function stageFeed(
  db: Database,
  feed: string | FeedSource,
  ids: ProductIds,
  { now, badRows }: { now?: Date; badRows?: number } = {},
): Promise<FeedReport> {
  const writers = {
    store: rowWriter(db, 'store'),
    product: rowWriter(db, 'product'),
    location: rowWriter(db, 'location'),
    stock: rowWriter(db, 'stock'),
    promotion: rowWriter(db, 'promotion'),
    knowledge: rowWriter(db, 'knowledge'),
    map: rowWriter(db, 'map'),
  };
  const sink: RowSink = (table, row) => {
    if (table === 'product') row[ID_COLUMN] = ids.of(String(row[0]));
    writers[table](row);
  };
  db.exec('BEGIN');
  const report = await readFeed(feed, sink, now);
  correct(db, report.corrections);
  db.exec('COMMIT');
  const reasons = report.stopped ? [] : tooManyBadRows(report, badRows);
  if (report.stopped || reasons.length > 0)
    throw new FeedError(report.errors, report.errorCount, report.groups, reasons);
  return report;
}

function correct(db: Database, { withdrawn, related }: Corrections): void {
  const remove = db.prepare('DELETE FROM product WHERE gtin = ?');
  for (const gtin of withdrawn) remove.run(gtin);
  const relate = db.prepare('UPDATE product SET related = ? WHERE gtin = ?');
  for (const one of related) relate.run(one.related, one.gtin);
}
