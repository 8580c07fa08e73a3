import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import { foldText } from '../../../catalog-sync';
import { Understood } from '../../contract';
import { learnKinds } from '../find/finder';
import type { KindBelief } from '../find/kind-belief';
import { allBrands, allKinds, type Kind } from '../goods';
import { openEncoder } from './opened-stores';

/**
 * `npm run eval:breadth -- FILE [zh|en] [-v]`: whether the kinds of goods cover what people ask for. A line
 * of FILE is a query and, behind a tab, the ids of the kinds that are right for it, `|` between them; a
 * broader kind stands for all below it. Prints the share for which a right kind is believed most and is among
 * the three believed most, and the milliseconds a query takes; with -v the queries that fail.
 */
const Query = z.strictObject({ said: z.string().trim().min(1), right: z.array(z.string()).min(1) });
type Query = z.infer<typeof Query>;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(args: readonly string[]): Promise<void> {
  const [file, second] = args.filter((arg) => arg !== '-v');
  const lang = Understood.safeParse(second ?? 'zh');
  if (!file || !lang.success) throw new Error('usage: npm run eval:breadth -- FILE [zh|en] [-v]');
  const parsing = process.cpuUsage();
  const [kinds, brands] = [allKinds(), allBrands()];
  const parsed = spent(parsing);
  const queries = readQueries(file, kinds);
  const encoder = await openEncoder();
  if (!encoder) console.error('the sentence encoders are not installed: meaning counts for nothing here');
  const finder = (await learnKinds(kinds, brands, encoder))[lang.data];
  finder.asked(queries[0]!.said);
  let [first, three] = [0, 0];
  const took: number[] = [];
  const asking = process.cpuUsage();
  for (const { said, right } of queries) {
    const start = performance.now();
    const belief = finder.asked(foldText(said));
    took.push(performance.now() - start);
    const best = bestOf(belief, kinds, 3);
    const place = best.findIndex((kind) => lineOf(kind, kinds).some((id) => right.includes(id)));
    if (place === 0) first++;
    if (place >= 0) three++;
    if (place === 0 || !args.includes('-v')) continue;
    print(
      [
        place < 0 ? 'not' : `${place + 1}.`,
        said,
        best.map((kind) => kind.id).join(' '),
        right.join('|'),
      ].join('\t'),
    );
  }
  const asked = spent(asking) / queries.length;
  took.sort((a, b) => a - b);
  const share = (part: number): string => `${((100 * part) / queries.length).toFixed(1)} %`;
  print(`${queries.length} queries: a right kind first ${share(first)}, among three ${share(three)}`);
  const clock = (part: number): string => took[Math.floor(part * took.length)]!.toFixed(1);
  print(
    `a query takes ${asked.toFixed(1)} ms of a processor; by the clock ${clock(0.5)} ms (median), ${clock(0.95)} ms (95 %)`,
  );
  print(`${kinds.length} kinds and ${brands.length} brands parsed in ${parsed.toFixed(0)} ms of a processor`);
  await encoder?.close();
}

/**
 * Milliseconds of processor time since then, all threads together: what the clock shows depends on what else
 * runs.
 */
function spent(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/**
 * The queries of a file. Throws naming file and line where a line is none or names a kind that there isn't.
 */
function readQueries(file: string, kinds: readonly Kind[]): Query[] {
  const known = new Set(kinds.map((kind) => kind.id));
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const queries = lines.flatMap((line, i) => {
    if (!line.trim()) return [];
    const [said, ids] = line.split('\t');
    const query = Query.safeParse({ said, right: ids?.split('|').filter(Boolean) });
    const strange = query.data?.right.filter((id) => !known.has(id)) ?? [];
    if (!query.success) throw new Error(`${file} line ${i + 1}: ${z.prettifyError(query.error)}`);
    if (strange.length > 0) console.error(`${file} line ${i + 1}: no such kind: ${strange.join(', ')}`);
    return [query.data];
  });
  if (queries.length === 0) throw new Error(`${file}: no line “query<tab>ids of the right kinds”`);
  return queries;
}

const bestOf = (belief: KindBelief, kinds: readonly Kind[], count: number): Kind[] =>
  [...belief]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([number]) => kinds[number]!);

/** The ids of a kind and of all broader ones. */
function lineOf(kind: Kind, kinds: readonly Kind[]): string[] {
  const ids = [kind.id];
  for (
    let at = kind.broader;
    at !== undefined && ids.length < 9;
    at = kinds.find((each) => each.id === at)?.broader
  )
    ids.push(at);
  return ids;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
