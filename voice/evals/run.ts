/**
 * `npm run eval:voice [-- PART …]`, each part also by itself: `wake` (a) wake word: misses, false alarms an
 * hour · `general` (b) people's speech and store questions, greedy beside compiled · `shelf` (c) question →
 * right shelf · `speaking` (d) what speech output says, heard again · `known` recordings whose decoding is known to be wrong · `strangers` what strangers ask of their stores,
 * typed beside spoken (`--sets a,b`) · `talk-over` shoppers who talk over a reply. `shelf` and `strangers` take
 * `--condition clean,20,10,5,typed --every N --run NAME [--misses]`, `shelf` also `--from N --count N`; results are
 * kept under `.cache/eval-voice` and what a run has is not done again. `wake` takes `--hours N`.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluateGeneral } from './general';
import { showKnownFaults } from './known';
import { CONDITIONS, type Condition } from './conditions';
import { askForShelves, outcomes, outcomesFile } from './shelf/run';
import { summarize } from './shelf/summary';
import { askAsStrangers, askedFile, askedIn } from './strangers/run';
import { summarizeStrangers } from './strangers/summary';
import { evaluateSpeaking } from './speech-out';
import { evaluateTalkOver } from './talk-over';
import { evaluateWake } from './wake';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    models: {
      type: 'string',
      default:
        process.env['DAOGOU_VOICE_MODELS_DIR'] ??
        join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'daogou', 'models'),
    },
    store: { type: 'string', default: join('build', 'demo-store') },
    cache: { type: 'string', default: join('.cache', 'eval-voice') },
    condition: { type: 'string', default: CONDITIONS.join(',') },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '100000' },
    every: { type: 'string', default: '1' },
    run: { type: 'string', default: 'latest' },
    hours: { type: 'string', default: '2' },
    misses: { type: 'boolean', default: false },
    sets: { type: 'string', default: 'import6,dept5,hyper5,diy4' },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const PARTS: Readonly<Record<string, () => Promise<unknown>>> = {
  wake: () =>
    evaluateWake({ modelsDir: values.models, cache: values.cache, hours: Number(values.hours) }, print),
  general: () =>
    evaluateGeneral({ modelsDir: values.models, store: values.store, cache: values.cache }, print),
  shelf,
  known: () => showKnownFaults({ modelsDir: values.models }, print),
  strangers,
  'talk-over': () => evaluateTalkOver({ modelsDir: values.models }, print),
  speaking: () => evaluateSpeaking({ modelsDir: values.models, store: values.store }, print),
};

/** The conditions that were named, each known. */
function conditionsOf(): Condition[] {
  return values.condition
    .split(',')
    .filter(Boolean)
    .map((name) => {
      const condition = CONDITIONS.find((one) => one === name);
      if (!condition) throw new Error(`no condition ${name}: ${CONDITIONS.join(', ')}`);
      return condition;
    });
}

async function strangers(): Promise<void> {
  const { modelsDir, cache, run } = { modelsDir: values.models, cache: values.cache, run: values.run };
  const sets = values.sets.split(',').filter(Boolean);
  for (const condition of conditionsOf())
    await askAsStrangers({ modelsDir, cache, run, condition, sets, every: Number(values.every) });
  const all = askedIn(askedFile(cache, run));
  if (values.misses)
    for (const o of all.filter((one) => one.first !== 'right'))
      print(`${o.condition} ${o.first} ${o.voice} ${o.text} | ${o.heard} | ${o.said.slice(0, 60)}`);
  summarizeStrangers(all, print);
}

async function shelf(): Promise<void> {
  const { modelsDir, cache, run } = { modelsDir: values.models, cache: values.cache, run: values.run };
  for (const condition of conditionsOf()) {
    await askForShelves({
      modelsDir,
      cache,
      run,
      condition,
      from: Number(values.from),
      count: Number(values.count),
      every: Number(values.every),
    });
  }
  const all = outcomes(outcomesFile(cache, run));
  if (values.misses)
    for (const o of all.filter((o) => o.verdict !== 'right'))
      print(
        `${o.condition} ${o.verdict} ${o.voice} ${o.text} | ${o.heard} (${o.confidence.toFixed(2)}) | ${o.said.slice(0, 60)}`,
      );
  summarize(all, print);
}

async function main(): Promise<void> {
  for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
    const job = PARTS[part];
    if (!job) throw new Error(`no part ${part}: ${Object.keys(PARTS).join(', ')}`);
    await job();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
