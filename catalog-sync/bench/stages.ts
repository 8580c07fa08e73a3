import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workerData, parentPort } from 'node:worker_threads';
import { createEngine } from '../../main/assistant';
import { buildCatalog, type BuildJob } from '../client/build-catalog';
import { InstalledCatalogs } from '../client/live';
import { proveCatalog } from '../client/open-live';
import { syncOnce } from '../client/sync';
import { SyncError } from '../client/sync-error';
import { openCatalogReader } from '../db/reader';
import { publish } from '../hq/publish';
import { servePublished } from '../hq/serve';
import { gtinOf } from '../testing/feed';
import { writeBigFeed } from './big-feed';
import { rivals } from './rivals';

/** What every stage works on: the folder they share, and how large the store is. */
export interface BenchPlace {
  dir: string;
  products: number;
}

type Facts = Record<string, unknown>;

const MIB = 1 << 20;
const mib = (bytes: number) => Math.round((bytes / MIB) * 100) / 100;
const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10;

/** 36,000 of 500,000 products: 12,000 prices and 24,000 counts. */
const nightOf = (products: number) => ({ prices: Math.round((12_000 * products) / 500_000), counts: Math.round((24_000 * products) / 500_000) });
const at = ({ dir }: BenchPlace, part: string) => join(dir, part);

async function publishNight(place: BenchPlace): Promise<Facts> {
  const began = performance.now();
  const result = await publish({ feedDir: at(place, 'feed'), outDir: at(place, 'repository'), keysDir: at(place, 'keys') });
  const { sequence, snapshotBytes, deltaBytes, deltaRows } = result;
  return { seconds: seconds(began), sequence, snapshotBytes, deltaBytes, deltaRows };
}

/** A sync with the build in a thread, as in the terminal; this program is its own worker, because a script that is run has no bundles beside it. */
async function sync(place: BenchPlace): Promise<{ bytes: number }> {
  const server = await servePublished(at(place, 'repository'));
  try {
    const { bytes } = await syncOnce({
      dataDir: at(place, 'terminal'),
      url: server.url,
      rootFile: join(at(place, 'repository'), 'metadata', '1.root.json'),
      terminal: { terminalId: 'bench', appVersion: '1.0.0' },
      workerFile: process.argv[1],
      builder: 'bench',
      prove: (file) => proveCatalog(file).reader.close(),
    });
    return { bytes };
  } finally {
    await server.close();
  }
}

/** Looks items up and asks whole questions of the live catalog, over and over, until the work is done. Milliseconds. */
async function askMeanwhile(file: string, products: number, work: () => Promise<unknown>) {
  const reader = openCatalogReader(file);
  const engine = createEngine({ catalog: () => reader, clock: () => new Date() });
  engine.warm();
  const lookups: number[] = [];
  const asks: number[] = [];
  let errors = 0;
  let done = false;
  const timed = (into: number[], fine: () => boolean) => {
    const began = performance.now();
    try {
      if (!fine()) errors += 1;
    } catch {
      errors += 1;
    }
    into.push(performance.now() - began);
  };
  const asking = (async () => {
    for (let n = 0; !done; n++) {
      const gtin = gtinOf((n * 7_919) % products);
      timed(lookups, () => reader.product(gtin) !== undefined && reader.locations(gtin).length > 0 && reader.stock(gtin) !== undefined);
      const name = reader.product(gtin)?.name.zh ?? '';
      if (n % 4 === 0) timed(asks, () => engine.ask({ text: `${name}${n % 8 ? '多少钱' : '在哪'}` }, engine.newConversation()).items.length > 0);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  await work();
  done = true;
  await asking;
  reader.close();
  return { errors, lookups: spread(lookups), asks: spread(asks) };
}

function spread(took: number[]) {
  took.sort((a, b) => a - b);
  const share = (of: number) => Math.round((took[Math.min(took.length - 1, Math.floor(took.length * of))] ?? 0) * 100) / 100;
  return { count: took.length, p50ms: share(0.5), p99ms: share(0.99), maxMs: share(1) };
}

/** Every stage runs in a process of its own, so that each one's peak memory is its own. */
export const stages = {
  async feed(place) {
    rmSync(place.dir, { recursive: true, force: true });
    mkdirSync(at(place, 'feed'), { recursive: true });
    writeBigFeed(at(place, 'feed'), place.products, 0, nightOf(place.products));
    return {};
  },
  publishFirst: publishNight,
  async newcomer(place) {
    const began = performance.now();
    const { bytes } = await sync(place);
    return { seconds: seconds(began), bytes };
  },
  async nextFeed(place) {
    writeBigFeed(at(place, 'feed'), place.products, 1, nightOf(place.products));
    return {};
  },
  publishNight,
  async night(place) {
    const catalogs = new InstalledCatalogs(at(place, 'terminal'));
    const before = catalogs.path(catalogs.list()[0]?.file ?? '');
    let took = 0;
    const meanwhile = await askMeanwhile(before, place.products, async () => {
      const began = performance.now();
      await sync(place);
      took = seconds(began);
    });
    return { seconds: took, meanwhile, catalogMiB: mib(statSync(catalogs.path(catalogs.list()[0]?.file ?? '')).size) };
  },
  async rivals(place) {
    const catalogs = new InstalledCatalogs(at(place, 'terminal'));
    const [after, before] = catalogs.list().map(({ file }) => catalogs.path(file));
    return before && after ? rivals(place.dir, before, after) : { missing: 'run the stage night first' };
  },
} as const satisfies Record<string, (place: BenchPlace) => Promise<Facts>>;
export type Stage = keyof typeof stages;

/** The build, where this program runs as a worker thread. */
export async function work(): Promise<void> {
  try {
    const result = await buildCatalog(workerData as BuildJob, (phase, done) => parentPort?.postMessage({ phase, done }));
    parentPort?.postMessage({ result });
  } catch (error) {
    const { kind, message } = SyncError.from(error);
    parentPort?.postMessage({ error: { kind, message } });
  }
}
