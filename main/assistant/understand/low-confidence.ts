import type { ContentPart, Meaning, Question } from './types';

/**
 * Characters that the recogniser itself doubts name nothing: unknown words below this mean confidence are
 * dropped.
 */
const DOUBTED = 0.35;

/** The meaning without unknown words that were hardly heard. @param text the hypothesis that was read */
export function withoutHardlyHeard(meaning: Meaning, utterance: Question, text: string): Meaning {
  const heard = confidenceIn(meaning, utterance, text);
  return heard
    ? { ...meaning, parts: meaning.parts.filter((part) => part.span !== undefined || heard(part) >= DOUBTED) }
    : meaning;
}

/**
 * Mean confidence in [0,1] that the recogniser has in a part of what it heard; undefined where it told none.
 */
function confidenceIn(
  meaning: Meaning,
  utterance: Question,
  text: string,
): ((part: ContentPart) => number) | undefined {
  const confidence = utterance.nbest?.find((h) => h.text === text)?.confidence;
  if (!confidence || confidence.length !== text.length || meaning.text.length !== text.length)
    return undefined;
  return (part) =>
    confidence.slice(part.start, part.end).reduce((sum, c) => sum + c, 0) /
    Math.max(1, part.end - part.start);
}

/**
 * What is named must be heard surer than this before anybody is sent to it. A long name that is there letter
 * by letter is no accident: its syllables' confidences together must amount to `byLetter`. One that only
 * sounds like it must be surer, on average, and so must names that lie scattered in the sentence, three and
 * more: a shopper names a thing in one place, noise in many.
 */
const ASK_FIRST = { byLetter: 0.95, bySound: 0.62, scattered: 0.5 } as const;
/** Latin letters that make a syllable. */
const LETTERS_A_SYLLABLE = 2;

/** Marks a meaning whose names the recogniser itself is not sure of. */
export function withLowConfidence(meaning: Meaning, utterance: Question, text: string): Meaning {
  const heard = confidenceIn(meaning, utterance, text);
  if (!heard) return meaning;
  const exact = meaning.parts.filter((part) => part.span?.how === 'exact');
  const sure = exact.reduce((sum, part) => sum + heard(part) * syllablesIn(part.text), 0);
  const syllables = exact.reduce((sum, part) => sum + syllablesIn(part.text), 0);
  const doubtful =
    (exact.length > 0 && sure < ASK_FIRST.byLetter) ||
    (scattered(meaning, exact) && sure < ASK_FIRST.scattered * syllables) ||
    meaning.parts.some((part) => part.span && part.span.how !== 'exact' && heard(part) < ASK_FIRST.bySound);
  return doubtful ? { ...meaning, doubtful } : meaning;
}

/** Three names or more, with other words between them. */
const scattered = (meaning: Meaning, names: readonly ContentPart[]): boolean =>
  names.length > 2 &&
  names.some((part, i) => i > 0 && /[\p{L}\d]/u.test(meaning.text.slice(names[i - 1]!.end, part.start)));

function syllablesIn(text: string): number {
  const latin = text.match(/[a-z]/gi)?.length ?? 0;
  return text.length - latin + latin / LETTERS_A_SYLLABLE;
}
