import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

const FOLDER = 0o700;
const FILE = 0o600;
/** What anybody but the owner may do. */
const OTHERS = 0o077;
/** Models hold nothing of anybody, are large and often shared between terminals. A key that others could read is no secret any more: closing it would only hide that. */
const NOT_OURS = new Set(['models', 'keys']);

/** Files and folders that this process and those it starts make from now on are the owner's alone. */
export function makeFilesPrivate(): void {
  process.umask(OTHERS);
}

/** What of the data folder others than its owner may look into: paths, the folder itself first. Links are left alone. */
export function exposed(dataDir: string): string[] {
  const out: string[] = [];
  const look = (name: string): void => {
    const stat = lstatSync(name, { throwIfNoEntry: false });
    if (!stat || !(stat.isFile() || stat.isDirectory())) return;
    if ((stat.mode & OTHERS) !== 0) out.push(name);
    if (!stat.isDirectory()) return;
    for (const child of readdirSync(name)) {
      if (name !== dataDir || !NOT_OURS.has(child)) look(path.join(name, child));
    }
  };
  look(dataDir);
  return out;
}

/**
 * Makes the data folder (state, configuration, spool, logs) the owner's alone, and mends what older versions or a restored copy left open. What can't be
 * changed, such as another user's file, is told to `onTrouble`: answers don't wait for it.
 */
export function keepPrivate(dataDir: string, onTrouble: (file: string, error: unknown) => void = () => undefined): void {
  mkdirSync(dataDir, { recursive: true, mode: FOLDER });
  for (const name of exposed(dataDir)) {
    try {
      chmodSync(name, lstatSync(name).isDirectory() ? FOLDER : FILE);
    } catch (error) {
      onTrouble(name, error);
    }
  }
}
