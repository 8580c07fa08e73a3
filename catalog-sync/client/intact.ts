import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import type { Installed, InstalledCatalogs } from './live';

/** Small enough that hashing one part holds no answer up, bytes. */
const STEP = 256 * 1024;

/**
 * Whether an installed catalog still is, byte by byte, what was verified when it was built. Reads the file
 * beside other work; one that can't be read is not.
 */
export async function isIntact(
  file: string,
  { sha256, bytes }: Pick<Installed, 'sha256' | 'bytes'>,
  signal?: AbortSignal,
): Promise<boolean> {
  const hash = createHash('sha256');
  let read = 0;
  try {
    for await (const part of createReadStream(file, {
      highWaterMark: STEP,
      signal,
    }) as AsyncIterable<Buffer>) {
      hash.update(part);
      read += part.length;
    }
  } catch {
    return false;
  }
  return read === bytes && hash.digest('hex') === sha256;
}

/**
 * Before the first answer: takes out the newest catalogs that were changed since they were installed and are
 * not intact. One whose time is the recorded one is not read: that is done beside answering.
 */
export async function dropChanged(
  catalogs: InstalledCatalogs,
  onBad: (installed: Installed, error: unknown) => void,
): Promise<void> {
  for (const installed of catalogs.list()) {
    const file = catalogs.path(installed.file);
    const changedMs = Math.round(statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    const changed = installed.changedMs !== undefined && changedMs !== installed.changedMs;
    if (!changed || (await isIntact(file, installed))) return;
    catalogs.discard(installed.file);
    onBad(installed, new Error('its bytes are not those that were verified when it was made'));
  }
}
