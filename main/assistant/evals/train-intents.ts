import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openCatalogReader, provisionFeed } from '../../../catalog-sync';
import { cacheDir } from '../../config';
import { BUCKETS, featuresOf } from '../understand/intents/features';
import { pack } from '../understand/intents/classifier';
import { realized, seeded } from './realize';

/**
 * `npm run train:intents`: trains the intent classifier on understand/intent-corpus and writes understand/intents/model.json.
 * Every tenth line is kept back to measure; the model written has learnt from all of them. Deterministic: the same corpus gives the same file.
 */
const CORPUS = 'main/assistant/understand/intent-corpus';
const MODEL = 'main/assistant/understand/intents/model.json';
const PHRASES = 'main/assistant/understand/intents/phrases.json';
/** Runs of characters that so many lines share are phrases. */
const SHARED_BY = 3;
/** Ways each line is told: with marks for goods, and with goods the store may not know. */
const TELLINGS = 3;
const EPOCHS = 6;
const RATE = 0.35;
const DECAY = 2e-6;
/** Weights below this share of the largest are dropped. */
const PRUNE = 0.05;

interface Line {
  intent: string;
  text: string;
}

interface Example {
  features: Int32Array;
  target: number;
}

function corpus(): Line[] {
  return ['zh', 'en'].flatMap((lang) =>
    readdirSync(path.join(CORPUS, lang))
      .filter((file) => file.endsWith('.txt'))
      .sort()
      .flatMap((file) => {
        const intent = file.slice(0, -'.txt'.length);
        return readFileSync(path.join(CORPUS, lang, file), 'utf8').split('\n').map((line) => line.trim()).filter(Boolean).map((text) => ({ intent, text }));
      }),
  );
}

async function main(): Promise<void> {
  const { file } = await provisionFeed('build/demo-store', cacheDir());
  const catalog = openCatalogReader(file);
  const soundsOf = catalog.sounds.bind(catalog);
  const lines = corpus();
  const classes = [...new Set(lines.map((line) => line.intent))].sort();
  const random = seeded(20_261_123);
  const examples = (list: readonly Line[], tellings: number): Example[] =>
    list.flatMap(({ intent, text }) =>
      Array.from({ length: tellings }, (_, i) => ({ features: Int32Array.from(featuresOf(catalog.fold(realized(text, i, random)), soundsOf)), target: classes.indexOf(intent) })),
    );
  const kept = lines.filter((_, i) => i % 10 === 7);
  const rest = lines.filter((_, i) => i % 10 !== 7);
  const trial = train(examples(rest, TELLINGS), classes.length, random);
  const small = quantised(trial);
  report(classes, lines, kept, { weights: Float64Array.from(small.steps, (w) => w * small.scale), bias: trial.bias }, examples(kept, 1));
  const model = train(examples(lines, TELLINGS), classes.length, random);
  const { steps, scale } = quantised(model);
  const packed = pack(steps, classes.length);
  const round = (x: number): number => Number(x.toPrecision(4));
  writeFileSync(MODEL, `${JSON.stringify({ classes, scale: round(scale), bias: [...model.bias].map(round), weights: packed })}\n`);
  const phrases = phrasesOf(lines);
  writeFileSync(PHRASES, `${JSON.stringify(phrases)}\n`);
  console.log(`${PHRASES}: ${phrases.length} phrases`);
  console.log(`${MODEL}: ${classes.length} classes, ${lines.length} lines, ${(packed.length / 1024).toFixed(0)} KiB`);
}

/** Runs of two to five Han characters that several lines have, with their number, the most frequent of a sound first. */
function phrasesOf(lines: readonly Line[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    const seen = new Set<string>();
    for (const run of text.match(/[\u3400-\u9fff]{2,}/g) ?? []) for (let i = 0; i < run.length; i++) for (let size = 2; size <= 5 && i + size <= run.length; size++) seen.add(run.slice(i, i + size));
    for (const phrase of seen) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  return [...counts].filter(([, n]) => n >= SHARED_BY).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

interface Weights {
  weights: Float64Array;
  bias: Float64Array;
}

/** One signed byte a weight; the small ones, which are most, dropped. */
function quantised({ weights }: Weights): { steps: Int8Array; scale: number } {
  const most = weights.reduce((m, w) => Math.max(m, Math.abs(w)), 0);
  const scale = most / 127;
  return { scale, steps: Int8Array.from(weights, (w) => (Math.abs(w) < most * PRUNE ? 0 : Math.round(w / scale))) };
}

/** Softmax regression by AdaGrad; classes weigh by the root of their rarity. */
function train(examples: Example[], classes: number, random: () => number): Weights {
  const weights = new Float64Array(BUCKETS * classes);
  const squares = new Float64Array(BUCKETS * classes).fill(1e-3);
  const bias = new Float64Array(classes);
  const counts = new Float64Array(classes);
  for (const { target } of examples) counts[target]!++;
  const importance = counts.map((n) => Math.min(3, Math.sqrt(examples.length / classes / Math.max(1, n))));
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = examples.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [examples[i], examples[j]] = [examples[j]!, examples[i]!];
    }
    for (const { features, target } of examples) {
      const p = probabilities(features, { weights, bias });
      const length = Math.sqrt(Math.max(1, features.length));
      for (let c = 0; c < classes; c++) {
        const error = (p[c]! - (c === target ? 1 : 0)) * importance[target]!;
        if (Math.abs(error) < 0.003) continue;
        bias[c]! -= 0.02 * error;
        const step = error / length;
        for (const feature of features) {
          const at = c * BUCKETS + feature;
          squares[at]! += step * step;
          weights[at]! -= (RATE * step) / Math.sqrt(squares[at]!) + DECAY * weights[at]!;
        }
      }
    }
  }
  return { weights, bias };
}

function probabilities(features: Int32Array, { weights, bias }: Weights): number[] {
  const length = Math.sqrt(Math.max(1, features.length));
  const logits = Array.from(bias, (b, c) => {
    let sum = 0;
    for (const feature of features) sum += weights[c * BUCKETS + feature]!;
    return b + sum / length;
  });
  const top = Math.max(...logits);
  const odds = logits.map((l) => Math.exp(l - top));
  const total = odds.reduce((a, b) => a + b, 0);
  return odds.map((o) => o / total);
}

function report(classes: readonly string[], lines: readonly Line[], kept: readonly Line[], model: Weights, examples: readonly Example[]): void {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, right: 0, p: 0 }));
  const confusion = new Map<string, number>();
  let right = 0;
  examples.forEach(({ features, target }, i) => {
    const p = probabilities(features, model);
    const best = p.indexOf(Math.max(...p));
    const bin = bins[Math.min(9, Math.floor(p[best]! * 10))]!;
    bin.n++;
    bin.p += p[best]!;
    if (best === target) {
      right++;
      bin.right++;
    } else {
      const pair = `${classes[target]} → ${classes[best]}`;
      confusion.set(pair, (confusion.get(pair) ?? 0) + 1);
      if (process.argv.includes('--show')) console.log(`${p[best]!.toFixed(2)} ${pair}: ${kept[i]!.text}`);
    }
  });
  console.log(`${lines.length} lines; kept back ${kept.length}, right ${((100 * right) / kept.length).toFixed(1)} %`);
  console.log(`calibration (said → right): ${bins.filter((b) => b.n > 0).map((b) => `${(b.p / b.n).toFixed(2)} → ${(b.right / b.n).toFixed(2)} (${b.n})`).join(' · ')}`);
  console.log([...confusion].sort((a, b) => b[1] - a[1]).slice(0, 20).map(([pair, n]) => `${pair} ×${n}`).join(' · '));
}

void main();
