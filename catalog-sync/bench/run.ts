import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalogReader } from '../db/reader';
import { buildCatalog } from '../client/build-catalog';
import { InstalledCatalogs } from '../client/live';
import { publish } from '../hq/publish';
import { servePublished } from '../hq/serve';
import { gtinOf, temporaryFolder } from '../testing/feed';
import { syncOnce } from '../client/sync';
import { writeBigFeed } from './big-feed';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { SyncError } from '../client/sync-error';

/**
 * `npm run bench:sync [-- --products 500000]`: publishes a large store and a night's change of 36,000 rows, syncs both, and asks
 * questions meanwhile. Prints one JSON object.
 */
const value = (name: string, otherwise: number) => Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;

const MIB = 1 << 20;
const peakMiB = () => Math.round(process.resourceUsage().maxRSS / 1024);
const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10;
const mib = (bytes: number) => Math.round((bytes / MIB) * 100) / 100;

/** Bytes of other ways to bring the new catalog file, where their programs are installed. */
function rivals(dir: string, from: string, to: string): Record<string, number | string> {
  const out = join(dir, 'rival');
  const ways: [string, string, string[]][] = [
    ['zstd --patch-from', 'zstd', ['-q', '-f', '-3', '--long=31', `--patch-from=${from}`, to, '-o', out]],
    ['xdelta3', 'xdelta3', ['-e', '-f', '-q', '-s', from, to, out]],
  ];
  const sizes: Record<string, number | string> = {};
  for (const [name, program, args] of ways) {
    rmSync(out, { force: true });
    const { status, error } = spawnSync(program, args, { stdio: 'ignore' });
    sizes[name] = !error && status === 0 && existsSync(out) ? statSync(out).size : 'not installed';
  }
  try {
    const batch = join(dir, 'rsync-copy.db');
    execFileSync('cp', [from, batch]);
    const text = execFileSync('rsync', ['--no-whole-file', '--stats', '-z', to, batch], { encoding: 'utf8' });
    sizes.rsync = Number(/Total bytes sent: ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? NaN);
  } catch {
    sizes.rsync = 'not installed';
  }
  return sizes;
}

/** Asks the live catalog over and over until told to stop; gives milliseconds. */
async function askMeanwhile(file: string, products: number, work: () => Promise<unknown>) {
  const reader = openCatalogReader(file);
  const took: number[] = [];
  let errors = 0;
  let done = false;
  const asking = (async () => {
    for (let n = 0; !done; n++) {
      const at = performance.now();
      try {
        const gtin = gtinOf((n * 7_919) % products);
        if (!reader.product(gtin) || reader.locations(gtin).length === 0) errors += 1;
        reader.stock(gtin);
      } catch {
        errors += 1;
      }
      took.push(performance.now() - at);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  })();
  await work();
  done = true;
  await asking;
  reader.close();
  took.sort((a, b) => a - b);
  const at = (share: number) => Math.round((took[Math.floor(took.length * share)] ?? 0) * 100) / 100;
  return { queries: took.length, errors, p50ms: at(0.5), p99ms: at(0.99), maxMs: at(0.99999) };
}

async function main(): Promise<void> {
  const products = value('--products', 500_000);
  const prices = Math.round((12_000 * products) / 500_000);
  const counts = Math.round((24_000 * products) / 500_000);
  const dir = temporaryFolder();
  const say = (text: string) => process.stderr.write(`${text}\n`);
  try {
    const [feed, outDir, keysDir, dataDir] = ['feed', 'repository', 'keys', 'terminal'].map((name) => join(dir, name)) as [string, string, string, string];
    mkdirSync(feed);
    writeBigFeed(feed, products, 0, { prices, counts });
    let began = performance.now();
    const first = await publish({ feedDir: feed, outDir, keysDir });
    const publishFirst = { seconds: seconds(began), snapshotMiB: mib(first.snapshotBytes ?? 0), peakMiB: peakMiB() };
    say(JSON.stringify({ publishFirst }));
    const server = await servePublished(outDir);
    const sync = () => syncOnce({ dataDir, url: server.url, rootFile: first.rootFile, terminal: { terminalId: 'bench', appVersion: '1.0.0' }, workerFile: process.argv[1] });
    began = performance.now();
    await sync();
    const newcomer = { seconds: seconds(began) };
    say(JSON.stringify({ newcomer }));
    writeBigFeed(feed, products, 1, { prices, counts });
    began = performance.now();
    const second = await publish({ feedDir: feed, outDir, keysDir });
    const publishNight = { seconds: seconds(began), deltaKB: Math.round((second.deltaBytes ?? 0) / 100) / 10, rows: second.deltaRows, peakMiB: peakMiB() };
    say(JSON.stringify({ publishNight }));
    const catalogs = new InstalledCatalogs(dataDir);
    const before = catalogs.path(catalogs.list()[0]?.file ?? '');
    began = performance.now();
    let applied = 0;
    const meanwhile = await askMeanwhile(before, products, async () => {
      await sync();
      applied = seconds(began);
    });
    const after = catalogs.path(catalogs.list()[0]?.file ?? '');
    const result = {
      products,
      publishFirst,
      newcomer,
      publishNight,
      night: { seconds: applied, meanwhile, catalogMiB: mib(statSync(after).size), objects: readdirSync(join(outDir, 'targets', 'catalog')).length },
      deltaBytes: second.deltaBytes,
      snapshotBytes: first.snapshotBytes,
      snapshotOverDelta: Math.round((first.snapshotBytes ?? 0) / (second.deltaBytes ?? 1)),
      others: rivals(dir, before, after),
    };
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
    await server.close();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The same program is its own build worker, because a script that is run has no bundles beside it. */
async function work(): Promise<void> {
  try {
    const result = await buildCatalog(workerData, (phase, done) => parentPort?.postMessage({ phase, done }));
    parentPort?.postMessage({ result });
  } catch (error) {
    const { kind, message } = SyncError.from(error);
    parentPort?.postMessage({ error: { kind, message } });
  }
}

if (isMainThread) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
} else void work();
