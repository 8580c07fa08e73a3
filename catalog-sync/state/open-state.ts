import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Migration } from '../db/migrate';
import type { Database } from '../db/open';
import { openPrivate, type PrivateOptions } from './open-private';

/**
 * Numbered migrations of `state.db`: what the terminal itself learns. Never replaced by a sync; only ever
 * migrated forward.
 */
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
  {
    // The table before held what shoppers said, the private parts of it taken out as far as patterns found
    // them. It goes with all its rows, and so do the messages made from them; the record that takes its place
    // has no room for a sentence.
    id: 2,
    sql: `
DROP TABLE unanswered;
DELETE FROM outbox WHERE topic LIKE 'daogou/%/unanswered/%';
CREATE TABLE understood (id INTEGER PRIMARY KEY, at TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX understood_at ON understood (at);
`,
  },
];

/** Opens the terminal's own database. */
export function openState(file: string, how: PrivateOptions = {}): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return openPrivate(file, stateMigrations, how);
}
