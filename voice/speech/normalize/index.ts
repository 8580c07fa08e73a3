import type { Understood } from '../../../main/contract';
import { clean, plainDigits } from './clean';
import { normalizeEn } from './en';
import { normalizeZh } from './zh';

/**
 * Longest stretch the rules look at in one go, characters: a reply's clauses are far shorter, and no text can
 * make them slow.
 */
const STRETCH = 400;

/**
 * Text as it is said: prices, sizes, times, dates, shares, shelf codes, telephone numbers and signs in words
 * of the language; barcodes left out. Any text comes through, no digit is left, words of the other language
 * stay as they are.
 */
export function normalize(text: string, lang: Understood): string {
  return stretches(text)
    .map((stretch) => {
      const cleaned = plainDigits(clean(stretch));
      return lang === 'zh' ? normalizeZh(cleaned) : normalizeEn(cleaned);
    })
    .join(' ')
    .trim();
}

function stretches(text: string): string[] {
  if (text.length <= STRETCH) return [text];
  return (
    text.match(
      new RegExp(`[\\s\\S]{1,${STRETCH - 50}}(?:$|[\\s。，！？；、.,!?;])|[\\s\\S]{1,${STRETCH}}`, 'gu'),
    ) ?? []
  );
}
