import { spawnSync } from 'node:child_process';
import { cpus, loadavg, tmpdir } from 'node:os';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FINDING, runChild, type Order, type Report, type Timed } from './child';
import { writePart } from '../../bench/report';
import { corpusOf, type Corpus } from './corpus';
import { compileNight } from './delta';
import { peers } from './peers';
import { makeQueries, makeQuestions, makeStore, type BenchQuery } from './store';

/**
 * `npm run bench:search -- [--rows 100000,500000] [--each 100] [--peers-each 40] [--hostile 2000] [--night
 * 36000] [--only daogou] [--plain] [--write]`: ten classes of query over generated catalogs, asked of our finding
 * alone, of the whole engine (`ask`; with encoders where they are installed and not `--plain`) and of FTS5
 * trigram, MiniSearch and FlexSearch over the same rows, each in a process of its own; then whole questions
 * and hostile strings, and the memory of a process that opens our store and nothing else. `--write` puts the
 * report into the room's BENCHMARKS.md.
 */
async function main(args: readonly string[]): Promise<void> {
  if (args[0] === '--child') return runChild(args[1]!);
  print(
    `${cpus()[0]?.model ?? 'processor unknown'}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}, ${process.versions.electron ? `Electron ${process.versions.electron}, ` : ''}Node ${process.versions.node}`,
  );
  const memory: string[] = [];
  const settings = settingsOf(args);
  for (const rows of settings.rows) memory.push(...(await measureStore(rows, settings)));
  if (memory.length > 0)
    print(
      `\nmemory of a process that opens our store and nothing else (start: code loaded; warm: open and asked; read: names and kinds read; end: after every query, question and hostile string)\n  ${memory.join('\n  ')}`,
    );
  if (args.includes('--write')) writePart('bench:search', printed.join('\n').split('\n'));
}

interface Settings {
  rows: number[];
  only: string;
  each: number;
  peersEach: number;
  hostile: number;
  night: number;
  plain: boolean;
}

function settingsOf(args: readonly string[]): Settings {
  const option = (name: string, fallback: string): string =>
    args.includes(name) ? (args[args.indexOf(name) + 1] ?? fallback) : fallback;
  const each = Number(option('--each', '100'));
  return {
    rows: option('--rows', '100000,500000').split(',').map(Number),
    only: option('--only', '').toLowerCase(),
    each,
    peersEach: Math.min(each, Number(option('--peers-each', '40'))),
    hostile: Number(option('--hostile', '2000')),
    night: Number(option('--night', '36000')),
    plain: args.includes('--plain'),
  };
}

/** All contenders over one store; gives what our processes weighed, a line each. */
async function measureStore(
  rows: number,
  { only, each, peersEach, hostile, night, plain }: Settings,
): Promise<string[]> {
  const corpus = await corpusOf(rows);
  const shelf = mkdtempSync(path.join(tmpdir(), 'daogou-bench-'));
  print(`\n${rows} products`);
  const products = [...makeStore(rows)];
  const queries = makeQueries(products, each);
  const judge = judgeOf(queries, new Map(products.map((p) => [p.gtin, p])));
  const questions = makeQuestions(products, Math.ceil(each / 4));
  const memory: string[] = [];
  for (const contender of ['daogou', FINDING, ...Object.keys(peers)].filter((name) =>
    name.toLowerCase().includes(only),
  )) {
    const [own, ours] = [contender === 'daogou', contender.startsWith('daogou')];
    const report = inChild({
      contender,
      rows,
      file: ours ? corpus.file : path.resolve('.cache/bench-search/peer.db'),
      queries: queries
        .slice(0, 10 * (ours ? each : peersEach))
        .map(({ class: name, text }) => ({ class: name, text })),
      questions: own ? questions : [],
      hostile: own ? hostile : 0,
      plain,
      shelf,
    });
    printContender(contender, report, ours ? corpus : undefined, judge);
    if (own && night > 0) printNight(corpus, rows, Math.min(night, Math.floor(rows / 2)));
    if (ours)
      memory.push(`${rows} products, ${own ? 'engine' : 'finding alone'}: ${weightsOf(report.rss)} MB`);
  }
  rmSync(shelf, { recursive: true });
  return memory;
}

function printNight(corpus: Corpus, rows: number, night: number): void {
  const { changed, seconds, cpuSeconds } = compileNight(corpus.file, rows, night);
  print(
    `    a night of ${changed} changed products: search tables follow in ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} of processor)`,
  );
}

const weightsOf = (rss: Report['rss']): string =>
  Object.entries(rss)
    .filter(([, mb]) => mb !== undefined)
    .map(([at, mb]) => `${at} ${mb.toFixed(0)}`)
    .join(', ');

/**
 * Electron's V8 keeps 16 MB of young objects, Node's up to 128 MB: the store's process is measured as it runs
 * in the terminal.
 */
const AS_ELECTRON = ['--max-semi-space-size=8'];
const ROOMY = ['--max-old-space-size=8192'];

function inChild(order: Omit<Order, 'out'>): Report {
  const dir = path.resolve('.cache/bench-search');
  mkdirSync(dir, { recursive: true });
  const [orderFile, out] = [`order-${process.pid}.json`, `report-${process.pid}.json`].map((name) =>
    path.join(dir, name),
  ) as [string, string];
  try {
    writeFileSync(orderFile, JSON.stringify({ ...order, out } satisfies Order));
    const { status, signal } = spawnSync(
      process.execPath,
      [
        '--expose-gc',
        ...(order.contender.startsWith('daogou') ? AS_ELECTRON : ROOMY),
        process.argv[1]!,
        '--child',
        orderFile,
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    if (status !== 0)
      throw new Error(`${order.contender} at ${order.rows} products ended with ${signal ?? status}`);
    return JSON.parse(readFileSync(out, 'utf8')) as Report;
  } finally {
    rmSync(orderFile, { force: true });
    rmSync(out, { force: true });
  }
}

/** Whether the answers, in the order of the queries, are right. */
function judgeOf(
  queries: readonly BenchQuery[],
  byGtin: ReadonlyMap<string, Parameters<BenchQuery['right']>[0]>,
): (answer: Timed, i: number) => boolean {
  return ({ gtin }, i) => {
    const product = gtin === undefined ? undefined : byGtin.get(gtin);
    return product !== undefined && queries[i]!.right(product);
  };
}

function printContender(
  name: string,
  report: Report,
  corpus: Corpus | undefined,
  right: (answer: Timed, i: number) => boolean,
): void {
  const marked = report.answers.map((answer, i) => ({ ...answer, right: right(answer, i) }));
  const build = corpus
    ? `build ${corpus.compileSeconds.toFixed(1)} s${corpus.fresh ? '' : ' (as cached)'}, index ${(corpus.totalMb - corpus.publishedMb).toFixed(0)} MB beside ${corpus.publishedMb.toFixed(0)} MB of rows`
    : `build ${report.buildSeconds!.toFixed(1)} s, index ${report.megabytes!.toFixed(0)} MB`;
  const cold = report.cold
    ? `, open cold ${report.cold.openMs.toFixed(0)} ms, engine warm ${report.cold.warmMs.toFixed(0)} ms, first answer ${report.cold.firstMs.toFixed(1)} ms`
    : '';
  print(
    `\n  ${name === 'daogou' ? 'daogou (whole ask)' : name}: ${build}, rss ${report.rss.end.toFixed(0)} MB${cold}`,
  );
  if (report.learning) {
    const { encoders, seconds, cpuSeconds, longestWaitMs } = report.learning;
    const waited =
      longestWaitMs > 0
        ? `; nothing waited longer than ${longestWaitMs.toFixed(0)} ms`
        : ', from what is kept';
    print(
      `    ${encoders.length > 0 ? `encoders for ${encoders.join(' and ')}` : 'without encoders'}; names and kinds read in ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} of processor)${waited}`,
    );
  }
  table(marked);
  if (report.questions.length > 0) {
    print('    whole questions, by p95');
    table(report.questions);
  }
  if (report.hostile)
    print(
      `    ${report.hostile.count} hostile strings; worst ${report.hostile.worst.map(({ ms, cpu, text }) => `${ms.toFixed(1)} ms (${cpu.toFixed(1)} of processor) ${JSON.stringify(text.slice(0, 24))}`).join(', ')}`,
    );
}

function table(answers: readonly (Timed & { right?: boolean })[]): void {
  const classes = new Map<string, (typeof answers)[number][]>();
  for (const answer of answers)
    (classes.get(answer.class) ?? classes.set(answer.class, []).get(answer.class)!).push(answer);
  const rows = [...classes].map(([name, list]) => line(name, list));
  const known = answers[0]?.right !== undefined;
  if (!known) rows.sort((a, b) => Number(b[3]) - Number(a[3])).splice(8);
  for (const [name, ...cells] of [
    ['', 'n', 'p50', 'p95', 'p99', 'cpu p50', 'cpu p95', 'cpu p99', known ? 'hit@1' : ''],
    line('all', answers),
    ...rows,
  ])
    print(`    ${wide(name!)}${cells.map((cell) => cell.padStart(9)).join('')}`);
}

/** Padded to 28 columns, a Han character taking two. */
function wide(text: string): string {
  return text + ' '.repeat(Math.max(1, 36 - [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0)));
}

function line(name: string, list: readonly (Timed & { right?: boolean })[]): string[] {
  const spread = (of: 'ms' | 'cpu'): string[] => {
    const times = list.map((answer) => answer[of]).sort((a, b) => a - b);
    return [0.5, 0.95, 0.99].map((p) =>
      times[Math.min(times.length - 1, Math.floor(times.length * p))]!.toFixed(2),
    );
  };
  const hit =
    list[0]?.right === undefined
      ? ''
      : `${((100 * list.filter((answer) => answer.right).length) / list.length).toFixed(1)} %`;
  return [name, String(list.length), ...spread('ms'), ...spread('cpu'), hit];
}

const printed: string[] = [];
const print = (text: string): void => {
  printed.push(text);
  process.stdout.write(`${text}\n`);
};

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
