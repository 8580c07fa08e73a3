import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DaogouError } from '../../main/contract';
import { openDatabase } from './open';

/**
 * Takes a lock between processes, or fails at once with `conflict`. It is SQLite's own file lock, so it goes
 * with its process: a killed holder leaves nothing behind. Returns the release.
 */
export function takeLock(file: string, who: string): () => void {
  mkdirSync(dirname(file), { recursive: true });
  const db = openDatabase(file);
  try {
    db.pragma('busy_timeout = 0');
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if (
      !String((cause as { code?: string }).code ?? cause).includes('BUSY') &&
      !String(cause).includes('locked')
    )
      throw cause;
    throw new DaogouError('conflict', `${who} is already at work here; try again when it is done.`, true, {
      cause,
    });
  }
  return () => {
    db.exec('ROLLBACK');
    db.close();
  };
}
