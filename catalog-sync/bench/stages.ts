import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { workerData, parentPort } from 'node:worker_threads';
import { createEngine, type Engine } from '../../main/assistant';
import { buildCatalog, type BuildJob } from '../client/build-catalog';
import { InstalledCatalogs } from '../client/live';
import { proveCatalog } from '../client/open-live';
import { syncOnce } from '../client/sync';
import { SyncError } from '../client/sync-error';
import { openCatalogReader, type CatalogReader } from '../db/reader';
import { publish } from '../hq/publish';
import { servePublished } from '../hq/serve';
import { gtinOf } from '../testing';
import { writeBigFeed } from './big-feed';
import { rivals } from './rivals';

/** What every stage works on: the folder they share, and how large the store is. */
export interface BenchPlace {
  dir: string;
  products: number;
}

type Facts = Record<string, unknown>;

const MIB = 1 << 20;
const QUIET_MS = 10_000;
const mib = (bytes: number) => Math.round((bytes / MIB) * 100) / 100;
const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10;

/** 36,000 of 500,000 products: 12,000 prices and 24,000 counts. */
const nightOf = (products: number) => ({
  prices: Math.round((12_000 * products) / 500_000),
  counts: Math.round((24_000 * products) / 500_000),
});
const at = ({ dir }: BenchPlace, part: string) => join(dir, part);

async function publishNight(place: BenchPlace): Promise<Facts> {
  const began = performance.now();
  const result = await publish({
    feedDir: at(place, 'feed'),
    outDir: at(place, 'repository'),
    keysDir: at(place, 'keys'),
  });
  const { sequence, snapshotBytes, deltaBytes, deltaRows } = result;
  return { seconds: seconds(began), sequence, snapshotBytes, deltaBytes, deltaRows };
}

/**
 * A sync with the build in a thread, as in the terminal; this program is its own worker, because a script
 * that is run has no bundles beside it.
 */
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

/**
 * Looks items up and asks whole questions of the live catalog, over and over; tells how long each part of it
 * took, milliseconds.
 */
class Shoppers {
  readonly #reader: CatalogReader;
  readonly #engine: Engine;
  #lookups: number[] = [];
  #asks: number[] = [];
  #errors = 0;

  constructor(
    file: string,
    private readonly products: number,
  ) {
    const reader = openCatalogReader(file);
    this.#reader = reader;
    this.#engine = createEngine({ catalog: () => reader, clock: () => new Date() });
    this.#engine.warm();
  }

  /** Asks for as long as `work` takes. */
  async during(work: () => Promise<unknown>) {
    [this.#lookups, this.#asks, this.#errors] = [[], [], 0];
    let done = false;
    const asking = (async () => {
      for (let n = 0; !done; n++) {
        this.#visit(n);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await work().finally(() => (done = true));
    await asking;
    return {
      errors: this.#errors,
      lookups: spread(this.#lookups),
      asks: spread(this.#asks),
      rssMiB: Math.round(mib(process.memoryUsage().rss)),
    };
  }

  close(): void {
    this.#reader.close();
  }

  #visit(n: number): void {
    const gtin = gtinOf((n * 7_919) % this.products);
    this.#timed(
      this.#lookups,
      () =>
        this.#reader.product(gtin) !== undefined &&
        this.#reader.locations(gtin).length > 0 &&
        this.#reader.stock(gtin) !== undefined,
    );
    const name = this.#reader.product(gtin)?.name.zh ?? '';
    if (n % 4 === 0)
      this.#timed(
        this.#asks,
        () =>
          this.#engine.ask({ text: `${name}${n % 8 ? '多少钱' : '在哪'}` }, this.#engine.newConversation())
            .items.length > 0,
      );
  }

  #timed(into: number[], fine: () => boolean): void {
    const began = performance.now();
    try {
      if (!fine()) this.#errors += 1;
    } catch {
      this.#errors += 1;
    }
    into.push(performance.now() - began);
  }
}

function spread(took: number[]) {
  took.sort((a, b) => a - b);
  const share = (of: number) =>
    Math.round((took[Math.min(took.length - 1, Math.floor(took.length * of))] ?? 0) * 100) / 100;
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
    const shoppers = new Shoppers(before, place.products);
    // What answering alone takes, for as long as a night may take.
    const quiet = await shoppers.during(() => new Promise((resolve) => setTimeout(resolve, QUIET_MS)));
    let took = 0;
    const meanwhile = await shoppers.during(async () => {
      const began = performance.now();
      await sync(place);
      took = seconds(began);
    });
    shoppers.close();
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    return {
      seconds: took,
      quiet,
      meanwhile,
      addedMiB: peak - quiet.rssMiB,
      catalogMiB: mib(statSync(catalogs.path(catalogs.list()[0]?.file ?? '')).size),
    };
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
    const result = await buildCatalog(workerData as BuildJob, (phase, done) =>
      parentPort?.postMessage({ phase, done }),
    );
    parentPort?.postMessage({ result });
  } catch (error) {
    const { kind, message } = SyncError.from(error);
    parentPort?.postMessage({ error: { kind, message } });
  }
}
