import { readFileSync, writeFileSync } from 'node:fs';
import { createEngine, type Conversation } from '..';
import { openStudent } from '../../../catalog-sync';
import type { SentenceEncoder } from '../../contract';
import { intentOfTopic } from '../answer/knowledge';
import { ENTRY_EVIDENCE, entryEvidence, pEntry, type EntryReading } from '../dialog/about-entries';
import { OpenedStores, openEncoder } from '../evals/opened-stores';
import { askedLines, type AskedLine } from './asked-lines';
import { logistic } from './logistic';

/**
 * `npm run train:about-entries [-- student|encoders] [--write] [-v]`: when the nearest entry of the store's knowledge is what was
 * asked for, by the encoders and by the student. Leaves out one store after another.
 */
interface Seen {
  store: string;
  say: string;
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

async function seenBy(encoder: SentenceEncoder, all: readonly AskedLine[]): Promise<Seen[]> {
  const stores = new OpenedStores(encoder);
  const seen: Seen[] = [];
  for (const store of new Set(all.map((line) => line.folder))) {
    const catalog = await stores.catalog(store);
    let reading: EntryReading | undefined;
    const engine = createEngine({
      catalog: () => catalog,
      clock: () => new Date('2026-11-22T12:00:00+08:00'),
      encoder: () => encoder,
      onEntry: (given) => (reading = given),
    });
    await engine.learn();
    const talks = new Map<string, Conversation>();
    for (const line of all.filter((l) => l.folder === store)) {
      const key = line.conv ?? line.conversation;
      const talk = (key && talks.get(key)) || engine.newConversation();
      if (key) talks.set(key, talk);
      reading = undefined;
      engine.ask({ text: line.say }, talk);
      const meant = reading && meantBy(line, reading);
      if (meant === undefined) continue;
      const { plan } = reading!;
      const same = plan.kind === 'knowledge' && plan.match.entry.id === reading!.matches[0]!.entry.id;
      seen.push({
        store,
        say: line.say,
        plan: same ? 'same' : plan.kind,
        evidence: entryEvidence(reading!),
        meant,
      });
    }
  }
  return seen;
}

/** What is told and what is taken wrongly in every store by weights from the others; what the rules told before. */
function leavingOut(seen: readonly Seen[]): void {
  for (const store of new Set(seen.map((s) => s.store))) {
    const by = fitted(seen.filter((s) => s.store !== store));
    const held = seen.filter((s) => s.store === store);
    const told = held.filter((s) => pEntry(s.evidence, by) >= 0.5);
    const [meant, others] = [held.filter((s) => s.meant), held.filter((s) => !s.meant)];
    const ruled = (list: readonly Seen[]): number => list.filter((s) => s.plan === 'same').length;
    print(
      `${store.padEnd(40)} of ${meant.length} meant ${told.filter((s) => s.meant).length} are told (rules ${ruled(meant)}); of ${others.length} others ${told.filter((s) => !s.meant).length} (rules ${ruled(others)})`,
    );
    if (process.argv.includes('-v'))
      for (const s of held.filter((h) => pEntry(h.evidence, by) >= 0.5 !== h.meant))
        print(`   ${s.meant ? 'missed' : 'taken'} (${s.plan}) ${s.say}`);
  }
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
  const all = askedLines();
  const written: Record<string, number[]> = {};
  const asked = (['student', 'encoders'] as const).filter((name) => process.argv.includes(name));
  for (const name of asked.length > 0 ? asked : (['student', 'encoders'] as const)) {
    const encoder = name === 'student' ? await openStudent() : await openEncoder();
    if (encoder?.by !== name)
      throw new Error('the sentence encoders are not installed: run “daogou models install”');
    const seen = await seenBy(encoder, all);
    print(`${name}: ${seen.length} readings, ${seen.filter((s) => s.meant).length} of them meant an entry`);
    leavingOut(seen);
    const weights = fitted(seen);
    print(ENTRY_EVIDENCE.map((evidence, i) => `${evidence} ${weights[i]!.toFixed(2)}`).join(', '));
    written[name] = weights.map((w) => Math.round(w * 1000) / 1000);
    await encoder.close();
  }
  if (process.argv.includes('--write'))
    writeFileSync(FILE, `${JSON.stringify({ ...before(), ...written }, undefined, 2)}\n`);
}

void main();
