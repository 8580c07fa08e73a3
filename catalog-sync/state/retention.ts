import type { Database } from '../db/open';

/** How often a copy is looked through for what is too old, milliseconds. */
const LOOK_MS = 3_600_000;

/** Empties the write-ahead log, which holds what was deleted until then. A reader in the way leaves it to the next time. */
export function emptyLog(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/**
 * Calls `forget` now and then once an hour, whatever else happens, and empties the log where it deleted something. Returns how to stop.
 * `onTrouble` hears of a look that failed, such as on a full disk; the next one tries again.
 */
export function startRetention(db: Database, forget: () => boolean, onTrouble: (error: unknown) => void): () => void {
  const look = () => {
    try {
      if (forget()) emptyLog(db);
    } catch (error) {
      onTrouble(error);
    }
  };
  look();
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
