import path from 'node:path';
import type { Claim } from './calibration';
import { calibrationTable } from './calibration';
import { count, HEAD, overall, rowsOf, type Figures, type Ways } from './finding-figures';
import { keepFirstSight, refreshFirstSight, writeReport } from './finding-report';
import { FINDER, FindingWays } from './finding-ways';
import { OpenedStores, openEncoder } from './opened-stores';
import { allSets, goodsQuestions, type GoodsQuestion } from './question-sets';

/**
 * `npm run eval:finding -- [STORE QUESTIONS…] [--write] [--student|--no-encoder] [--recalled]`: whether what
 * a question names is found, beside the plain scores of the yardstick `find.py`, beside peers, and without
 * one part after the other; one Markdown table. Without a store all sets are asked, and `--write` writes
 * BENCHMARKS.md; with one, `--write` keeps the figures as those of the first sight. `--student`: by the
 * encoder that the program carries; `--no-encoder`: without any; `--recalled`: as in a store that is too
 * large to hold all names.
 */
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(given: readonly string[]): Promise<void> {
  const write = given.includes('--write');
  const [store, ...files] = given.filter((arg) => !arg.startsWith('--'));
  if (store !== undefined && files.length === 0) {
    console.error(
      'usage: npm run eval:finding -- [STORE QUESTIONS…] [--write] [--student|--no-encoder] [--recalled]',
    );
    process.exit(2);
  }
  const encoder = await openEncoder();
  if (encoder?.by !== 'encoders')
    console.error(
      'meaning is read by the student that the program carries, or counts for nothing: see --student, --no-encoder, “daogou models install”, node build/bundle.mjs node',
    );
  const training = allSets();
  const ways = new FindingWays(
    new OpenedStores(encoder, given.includes('--recalled') ? 0 : undefined),
    training,
  );
  const asked = store === undefined ? training : files.flatMap((file) => goodsQuestions(file, store));
  const tuned = new Set(training.map(fileOf));
  const claims: Record<'zh' | 'en', Claim[]> = { zh: [], en: [] };
  const rows: string[] = [...HEAD];
  HEAD.forEach(print);
  for (const [set, questions] of bySet(asked)) {
    const first: Partial<Record<'zh' | 'en', Figures>> = {};
    for (const lang of ['zh', 'en'] as const) {
      const mine = questions.filter((q) => q.lang === lang && q.before.length === 0);
      if (mine.length === 0) continue;
      const figures: Ways = new Map();
      for (const question of mine) {
        const { said, claim } = await ways.ask(question);
        for (const [way, each] of Object.entries(said)) count(figures, way, question, each);
        claims[lang].push(claim);
      }
      first[lang] = overall(figures, FINDER);
      const table = rowsOf(tuned.has(fileOf(mine[0]!)) ? `${set} †` : set, lang, figures);
      rows.push(...table);
      table.forEach(print);
    }
    if (store !== undefined && write) await keep(set, first, tuned.has(fileOf(questions[0]!)));
  }
  const calibration = (['zh', 'en'] as const).flatMap((lang) =>
    claims[lang].length > 0 ? ['', ...calibrationTable(lang, claims[lang])] : [],
  );
  calibration.forEach(print);
  if (store === undefined && write) writeReport(rows, calibration);
  await encoder?.close();
}

const fileOf = ({ set, store }: GoodsQuestion): string => `${path.resolve(store)} ${set}`;

function bySet(questions: readonly GoodsQuestion[]): Map<string, GoodsQuestion[]> {
  const sets = new Map<string, GoodsQuestion[]>();
  for (const question of questions) {
    const name = question.set.replace(/-questions$/, '');
    sets.set(name, [...(sets.get(name) ?? []), question]);
  }
  return sets;
}

async function keep(
  set: string,
  figures: Partial<Record<'zh' | 'en', Figures>>,
  tuned: boolean,
): Promise<void> {
  if (tuned)
    return console.error(`${set} counts in training already: this is no first sight, and nothing is kept`);
  if (!keepFirstSight(set, new Date().toISOString().slice(0, 10), figures))
    return console.error(`${set} has its first figures already; they stay`);
  refreshFirstSight();
}

void main(process.argv.slice(2));
