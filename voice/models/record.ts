import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Written last into a finished folder: what it holds, and the proof that the installation ended. */
export const RECORD = '.installed.json';
export const InstallRecord = z.object({
  id: z.string(),
  fingerprint: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});
export type InstallRecord = z.infer<typeof InstallRecord>;

/** The record of an installed folder; nothing where there is none, or one that can't be read. */
export async function readRecord(folder: string): Promise<InstallRecord | undefined> {
  try {
    return InstallRecord.parse(JSON.parse(await readFile(join(folder, RECORD), 'utf8')));
  } catch {
    return undefined;
  }
}

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
