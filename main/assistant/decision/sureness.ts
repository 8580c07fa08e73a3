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

export function surenessEvidence({ found, none, kinds }: Finding): number[] {
  const first = found[0];
  const mass = (test: (f: Found) => boolean): number =>
    found.reduce((sum, f) => sum + (test(f) ? f.p : 0), 0);
  const share = (p: number): number => p / Math.max(1e-6, 1 - none);
  const lacking = kinds[0]?.carried === false ? kinds[0] : undefined;
  const near = lacking && first?.kind && beside(lacking.kind, first.kind);
  const whole = found.filter((f) => f.evidence.named > 0);
  return [
    1,
    share(first?.p ?? 0),
    share(mass((f) => f.p >= LIKELY * first!.p)),
    share(mass((f) => f.kind !== undefined && f.kind === first!.kind)),
    none,
    kinds[0]?.p ?? 0,
    kinds.reduce((sum, k) => sum + (k.carried ? k.p : 0), 0),
    kinds.reduce((sum, k) => sum + (k.carried ? 0 : k.p), 0),
    first?.evidence.kind ?? 0,
    first?.evidence.questionExplained ?? 0,
    first?.evidence.meaning ?? 0,
    first?.evidence.spelling ?? 0,
    first?.evidence.named ?? 0,
    whole.length > 0 && first!.evidence.named === 0 ? 1 : 0,
    lacking && near ? lacking.p : 0,
    lacking && !near ? lacking.p : 0,
    kinds[0] && first?.kind && neverFor(kinds[0].kind, first.kind) ? kinds[0].p : 0,
    // A whole kind: many items of little sureness each.
    share(mass((f) => f.evidence.named > 0)),
    kinds[0]
      ? kinds[0].p * share(mass((f) => f.kind !== undefined && upwards(f.kind).includes(kinds[0]!.kind)))
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
