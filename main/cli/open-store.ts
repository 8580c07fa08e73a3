import { statSync } from 'node:fs';
import {
  provisionFeed,
  createCatalogStore,
  openCatalogReader,
  openSentenceEncoder,
  openShelf,
} from '../../catalog-sync';
import { createEngine, type Engine } from '../assistant';
import { cacheDir, catalogOptions, defaultDataDir, loadConfig } from '../config';
import { DaogouError, type Catalog, type SentenceEncoder, type TurnTrace, type WireError } from '../contract';

const HOUR = 3_600_000;

export interface OpenStoreOptions {
  /** A feed folder; without it the catalog that this terminal has synced. */
  store?: string;
  /** Fixes the clock. */
  now?: Date;
  /** Questions will be asked: what names mean is read first, by the encoders or the student. */
  answers?: boolean;
  /** Told of every turn why it was answered so. */
  onTrace?: (trace: TurnTrace) => void;
}

export interface OpenStore {
  catalog: Catalog;
  engine: Engine;
  close(): Promise<void>;
}

/**
 * The same catalog and engine as the terminal's, for a feed folder (published, signed and synced into a
 * cache) or for what is installed.
 */
export async function openStore({
  store,
  now,
  answers = false,
  onTrace,
}: OpenStoreOptions): Promise<OpenStore> {
  const clock = () => now ?? new Date();
  const { catalog, staleAfterMs, close } = store ? await openFeed(store) : await openInstalled(clock);
  const encoder = answers ? await encoderOrWord() : undefined;
  const engine = createEngine({
    catalog: () => catalog,
    clock,
    staleAfterMs,
    encoder: () => encoder,
    shelf: openShelf(cacheDir()),
    onTrace,
  });
  engine.warm();
  if (answers) await engine.learn();
  return {
    catalog,
    engine,
    close: async () => {
      await close();
      await encoder?.close();
    },
  };
}

/** The encoder, or a word on standard error that finding goes without it. */
async function encoderOrWord(): Promise<SentenceEncoder | undefined> {
  const word = (error: WireError): void =>
    console.error(`daogou: ${error.message}; goods are found without what names mean`);
  try {
    return await openSentenceEncoder(
      loadConfig({ dataDir: defaultDataDir() }).voice.modelsDir,
      cacheDir(),
      word,
    );
  } catch (error) {
    word(DaogouError.toWire(error));
    return undefined;
  }
}

export interface Opened {
  catalog: Catalog;
  staleAfterMs?: number;
  close(): Promise<void>;
}

async function openFeed(feedDir: string): Promise<Opened> {
  const { file } = await provisionFeed(feedDir, cacheDir(), { builder: builderId() });
  const catalog = openCatalogReader(file);
  return { catalog, close: async () => catalog.close() };
}

/** The catalog that is installed here, without an engine over it. */
export async function openInstalled(clock = (): Date => new Date()): Promise<Opened> {
  const config = loadConfig({ dataDir: defaultDataDir() });
  const store = await createCatalogStore({
    ...catalogOptions(config),
    syncUrl: '',
    clock,
    steady: 'visitor',
  });
  const catalog = store.current();
  if (!catalog)
    throw new DaogouError(
      'not_found',
      `no catalog in ${config.dataDir} yet: run “daogou sync”, or name a feed folder with --store`,
    );
  return { catalog, staleAfterMs: config.sync.staleHours * HOUR, close: async () => store.close() };
}

/** A catalog compiled by another build of this program is compiled anew: its search tables may differ. */
function builderId(): string {
  const { size, mtimeMs } = statSync(__filename);
  return `${size}-${mtimeMs}`;
}
