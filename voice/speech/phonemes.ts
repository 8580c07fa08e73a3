import { hanPhonemes } from './g2p-zh';
import { loadPronunciations, wordPhonemes, type Pronunciations } from './g2p-en';

/** Punctuation the net was trained to breathe at. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  '，': ',',
  '、': ',',
  ',': ',',
  '。': '.',
  '.': '.',
  '！': '!',
  '!': '!',
  '？': '?',
  '?': '?',
  '；': ';',
  ';': ';',
  '：': ':',
  ':': ':',
  '…': '…',
  '—': '—',
};

const TOKEN =
  /(?<han>\p{Script=Han}+)|(?<word>[\p{Script=Latin}]+(?:['’][\p{Script=Latin}]+)*)|(?<mark>[，、,。.！!？?；;：:…—])|(?<gap>\s+)/gu;

/**
 * Phonemes of normalised text (see `normalize`), Mandarin and English mixed in any way: each script by its
 * own rules, spoken by one voice. Empty when nothing in the text can be spoken.
 */
export async function phonemesOf(text: string): Promise<string> {
  const dictionary: Pronunciations = /\p{Script=Latin}{2}/u.test(text) ? await loadPronunciations() : {};
  const parts: string[] = [];
  for (const { groups } of text.matchAll(TOKEN)) {
    if (groups?.['han']) parts.push(' ', hanPhonemes(groups['han']), ' ');
    else if (groups?.['word'])
      parts.push(' ', wordPhonemes(groups['word'].normalize('NFC'), dictionary), ' ');
    else if (groups?.['mark']) parts.push(PUNCTUATION[groups['mark']] ?? '', ' ');
    else parts.push(' ');
  }
  const joined = parts
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,.!?;:…—])/g, '')
    .replace(/([,.!?;:…—])[,.!?;:…—]+/g, '$1')
    .replace(/^[\s,.!?;:…—]+/, '')
    .trim();
  return joined.replace(/ðə (?=[ˈˌ]?[ɑæʌɔWIɛɜAɪiOYʊuəɐ])/g, 'ði ');
}
