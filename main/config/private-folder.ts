import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { UpkeepNote } from '../contract';
import { say, sayInEach } from '../words';

const FOLDER = 0o700;
const FILE = 0o600;
/** What anybody but the owner may do. */
const OTHERS = 0o077;
/** Models hold nothing of anybody, are large and often shared between terminals. */
const NOT_OURS = 'models';
const KEYS = 'keys';

type OnTrouble = (file: string, error: unknown) => void;

/** Files and folders that this process and those it starts make from now on are the owner's alone. */
export function makeFilesPrivate(): void {
  process.umask(OTHERS);
}

/**
 * What of the data folder others than its owner may look into: paths, the folder itself first. Links are left
 * alone. What can't be looked at is told to `onTrouble`, without which it is thrown.
 */
export function exposed(
  dataDir: string,
  onTrouble: OnTrouble = (_file, error) => {
    throw error;
  },
): string[] {
  const out: string[] = [];
  const look = (name: string): void => {
    try {
      const stat = lstatSync(name, { throwIfNoEntry: false });
      if (!stat || !(stat.isFile() || stat.isDirectory())) return;
      if ((stat.mode & OTHERS) !== 0) out.push(name);
      if (!stat.isDirectory()) return;
      for (const child of readdirSync(name)) {
        if (name !== dataDir || child !== NOT_OURS) look(path.join(name, child));
      }
    } catch (error) {
      onTrouble(name, error);
    }
  };
  look(dataDir);
  return out;
}

/**
 * Makes the data folder (state, configuration, keys, spool, logs) the owner's alone, and mends what older
 * versions or a restored copy left open. Never throws: what can't be looked at or changed, such as another
 * user's file or a file where the folder belongs, is told to `onTrouble`; answers don't wait for it. Returns
 * the key files that were open: closing one does not take back what others may have copied.
 */
export function keepPrivate(dataDir: string, onTrouble: OnTrouble = () => undefined): string[] {
  try {
    mkdirSync(dataDir, { recursive: true, mode: FOLDER });
  } catch (error) {
    onTrouble(dataDir, error);
    return [];
  }
  const keys: string[] = [];
  for (const name of exposed(dataDir, onTrouble)) {
    try {
      const folder = lstatSync(name).isDirectory();
      if (!folder && path.relative(dataDir, name).split(path.sep)[0] === KEYS) keys.push(name);
      chmodSync(name, folder ? FOLDER : FILE);
    } catch (error) {
      onTrouble(name, error);
    }
  }
  return keys;
}

/**
 * What staff should know after {@link keepPrivate}: `untended`, the paths that it told as trouble, and the
 * `keys` that were open.
 */
export function privacyNotes(untended: readonly string[], keys: readonly string[]): UpkeepNote[] {
  const [first] = untended;
  const notes: UpkeepNote[] = [];
  if (first !== undefined) {
    const text = sayInEach('upkeep.data_folder', { first, n: untended.length });
    notes.push({ id: 'data-folder', level: 'warn', text });
  }
  if (keys.length > 0) {
    const text = sayInEach('upkeep.keys_loose', (lang) => ({
      files: keys.reduce((list, next) => say(lang, 'list.next', { first: list, next })),
    }));
    notes.push({ id: 'keys-loose', level: 'warn', text });
  }
  return notes;
}
