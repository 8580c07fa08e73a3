import { probabilities } from '../find/rank';
import type { Read } from '../training/examples';

/** One answer's sureness, and whether it was right. */
export interface Claim {
  p: number;
  right: boolean;
}

/**
 * Items that count as meant as well are at least so likely beside the likeliest
 * (`decision/decided-subject.ts`).
 */
const AS_LIKELY = 0.3;
const BINS = 10;

/**
 * How sure the finder is of what it would say, by these weights: of all that are about as likely as the first
 * item together, or that the store has no such thing.
 */
export function claimOf({ evidence, right }: Read, weights: ArrayLike<number>): Claim {
  const p = probabilities(evidence, weights);
  const none = p.length - 1;
  const items = p
    .map((_, i) => i)
    .slice(0, none)
    .sort((a, b) => p[b]! - p[a]!);
  const first = items[0];
  const group =
    first === undefined ? 0 : items.reduce((sum, i) => sum + (p[i]! >= AS_LIKELY * p[first]! ? p[i]! : 0), 0);
  return first === undefined || p[none]! > group
    ? { p: p[none]!, right: right[none]! }
    : { p: group, right: right[first]! };
}

export interface Bin {
  from: number;
  to: number;
  claims: number;
  /** Means, in [0,1]. */
  said: number;
  right: number;
}

/** Claims by their sureness, in ten bins; empty ones are left out. */
export function binsOf(claims: readonly Claim[]): Bin[] {
  return Array.from({ length: BINS }, (_, i) => i).flatMap((i) => {
    const inside = claims.filter(({ p }) => Math.min(BINS - 1, Math.floor(p * BINS)) === i);
    if (inside.length === 0) return [];
    return [
      {
        from: i / BINS,
        to: (i + 1) / BINS,
        claims: inside.length,
        said: inside.reduce((sum, c) => sum + c.p, 0) / inside.length,
        right: inside.filter((c) => c.right).length / inside.length,
      },
    ];
  });
}

const pc = (share: number): string => (100 * share).toFixed(1);

/** How far off, by points of a hundred, on average over all claims. */
export const offBy = (bins: readonly Bin[]): number =>
  bins.reduce((sum, b) => sum + b.claims * Math.abs(b.said - b.right), 0) /
  Math.max(
    1,
    bins.reduce((sum, b) => sum + b.claims, 0),
  );

/** A Markdown table; goal: no bin further off than three points. */
export function calibrationTable(title: string, claims: readonly Claim[]): string[] {
  const bins = binsOf(claims);
  return [
    `| ${title}: says it is sure by | answers | said on average | right | off by |`,
    '| --- | ---: | ---: | ---: | ---: |',
    ...bins.map(
      (b) =>
        `| ${Math.round(100 * b.from)} to ${Math.round(100 * b.to)} % | ${b.claims} | ${pc(b.said)} | ${pc(b.right)} | ${b.right >= b.said ? '+' : '−'}${pc(Math.abs(b.right - b.said))} |`,
    ),
    `| all | ${claims.length} | | | ${pc(offBy(bins))} on average |`,
  ];
}
