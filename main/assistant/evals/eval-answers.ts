import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { AskedSets, questionsOf, type Asked } from './asked-sets';
import { floorsOf, type Floors } from './floors';
import { openEncoder } from './opened-stores';

/**
 * `npm run eval:answers -- [dev|frozen-test|FILE …] [--misheard] [--show N] [--class NAME] [--student]`: asks a
 * question set as the terminal would answer it, with the encoders (`--student`: those that every copy has), and
 * counts. Prints right answers by class and style, the intents taken for others, false-safe allergen answers,
 * wrong items, abstention. `--floors` writes what `npm test` holds every class of the sets to.
 */
const SETS = ['dev', 'frozen-test'];
const FLOORED = ['dev', 'dev-engine', 'audit-1', 'audit-2', 'audit-3', 'frozen-test'];
const WITH_VALUE = ['--show', '--class'];

async function main(args: readonly string[]): Promise<void> {
  const flag = (name: string): boolean => args.includes(name);
  const valueOf = (name: string): string | undefined =>
    flag(name) ? args[args.indexOf(name) + 1] : undefined;
  const named = args.filter((a, i) => !a.startsWith('--') && !WITH_VALUE.includes(args[i - 1] ?? ''));
  const encoder = await openEncoder();
  const asking = new AskedSets(encoder);
  if (flag('--floors')) await writeFloors(asking);
  else
    for (const set of named.length > 0 ? named : SETS) {
      const questions = questionsOf(set);
      if (!questions) {
        console.error(`no question set ${set}`);
        process.exitCode = 2;
        continue;
      }
      const misheard = flag('--misheard');
      const all = await asking.ask(
        misheard ? questions.filter((q) => q.lang === 'zh' || q.conversation) : questions,
        misheard,
      );
      report(
        `${set}${misheard ? ' (misheard)' : ''}`,
        misheard ? all.filter((a) => a.question.lang === 'zh') : all,
      );
      show(all, Number(valueOf('--show') ?? 0), valueOf('--class'));
    }
  asking.close();
  await encoder?.close();
}

async function writeFloors(asking: AskedSets): Promise<void> {
  const floors: Record<string, Floors> = {};
  for (const set of FLOORED) floors[set] = floorsOf(await asking.ask(questionsOf(set)!));
  writeFileSync(path.join('main/assistant/evals', 'floors.json'), `${JSON.stringify(floors, null, 2)}\n`);
}

function show(asked: readonly Asked[], most: number, only: string | undefined): void {
  const wrong = asked.filter((a) => a.missed.length > 0 && (!only || a.question.class === only));
  for (const { question, answer, missed } of wrong.slice(0, most))
    process.stdout.write(
      `✗ ${question.id} [${question.class}/${question.style}] ${question.store} “${answer.say}”\n   missed ${missed.join(', ')} · want ${JSON.stringify(question.expect).slice(0, 260)}\n   got ${answer.intent}${answer.abstained ? ' ABSTAINED' : ''} “${answer.text.slice(0, 110)}” items ${answer.items.length} ${answer.items[0]?.gtin ?? ''} ${JSON.stringify(answer.facts).slice(0, 160)}\n`,
    );
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

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
