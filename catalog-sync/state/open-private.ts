import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { migrate, type Migration } from '../db/migrate';
import { openDatabase, type Database, type OpenOptions } from '../db/open';
import { emptyLog } from './retention';

/** The owner's alone. */
const PRIVATE_FILE = 0o600;

export interface PrivateOptions extends Pick<OpenOptions, 'binding'> {
  /** How long another process's writing is waited for; default 5 s. */
  patienceMs?: number;
}

/**
 * Opens a database that holds what people did: WAL, every commit on disk before it counts, nobody else's to
 * read, and what is deleted is overwritten, in what a migration drops as well.
 */
export function openPrivate(
  file: string,
  migrations: readonly Migration[],
  how: PrivateOptions = {},
): Database {
  // Before SQLite makes it: what SQLite keeps beside it (-wal, -shm) takes over its mode.
  closeSync(openSync(file, 'a', PRIVATE_FILE));
  for (const name of [file, `${file}-wal`, `${file}-shm`]) makePrivate(name);
  const db = openDatabase(file, how);
  try {
    db.pragma(`busy_timeout = ${how.patienceMs ?? 5_000}`);
    db.pragma('secure_delete = ON');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    const before = db.pragma('user_version', { simple: true });
    migrate(db, migrations);
    if (before !== db.pragma('user_version', { simple: true })) emptyLog(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

function makePrivate(file: string): void {
  try {
    if (existsSync(file)) chmodSync(file, PRIVATE_FILE);
  } catch {
    // Another user's file: `daogou doctor` says so, and answers don't wait for it.
  }
}
