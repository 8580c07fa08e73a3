import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { migrate, type Migration } from '../db/migrate';
import { openDatabase, type Database } from '../db/open';

/** Numbered migrations of `state.db`: what the terminal itself learns. Never replaced by a sync; only ever migrated forward. */
export const stateMigrations: readonly Migration[] = [
  {
    id: 1,
    sql: `
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE counter (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE unanswered (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, text TEXT NOT NULL, lang TEXT NOT NULL, reason TEXT NOT NULL, tried TEXT NOT NULL
);
CREATE INDEX unanswered_at ON unanswered (at);
-- One row an offer of the store, the stopped ones included: a tombstone outlives the offer until no terminal can still hold it.
CREATE TABLE promotion (
  id TEXT PRIMARY KEY, json TEXT NOT NULL, stopped INTEGER NOT NULL,
  hlc TEXT NOT NULL, origin TEXT NOT NULL, signed TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY, topic TEXT NOT NULL, payload TEXT NOT NULL, retain INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL
);
-- Messages applied once though they may come twice.
CREATE TABLE inbox (id TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
`,
  },
];

/** Opens the terminal's own database: WAL, every commit on disk before it counts. `patienceMs`: how long another process's writing is waited for. */
export function openState(file: string, patienceMs = 5_000): Database {
  mkdirSync(dirname(file), { recursive: true });
  const db = openDatabase(file);
  try {
    db.pragma(`busy_timeout = ${patienceMs}`);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    migrate(db, stateMigrations);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}
