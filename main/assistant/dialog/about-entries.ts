import type { KnowledgeMatch } from '../answer/knowledge';
import { READING } from '../decision/costs';
import { surenessOf } from '../decision/sureness';
import type { Finding } from '../find/finder';
import type { Guess } from '../understand/classify/classifier';
import type { Meaning } from '../understand/types';
import { asksHow } from './decide';
import type { Plan } from './types';
import weights from './about-entries.json';

/**
 * What speaks for and against a question being one that the nearest entry of the store's knowledge answers. The
 * order is that of the weights.
 */
export const ENTRY_EVIDENCE = [
  'always',
  'words',
  'topic',
  'meaning',
  'meaningAboveNext',
  'wordsAboveNext',
  'both',
  'formOfStore',
  'formOfGoods',
  'formOfTalk',
  'meaningByForm',
  'goodsRight',
  'goodsNone',
  'explained',
  'kind',
  'carried',
  'knowledge',
  'unknownStore',
  'parking',
  'promotions',
  'product',
  'outOfScope',
  'asksOfGoods',
  'how',
  'discussed',
] as const;

/** What the goods say; each lies in [0,1]. */
const BY_GOODS: readonly (typeof ENTRY_EVIDENCE)[number][] = [
  'goodsRight',
  'goodsNone',
  'explained',
  'kind',
  'carried',
];

/** What an utterance says beside the store's entries, best first. */
export interface EntryReading {
  plan: Plan;
  meaning: Meaning;
  matches: readonly KnowledgeMatch[];
  /** What the goods say; absent where they were not asked yet. */
  finding?: Finding;
  guesses: readonly Guess[];
  /** Goods are under discussion. */
  discussed: boolean;
}

/**
 * Readings that an entry may be meant instead of. Danger, a stop, what prints or leads are not among them, nor
 * places: what an entry says of one is told with the way there.
 */
const DOUBTABLE: ReadonlySet<Plan['kind']> = new Set([
  'knowledge',
  'unknown_store',
  'parking',
  'promotions',
  'product',
  'out_of_scope',
]);

/** Whether an entry may be meant at all. */
export function entryMayBeMeant(plan: Plan, meaning: Meaning): boolean {
  if (!DOUBTABLE.has(plan.kind) || ['inject', 'outside', 'oos'].some((tag) => meaning.tags.has(tag)))
    return false;
  // What somebody must not eat is never answered with a text about something else.
  if (meaning.allergens.length > 0) return false;
  return plan.kind !== 'product' || plan.intent.startsWith('product.');
}

/** As `BY_GOODS` names it. */
function goodsEvidence(finding: Finding | undefined): number[] {
  if (!finding) return BY_GOODS.map(() => 0);
  return [
    surenessOf(finding).right,
    finding.none,
    finding.found[0]?.evidence.questionExplained ?? 0,
    finding.kinds[0]?.p ?? 0,
    finding.kinds.reduce((sum, k) => sum + (k.carried ? k.p : 0), 0),
  ];
}

const ASKS_OF_GOODS = ['where', 'price', 'stock', 'have', 'find'] as const;

export function entryEvidence({
  plan,
  meaning,
  matches: [best, next],
  finding,
  guesses,
  discussed,
}: EntryReading): number[] {
  const share = (forms: RegExp): number =>
    guesses.reduce((sum, { intent, p }) => sum + (forms.test(intent) ? p : 0), 0);
  const is = (kind: Plan['kind']): number => (plan.kind === kind ? 1 : 0);
  const [words, near] = [best?.words ?? 0, best?.meaning ?? 0];
  const ofStore = share(/^(?:store|howto|member)/);
  return [
    1,
    words,
    (best?.score ?? 0) - words,
    near,
    near - (next?.meaning ?? 0),
    words - (next?.words ?? 0),
    words * near,
    ofStore,
    share(/^product\./),
    share(/^(?:out_of_scope|smalltalk|control)/),
    near * ofStore,
    ...goodsEvidence(finding),
    is('knowledge'),
    is('unknown_store'),
    is('parking'),
    is('promotions'),
    is('product'),
    is('out_of_scope'),
    ASKS_OF_GOODS.some((tag) => meaning.tags.has(tag)) ? 1 : 0,
    asksHow(meaning) ? 1 : 0,
    discussed ? 1 : 0,
  ];
}

/** By which evidence: what entries mean by the encoders, or by the student that every copy carries. */
export type EntriesBy = keyof typeof weights;

/** P(the nearest entry answers it), by a logistic regression (`npm run train:about-entries`). */
export function pEntry(evidence: readonly number[], by: readonly number[]): number {
  return 1 / (1 + Math.exp(-evidence.reduce((sum, x, i) => sum + x * by[i]!, 0)));
}

const FROM = READING.told.takenForGoods / (READING.told.takenForGoods + READING.told.goodsUnheard);

/** Whether it could be an entry whatever the goods say: most questions need not ask them. */
export function couldBeEntry(reading: EntryReading, by: EntriesBy): boolean {
  if (reading.matches[0]?.meaning === undefined) return false;
  const evidence = entryEvidence({ ...reading, finding: undefined });
  for (const name of BY_GOODS) {
    const at = ENTRY_EVIDENCE.indexOf(name);
    evidence[at] = weights[by][at]! > 0 ? 1 : 0;
  }
  return pEntry(evidence, weights[by]) >= FROM;
}

/** The entry that was meant, where telling it costs less than what was read otherwise; else undefined. */
export function asEntry(
  reading: EntryReading,
  by: EntriesBy,
): Extract<Plan, { kind: 'knowledge' }> | undefined {
  const [match] = reading.matches;
  // Without meaning the rules and the form of the question tell as well.
  if (match?.meaning === undefined) return undefined;
  return pEntry(entryEvidence(reading), weights[by]) >= FROM ? { kind: 'knowledge', match } : undefined;
}
