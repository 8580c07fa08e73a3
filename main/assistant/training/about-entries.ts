import { readFileSync, writeFileSync } from 'node:fs';
import { openStudent } from '../../../catalog-sync';
import type { SentenceEncoder } from '../../contract';
import { intentOfTopic } from '../answer/knowledge';
import { ENTRY_EVIDENCE, entryEvidence, pEntry, type EntryReading } from '../dialog/about-entries';
import { openEncoder } from '../evals/opened-stores';
import { askEverywhere, type AskedLine } from './asked-lines';
import { logistic } from './logistic';

/**
 * `npm run train:about-entries [-- student|encoders] [--write] [-v]`: when the nearest entry of the store's
 * knowledge is what was asked for, by the encoders and by the student. Leaves out one store after another, and
 * prints beside it the plainest: the entry is told from one sum of words and meaning on.
 */
interface Seen {
  store: string;
  say: string;
  class: string;
  plan: string;
  evidence: number[];
  meant: boolean;
}

const FILE = 'main/assistant/dialog/about-entries.json';
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Whether the nearest entry was asked for; undefined where the author does not say. What asks for something
 * that only the store's plan or hours tell names no entry.
 */
function meantBy({ expect }: AskedLine, { matches, meaning }: EntryReading): boolean | undefined {
  const [nearest] = matches;
  if (!nearest) return undefined;
  const named = [expect.knowledge ?? []].flat();
  if (named.length > 0) return named.includes(nearest.entry.id);
  const wanted = [expect.intent ?? []].flat();
  if (wanted.length === 0) return undefined;
  if (!wanted.some((intent) => /^(?:store|howto|member)/.test(intent))) return false;
  return wanted.includes(intentOfTopic(nearest.entry, meaning)) ? undefined : false;
}

async function seenBy(encoder: SentenceEncoder): Promise<Seen[]> {
  const seen: Seen[] = [];
  let reading: EntryReading | undefined;
  await askEverywhere(encoder, { onEntry: (given) => (reading = given) }, (line) => {
    const meant = reading && meantBy(line, reading);
    if (reading && meant !== undefined) {
      const { plan, matches } = reading;
      const same = plan.kind === 'knowledge' && plan.match.entry.id === matches[0]!.entry.id;
      seen.push({
        store: line.folder,
        say: line.say,
        class: line.class,
        plan: same ? 'same' : plan.kind,
        evidence: entryEvidence(reading),
        meant,
      });
    }
    reading = undefined;
  });
  return seen;
}

/** Who would have told the entry, of readings whose store the weights and the threshold have not seen. */
interface Judged extends Seen {
  learnt: boolean;
  plain: boolean;
  ruled: boolean;
}

function leavingOut(seen: readonly Seen[]): Judged[] {
  return [...new Set(seen.map((s) => s.store))].flatMap((store) => {
    const others = seen.filter((s) => s.store !== store);
    const [by, from] = [fitted(others), bestFrom(others)];
    return seen
      .filter((s) => s.store === store)
      .map((s) => ({
        ...s,
        learnt: pEntry(s.evidence, by) >= 0.5,
        plain: plainly(s) >= from,
        ruled: s.plan === 'same',
      }));
  });
}

const [WORDS, MEANING] = [ENTRY_EVIDENCE.indexOf('words'), ENTRY_EVIDENCE.indexOf('meaning')];
const plainly = ({ evidence }: Seen): number => evidence[WORDS]! + evidence[MEANING]!;

/** The sum from which on telling the entry is right most often. */
function bestFrom(seen: readonly Seen[]): number {
  const sorted = [...seen].sort((a, b) => plainly(b) - plainly(a));
  let [right, most, from] = [0, 0, Infinity];
  for (const s of sorted) {
    right += s.meant ? 1 : -1;
    if (right > most) [most, from] = [right, plainly(s)];
  }
  return from;
}

/** How many are told of those that were meant, and how many wrongly: as learnt, plainly, and by the rules alone. */
function row(name: string, judged: readonly Judged[]): string {
  const meant = judged.filter((s) => s.meant);
  const others = judged.filter((s) => !s.meant);
  const told = (by: 'learnt' | 'plain' | 'ruled'): string =>
    `${by} ${meant.filter((s) => s[by]).length} and ${others.filter((s) => s[by]).length} wrongly`;
  return `${name.padEnd(40)} of ${meant.length} meant, ${others.length} others: ${told('learnt')}; ${told('plain')}; ${told('ruled')}`;
}

function report(judged: readonly Judged[]): void {
  const by = (key: 'store' | 'class', list: readonly Judged[]): void => {
    for (const name of [...new Set(list.map((s) => s[key]))].sort())
      print(
        row(
          name,
          list.filter((s) => s[key] === name),
        ),
      );
  };
  by('store', judged);
  print('strangers, by class');
  const strangers = judged.filter(({ store }) => /strangers|shared/.test(store));
  by('class', strangers);
  print(row('strangers', strangers));
  print(row('all', judged));
  if (process.argv.includes('-v'))
    for (const s of judged.filter((h) => h.learnt !== h.meant))
      print(`   ${s.meant ? 'missed' : 'taken'} (${s.plan}) ${s.say}`);
}

/** Of 0.002, 0.0002 and 0.00002 the one that told most at no more mistakes, stores left out. */
const PENALTY = 0.0002;

const fitted = (examples: readonly Seen[]): number[] =>
  logistic(
    examples.map(({ evidence, meant }) => ({ evidence, yes: meant, weight: 1 })),
    PENALTY,
  );

const before = (): Record<string, number[]> =>
  JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, number[]>;

async function main(): Promise<void> {
  const written: Record<string, number[]> = {};
  const asked = (['student', 'encoders'] as const).filter((name) => process.argv.includes(name));
  for (const name of asked.length > 0 ? asked : (['student', 'encoders'] as const)) {
    const encoder = name === 'student' ? await openStudent() : await openEncoder();
    if (encoder?.by !== name)
      throw new Error('the sentence encoders are not installed: run “daogou models install”');
    const seen = await seenBy(encoder);
    print(`${name}: ${seen.length} readings, ${seen.filter((s) => s.meant).length} of them meant an entry`);
    report(leavingOut(seen));
    const weights = fitted(seen);
    print(ENTRY_EVIDENCE.map((evidence, i) => `${evidence} ${weights[i]!.toFixed(2)}`).join(', '));
    written[name] = weights.map((w) => Math.round(w * 1000) / 1000);
    await encoder.close();
  }
  if (process.argv.includes('--write'))
    writeFileSync(FILE, `${JSON.stringify({ ...before(), ...written }, undefined, 2)}\n`);
}

void main();
