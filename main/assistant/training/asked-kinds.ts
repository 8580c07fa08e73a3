import { readFileSync, writeFileSync } from 'node:fs';
import { openStudent } from '../../../catalog-sync';
import type { Understood } from '../../contract';
import { OpenedStores, openEncoder } from '../evals/opened-stores';
import { allSets, type GoodsQuestion } from '../evals/question-sets';
import { ASKED } from '../find/asked-evidence';
import { probabilities } from '../find/rank';
import { fit, type Example } from './logit';

/**
 * `npm run train:asked-kinds [-- full|student|plain] [--write] [-v]`: fits how sure a question's asking for a
 * kind is. What a question meant is of the kinds that its items are of; where they are of several, what
 * nearly all of them are of counts too. Leaves out one store after another and prints how often a right kind
 * came first, and among five.
 */
const FILE = 'main/assistant/find/asked-weights.json';
/** The project's own questions name things as their stores do. */
const OWN_WEIGHT = 0.3;
/** Without one store the weights lie near those of all: a fit begins there. */
const FROM_THERE = { steps: 80, rate: 0.02 };
/** A broader kind was meant where it holds so much of what was. */
const NEARLY_ALL = 0.8;

interface Read extends Example {
  question: GoodsQuestion;
  kinds: string[];
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const encoder = await openEncoder();
  if (encoder?.by !== 'encoders')
    throw new Error('the sentence encoders are not installed: run “daogou models install”');
  const all: Record<string, Record<string, number[]>> = {};
  const ways = { full: encoder, student: await openStudent(), plain: undefined };
  const only = process.argv.find((arg) => arg in ways);
  for (const [way, by] of Object.entries(ways).filter(([name]) => !only || name === only)) {
    print(way);
    const stores = new OpenedStores(by);
    all[way] = {};
    for (const lang of ['zh', 'en'] as const) all[way][lang] = await trained(stores, lang);
  }
  if (process.argv.includes('--write'))
    writeFileSync(
      FILE,
      `${JSON.stringify({ ...(JSON.parse(readFileSync(FILE, 'utf8')) as object), ...all })}\n`,
    );
  await encoder.close();
}

async function trained(stores: OpenedStores, lang: Understood): Promise<number[]> {
  const read: Read[] = [];
  for (const question of allSets().filter(
    (q) => q.lang === lang && q.before.length === 0 && q.meant.length > 0,
  )) {
    const one = await readOne(stores, question);
    if (one) read.push(one);
  }
  const weights = fit(
    read.filter((r) => r.right.some(Boolean)),
    ASKED.length,
  );
  for (const store of new Set(read.map((r) => r.question.store))) {
    const others = read.filter((r) => r.question.store !== store && r.right.some(Boolean));
    report(
      store,
      read.filter((r) => r.question.store === store),
      fit(others, ASKED.length, { weights, ...FROM_THERE }),
    );
  }
  print(ASKED.map((name, i) => `${name} ${weights[i]!.toFixed(2)}`).join(', '));
  return [...weights].map((w) => Math.round(w * 1000) / 1000);
}

async function readOne(stores: OpenedStores, question: GoodsQuestion): Promise<Read | undefined> {
  const finder = await stores.finder(question.store);
  const meant = finder.kindsOf(question.meant, question.lang, NEARLY_ALL);
  if (meant.size === 0) return undefined;
  const rows = finder.kindsIn(question.lang).askedEvidence(finder.catalog.fold(question.say));
  return {
    question,
    kinds: rows.map(([kind]) => finder.kindsIn(question.lang).kinds[kind]!.id),
    evidence: rows.map(([, evidence]) => evidence),
    right: rows.map(([kind]) => meant.has(kind)),
    weight: /shared|strangers/.test(question.store) ? 1 : OWN_WEIGHT,
  };
}

function report(store: string, held: readonly Read[], weights: Float64Array): void {
  let [one, five, reached] = [0, 0, 0];
  for (const r of held) {
    const p = probabilities(r.evidence, weights);
    const order = p.map((_, i) => i).sort((a, b) => p[b]! - p[a]!);
    if (r.right[order[0]!]) one++;
    else if (process.argv.includes('-v'))
      print(
        `   ${r.question.say} | ${order
          .slice(0, 2)
          .map((i) => `${r.kinds[i]} ${p[i]!.toFixed(2)}`)
          .join(', ')} | ${r.kinds[order.find((i) => r.right[i]) ?? -1] ?? 'not reached'}`,
      );
    if (order.slice(0, 5).some((i) => r.right[i])) five++;
    if (r.right.some(Boolean)) reached++;
  }
  const pc = (n: number): string => ((100 * n) / held.length).toFixed(1);
  print(
    `${store.padEnd(42)} ${String(held.length).padStart(4)} first ${pc(one)}, among five ${pc(five)}, reached ${pc(reached)}`,
  );
}

void main();
