import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createEngine, type Conversation } from '..';
import type { Understood } from '../../contract';
import { ACTING } from '../dialog/follow-up/act';
import type { Act, FollowUp } from '../dialog/follow-up/types';
import { REFINING } from '../dialog/follow-up/refinement';
import { probabilities } from '../find/rank';
import { OpenedStores, openEncoder } from '../evals/opened-stores';
import { strangersStores } from '../evals/question-sets';
import { fit, type Example } from './logit';

/**
 * `npm run train:follow-ups [-- --write]`: how a conversation goes on: which of the goods under discussion a
 * sentence means, and whether it goes on at all. Every sentence is asked after what was really meant before
 * it. Leaves out one store after another.
 */
interface Line {
  id: string;
  store?: string;
  conv?: string;
  conversation?: string;
  lang: Understood;
  say: string;
  act?: string;
  expect: { intent?: string | string[]; gtin?: string[]; gtins?: string[] };
}

interface Seen {
  store: string;
  line: Line;
  meant: string[];
  before: string[];
  reading: FollowUp;
}

const OWN = 'build/eval-stores/questions';
const DIALOGUES = 'build/eval-stores/dialogues';
const BENCHMARKS = 'main/assistant/dialog/follow-up/BENCHMARKS.md';
const HEAD = [
  '# How conversations go on',
  '',
  '`npm run train:follow-ups -- --write`: every sentence is asked after what was really meant before it, with weights fitted to the other stores.',
  '',
  '| store | item right among those under discussion | of | what it does right | where any reading could be | of all |',
  '| --- | ---: | ---: | ---: | ---: | ---: |',
];
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const read = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text) as Line);

function lines(): (Line & { folder: string })[] {
  const folderOf = (store: string): string =>
    existsSync(path.join('build', store)) ? path.join('build', store) : path.join('build/eval-stores', store);
  const stores = strangersStores();
  const named = (name: string): string =>
    stores.find(({ store }) => path.basename(store) === name)?.store ?? folderOf(name);
  const inDir = (dir: string, folder: (line: Line, file: string) => string): (Line & { folder: string })[] =>
    existsSync(dir)
      ? readdirSync(dir)
          .filter((f) => f.endsWith('.jsonl'))
          .flatMap((f) => read(path.join(dir, f)).map((line) => ({ ...line, folder: folder(line, f) })))
      : [];
  return [
    ...inDir(OWN, (line) => folderOf(line.store!)),
    ...inDir(DIALOGUES, (_, file) => named(path.basename(file, '.jsonl'))),
    ...stores.flatMap(({ store, questions }) => read(questions).map((line) => ({ ...line, folder: store }))),
  ];
}

async function readAll(stores: OpenedStores): Promise<Seen[]> {
  const seen: Seen[] = [];
  const all = lines();
  for (const store of new Set(all.map(({ folder }) => folder))) {
    const catalog = await stores.catalog(store);
    let reading: FollowUp | undefined;
    const engine = createEngine({
      catalog: () => catalog,
      clock: () => new Date('2026-11-22T12:00:00+08:00'),
      encoder: () => stores.encoder,
      onFollowUp: (one) => (reading = one),
    });
    await engine.learn();
    const talks = new Map<string, { talk: Conversation; before: string[] }>();
    for (const line of all.filter(({ folder }) => folder === store)) {
      const key = line.conv ?? line.conversation;
      if (!key) continue;
      const known = talks.get(key);
      const { talk, before } = known ?? { talk: engine.newConversation(), before: [] };
      reading = undefined;
      engine.ask({ text: line.say, lang: line.lang }, talk);
      const meant = line.expect.gtin ?? line.expect.gtins ?? [];
      if (reading && known && before.length > 0) seen.push({ store, line, meant, before, reading });
      const focus = meant.length > 0 ? meant : before;
      if (focus.length > 0 && !focus.includes(talk.focus?.gtins[0] ?? '') && catalog.product(focus[0]!))
        talk.focus = {
          gtins: focus,
          total: focus.length,
          label: '',
          many: focus.length > 1,
        };
      if (meant.length > 0)
        talk.wish = before.some((gtin) => meant.includes(gtin))
          ? [talk.wish, line.say].filter(Boolean).join(' ')
          : line.say;
      talks.set(key, { talk, before: focus });
    }
  }
  return seen;
}

/** Sentences that may tell items of the pool apart. */
const refining = (seen: readonly Seen[]): Example[] =>
  seen.flatMap(({ meant, reading, before, line }) => {
    const items = reading.refinement.items;
    const right = items.map(({ product }) => meant.includes(product.gtin));
    if (!right.some(Boolean) || right.every(Boolean)) return [];
    if (line.act ? line.act !== 'refine' : meant.length === before.length) return [];
    return [{ evidence: items.map(({ evidence }) => evidence), right, weight: 1 }];
  });

/** Whether doing so would have been right. */
function isRight({ meant, line }: Seen, act: Act, products: readonly { gtin: string }[]): boolean {
  const intents = [line.expect.intent ?? []].flat();
  const goods = intents.some((intent) => /^(?:product\.|navigate|print)/.test(intent));
  if (act === 'other') return !goods;
  if (!goods || meant.length === 0) return false;
  if (line.act === 'new' && act !== 'new') return false;
  return meant.includes(products[0]?.gtin ?? '');
}

const acting = (seen: readonly Seen[], by?: readonly number[]): Example[] =>
  seen.flatMap((one) => {
    const items = one.reading.refinement.items;
    const p = by
      ? probabilities(
          items.map(({ evidence }) => evidence),
          by,
        )
      : items.map(({ p: same }) => same);
    const best = items[p.indexOf(Math.max(...p))];
    const refined = best ? [best.product] : [];
    const right = one.reading.readings.map(({ act, products }) =>
      isRight(one, act, act === 'refine' ? refined : products),
    );
    return right.some(Boolean)
      ? [{ evidence: one.reading.readings.map(({ evidence }) => evidence), right, weight: 1 }]
      : [];
  });

interface Report {
  /** Items right among those under discussion, of so many; acts right, where one could be right, of all. */
  figures: number[];
  text: string;
}

function report(seen: readonly Seen[], wr: readonly number[], wa: readonly number[]): Report {
  const refinements = refining(seen);
  const first = refinements.filter(({ evidence, right }) => right[argmax(probabilities(evidence, wr))]);
  const counts = { right: 0, possible: 0, all: 0 };
  const wrong: string[] = [];
  for (const one of seen) {
    const [example] = acting([one], wr);
    counts.all++;
    if (!example) {
      const firsts = one.reading.readings.map(({ act, products }) => `${act} ${products[0]?.name.zh ?? '-'}`);
      wrong.push(
        `   I ${one.line.id} ${one.line.say} (${one.line.act ?? '?'}, ${[one.line.expect.intent ?? []].flat().slice(0, 3)}) → ${firsts.join(' | ')}`,
      );
      continue;
    }
    counts.possible++;
    const chosen = argmax(probabilities(example.evidence, wa));
    if (example.right[chosen]) counts.right++;
    else
      wrong.push(
        `   ${one.line.id} ${one.line.say} → ${one.reading.readings[chosen]!.act}, right: ${one.reading.readings.filter((_, i) => example.right[i]).map(({ act }) => act)}`,
      );
  }
  for (const one of seen) {
    const [example] = refining([one]);
    if (!example || example.right[argmax(probabilities(example.evidence, wr))]) continue;
    const best = one.reading.refinement.items[argmax(probabilities(example.evidence, wr))]!;
    const right = one.reading.refinement.items.find((_, i) => example.right[i])!;
    wrong.push(
      `   R ${one.line.id} ${one.line.say} [${one.reading.refinement.telling}] → ${best.product.name.zh}|${best.product.name.en}, right: ${right.product.name.zh}|${right.product.name.en} of ${example.right.filter(Boolean).length}`,
    );
  }
  // The plainest versions: the sentence alone, and joined with all that was said before.
  const plain = (act: Act): number =>
    acting(seen, wr).filter(
      ({ evidence, right }) => right[evidence.findIndex((e) => e[ACTING.indexOf(act)] === 1)],
    ).length;
  const figures = [first.length, refinements.length, counts.right, counts.possible, counts.all];
  const text = `refinements ${first.length} of ${refinements.length}; acts ${counts.right} of ${counts.possible} possible, of ${counts.all}; plainly alone ${plain('new')}, joined ${plain('joined')}`;
  return { figures, text: process.argv.includes('-v') ? `${text}\n${wrong.join('\n')}` : text };
}

const argmax = (list: readonly number[]): number => list.indexOf(Math.max(...list));

async function main(): Promise<void> {
  const encoder = await openEncoder();
  const seen = await readAll(new OpenedStores(encoder));
  print(`${seen.length} sentences go on from others`);
  const table: string[] = [];
  for (const store of new Set(seen.map((s) => s.store))) {
    const others = seen.filter((s) => s.store !== store);
    const wr = [...fit(refining(others), REFINING.length)];
    const wa = [...fit(acting(others, wr), ACTING.length)];
    const held = report(
      seen.filter((s) => s.store === store),
      wr,
      wa,
    );
    print(`${store}: ${held.text}`);
    table.push(`| ${path.basename(store)} | ${held.figures.join(' | ')} |`);
  }
  const wr = [...fit(refining(seen), REFINING.length)];
  const wa = [...fit(acting(seen, wr), ACTING.length)];
  print(`fitted to all: ${report(seen, wr, wa).text}`);
  print(REFINING.map((name, i) => `${name} ${wr[i]!.toFixed(2)}`).join(', '));
  print(ACTING.map((name, i) => `${name} ${wa[i]!.toFixed(2)}`).join(', '));
  if (process.argv.includes('--write')) {
    const round = (list: readonly number[]): string =>
      `${JSON.stringify(list.map((w) => Math.round(w * 1000) / 1000))}\n`;
    writeFileSync('main/assistant/dialog/follow-up/refinement-weights.json', round(wr));
    writeFileSync('main/assistant/dialog/follow-up/act-weights.json', round(wa));
    writeFileSync(BENCHMARKS, `${[...HEAD, ...table].join('\n')}\n`);
  }
  await encoder?.close();
}

void main();
