import { simplified } from '../script';
import type { Witness } from './slots';
import { readNumber } from './syllables';

/** No character of the second pass is taken for surer than this. */
const SUREST = 0.97;
const LEAST = 0.05;
/** Digits written where words were misheard are common. */
const DIGITS_TRUST = 0.4;

/**
 * The second pass's text as spoken characters with its confidence in each: simplified, digits read out, Latin words left out.
 * @param charLogProbs natural log probability of each UTF-16 unit of `text`
 */
export function witnesses(text: string, charLogProbs: readonly number[]): Witness[] {
  const out: Witness[] = [];
  const same = simplified(text);
  const plain = same.length === text.length ? same : text;
  for (const match of plain.matchAll(/\p{Script=Han}|\d+/gu)) {
    const run = match[0];
    const sure = Math.min(...charLogProbs.slice(match.index, match.index + run.length), 0);
    const digits = /\d/.test(run);
    const probability = Math.min(SUREST, Math.max(LEAST, Math.exp(sure))) * (digits ? DIGITS_TRUST : 1);
    for (const character of digits ? readNumber(run) : run) out.push({ character, probability });
  }
  return out;
}
