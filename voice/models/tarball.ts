import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DaogouError } from '../../main/contract';

const BLOCK = 512;
const inflate = promisify(gunzip);

const text = (block: Buffer, start: number, length: number): string => {
  const raw = block.subarray(start, start + length);
  const end = raw.indexOf(0);
  return raw.toString('utf8', 0, end < 0 ? length : end);
};

/** Whether a file's SHA-512 is the one of a subresource-integrity string (`sha512-…`). */
export async function matchesIntegrity(file: string, integrity: string): Promise<boolean> {
  const digest = createHash('sha512')
    .update(await readFile(file))
    .digest('base64');
  return `sha512-${digest}` === integrity;
}

/**
 * The regular files of a gzipped tar archive (POSIX.1-1988 ustar, as npm packs them) that `wanted` names,
 * path → bytes. Links and devices are never followed.
 */
export async function readTarball(
  file: string,
  wanted: (path: string) => boolean,
): Promise<Map<string, Buffer>> {
  const archive = await inflate(await readFile(file));
  const files = new Map<string, Buffer>();
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    at += BLOCK;
    const name = text(header, 0, 100);
    if (name === '') break;
    const size = Number.parseInt(text(header, 124, 12).trim() || '0', 8);
    if (!Number.isFinite(size) || at + size > archive.length)
      throw new DaogouError(
        'integrity',
        `${file} is damaged: the archive ends inside ${name}. Delete it and install again.`,
      );
    const prefix = text(header, 345, 155);
    const path = prefix ? `${prefix}/${name}` : name;
    const kind = String.fromCharCode(header[156] ?? 0);
    if ((kind === '0' || kind === '\0') && wanted(path))
      files.set(path, Buffer.from(archive.subarray(at, at + size)));
    at += Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
