import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder, writeFileAtomic } from '../db/atomic-file';
import { CATALOG_SCHEMA_VERSION } from '../db/catalog-schema';
import { Release } from '../wire/release';

/** One installed catalog file. */
export const Installed = z.object({
  /** File name inside `catalog/`. */
  file: z.string().regex(/^[\w.-]+\.db$/),
  sha256: z.string(),
  bytes: z.number().int(),
  /**
   * When the file was last changed, as its disk told when it was installed, milliseconds; absent in pointers
   * of older versions.
   */
  changedMs: z.number().int().optional(),
  /** First root it was trusted under ({@link Offer.anchor}). */
  anchor: z.string(),
  /** Program that made its search tables (`builder-id.ts`). */
  builder: z.string().default(''),
  release: Release,
});
export type Installed = z.infer<typeof Installed>;

const Pointer = z.object({ installed: z.array(Installed).min(1).max(2) });

/**
 * The catalogs on this disk: which file is live, and the one before it. `current.json` is the pointer; it is
 * only ever renamed into place.
 */
export class InstalledCatalogs {
  readonly dir: string;
  /** Found to be no good on a disk that took no change. */
  readonly #bad = new Set<string>();

  constructor(dataDir: string) {
    this.dir = join(dataDir, 'catalog');
    try {
      mkdirSync(this.dir, { recursive: true });
    } catch {
      // A disk that takes no folder holds no catalog either; whoever installs one is told then.
    }
  }

  get #pointer(): string {
    return join(this.dir, 'current.json');
  }

  /** Newest first; empty before the first sync, or where the pointer was damaged. */
  list(): Installed[] {
    if (!existsSync(this.#pointer)) return [];
    try {
      return Pointer.parse(JSON.parse(readFileSync(this.#pointer, 'utf8'))).installed.filter(
        ({ file, bytes, release }) =>
          !this.#bad.has(file) &&
          release.schema <= CATALOG_SCHEMA_VERSION &&
          statSync(this.path(file), { throwIfNoEntry: false })?.size === bytes,
      );
    } catch {
      return [];
    }
  }

  path(file: string): string {
    return join(this.dir, file);
  }

  /**
   * A file name that no installed catalog has: a release may be built again, and two repositories may count
   * alike.
   */
  nameFor(sequence: number): string {
    const taken = new Set(this.list().map(({ file }) => file));
    let name = `${sequence}.db`;
    for (let again = 2; taken.has(name); again++) name = `${sequence}-${again}.db`;
    return name;
  }

  /** Makes a finished, fsynced file live and keeps the one before. */
  install(next: Installed): void {
    syncFolder(this.dir);
    const { mtimeMs } = statSync(this.path(next.file));
    this.#write(
      [
        { ...next, changedMs: Math.round(mtimeMs) },
        ...this.list().filter(({ file }) => file !== next.file),
      ].slice(0, 2),
    );
  }

  /**
   * Takes a file out that did not prove itself; on a disk that takes no change it is left where it is and not
   * used.
   */
  discard(file: string): void {
    try {
      this.#write(this.list().filter((installed) => installed.file !== file));
      rmSync(this.path(file), { force: true });
    } catch {
      // Found bad again at the next start.
      this.#bad.add(file);
    }
  }

  /** Says anew until when the release in hand may be told. */
  renew(file: string, release: Release): void {
    this.#write(
      this.list().map((installed) => (installed.file === file ? { ...installed, release } : installed)),
    );
  }

  /** Deletes what no pointer names: builds that were cut short, and catalogs before the last two. */
  clean(): void {
    const keep = new Set(['current.json', ...this.list().map(({ file }) => file)]);
    for (const name of readdirSync(this.dir))
      if (!keep.has(name)) rmSync(join(this.dir, name), { recursive: true, force: true });
  }

  #write(installed: Installed[]): void {
    if (installed.length === 0) {
      rmSync(this.#pointer, { force: true });
      syncFolder(this.dir);
      return;
    }
    writeFileAtomic(this.#pointer, JSON.stringify({ installed }));
  }
}
