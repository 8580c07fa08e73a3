import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** More than any file system keeps inside an inode, so that a full disk refuses it, bytes. */
const PROBE_BYTES = 16_384;

/**
 * The folder itself where it takes a file, else one in memory or the system's temporary folder that only this
 * user may enter. The browser part of the terminal ends without a word where its folder can't be written; it
 * keeps nothing there that a terminal needs tomorrow.
 */
export function folderThatTakesFiles(
  preferred: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  if (takesFiles(preferred)) return preferred;
  const name = `daogou-${createHash('sha256').update(preferred).digest('hex').slice(0, 12)}`;
  for (const parent of [environment.XDG_RUNTIME_DIR, '/dev/shm', tmpdir()]) {
    if (!parent) continue;
    const dir = path.join(parent, name);
    // The same name again, so that a second start finds the first one's lock; never a folder that another
    // user put there.
    if (takesFiles(dir) && isOurs(dir)) return dir;
  }
  return mkdtempSync(path.join(tmpdir(), 'daogou-'));
}

function takesFiles(dir: string): boolean {
  const probe = path.join(dir, `.probe-${process.pid}`);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(probe, Buffer.alloc(PROBE_BYTES, 1), { flush: true });
    return true;
  } catch {
    return false;
  } finally {
    try {
      rmSync(probe, { force: true });
    } catch {
      // It is not there where nothing can be written.
    }
  }
}

function isOurs(dir: string): boolean {
  const found = lstatSync(dir);
  return (
    found.isDirectory() &&
    (process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0))
  );
}
