import type { HeardCharacter, Rival } from '../second-pass';
import type { Vocabulary } from './vocabulary';

/** One step of the decoder: the token taken and the likeliest ones, itself among them. */
export interface DecodedStep {
  token: number;
  logProb: number;
  likeliest: readonly { token: number; logProb: number }[];
}

const HAN = /\p{Script=Han}/u;

/**
 * Takes tokens apart into characters. A rival of a character's first token speaks by its own first character;
 * one of a later token by what the bytes then spell.
 */
export function charactersOf(steps: readonly DecodedStep[], words: Vocabulary): HeardCharacter[] {
  const out: HeardCharacter[] = [];
  let pending: DecodedStep[] = [];
  for (const step of steps) {
    pending.push(step);
    const piece = words.decode(pending.map((s) => s.token));
    if (piece.endsWith('\uFFFD')) continue;
    const logProb = Math.min(...pending.map((s) => s.logProb));
    const rivals = rivalsOf(pending, words);
    for (const [k, text] of piece.split('').entries())
      out.push({ text, logProb, rivals: k === 0 && HAN.test(text) ? rivals : [] });
    pending = [];
  }
  return out;
}

function rivalsOf(steps: readonly DecodedStep[], words: Vocabulary): Rival[] {
  const mass = new Map<string, number>();
  let before = 0;
  const prefix: number[] = [];
  for (const step of steps) {
    for (const { token, logProb } of step.likeliest) {
      const [first] = words.decode([...prefix, token]).trimStart();
      if (first && HAN.test(first)) mass.set(first, (mass.get(first) ?? 0) + Math.exp(before + logProb));
    }
    before += step.logProb;
    prefix.push(step.token);
  }
  return [...mass]
    .map(([character, probability]) => ({ character, probability }))
    .sort((a, b) => b.probability - a.probability);
}
