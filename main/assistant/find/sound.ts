import { pinyin } from 'pinyin-pro';

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
