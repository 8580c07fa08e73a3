import { simplified } from '../script';
import type { HeardCharacter } from '../second-pass';
import type { Witness } from './slots';
import { readNumber } from './syllables';

/** No character of the second pass is taken for surer than this. */
const SUREST = 0.97;
const LEAST = 0.05;
/** Digits written where words were misheard are common. */
const DIGITS_TRUST = 0.4;

/**
 * The second pass's text as spoken characters with its confidence in each: simplified, digits read out, Latin
 * words left out.
 */
export function witnesses(heard: readonly HeardCharacter[]): Witness[] {
  const out: Witness[] = [];
  const text = heard.map((c) => c.text).join('');
  const same = simplified(text);
  const plain = same.length === text.length ? same : text;
  for (const match of plain.matchAll(/\p{Script=Han}|\d+/gu)) {
    const run = match[0];
    const units = heard.slice(match.index, match.index + run.length);
    const digits = /\d/.test(run);
    const probability =
      Math.min(SUREST, Math.max(LEAST, Math.exp(Math.min(0, ...units.map((u) => u.logProb))))) *
      (digits ? DIGITS_TRUST : 1);
    const rivals = digits
      ? []
      : units[0]!.rivals.map((r) => ({ character: simplified(r.character), probability: r.probability }));
    for (const character of digits ? readNumber(run) : run) out.push({ character, probability, rivals });
  }
  return out;
}
