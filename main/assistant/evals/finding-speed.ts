import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Understood } from '../../contract';
import { Alone } from './alone';
import { OpenedStores, openEncoder } from './opened-stores';
import { goodsQuestions } from './question-sets';

/**
 * `npm run bench:finding -- STORE QUESTIONS… [--plain] [--recalled]`: what finding costs, question by
 * question, by the clock and in processor time of the whole process (the encoders' thread included), and what
 * learning the store takes; `--plain` as without encoders, `--recalled` as in a store that is too large to
 * hold all names.
 */
const print = (line: string): void => void process.stdout.write(`${line}\n`);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const megabytes = (): string => {
  collect();
  return (process.memoryUsage().rss / 1e6).toFixed(0);
};

function cost<T>(run: () => T): [T, number, number] {
  const [before, started] = [process.cpuUsage(), performance.now()];
  const value = run();
  const { user, system } = process.cpuUsage(before);
  return [value, performance.now() - started, (user + system) / 1000];
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.5, 0.95, 0.99]
    .map((p) =>
      (sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0).toFixed(2).padStart(7),
    )
    .join('');
}

async function main(args: readonly string[]): Promise<void> {
  const plain = args.includes('--plain');
  const [store, ...files] = args.filter((arg) => !arg.startsWith('--'));
  if (!store || files.length === 0) {
    console.error('usage: npm run bench:finding -- STORE QUESTIONS… [--plain] [--recalled]');
    process.exit(2);
  }
  const encoder = plain ? undefined : await openEncoder();
  const stores = new OpenedStores(encoder, args.includes('--recalled') ? 0 : undefined);
  const alone = new Alone(stores);
  await stores.catalog(store);
  const start = megabytes();
  const [before, started] = [process.cpuUsage(), performance.now()];
  const finder = await stores.finder(store);
  const { user, system } = process.cpuUsage(before);
  print(
    `learnt in ${((performance.now() - started) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor; rss ${start} MB before, ${megabytes()} MB after`,
  );
  for (const lang of ['zh', 'en'] as Understood[]) {
    const questions = files.flatMap((file) => goodsQuestions(file, store)).filter((q) => q.lang === lang);
    const named = await Promise.all(questions.map((q) => alone.named(store, q.say, lang)));
    for (const q of questions.slice(0, 10)) finder.find(q.say, lang);
    const costs = questions.map((q, i) => cost(() => finder.find(q.say, lang, named[i])));
    print(
      `${lang} ${String(questions.length).padStart(4)} questions: clock p50 p95 p99 ${spread(costs.map(([, ms]) => ms))}, processor ${spread(costs.map(([, , cpu]) => cpu))} ms`,
    );
  }
  print(`rss ${megabytes()} MB after all`);
  await encoder?.close();
}

void main(process.argv.slice(2));
