import type { Finding, Found } from '../find/finder';
import { beside, neverFor, upwards } from './relations';
import weights from './sureness.json';

/**
 * What speaks for and against that a question's first item is meant, and that the store has any such thing.
 * The order is that of the weights.
 */
export const SURENESS = [
  'always',
  'first',
  'likely',
  'alike',
  'nothing',
  'kindAsked',
  'kindCarried',
  'kindLacking',
  'ofKind',
  'explained',
  'meaning',
  'spelling',
  'named',
  'otherNamed',
  'lackingBeside',
  'lackingApart',
  'belongs',
  'allNamed',
  'allAsked',
] as const;

/** How sure it is what a question means: the three add up to 1. */
export interface Sureness {
  /** P(the first item is one that was meant). */
  right: number;
  /** P(the store has it, and the first item is none of it). */
  other: number;
  /** P(the store has no such thing). */
  absent: number;
}

/**
 * Weights of two logistic regressions: that the store has it, and that the first item is right where it has.
 */
export interface SurenessWeights {
  carried: readonly number[];
  right: readonly number[];
}

/** An item counts among the likely ones where it is at least so likely beside the first. */
const LIKELY = 0.3;

export function surenessEvidence(finding: Finding): number[] {
  return [
    1,
    ...massEvidence(finding),
    ...itemEvidence(finding),
    ...namedEvidence(finding),
    ...kindEvidence(finding),
  ];
}

/** Keeps shares of next to nothing finite. */
const LEAST = 1e-6;

/** The share that such items hold of what the store has of it. */
function shareOf({ found, none }: Finding, test: (f: Found) => boolean): number {
  return found.reduce((sum, f) => sum + (test(f) ? f.p : 0), 0) / Math.max(LEAST, 1 - none);
}

function massEvidence(finding: Finding): number[] {
  const { found, none, kinds } = finding;
  const first = found[0];
  const asked = (carried: boolean): number =>
    kinds.reduce((sum, k) => sum + (k.carried === carried ? k.p : 0), 0);
  return [
    (first?.p ?? 0) / Math.max(LEAST, 1 - none),
    shareOf(finding, (f) => f.p >= LIKELY * first!.p),
    shareOf(finding, (f) => f.kind !== undefined && f.kind === first!.kind),
    none,
    kinds[0]?.p ?? 0,
    asked(true),
    asked(false),
  ];
}

function itemEvidence({ found }: Finding): number[] {
  const evidence = found[0]?.evidence;
  return (['kind', 'questionExplained', 'meaning', 'spelling', 'named'] as const).map(
    (name) => evidence?.[name] ?? 0,
  );
}

function namedEvidence({ found, kinds }: Finding): number[] {
  const first = found[0];
  const lacking = kinds[0]?.carried === false ? kinds[0] : undefined;
  const near = lacking && first?.kind && beside(lacking.kind, first.kind);
  return [
    found.some((f) => f.evidence.named > 0) && first!.evidence.named === 0 ? 1 : 0,
    lacking && near ? lacking.p : 0,
    lacking && !near ? lacking.p : 0,
  ];
}

function kindEvidence(finding: Finding): number[] {
  const { found, kinds } = finding;
  const asked = kinds[0];
  const first = found[0];
  return [
    asked && first?.kind && neverFor(asked.kind, first.kind) ? asked.p : 0,
    // A whole kind: many items of little sureness each.
    shareOf(finding, (f) => f.evidence.named > 0),
    asked
      ? asked.p * shareOf(finding, (f) => f.kind !== undefined && upwards(f.kind).includes(asked.kind))
      : 0,
  ];
}

/** How sure it is what a question means, by the weights of the evidence that there was. */
export function surenessOf(finding: Finding): Sureness {
  return weighed(surenessEvidence(finding), weights[finding.by]);
}

/** By two logistic regressions (`npm run train:decision`). */
export function weighed(evidence: readonly number[], by: SurenessWeights): Sureness {
  const p = (w: readonly number[]): number =>
    1 / (1 + Math.exp(-evidence.reduce((sum, x, i) => sum + x * w[i]!, 0)));
  const carried = p(by.carried);
  const right = carried * p(by.right);
  return { right, other: carried - right, absent: 1 - carried };
}
