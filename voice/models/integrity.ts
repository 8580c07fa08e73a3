import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { fingerprint, readManifest } from './manifest';
import { readRecord, sha256, type InstallRecord } from './record';

/** Hashes by file, with the state of the file that they were taken in. */
const Checked = z.record(z.string(), z.object({ state: z.string(), sha256: z.string() }));
const CHECKED = '.checked.json';

/**
 * Whether installed models still are what was installed: sizes always, hashes once for each change of a file.
 * What was hashed is remembered beside the models, so that a start costs a look at each file; a folder that
 * takes no file is hashed at every start.
 */
export class Integrity {
  readonly #file: string;
  readonly #folders = new Map<string, Promise<string[]>>();
  #checked: z.infer<typeof Checked> | undefined;

  constructor(private readonly modelsDir: string) {
    this.#file = join(modelsDir, CHECKED);
  }

  /**
   * Names of the files that are missing or changed. None for a folder that this program did not install:
   * nothing is known of it.
   */
  changed(folder: string): Promise<string[]> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const looked = this.#look(folder);
    this.#folders.set(folder, looked);
    return looked;
  }

  async #look(folder: string): Promise<string[]> {
    const record = await readRecord(folder);
    if (!record || resolve(dirname(folder)) !== resolve(this.modelsDir)) return [];
    const changed: string[] = [];
    let learnt = false;
    for (const { path, size, sha256: recorded } of record.files) {
      const file = join(folder, path);
      const found = await stat(file, { bigint: true }).catch(() => undefined);
      const pinned = pinOf(record, path) ?? recorded;
      if (!found || Number(found.size) !== size || pinned !== recorded) {
        changed.push(path);
        continue;
      }
      const checked = (this.#checked ??= await this.#read());
      const name = `${basename(folder)}/${path}`;
      const state = `${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
      if (checked[name]?.state !== state) {
        checked[name] = { state, sha256: await sha256(file).catch(() => '') };
        learnt = true;
      }
      if (checked[name]?.sha256 !== recorded) changed.push(path);
    }
    if (learnt) await this.#write();
    return changed;
  }

  async #read(): Promise<z.infer<typeof Checked>> {
    try {
      return Checked.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return {};
    }
  }

  async #write(): Promise<void> {
    const aside = `${this.#file}.${process.pid}.tmp`;
    try {
      await mkdir(this.modelsDir, { recursive: true });
      await writeFile(aside, JSON.stringify(this.#checked));
      await rename(aside, this.#file);
    } catch {
      // Hashed again at the next start.
    }
  }
}

/**
 * What this release pins a file to; nothing for one that a conversion may have made, or of a model that
 * another release installed.
 */
function pinOf(record: InstallRecord, path: string): string | undefined {
  const entry = readManifest().models.find(({ id }) => id === record.id);
  if (!entry || entry.convert !== undefined || fingerprint(entry) !== record.fingerprint) return undefined;
  return entry.files.find((file) => file.path === path)?.sha256;
}
