import type { Database } from '../db/open';

/** How often a copy is looked through for what is too old, milliseconds. */
const LOOK_MS = 3_600_000;

/**
 * No clock that shows less is right: this program was written later. Such as that of a machine without a
 * battery before it has asked for the time.
 */
const WRITTEN = Date.UTC(2026, 0, 1);
export const mayBeNow = (now: Date): boolean => now.getTime() >= WRITTEN;

/**
 * The earlier of a time (RFC 3339) and now: what a clock that ran ahead dated would else be kept until that
 * clock is right.
 */
export function noLater(at: string, now: Date): string {
  return mayBeNow(now) ? new Date(Math.min(Date.parse(at), now.getTime())).toISOString() : at;
}

/**
 * Dates rows of the future as of now, in their JSON too, so that they are forgotten in their time. Not by a
 * clock that can't be right itself.
 */
export function endFuture(db: Database, table: 'understood' | 'question' | 'latest', now: Date): void {
  if (!mayBeNow(now)) return;
  const at = now.toISOString();
  db.prepare(`UPDATE ${table} SET at = ?, json = json_replace(json, '$.at', ?) WHERE at > ?`).run(at, at, at);
}

/**
 * Empties the write-ahead log, which holds what was deleted until then. A reader in the way leaves it to the
 * next time.
 */
export function emptyLog(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/**
 * Calls `forget` now and then once an hour, whatever else happens, and empties the log where it deleted
 * something. Returns how to stop. `onTrouble` hears of a look that failed, such as on a full disk; the next
 * one tries again.
 */
export function startRetention(
  db: Database,
  forget: () => boolean,
  onTrouble: (error: unknown) => void,
): () => void {
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
