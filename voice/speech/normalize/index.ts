import type { Lang } from '../../../main/contract';
import { clean, plainDigits } from './clean';
import { normalizeEn } from './en';
import { normalizeZh } from './zh';

/**
 * Text as it is said: prices, sizes, times, dates, shares, shelf codes, telephone numbers and signs in words of the language; barcodes
 * left out. Any text comes through, no digit is left, words of the other language stay as they are.
 */
export function normalize(text: string, lang: Lang): string {
  const cleaned = plainDigits(clean(text));
  return lang === 'zh' ? normalizeZh(cleaned) : normalizeEn(cleaned);
}
