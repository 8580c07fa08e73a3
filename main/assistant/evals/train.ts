import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openCatalogReader, provisionFeed } from '../../../catalog-sync';
import { cacheDir } from '../../config';
import type { Catalog } from '../../contract';
import { pack } from '../understand/classify/classifier';
import { featuresOf } from '../understand/classify/features';
import { realized, seeded } from './realize';
import { probabilities, quantised, train, type Example, type Weights } from './softmax';

/**
 * `npm run train [-- intents|topics] [--show]`: trains the assistant's classifiers on the corpora beside
 * them. Every tenth line is kept back to measure; the model written has learnt from all of them.
 * Deterministic: the same corpus gives the same file.
 */
const UNDERSTAND = 'main/assistant/understand';
/** Runs of characters that so many lines share are phrases. */
const SHARED_BY = 3;
const SEED = 20_261_123;
/** Intents whose questions no knowledge entry answers. */
const NOT_KNOWLEDGE = /^(?:product|promotion|navigate|print|control|smalltalk|out_of_scope|handoff)/;
/** Of those, one line in so many is shown to the topics' classifier. */
const ONE_IN = 3;

interface Line {
  label: string;
  text: string;
}

function corpus(folder: string): Line[] {
  return ['zh', 'en'].flatMap((lang) => {
    const at = path.join(UNDERSTAND, folder, lang);
    return readdirSync(at)
      .filter((file) => file.endsWith('.txt'))
      .sort()
      .flatMap((file) =>
        readFileSync(path.join(at, file), 'utf8')
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
          .map((text) => ({ label: file.slice(0, -'.txt'.length), text })),
      );
  });
}

interface Task {
  lines: Line[];
  /** Ways each line is told: with marks for goods, and with goods the store may not know. */
  tellings: number;
  model: string;
}

async function main(args: readonly string[]): Promise<void> {
  const { file } = await provisionFeed('build/demo-store', cacheDir());
  const catalog = openCatalogReader(file);
  const intents = corpus('intent-corpus');
  if (!args.includes('topics')) {
    learn(catalog, { lines: intents, tellings: 3, model: `${UNDERSTAND}/classify/intents.json` });
    const phrases = phrasesOf(intents);
    writeFileSync(`${UNDERSTAND}/classify/phrases.json`, `${JSON.stringify(phrases)}\n`);
    console.log(`${phrases.length} phrases`);
  }
  if (!args.includes('intents')) {
    const others = intents
      .filter(({ label }, i) => NOT_KNOWLEDGE.test(label) && i % ONE_IN === 0)
      .map(({ text }) => ({ label: 'none', text }));
    learn(catalog, {
      lines: [...corpus('topic-corpus'), ...others],
      tellings: 2,
      model: `${UNDERSTAND}/classify/topics.json`,
    });
  }
}

function learn(catalog: Catalog, { lines, tellings, model }: Task): void {
  const soundsOf = catalog.sounds.bind(catalog);
  const classes = [...new Set(lines.map((line) => line.label))].sort();
  const random = seeded(SEED);
  const examples = (list: readonly Line[], times: number): Example[] =>
    list.flatMap(({ label, text }) =>
      Array.from({ length: times }, (_, i) => ({
        features: Int32Array.from(featuresOf(catalog.fold(realized(text, i, random)), soundsOf)),
        target: classes.indexOf(label),
      })),
    );
  const kept = lines.filter((_, i) => i % 10 === 7);
  const trial = train(
    examples(
      lines.filter((_, i) => i % 10 !== 7),
      tellings,
    ),
    classes.length,
    random,
  );
  const small = quantised(trial);
  report(
    classes,
    kept,
    { weights: Float64Array.from(small.steps, (w) => w * small.scale), bias: trial.bias },
    examples(kept, 1),
  );
  const { weights, bias } = train(examples(lines, tellings), classes.length, random);
  const { steps, scale } = quantised({ weights, bias });
  const packed = pack(steps, classes.length);
  const round = (x: number): number => Number(x.toPrecision(4));
  writeFileSync(
    model,
    `${JSON.stringify({ classes, scale: round(scale), bias: [...bias].map(round), weights: packed })}\n`,
  );
  console.log(
    `${model}: ${classes.length} classes, ${lines.length} lines, ${(packed.length / 1024).toFixed(0)} KiB`,
  );
}

/** Runs of two to five Han characters that several lines have, with their number, the most frequent first. */
function phrasesOf(lines: readonly Line[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    const seen = new Set<string>();
    for (const run of text.match(/[\u3400-\u9fff]{2,}/g) ?? [])
      for (let i = 0; i < run.length; i++)
        for (let size = 2; size <= 5 && i + size <= run.length; size++) seen.add(run.slice(i, i + size));
    for (const phrase of seen) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
  }
  return [...counts].filter(([, n]) => n >= SHARED_BY).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function report(
  classes: readonly string[],
  kept: readonly Line[],
  model: Weights,
  examples: readonly Example[],
): void {
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
  console.log(`kept back ${kept.length}, right ${((100 * right) / kept.length).toFixed(1)} %`);
  console.log(
    `calibration (said → right): ${bins
      .filter((b) => b.n > 0)
      .map((b) => `${(b.p / b.n).toFixed(2)} → ${(b.right / b.n).toFixed(2)} (${b.n})`)
      .join(' · ')}`,
  );
  console.log(
    [...confusion]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20)
      .map(([pair, n]) => `${pair} ×${n}`)
      .join(' · '),
  );
}

void main(process.argv.slice(2));
