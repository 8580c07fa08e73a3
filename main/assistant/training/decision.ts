import { writeFileSync } from 'node:fs';
import { openStudent } from '../../../catalog-sync';
import { choose, thresholds, type Choice } from '../decision/choose';
import {
  SURENESS,
  surenessEvidence,
  weighed,
  type Sureness,
  type SurenessWeights,
} from '../decision/sureness';
import { Alone } from '../evals/alone';
import { OpenedStores, openEncoder } from '../evals/opened-stores';
import { allSets, type GoodsQuestion } from '../evals/question-sets';
import { logistic, type Judged } from './logistic';

/**
 * `npm run train:decision [-- --write]`: how sure it is that the first item found is meant, and that the
 * store has such a thing. Leaves out one store after another (with all names held, as in a store too large
 * for that, and without encoders), prints how sure it was and how often it was right, and what the costs make
 * of it.
 */
interface Seen {
  question: GoodsQuestion;
  evidence: number[];
  kindLacking: boolean;
  carried: boolean;
  right: boolean;
  weight: number;
}

/** The lexicon was mended with the project's own sets: what it finds there counts for less. */
const OWN_WEIGHT = 0.3;

const stranger = (store: string): boolean => /shared|strangers/.test(store);

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** What it really was. */
function truthOf({ right, carried }: { right: boolean; carried: boolean }): string {
  if (right) return 'right';
  return carried ? 'other' : 'not sold';
}

async function main(): Promise<void> {
  const encoder = await openEncoder();
  if (encoder?.by !== 'encoders')
    throw new Error('the sentence encoders are not installed: run “daogou models install”');
  const all: Record<string, SurenessWeights> = {};
  const ways = {
    full: new OpenedStores(encoder),
    recalled: new OpenedStores(encoder, 0),
    student: new OpenedStores(await openStudent()),
    plain: new OpenedStores(undefined),
  };
  for (const [name, stores] of Object.entries(ways)) {
    print(name);
    const seen = await readAll(stores);
    report(seen);
    const weights = fitted(seen);
    print(
      SURENESS.map(
        (what, i) => `${what} ${weights.carried[i]!.toFixed(2)} / ${weights.right[i]!.toFixed(2)}`,
      ).join(', '),
    );
    all[name] = weights;
  }
  print(thresholds());
  if (process.argv.includes('--write'))
    writeFileSync('main/assistant/decision/sureness.json', `${JSON.stringify(all)}\n`);
  await encoder.close();
}

/** Every question that names goods and follows no other, found as the engine finds it. */
async function readAll(stores: OpenedStores): Promise<Seen[]> {
  const alone = new Alone(stores);
  const seen: Seen[] = [];
  const questions = allSets().filter((q) => q.before.length === 0);
  for (const store of new Set(questions.map((q) => q.store))) {
    const finder = await stores.finder(store);
    for (const question of questions.filter((q) => q.store === store)) {
      const finding = finder.find(
        question.say,
        question.lang,
        await alone.named(store, question.say, question.lang),
      );
      seen.push({
        question,
        evidence: surenessEvidence(finding),
        kindLacking: finding.kinds[0] !== undefined && !finding.kinds[0].carried && finding.kinds[0].p >= 0.5,
        carried: question.meant.length > 0,
        right: question.meant.includes(finding.found[0]?.product.gtin ?? ''),
        weight: stranger(store) ? 1 : OWN_WEIGHT,
      });
    }
  }
  return seen;
}

function fitted(seen: readonly Seen[]): SurenessWeights {
  const judged = (list: readonly Seen[], yes: (s: Seen) => boolean): Judged[] =>
    list.map((s) => ({ evidence: s.evidence, yes: yes(s), weight: s.weight }));
  const rounded = (w: readonly number[]): number[] => w.map((x) => Math.round(x * 1000) / 1000);
  return {
    carried: rounded(logistic(judged(seen, (s) => s.carried))),
    right: rounded(
      logistic(
        judged(
          seen.filter((s) => s.carried),
          (s) => s.right,
        ),
      ),
    ),
  };
}

/** What a store left out would have got: how sure, how often right, and what is said. */
function report(seen: readonly Seen[]): void {
  const held: (Seen & { p: Sureness; choice: Choice })[] = [];
  for (const store of new Set(seen.map((s) => s.question.store))) {
    const by = fitted(seen.filter((s) => s.question.store !== store));
    const mine = seen
      .filter((s) => s.question.store === store)
      .map((s) => ({ ...s, p: weighed(s.evidence, by) }))
      .map((s) => ({ ...s, choice: choose(s.p, s.kindLacking) }));
    held.push(...mine);
    const count = (choice: Choice, test: (s: Seen) => boolean): number =>
      mine.filter((s) => s.choice === choice && test(s)).length;
    const said = (['take', 'ask', 'near', 'absent'] as const).map(
      (c) =>
        `${c} ${count(c, (s) => s.right)}+${count(c, (s) => s.carried && !s.right)}+${count(c, (s) => !s.carried)}`,
    );
    print(
      `${store.padEnd(40)} ${mine.filter((s) => s.carried).length} here, ${mine.filter((s) => !s.carried).length} not; right + other + not sold: ${said.join(', ')}`,
    );
    if (process.argv.includes('-v') && stranger(store))
      for (const s of mine.filter(
        (m) => (m.choice !== 'take') === m.right || (m.choice === 'take' && !m.right),
      ))
        print(
          `   ${s.choice} ${truthOf(s)} ${s.question.say} ${Object.values(s.p)
            .map((x) => x.toFixed(2))
            .join(' ')}`,
        );
  }
  for (const [name, p, hit] of [
    ['right', (s: (typeof held)[number]) => s.p.right, (s: Seen) => s.right],
    ['absent', (s: (typeof held)[number]) => s.p.absent, (s: Seen) => !s.carried],
  ] as const) {
    const strangers = held.filter((s) => stranger(s.question.store));
    print(
      `P(${name}), of strangers: ${[0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.97]
        .map((from, i, all) => {
          const of = strangers.filter((s) => p(s) >= from && p(s) < (all[i + 1] ?? 1.01));
          return `${from}: ${of.filter(hit).length}/${of.length}`;
        })
        .join(', ')}`,
    );
  }
}

void main();
