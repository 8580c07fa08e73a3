import { soundsOf, toneless } from '../stages/asr/lexicon/syllables';

/** Levenshtein distance between two sequences. */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** Errors over a set, counted in units: characters, toneless syllables or words. */
export class ErrorRate {
  private errors = 0;
  private units = 0;

  add(reference: readonly string[], heard: readonly string[]): void {
    this.errors += editDistance(reference, heard);
    this.units += reference.length;
  }

  get rate(): number {
    return this.units === 0 ? 0 : this.errors / this.units;
  }

  toString(): string {
    return this.rate.toFixed(3);
  }
}

export const charactersOf = (text: string): string[] => [...text.replace(/[\s\p{P}]/gu, '').toLowerCase()];
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
export const soundsIn = (text: string): string[] =>
  (soundsOf(text.replace(/[A-Za-z]{3,}/g, ' '))?.syllables ?? []).map(toneless);

/** The value below which `share` of the sorted values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
