import { doubleMetaphone } from 'double-metaphone';
import { pinyin } from 'pinyin-pro';
import type { Understood } from '../../contract';

/** A toneless syllable with what Mandarin speakers mix up made the same: zh/z ch/c sh/s, n/l, final ng/n. */
export function fuzzySyllable(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n/, 'l')
    .replace(/ng$/, 'n');
}

const KEPT = /[\u4e00-\u9fffA-Za-z0-9]/g;

/** The fuzzy syllables of a Chinese text, Latin runs and digits as they are. */
export function syllablesOf(text: string): string[] {
  const kept = (text.match(KEPT) ?? []).join('');
  return pinyin(kept, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).map(fuzzySyllable);
}

const codes = new Map<string, string>();

/**
 * How the words of an English text sound, by double metaphone's first code ('flour' and 'flower' are FLR);
 * numbers as they are.
 */
export function phoneticsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z']{2,}|\d+/g) ?? [])
    .map((word) => {
      let code = codes.get(word);
      if (code === undefined) codes.set(word, (code = /\d/.test(word) ? word : doubleMetaphone(word)[0]));
      return code;
    })
    .filter(Boolean);
}

/** How a text sounds, part by part. */
export const soundsOf = (text: string, lang: Understood): string[] =>
  lang === 'zh' ? syllablesOf(text) : phoneticsOf(text);
