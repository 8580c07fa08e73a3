import { spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { proveCatalog } from '../client/open-live';
import { syncOnce } from '../client/sync';
import { SyncError } from '../client/sync-error';
import { gtinOf, type SmallStore, TestFleet } from '../testing';
import { Nginx, nginxMissing, type Request } from './nginx';

/**
 * `npm run load:fleet [-- --clients 500 --products 1000 --limit 240 --outage 4]`: so many terminals, each
 * with its own data folder and the real client, sync a night's change from Debian's nginx, all beginning at
 * once; with an outage nginx is gone for so many seconds in the middle of it. Prints requests, bytes, times
 * and retries, and what ten thousand stores of twenty terminals would make of them.
 */
const option = (name: string, otherwise: number) =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;
const clients = option('--clients', 500);
const products = option('--products', 1_000);
const limitSeconds = option('--limit', 240);
const outageSeconds = option('--outage', 0);
const PROCESSES = 4;
/** A terminal that could not reach the server polls again; here sooner than in a store. */
const POLL_AGAIN_MS = 3_000;
const MOST_POLLS = 10;

interface Outcome {
  /** Milliseconds until all bytes were there, and until the new catalog was live. */
  fetched: number;
  live: number;
  bytes: number;
  /** Syncs until one ended well. */
  polls: number;
  end: string;
}

/** One sync; tells how it ended. */
async function poll(
  dataDir: string,
  url: string,
  root: string,
  outcome: Outcome,
  since: () => number,
): Promise<string> {
  try {
    const { installed } = await syncOnce({
      dataDir,
      url,
      rootFile: root,
      terminal: { terminalId: dataDir, appVersion: '1.0.0' },
      progress: ({ phase }) => {
        if (phase === 'building' && outcome.fetched === 0) outcome.fetched = since();
      },
      onSpent: (spent) => (outcome.bytes += spent),
      prove: (file) => proveCatalog(file).reader.close(),
    });
    return installed.release.sequence === 2 ? 'ok' : `release ${installed.release.sequence}`;
  } catch (error) {
    return error instanceof SyncError ? error.kind : String(error);
  }
}

/** One process full of terminals, all at work at once. */
async function terminals(dir: string, url: string, root: string, from: number, to: number): Promise<void> {
  process.stdout.write('ready\n');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  const began = performance.now();
  const since = () => Math.round(performance.now() - began);
  const outcomes = await Promise.all(
    Array.from({ length: to - from }, async (_, n): Promise<Outcome> => {
      const outcome: Outcome = { fetched: 0, live: 0, bytes: 0, polls: 0, end: 'network' };
      while (outcome.end === 'network' && outcome.polls < MOST_POLLS) {
        if (outcome.polls > 0)
          await new Promise((resolve) => setTimeout(resolve, POLL_AGAIN_MS * (0.75 + Math.random() / 2)));
        outcome.polls += 1;
        outcome.end = await poll(join(dir, `client-${from + n}`), url, root, outcome, since);
      }
      outcome.live = since();
      return outcome;
    }),
  );
  process.stdout.write(JSON.stringify(outcomes));
  process.stdin.destroy();
}

function startProcess(args: string[]): {
  begin: () => void;
  ready: Promise<void>;
  outcomes: Promise<Outcome[]>;
  end: () => void;
} {
  const child = spawn(process.execPath, [process.argv[1] ?? '', 'terminals', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (isReady = resolve));
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.startsWith('ready\n')) isReady();
  });
  const outcomes = new Promise<Outcome[]>((resolve, reject) => {
    child.on('exit', (code) =>
      code === 0
        ? resolve(JSON.parse(text.slice('ready\n'.length)) as Outcome[])
        : reject(new Error(`a process of terminals ended with ${code}`)),
    );
  });
  return { begin: () => void child.stdin.write('go\n'), ready, outcomes, end: () => void child.kill() };
}

const share = (sorted: number[], of: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? 0;
const spread = (values: number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return { p50: share(sorted, 0.5), p95: share(sorted, 0.95), max: share(sorted, 1) };
};

const night = (n: number): SmallStore => ({
  products,
  price: (i) => `${(i % 90) + 1}.${i % 40 === 0 ? 10 + n : 90}`,
  quantity: (i) => (i % 20 === n ? i + n : i),
});

/** All terminals at once, in several processes; with an outage in the middle where one was asked for. */
async function syncAll(hq: TestFleet, nginx: Nginx): Promise<{ outcomes: Outcome[]; seconds: number }> {
  const per = Math.ceil(clients / PROCESSES);
  const processes = Array.from({ length: PROCESSES }, (_, n) =>
    startProcess([
      hq.dir,
      nginx.url,
      join(hq.outDir, 'metadata', '1.root.json'),
      String(n * per),
      String(Math.min(clients, (n + 1) * per)),
    ]),
  );
  const overtime = setTimeout(() => processes.forEach(({ end }) => end()), limitSeconds * 1_000);
  await Promise.all(processes.map(({ ready }) => ready));
  const began = performance.now();
  processes.forEach(({ begin }) => begin());
  if (outageSeconds > 0) {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await nginx.down();
    await new Promise((resolve) => setTimeout(resolve, outageSeconds * 1_000));
    await nginx.up();
  }
  const outcomes = (await Promise.all(processes.map(({ outcomes }) => outcomes))).flat();
  clearTimeout(overtime);
  return { outcomes, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

/** Requests by what they asked for and how they were answered, whatever the numbers in their names. */
function byKind(requests: readonly Request[]): Record<string, number> {
  const kinds = new Map<string, number>();
  for (const { status, path } of requests) {
    const kind = `${status} ${path.replace(/[0-9a-f]{64}/, '…').replace(/\d+(?=\.(root|targets|snapshot)\.json)/, 'N')}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return Object.fromEntries(kinds);
}

/** Requests of a terminal whose sync goes well: timestamp, next root (not there), snapshot, targets, delta. */
const REQUESTS_EACH = 5;

function report(
  { outcomes, seconds }: { outcomes: Outcome[]; seconds: number },
  requests: readonly Request[],
  { deltaBytes, deltaRows }: { deltaBytes?: number; deltaRows?: number },
): void {
  const failures = outcomes.filter(({ end }) => end !== 'ok');
  const bytesEach = Math.round(outcomes.reduce((sum, { bytes }) => sum + bytes, 0) / outcomes.length);
  const facts = {
    clients: outcomes.length,
    products,
    deltaBytes,
    deltaRows,
    seconds,
    requests: requests.length,
    repeatedRequests: requests.length - REQUESTS_EACH * outcomes.length,
    polledAgain: outcomes.filter(({ polls }) => polls > 1).length,
    outageSeconds,
    byKind: byKind(requests),
    bytesServed: requests.reduce((sum, { bytes }) => sum + bytes, 0),
    bytesEach,
    fetchedMs: spread(outcomes.map(({ fetched }) => fetched)),
    liveMs: spread(outcomes.map(({ live }) => live)),
    serverMs: spread(requests.map(({ seconds: s }) => s * 1_000)),
    failed: failures.length,
    ends: failures.slice(0, 5).map(({ end }) => end),
  };
  process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
  paper(bytesEach - (deltaBytes ?? 0));
  process.stdout.write(
    `${failures.length === 0 ? '✓' : '✗'} ${outcomes.length - failures.length} of ${outcomes.length} terminals reached the night's release\n`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}

async function loadTest(hq: TestFleet): Promise<void> {
  await hq.publish(night(1));
  await hq.sync({ name: 'template' });
  const published = await hq.publish(night(2));
  for (let n = 0; n < clients; n++)
    cpSync(hq.dataDir('template'), join(hq.dir, `client-${n}`), { recursive: true });
  mkdirSync(join(hq.dir, 'nginx'));
  const nginx = await Nginx.start(join(hq.dir, 'nginx'), hq.outDir);
  const synced = await syncAll(hq, nginx);
  const requests = nginx.requests();
  await nginx.down();
  report(synced, requests, published);
  if (synced.outcomes.length > 0 && !hq.look(gtinOf(1), 'client-0'))
    throw new Error('the first client has no catalog');
}

async function main(): Promise<void> {
  if (process.argv[2] === 'terminals') {
    const [, , , dir = '', url = '', root = '', from, to] = process.argv;
    return terminals(dir, url, root, Number(from), Number(to));
  }
  const missing = nginxMissing();
  if (missing) {
    process.stdout.write(`fleet load test skipped: ${missing}\n`);
    return;
  }
  const hq = await TestFleet.start();
  try {
    await loadTest(hq);
  } finally {
    await hq.close();
  }
}

/**
 * Ten thousand stores of twenty terminals, a night of 36,000 rows of 500,000 (112 KB, `npm run bench:sync`)
 * and a window of four hours.
 */
function paper(metadataBytes: number): void {
  const [stores, each, deltaBytes, windowSeconds, requestsEach] = [10_000, 20, 111_837, 4 * 3_600, 5];
  const all = stores * each;
  const gigabytes = (bytes: number) => Math.round(bytes / 1e8) / 10;
  process.stdout.write(
    `on paper: ${all.toLocaleString('en')} terminals, ${requestsEach} requests each in ${windowSeconds / 3_600} h: ${Math.round((all * requestsEach) / windowSeconds)} requests/s on average; ` +
      `${gigabytes(all * (deltaBytes + metadataBytes))} GB a night from the CDN, ${gigabytes(stores * (deltaBytes + metadataBytes))} GB from the origin where the CDN asks it once a store\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
