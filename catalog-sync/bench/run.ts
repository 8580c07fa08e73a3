import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { writePart } from './report';
import { stages, work, type Stage } from './stages';

/**
 * `npm run bench:sync [-- --products 500000] [--stages feed,publishFirst,…] [--dir .cache/bench-sync]
 * [--keep] [--write]`: publishes a large store and a night's change of 36,000 of 500,000 rows, syncs both and asks
 * questions meanwhile, each stage in a process of its own. Prints what each took beside its goal, and what
 * other tools would send. A run may be split: what the stages gave is kept in the folder. `--write` puts the report into the room's BENCHMARKS.md.
 */
const option = (name: string) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined;
const products = Number(option('--products') ?? 500_000);
const dir = resolve(option('--dir') ?? join('.cache', 'bench-sync', String(products)));
const wanted = (option('--stages')?.split(',') ?? Object.keys(stages)) as Stage[];

interface Meanwhile {
  errors: number;
  lookups: { p99ms: number };
  asks: { p99ms: number };
}

interface Facts {
  seconds?: number;
  peakMiB?: number;
  snapshotBytes?: number;
  deltaBytes?: number;
  addedMiB?: number;
  quiet?: Meanwhile;
  meanwhile?: Meanwhile;
}
type Results = Partial<Record<Stage, Facts>>;

/** Runs one stage in a child and gives what it printed, with its peak of resident memory. */
function runStage(stage: Stage): Promise<Facts> {
  return new Promise((fulfil, reject) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', 'stage', stage, dir, String(products)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? fulfil(JSON.parse(text) as Facts) : reject(new Error(`stage ${stage} ended with ${code}`)),
    );
  });
}

/** The goals of a store of 500,000 products with a night of 36,000 rows. */
const verdicts = (results: Results): Verdict[] => [
  ...sizeVerdicts(results),
  ...nightVerdicts(results.night),
  ...publicationVerdicts(results),
];

/** A name, what was measured, the goal and whether it is met. */
type Verdict = [string, number | undefined, string, boolean];

const most = (name: string, value: number | undefined, limit: number): Verdict => [
  name,
  value,
  `≤ ${limit}`,
  value !== undefined && value <= limit,
];

function sizeVerdicts({ publishFirst, publishNight }: Results): Verdict[] {
  const delta = publishNight?.deltaBytes;
  const ratio =
    delta && publishFirst?.snapshotBytes ? Math.round(publishFirst.snapshotBytes / delta) : undefined;
  return [
    most('delta, bytes', delta, 260_000),
    ['snapshot / delta', ratio, '≥ 70', ratio !== undefined && ratio >= 70],
  ];
}

const nightVerdicts = (night: Facts | undefined): Verdict[] => [
  most('night applied, s', night?.seconds, 5),
  most('memory that the sync adds, MiB', night?.addedMiB, 286),
  most('peak of the asking process, MiB', night?.peakMiB, 286),
  most('lookups meanwhile, p99 ms', night?.meanwhile?.lookups.p99ms, 20),
  most('whole questions meanwhile, p99 ms', night?.meanwhile?.asks.p99ms, 20),
  most('whole questions without a sync, p99', night?.quiet?.asks.p99ms, 20),
  most('errors meanwhile', night?.meanwhile?.errors, 0),
];

const publicationVerdicts = ({ publishFirst, publishNight }: Results): Verdict[] => [
  most('first publication, s', publishFirst?.seconds, 60),
  most('nightly publication, s', publishNight?.seconds, 60),
  most(
    'peak while publishing, MiB',
    Math.max(publishFirst?.peakMiB ?? Infinity, publishNight?.peakMiB ?? Infinity),
    953,
  ),
];

async function main(): Promise<void> {
  const [, , mode, stage] = process.argv;
  if (mode === 'stage') {
    const facts = await stages[stage as Stage]({
      dir: process.argv[4] ?? '',
      products: Number(process.argv[5]),
    });
    process.stdout.write(
      JSON.stringify({ ...facts, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }),
    );
    return;
  }
  const unknown = wanted.find((name) => !(name in stages));
  if (unknown) throw new Error(`there is no stage ${unknown}; there are ${Object.keys(stages).join(', ')}`);
  const file = `${dir}.json`;
  const results: Results =
    wanted.includes('feed') || !existsSync(file) ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Results);
  mkdirSync(dir, { recursive: true });
  for (const name of wanted) {
    results[name] = await runStage(name);
    writeFileSync(file, JSON.stringify(results, null, 2));
    process.stdout.write(`${name} ${JSON.stringify(results[name])}\n`);
  }
  const report = results.night
    ? verdicts(results).map(
        ([name, value, goal, met]) =>
          `${met ? '✓' : '✗'} ${name.padEnd(36)} ${String(value ?? '—').padStart(10)}  goal ${goal}`,
      )
    : [];
  for (const line of report) process.stdout.write(`${line}\n`);
  if (process.argv.includes('--write'))
    writePart('bench:sync', [
      `${cpus()[0]?.model ?? 'processor unknown'}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, ${products} products`,
      ...report,
    ]);
  if (!option('--stages') && !process.argv.includes('--keep')) rmSync(dir, { recursive: true, force: true });
}

if (isMainThread) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
} else void work();
