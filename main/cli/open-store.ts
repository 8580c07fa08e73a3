import { statSync } from 'node:fs';
import { provisionFeed, createCatalogStore, openCatalogReader } from '../../catalog-sync';
import { createEngine, type Engine } from '../assistant';
import { cacheDir, catalogOptions, defaultDataDir, loadConfig } from '../config';
import { DaogouError, type Catalog } from '../contract';

export interface OpenStoreOptions {
  /** A feed folder; without it the catalog that this terminal has synced. */
  store?: string;
  /** Fixes the clock. */
  now?: Date;
}

export interface OpenStore {
  catalog: Catalog;
  engine: Engine;
  close(): Promise<void>;
}

/** The same catalog and engine as the terminal's, for a feed folder (published, signed and synced into a cache) or for what is installed. */
export async function openStore({ store, now }: OpenStoreOptions): Promise<OpenStore> {
  const { catalog, close } = store ? await openFeed(store) : await openInstalled();
  const engine = createEngine({ catalog: () => catalog, clock: () => now ?? new Date() });
  engine.warm();
  return { catalog, engine, close };
}

async function openFeed(feedDir: string): Promise<{ catalog: Catalog; close(): Promise<void> }> {
  const { file } = await provisionFeed(feedDir, cacheDir(), { builder: builderId() });
  const catalog = openCatalogReader(file);
  return { catalog, close: async () => catalog.close() };
}

async function openInstalled(): Promise<{ catalog: Catalog; close(): Promise<void> }> {
  const config = loadConfig({ dataDir: defaultDataDir() });
  const store = await createCatalogStore({ ...catalogOptions(config), syncUrl: '' });
  const catalog = store.current();
  if (!catalog) throw new DaogouError('not_found', `no catalog in ${config.dataDir} yet: run “daogou sync”, or name a feed folder with --store`);
  return { catalog, close: async () => store.close() };
}

/** A catalog compiled by another build of this program is compiled anew: its search tables may differ. */
function builderId(): string {
  const { size, mtimeMs } = statSync(__filename);
  return `${size}-${mtimeMs}`;
}
