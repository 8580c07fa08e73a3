import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { realized, seeded } from '../evals/realize';
import { allKinds } from '../goods';
import { probabilities, quantised, train, type Weights } from '../evals/softmax';
import { pack } from '../understand/classify/classifier';
import { featuresOfSaid, NO_CRY } from '../understand/cries';
import { causeByRule, saidAs } from '../understand/emergency';

/**
 * `npm run train:cries -- [--write] [-v] [CRIES.txt LOOKALIKES.txt]`: what a cry for help sounds like, learnt
 * from `cry-corpus` and from the intents' corpus, and how sure is sure enough. Every line is judged by a
 * model that was trained without it; the thresholds are those that cost least. Deterministic: the same
 * corpora give the same file.
 */
const UNDERSTAND = 'main/assistant/understand';
const EVALS = 'main/assistant/evals/emergencies';
const MODEL = `${UNDERSTAND}/cries.json`;
const CLASSES = ['none', 'fire', 'medical', 'crime', 'missing', 'trapped', 'danger'];
const FOLDS = 5;
const RUNS = 4;
const SEED = 20_261_130;
/** What mistakes cost: a cry that is answered with goods, and a person called to somebody who only asked. */
const MISSED = 10;
const FALSE = 1;
/**
 * A false call among ordinary lines. Raise it where the terminal calls too often: the corpora hold a cry for
 * two dozen of them, a store one for many hundreds.
 */
const ORDINARY = 1;
/** Lines of `cry-corpus` are few for what they tell: each counts as so many. */
const TELLINGS = 3;

interface Line {
  text: string;
  label: string;
  ordinary: boolean;
  /** It stands in `cry-corpus`. */
  told: boolean;
  ruled: boolean;
  features: Int32Array;
}

const read = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

function lineOf(text: string, label: string, ordinary: boolean, told = false): Line {
  const said = saidAs(text);
  return {
    text,
    label,
    ordinary,
    told,
    ruled: causeByRule(said) !== undefined,
    features: Int32Array.from(featuresOfSaid(said)),
  };
}

/**
 * Lines of both corpora, but none that an evaluation holds; goods stand in for the marks of the intents'
 * corpus.
 */
function corpus(): Line[] {
  const kept = new Set(
    ['cries', 'lookalikes'].flatMap((name) =>
      ['zh', 'en'].flatMap((lang) =>
        read(`${EVALS}/${name}.${lang}.txt`).map((line) => line.split('\t').at(-1)!),
      ),
    ),
  );
  const random = seeded(SEED);
  const out = new Map<string, Line>();
  for (const lang of ['zh', 'en']) {
    for (const file of readdirSync(path.join(UNDERSTAND, 'cry-corpus', lang)).sort()) {
      for (const text of read(path.join(UNDERSTAND, 'cry-corpus', lang, file)))
        if (!kept.has(text)) out.set(text, lineOf(text, file.slice(0, -'.txt'.length), false, true));
    }
    for (const file of readdirSync(path.join(UNDERSTAND, 'intent-corpus', lang)).sort()) {
      for (const line of read(path.join(UNDERSTAND, 'intent-corpus', lang, file))) {
        const text = realized(line, 1, random).replace(
          /[\u0001-\u0003]/g,
          lang === 'zh' ? '雨伞' : 'umbrella',
        );
        if (kept.has(text) || out.has(text)) continue;
        const unsafe = file === 'handoff.unsafe.txt';
        out.set(text, lineOf(text, unsafe ? (causeByRule(saidAs(text)) ?? 'danger') : NO_CRY, !unsafe));
      }
    }
  }
  // What shoppers ask in the stores that we know, follow-ups included: the talk in which a false call is
  // heard most.
  for (const text of ordinaryQuestions())
    if (!kept.has(text) && !out.has(text)) out.set(text, lineOf(text, NO_CRY, true));
  for (const { zh, en, useZh, useEn } of allKinds()) {
    // A bare name has little to go by: each must have been seen, or what is rare sounds like anything.
    for (const text of [...zh.map((name) => name.text), ...en, ...useZh, ...useEn])
      if (!kept.has(text) && !out.has(text)) out.set(text, lineOf(text, NO_CRY, true));
  }
  return [...out.values()];
}

/** Every question of the sets in this repository that nobody who is in danger asks. */
function ordinaryQuestions(): string[] {
  const sets = ['build/eval-stores/questions', 'build/eval-stores/strangers'].flatMap((dir) =>
    readdirSync(dir)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .map((name) => path.join(dir, name)),
  );
  const danger = (expect: object): boolean => /unsafe/.test(JSON.stringify(expect));
  return sets.flatMap((file) =>
    read(file)
      .map((line) => JSON.parse(line) as { say: string; expect: object })
      .filter(({ expect }) => !danger(expect))
      .map(({ say }) => say),
  );
}

/**
 * The mean of some trainings that see the lines in another order: one alone wavers at the lines it has seen
 * little like.
 */
function trained(lines: readonly Line[]): Weights & { steps: Int8Array; scale: number } {
  const examples = lines.flatMap(({ features, label, told }) =>
    Array.from({ length: told ? TELLINGS : 1 }, () => ({ features, target: CLASSES.indexOf(label) })),
  );
  const runs = Array.from({ length: RUNS }, (_, run) =>
    train([...examples], CLASSES.length, seeded(SEED + run)),
  );
  const mean = (of: (run: Weights) => Float64Array): Float64Array =>
    of(runs[0]!).map((__, i) => runs.reduce((sum, run) => sum + of(run)[i]!, 0) / RUNS);
  const bias = mean((run) => run.bias);
  const small = quantised({ weights: mean((run) => run.weights), bias });
  return { ...small, bias, weights: Float64Array.from(small.steps, (w) => w * small.scale) };
}

const pOf = ({ features }: Line, weights: Weights): number => 1 - probabilities(features, weights)[0]!;

interface Judged {
  line: Line;
  p: number;
}

const isCry = ({ line }: Judged): boolean => line.label !== NO_CRY;
function costOf(judged: Judged, called: boolean): number {
  if (called === isCry(judged)) return 0;
  if (isCry(judged)) return MISSED;
  return judged.line.ordinary ? ORDINARY * FALSE : FALSE;
}

/** The threshold over `judged` that costs least. */
function cheapest(judged: readonly Judged[]): number {
  const sorted = [...judged].sort((a, b) => a.p - b.p);
  let cost = sorted.reduce((sum, one) => sum + costOf(one, true), 0);
  let best = { cost, at: 0 };
  sorted.forEach((one, i) => {
    cost += costOf(one, false) - costOf(one, true);
    if (cost < best.cost) best = { cost, at: (one.p + (sorted[i + 1]?.p ?? 1)) / 2 };
  });
  return Number(best.at.toPrecision(3));
}

function report(
  name: string,
  judged: readonly Judged[],
  called: (one: Judged) => boolean,
  tell: boolean,
): void {
  const [cries, others] = [judged.filter(isCry), judged.filter((one) => !isCry(one))];
  const [missed, wrong] = [cries.filter((one) => !called(one)), others.filter(called)];
  print(
    `${name.padEnd(34)} missed ${missed.length} of ${cries.length} cries, called for ${wrong.length} of ${others.length} others`,
  );
  if (tell)
    for (const one of [...missed, ...wrong])
      print(
        `   ${isCry(one) ? 'missed' : 'called'} ${one.p.toFixed(3)}${one.line.ruled ? ' ruled' : ''} ${one.line.text}`,
      );
}

function main(args: readonly string[]): void {
  const lines = corpus();
  const tell = args.includes('-v');
  const judged = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = trained(lines.filter((__, i) => i % FOLDS !== fold));
    return lines.filter((__, i) => i % FOLDS === fold).map((line) => ({ line, p: pOf(line, weights) }));
  }).flat();
  const [alone, withRule] = [
    cheapest(judged.filter(({ line }) => !line.ruled)),
    cheapest(judged.filter(({ line }) => line.ruled)),
  ];
  const called = ({ line, p }: Judged): boolean => p >= (line.ruled ? withRule : alone);
  print(`sure enough: ${alone} alone, ${withRule} where a rule hears it, too`);
  print(
    `cost of mistakes ${judged.reduce((sum, one) => sum + costOf(one, called(one)), 0)}, of the rules alone ${judged.reduce((sum, one) => sum + costOf(one, one.line.ruled), 0)}`,
  );
  report('cry-corpus, by rules alone', judged.filter(isTold), ({ line }) => line.ruled, false);
  report('cry-corpus, each line kept back', judged.filter(isTold), called, tell);
  report(
    'other lines, by rules alone',
    judged.filter((one) => !isTold(one)),
    ({ line }) => line.ruled,
    false,
  );
  report(
    'other lines, each kept back',
    judged.filter((one) => !isTold(one)),
    called,
    tell,
  );
  const { weights, bias, steps, scale } = trained(lines);
  const seen = (label: string, texts: readonly string[]): Judged[] =>
    texts
      .map((text) => lineOf(text, label, false))
      .map((line) => ({ line, p: pOf(line, { weights, bias }) }));
  for (const lang of ['zh', 'en']) {
    const sets = [
      ...read(`${EVALS}/cries.${lang}.txt`).flatMap((line) =>
        seen(line.split('\t')[0]!, [line.split('\t')[1]!]),
      ),
      ...seen(NO_CRY, read(`${EVALS}/lookalikes.${lang}.txt`)),
    ];
    report(`evals/emergencies, ${lang}`, sets, called, true);
  }
  const [cries, lookalikes] = args.filter((arg) => arg.endsWith('.txt') && existsSync(arg));
  if (cries && lookalikes)
    report(
      `${cries}, ${lookalikes}`,
      [...seen('danger', read(cries)), ...seen(NO_CRY, read(lookalikes))],
      called,
      true,
    );
  if (!args.includes('--write')) return;
  const round = (x: number): number => Number(x.toPrecision(4));
  writeFileSync(
    MODEL,
    `${JSON.stringify({ classes: CLASSES, alone, withRule, scale: round(scale), bias: [...bias].map(round), weights: pack(steps, CLASSES.length) })}\n`,
  );
}

const isTold = ({ line }: Judged): boolean => line.told;

main(process.argv.slice(2));
