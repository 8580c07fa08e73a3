import type { FindingTrace, Understood } from '../../contract';
import { EVIDENCE } from './evidence';
import { WEIGHTS, type Evidenced, type Finding, type Found } from './finder';

/** Candidates that an explanation names. */
const SHOWN = 8;
/** Pieces of evidence that are named as having decided. */
const DECIDING = 6;
/**
 * Items at least so likely beside the likeliest count as meant too: none of them is the one it was preferred
 * to.
 */
const AS_LIKELY = 0.3;

const rounded = (x: number): number => Math.round(x * 1_000) / 1_000;
/** Unlikely candidates are told apart too. */
const share = (p: number): number => Math.round(p * 1e6) / 1e6;

/** Each piece of evidence times its weight; in the logarithm of odds. */
export function weighedEvidence(
  evidence: Found['evidence'],
  by: Evidenced,
  lang: Understood,
): Record<string, number> {
  return Object.fromEntries(
    EVIDENCE.map((name, k) => [name, rounded((evidence[name] ?? 0) * (WEIGHTS[by][lang][k] ?? 0))]),
  );
}

/** What was looked for, what was found, and what decided. `said` is what was compared with the names. */
export function explainFinding(
  { by, found, none, kinds }: Finding,
  said: string,
  lang: Understood,
): FindingTrace {
  return {
    text: said,
    lang,
    by,
    kinds: kinds.map(({ kind, p, carried }) => ({
      id: kind.id,
      name: { zh: kind.zh[0]!.text, en: kind.en[0]! },
      p: share(p),
      carried,
    })),
    candidates: found.slice(0, SHOWN).map(({ product, p, evidence }) => ({
      gtin: product.gtin,
      name: product.name,
      p: share(p),
      evidence: Object.fromEntries(
        Object.entries(evidence).flatMap(([name, value]) => (value === 0 ? [] : [[name, rounded(value)]])),
      ),
      weighed: Object.fromEntries(
        Object.entries(weighedEvidence(evidence, by, lang)).filter(([, value]) => value !== 0),
      ),
    })),
    none: share(none),
    decided: decidedBy(found, none, by, lang),
  };
}

function decidedBy(
  found: readonly Found[],
  none: number,
  by: Evidenced,
  lang: Understood,
): FindingTrace['decided'] {
  const first = found[0];
  if (!first || none > first.p)
    return first
      ? [{ evidence: 'nothing', by: rounded(Math.log(none / Math.max(first.p, Number.MIN_VALUE))) }]
      : [];
  const next = found.find((f) => f.p < AS_LIKELY * first.p);
  const [own, other] = [
    weighedEvidence(first.evidence, by, lang),
    next ? weighedEvidence(next.evidence, by, lang) : {},
  ];
  return Object.entries(own)
    .map(([evidence, value]) => ({ evidence, by: rounded(value - (other[evidence] ?? 0)) }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by)
    .slice(0, DECIDING);
}
