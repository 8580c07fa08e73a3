import type { StaffPage, Unanswered } from '../contract';

const MOST_ROWS = 12;

/**
 * Questions without an answer, those about the same goods for the same reason together, the most frequent
 * first.
 */
export function summarize(records: readonly Unanswered[]): StaffPage['unanswered'] {
  const rows = new Map<string, StaffPage['unanswered'][number]>();
  for (const { words, kinds, reason, scanned } of records) {
    const sorted = [...words].sort();
    const key = JSON.stringify([sorted, reason, scanned]);
    const row = rows.get(key) ?? { words: sorted, kinds: [], reason, count: 0, ...(scanned && { scanned }) };
    rows.set(key, {
      ...row,
      count: row.count + 1,
      kinds: [...new Set([...row.kinds, ...kinds])].slice(0, 3),
    });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count).slice(0, MOST_ROWS);
}
