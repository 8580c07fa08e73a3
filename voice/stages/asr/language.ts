import type { Hypothesis, Understood } from '../../../main/contract';
import { meanConfidence, type Decoded, type StoreDecoder } from './lexicon/decoder';
import { spread, wordsOf, type Mended } from './lexicon/english';
import { tidy } from './script';
import type { HeardCharacter, SecondPassResult } from './second-pass';

/**
 * Log odds that the expected language is ahead by, and that English falls behind by where the second pass is
 * unsure of it.
 */
const EXPECTED = 0.8;
/** English that the second pass is itself so unsure of is as likely misheard Mandarin. */
const DOUBTFUL = 0.45;
/**
 * English this unsure is a language model's invention; so is doubtful English that the Mandarin net hears as
 * well, about as many syllables of it: of real English it hears half of them at most.
 */
const INVENTED = 0.3;
const AS_WELL = 0.6;
/**
 * What speaks for a language is how much of its words are the store's or of asking, times how surely they
 * were heard; above this much, by so many log odds each.
 */
const WORDS = { least: 0.3, weight: 4 } as const;
/**
 * Below this mean probability of its own words Whisper hears through noise, and then even what fits is
 * doubted, by a power of what is missing. English stands on Whisper alone, and being prompted makes it surer
 * of itself.
 */
const THROUGH_NOISE = { zh: { below: 0.45, power: 2 }, en: { below: 0.6, power: 4 } } as const;
/** How much worse the second hypothesis of English is, natural log. */
const STEP = 0.1;

/** What is left, in [0,1], of the confidence in what the second pass heard. */
export const clarityOf = (second: SecondPassResult, lang: Understood): number =>
  Math.min(1, (Math.exp(second.logProb) / THROUGH_NOISE[lang].below) ** THROUGH_NOISE[lang].power);

/** What the streaming net heard: its best path as text, and its best reading by the store's words. */
export interface FirstHeard {
  greedy: string;
  best: Decoded | undefined;
}

/** What the expected language adds to the odds of English. */
const TOWARDS: Readonly<Record<Understood, number>> = { en: EXPECTED, zh: -EXPECTED };

/** English when the second pass hears English and the streaming net does not hear the store's Mandarin. */
export function languageOf(
  second: SecondPassResult,
  { greedy, best }: FirstHeard,
  decoder: StoreDecoder,
  expected: Understood | undefined,
): Understood {
  if (!/[A-Za-z]{2}/.test(second.text) || (second.lang === 'en' && isInvented(second, greedy))) return 'zh';
  const sure = Math.exp(second.logProb);
  const towards = expected === undefined ? 0 : TOWARDS[expected];
  const english = second.lang === 'en' ? second.langProbability : 1 - second.langProbability;
  const doubt = sure < DOUBTFUL ? EXPECTED : 0;
  const speaksFor = (words: number) => WORDS.weight * Math.max(0, words - WORDS.least);
  const odds =
    Math.log((english + 1e-3) / (1 - english + 1e-3)) +
    towards -
    doubt +
    speaksFor(decoder.englishShare(second.text) * sure) -
    speaksFor(best ? best.domain * meanConfidence(best) : 0);
  return odds > 0 ? 'en' : 'zh';
}

function isInvented(second: SecondPassResult, greedy: string): boolean {
  const sure = Math.exp(second.logProb);
  const syllables = second.text.match(/[aeiouy]+/gi)?.length ?? 0;
  const mandarin = greedy.match(/\p{Script=Han}/gu)?.length ?? 0;
  return sure < INVENTED || (sure < DOUBTFUL && mandarin > AS_WELL * syllables);
}

/** English as the second pass heard it, the store's names mended, and as it stands. */
export function inEnglish(
  second: SecondPassResult,
  decoder: StoreDecoder,
): { text: string; confidence: number; nbest: Hypothesis[] } {
  const text = tidy(second.text);
  const clear = clarityOf(second, 'en');
  const sureness = surenessOf(second.characters, text)?.map((s) => s * clear);
  const plainly: Mended = { text, confidence: sureness && spread(text, wordsOf(text), sureness) };
  const both = [decoder.english(text, sureness), plainly].filter(
    (m, i, all) => all.findIndex((o) => o.text === m.text) === i,
  );
  const nbest = both.map((m, i) => ({
    text: m.text,
    score: second.logProb - i * STEP,
    ...(m.confidence && { confidence: m.confidence }),
  }));
  return { text: both[0]!.text, confidence: Math.exp(second.logProb), nbest };
}

/**
 * The least probability of the characters of each word in the `tidied` text; none where the model tells none
 * or writes words otherwise.
 */
function surenessOf(characters: readonly HeardCharacter[], tidied: string): number[] | undefined {
  const text = characters.map((c) => c.text).join('');
  const words = wordsOf(text);
  const told = new Set(characters.map((c) => c.logProb)).size > 1;
  if (!told || words.length !== wordsOf(tidied).length) return undefined;
  let at = 0;
  return words.map((word) => {
    const start = text.indexOf(word, at);
    at = start + word.length;
    return Math.exp(Math.min(...characters.slice(start, at).map((c) => c.logProb)));
  });
}
