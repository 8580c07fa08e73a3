import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Installed } from './live';

/** Small enough that hashing one part holds no answer up, bytes. */
const STEP = 256 * 1024;

/**
 * Whether an installed catalog still is, byte by byte, what was verified when it was built. Reads the file beside other
 * work; one that can't be read is not.
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
