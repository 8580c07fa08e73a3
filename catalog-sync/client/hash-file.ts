import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const STEP = 1 << 20;

/**
 * SHA-256 of a file and its length, read through one buffer; with `copyTo` it is copied on the way. For
 * threads that may block.
 */
export function hashFile(file: string, copyTo?: string): { sha256: string; bytes: number } {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(STEP);
  let bytes = 0;
  const from = openSync(file, 'r');
  try {
    const to = copyTo === undefined ? undefined : openSync(copyTo, 'w');
    try {
      for (let n = readSync(from, buffer, 0, STEP, null); n > 0; n = readSync(from, buffer, 0, STEP, null)) {
        const part = buffer.subarray(0, n);
        hash.update(part);
        for (let at = 0; to !== undefined && at < n;) at += writeSync(to, part, at);
        bytes += n;
      }
    } finally {
      if (to !== undefined) closeSync(to);
    }
  } finally {
    closeSync(from);
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Returns when the disk has all of the file. */
export function flushFile(file: string): void {
  const fd = openSync(file, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
