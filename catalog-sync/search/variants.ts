import { latinSound, readingsOf } from './sound';

/** Two words that may be written as one, and how long they are together. */
const TWO_WORDS = /^[a-z]+ [a-z]+$/;
const LONGEST_JOINED = 16;

/**
 * Forms under which a misspelt or misheard word meets the key: for a Latin word its one-letter deletions and
 * its consonant skeleton, for two Latin words the same deletions of them written as one, for Chinese of three
 * syllables or more its sounds with one syllable missing, and its sounds where a character has several
 * readings.
 */
export function variantForms(key: string, folded: string): string[] {
  if (/^[a-z]{4,}$/.test(key)) return [...deletions(key), `~${latinSound(key)}`];
  if (TWO_WORDS.test(key)) {
    const joined = joinedWords(key);
    return joined.length >= 6 && joined.length <= LONGEST_JOINED ? deletions(joined) : [];
  }
  const readings = otherReadings(key, folded).map((form) => `=${form}`);
  if (folded.length >= 3 && folded.length <= 8 && !/\s/.test(folded))
    return [...deletions(folded), ...readings];
  return readings;
}

/** A key of Latin words written as one word. */
export function joinedWords(key: string): string {
  return key.replace(/ /g, '');
}

/** The sounds a word has where one of its characters is read otherwise. */
function otherReadings(key: string, folded: string): string[] {
  if (folded === '' || key.length > 6) return [];
  const out: string[] = [];
  for (let i = 0; i < key.length; i++) {
    for (const reading of readingsOf(key[i]!))
      if (reading !== folded[i]) out.push(folded.slice(0, i) + reading + folded.slice(i + 1));
  }
  return out.slice(0, 8);
}

/** The text itself and every text with one code unit left out. */
export function deletions(text: string): string[] {
  const out = new Set([text]);
  for (let i = 0; i < text.length; i++) out.add(text.slice(0, i) + text.slice(i + 1));
  return [...out];
}
