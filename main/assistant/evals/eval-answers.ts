import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openCatalogReader, provisionFeed } from '../../../catalog-sync';
import { cacheDir } from '../../config';
import type { Answer, Catalog } from '../../contract';
import { createEngine, type Conversation } from '..';
import { misses } from './check';
import { misheard } from './mishear';
import { Question } from './question';

/**
 * `npm run eval:answers -- [dev|frozen-test|FILE …] [--misheard] [--show N] [--json]`: asks a question set
 * and counts. Prints right answers by class and style, the intents taken for others, false-safe allergen
 * answers, wrong items, abstention.
 */
interface Asked {
  question: Question;
  answer: Answer;
  missed: string[];
}

const QUESTIONS = 'build/eval-stores/questions';

async function main(args: readonly string[]): Promise<void> {
  const flag = (name: string): boolean => args.includes(name);
  const show = Number(args[args.indexOf('--show') + 1] ?? 0);
  const sets = args.filter(
    (a, i) => !a.startsWith('--') && args[i - 1] !== '--show' && args[i - 1] !== '--class',
  );
  const only = flag('--class') ? args[args.indexOf('--class') + 1] : undefined;
  for (const set of sets.length > 0 ? sets : ['dev', 'frozen-test']) {
    const file = existsSync(set) ? set : path.join(QUESTIONS, `${set}.jsonl`);
    if (!existsSync(file)) {
      console.error(`no question set ${file}`);
      process.exitCode = 2;
      continue;
    }
    const questions = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => Question.parse(JSON.parse(line)));
    for (const variant of flag('--misheard') ? [true] : flag('--plain') ? [false] : [false, true]) {
      const asked = await askAll(
        variant ? questions.filter((q) => q.lang === 'zh' || q.conversation) : questions,
        variant,
      );
      report(
        `${set}${variant ? ' (misheard)' : ''}`,
        variant ? asked.filter((a) => a.question.lang === 'zh') : asked,
      );
      for (const { question, answer, missed } of asked
        .filter((a) => a.missed.length > 0 && (!only || a.question.class === only))
        .slice(0, Number.isFinite(show) ? show : 0)) {
        process.stdout.write(
          `✗ ${question.id} [${question.class}/${question.style}] ${question.store} “${answer.say}”\n   missed ${missed.join(', ')} · want ${JSON.stringify(question.expect).slice(0, 260)}\n   got ${answer.intent}${answer.abstained ? ' ABSTAINED' : ''} “${answer.text.slice(0, 110)}” items ${answer.items.length} ${answer.items[0]?.gtin ?? ''} ${JSON.stringify(answer.facts).slice(0, 160)}\n`,
        );
      }
    }
  }
}

async function askAll(questions: readonly Question[], mishear: boolean): Promise<Asked[]> {
  const catalogs = new Map<string, Catalog>();
  const out: Asked[] = [];
  let now = new Date();
  const engines = new Map<string, ReturnType<typeof createEngine>>();
  const conversations = new Map<string, Conversation>();
  for (const question of questions) {
    let engine = engines.get(question.store);
    if (!engine) {
      const { file } = await provisionFeed(
        path.join(
          'build',
          question.store.includes('/') || existsSync(path.join('build', question.store))
            ? question.store
            : path.join('eval-stores', question.store),
        ),
        cacheDir(),
      );
      const catalog = openCatalogReader(file);
      catalogs.set(question.store, catalog);
      engine = createEngine({ catalog: () => catalog, clock: () => now });
      engine.ask({ text: 'warm up' }, engine.newConversation());
      engines.set(question.store, engine);
    }
    now = new Date(question.now);
    const key = question.conversation ? `${question.store}/${question.conversation}` : question.id;
    const conversation = conversations.get(key) ?? engine.newConversation();
    conversations.set(key, conversation);
    const text =
      mishear && question.lang === 'zh'
        ? misheard(question.say, question.say.length >= 8 ? 2 : 1)
        : question.say;
    const answer = engine.ask({ text, spoken: mishear }, conversation);
    out.push({ question, answer, missed: misses(answer, question.expect) });
  }
  return out;
}

function report(title: string, asked: readonly Asked[]): void {
  const line = (text: string): void => void process.stdout.write(`${text}\n`);
  const right = asked.filter((a) => a.missed.length === 0);
  line(`\n## ${title}: ${right.length} of ${asked.length} right (${percent(right.length, asked.length)})`);
  const keys = ['intent', 'gtins', 'all_gtins', 'top', 'aisle'];
  line(
    `intent and item right ${percent(asked.filter((a) => !a.missed.some((m) => keys.includes(m))).length, asked.length)}`,
  );
  for (const by of ['class', 'style'] as const) {
    const groups = new Map<string, Asked[]>();
    for (const a of asked) groups.set(a.question[by], [...(groups.get(a.question[by]) ?? []), a]);
    line(
      `by ${by}: ${[...groups]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([name, list]) => `${name} ${list.filter((a) => a.missed.length === 0).length}/${list.length}`)
        .join(' · ')}`,
    );
  }
  const confusion = new Map<string, number>();
  for (const { question, answer } of asked) {
    const want =
      typeof question.expect.intent === 'string' ? [question.expect.intent] : (question.expect.intent ?? []);
    if (want.length > 0 && !want.includes(answer.intent))
      confusion.set(
        `${want[0]} → ${answer.intent}`,
        (confusion.get(`${want[0]} → ${answer.intent}`) ?? 0) + 1,
      );
  }
  line(
    `confusion: ${
      [...confusion]
        .sort((a, b) => b[1] - a[1])
        .map(([pair, n]) => `${pair} ×${n}`)
        .join(' · ') || 'none'
    }`,
  );
  const falseSafe = asked.filter(
    ({ question, answer }) =>
      answer.facts.verdict === 'free' &&
      question.expect.facts?.['verdict'] !== undefined &&
      question.expect.facts['verdict'] !== 'free',
  );
  line(
    `false-safe allergen answers: ${falseSafe.length}${falseSafe.map((a) => ` ${a.question.id}`).join('')}`,
  );
  const withItems = asked.filter(
    (a) => a.question.expect.gtins !== undefined || a.question.expect.top !== undefined,
  );
  const wrongItem = withItems.filter(
    (a) =>
      a.answer.items.some((i) => !i.alternative) && (a.missed.includes('gtins') || a.missed.includes('top')),
  );
  line(
    `wrong items: ${wrongItem.length} of ${withItems.length} (${percent(wrongItem.length, withItems.length)})`,
  );
  const should = asked.filter((a) => a.question.expect.abstained === true);
  const did = asked.filter((a) => a.answer.abstained);
  const both = should.filter((a) => a.answer.abstained);
  const shouldNot = asked.filter((a) => a.question.expect.abstained !== true);
  line(
    `abstention: recall ${percent(both.length, should.length)}, precision ${percent(both.length, did.filter((a) => a.question.expect.abstained !== undefined).length)}; wrongly abstained ${percent(shouldNot.filter((a) => a.answer.abstained && a.question.expect.abstained === false).length, shouldNot.length)}`,
  );
  const times = asked.map((a) => a.answer.ms).sort((a, b) => a - b);
  const at = (p: number): string =>
    `${(times[Math.min(times.length - 1, Math.floor(times.length * p))] ?? 0).toFixed(1)}`;
  line(`ms a question: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

void main(process.argv.slice(2));
