import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DaogouError } from '../main/contract';
import { builderId } from './client/builder-id';
import { InstalledCatalogs } from './client/live';
import { proveCatalog } from './client/open-live';
import { syncOnce } from './client/sync';
import type { FeedProblem } from './hq/feed/problems';
import { publish } from './hq/publish';
import { servePublished } from './hq/serve';

export interface Provisioned {
  /** The catalog file, to be opened with `openCatalogReader`. */
  file: string;
  /** False: it was provisioned before and nothing in the folder changed. */
  fresh: boolean;
  warnings: readonly FeedProblem[];
}

export interface ProvisionOptions {
  /** Path of the bundled build worker; found by itself beside the bundles. */
  workerFile?: string;
  /** Names the program that makes the search tables, so that another's are not used; found by itself. */
  builder?: string;
}

/** Catalogs of other folders and other days are dropped from the cache past this many. */
const KEEP = 8;
/** A folder that is asked directly is its own newest word: it does not run out. */
const FOREVER_DAYS = 36_500;

/**
 * Turns a feed folder into a catalog file as HQ and a terminal would: checked and signed by the publisher,
 * fetched over HTTP, verified and built by the sync client. The result is kept under the hash of the folder's
 * content. Throws `FeedError` where the feed has errors.
 */
export async function provisionFeed(
  feedDir: string,
  cacheDir: string,
  options: ProvisionOptions = {},
): Promise<Provisioned> {
  if (!existsSync(feedDir)) throw new DaogouError('not_found', `There is no feed folder at ${feedDir}.`);
  const name = `feed-${await hashFolder(feedDir, options.builder ?? builderId())}`;
  const home = join(cacheDir, 'feeds', name);
  const known = new InstalledCatalogs(existsSync(home) ? home : emptyHome(cacheDir, name)).list()[0];
  if (known) return { file: join(home, 'catalog', known.file), fresh: false, warnings: [] };

  // Made aside and renamed: two commands at once both end with a whole catalog.
  const aside = `${home}.${randomUUID()}`;
  try {
    const outDir = join(aside, 'repository');
    const { rootFile, warnings } = await publish({
      feedDir,
      outDir,
      keysDir: join(aside, 'keys'),
      validDays: FOREVER_DAYS,
    });
    const server = await servePublished(outDir);
    try {
      await syncOnce({
        dataDir: aside,
        url: server.url,
        rootFile,
        terminal: { terminalId: 'provisioning', appVersion: '999.0.0' },
        prove: (file) => proveCatalog(file).reader.close(),
        workerFile: options.workerFile,
      });
    } finally {
      await server.close();
    }
    for (const part of ['repository', 'keys', 'trust', 'downloads', 'sync.lock'])
      rmSync(join(aside, part), { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
    try {
      renameSync(aside, home);
    } catch (error) {
      // Another command was first.
      if (!existsSync(join(home, 'catalog', 'current.json'))) throw error;
    }
    dropOld(join(cacheDir, 'feeds'), name);
    const made = new InstalledCatalogs(home).list()[0];
    if (!made)
      throw new DaogouError('internal', `The catalog of ${feedDir} was built but is not in ${home}.`);
    return { file: join(home, 'catalog', made.file), fresh: true, warnings };
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function emptyHome(cacheDir: string, name: string): string {
  const home = join(cacheDir, 'feeds', name);
  mkdirSync(home, { recursive: true });
  return home;
}

async function hashFolder(dir: string, salt: string): Promise<string> {
  const hash = createHash('sha256').update(salt);
  const files = (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    hash.update(`\0${relative(dir, file)}\0${statSync(file).size}\0`);
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  }
  return hash.digest('hex').slice(0, 32);
}

function dropOld(dir: string, keep: string): void {
  const others = readdirSync(dir)
    .filter((name) => name.startsWith('feed-') && name !== keep)
    .map((name) => ({ name, at: statSync(join(dir, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { name } of others.slice(KEEP - 1)) rmSync(join(dir, name), { recursive: true, force: true });
}
