import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Shelf } from '../../main/contract';
import { writeFileAtomic } from '../db/atomic-file';

/**
 * Files under `meaning` in the folder of what can be made anew. A disk that gives or takes nothing costs the
 * next start its time, no more.
 */
export function openShelf(cacheDir: string): Shelf {
  const fileOf = (name: string): string => path.join(cacheDir, 'meaning', `${encodeURIComponent(name)}.bin`);
  return {
    read: (name) => {
      try {
        return readFileSync(fileOf(name));
      } catch {
        return undefined;
      }
    },
    write: (name, bytes) => {
      try {
        writeFileAtomic(fileOf(name), bytes);
      } catch {
        // Nothing depends on it.
      }
    },
  };
}
