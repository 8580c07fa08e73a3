import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CatalogInfo } from '../../main/contract';
import { catalogMigrations, publishedTables, type PublishedTable } from '../db/catalog-schema';
import type { CatalogFacts } from '../db/digest';
import { writeMeta } from '../db/meta';
import { migrate } from '../db/migrate';
import { openDatabase, type Database } from '../db/open';
import { shapeOf } from '../db/rows';
import { compileSearch } from '../search';
import { applyObjects, type LocalObject } from '../wire/build';
import { flushFile, hashFile } from './hash-file';
import { SyncError } from './sync-error';

/** All that a worker needs to build the next catalog aside; plain data. */
export interface BuildJob {
  /** The file to make; whatever is there is thrown away. */
  file: string;
  /**
   * A verified catalog to begin from, with the facts signed for it and the SHA-256 it had when it was
   * verified.
   */
  base?: { file: string; sha256: string; facts: CatalogFacts };
  /** Takes only the rows of the base and makes the search tables anew: another program made them. */
  recompile?: boolean;
  objects: LocalObject[];
  info: CatalogInfo;
}

export interface BuildResult {
  sha256: string;
  bytes: number;
  rowsChanged: number;
}

export type BuildPhase = 'building' | 'verifying';

/** Builds, verifies and fsyncs one catalog file. Nothing is live before the caller says so. */
export async function buildCatalog(
  job: BuildJob,
  progress: (phase: BuildPhase, done: number) => void,
): Promise<BuildResult> {
  mkdirSync(dirname(job.file), { recursive: true });
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(job.file + suffix, { force: true });
  try {
    if (job.base) baseIs(hashFile(job.base.file, job.recompile ? undefined : job.file), job.base.sha256);
    const db = openDatabase(job.file);
    let rowsChanged: number;
    try {
      // No journal: a file that was not finished is thrown away, and one that is finished is fsynced whole.
      db.pragma('journal_mode = OFF');
      db.pragma('synchronous = OFF');
      db.pragma('foreign_keys = OFF');
      db.pragma('cache_size = -32768');
      migrate(db, catalogMigrations);
      if (job.base && job.recompile) takeRows(db, job.base.file);
      const incremental = job.base !== undefined && !job.recompile;
      const applier = await applyObjects(db, job.objects, job.base?.facts, (done) =>
        progress('building', done * 0.7),
      );
      rowsChanged = applier.rowsChanged;
      writeMeta(db, job.info);
      if (incremental) dropFromSearch(db, applier.removedIds);
      // Prices, counts and offers are in no search table.
      if (!incremental || applier.changedGtins.size > 0)
        compileSearch(db, incremental ? { gtins: [...applier.changedGtins], before: job.base!.file } : 'all');
      progress('verifying', 0.9);
      check(db, incremental ? applier.reshaped : undefined);
    } finally {
      db.close();
    }
    flushFile(job.file);
    const { sha256, bytes } = hashFile(job.file);
    return { sha256, bytes, rowsChanged };
  } catch (error) {
    rmSync(job.file, { force: true });
    throw SyncError.from(error);
  }
}

/**
 * The base must still be, byte for byte, what was verified: only then may its signed digests stand for its
 * rows.
 */
function baseIs({ sha256 }: { sha256: string }, wanted: string): void {
  if (sha256 !== wanted)
    throw new SyncError(
      'wrong_base',
      'The catalog in hand is no longer what was verified; it will be fetched anew.',
    );
}

/** The base may be of an older schema: columns that it lacks begin at their defaults. */
function takeRows(db: Database, from: string): void {
  db.prepare('ATTACH ? AS base').run(from);
  const inBase = db.prepare("SELECT name FROM pragma_table_info(?, 'base')").pluck();
  db.transaction(() => {
    for (const table of publishedTables) {
      const there = inBase.all(table) as string[];
      const columns = shapeOf(table)
        .columns.filter((column) => there.includes(column))
        .join(', ');
      db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM base.${table}`);
    }
  })();
  db.exec('DETACH base');
}

/** A product that is gone has no row any more by which its search entry could be found. */
function dropFromSearch(db: Database, ids: readonly number[]): void {
  const drop = db.prepare('DELETE FROM search WHERE rowid = ?');
  db.transaction(() => ids.forEach((id) => drop.run(id)))();
}

/**
 * @param reshaped tables that gained or lost rows on a verified base; absent: all are new. Where none did, no
 * reference can have broken.
 */
function check(db: Database, reshaped?: ReadonlySet<PublishedTable>): void {
  const referring = (['location', 'stock'] as const).filter(
    (table) => !reshaped || reshaped.has(table) || reshaped.has('product'),
  );
  for (const table of referring) {
    const strays = db.pragma(`foreign_key_check(${table})`) as { parent: string }[];
    if (strays[0])
      throw new SyncError(
        'wrong_digest',
        `${strays.length} rows of ${table} point to no ${strays[0].parent}.`,
      );
  }
  const verdict = db.pragma('integrity_check(1)', { simple: true });
  if (verdict !== 'ok')
    throw new SyncError('unusable', `The new catalog file is damaged: ${String(verdict)}.`);
}
