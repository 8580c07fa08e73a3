import type { SlotEvidence } from './confusion';
import type { Unit } from './evidence';

/** How well a reading fits what was heard. */
export interface Fit {
  /**
   * For each unit the natural log of its evidence against the best evidence in its place; 0 is a perfect fit.
   */
  units: number[];
  /** Mean over all places of what the reading gives away against reading every place freely; at most 0. */
  mean: number;
}

/**
 * Lays a reading's units over the slots again (Viterbi) and tells what it gives away where. @param unheard
 * log probability of a unit without a slot
 */
export function fitOf(units: readonly Unit[], slots: readonly SlotEvidence[], unheard: number): Fit {
  const [n, m] = [slots.length, units.length];
  const table = Array.from({ length: n + 1 }, () => new Float64Array(m + 1).fill(-Infinity));
  table[0]![0] = 0;
  const said = (i: number, j: number): number => slots[i]!.logProb(units[j]!) - slots[i]!.best;
  const nothing = (i: number): number => slots[i]!.nothing - slots[i]!.best;
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      const here = table[i]![j]!;
      if (i < n && j < m) table[i + 1]![j + 1] = Math.max(table[i + 1]![j + 1]!, here + said(i, j));
      if (i < n) table[i + 1]![j] = Math.max(table[i + 1]![j]!, here + nothing(i));
      if (j < m) table[i]![j + 1] = Math.max(table[i]![j + 1]!, here + unheard);
    }
  }
  const fits = new Array<number>(m).fill(unheard);
  for (let i = n, j = m; i > 0 || j > 0;) {
    const here = table[i]![j]!;
    if (i > 0 && j > 0 && here === table[i - 1]![j - 1]! + said(i - 1, j - 1)) {
      fits[--j] = said(--i, j);
    } else if (i > 0 && here === table[i - 1]![j]! + nothing(i - 1)) i--;
    else j--;
  }
  return { units: fits, mean: n === 0 ? 0 : table[n]![m]! / n };
}
