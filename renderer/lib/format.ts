import type { Lang, Place } from '../../main/contract';
import { say } from '../../main/words';

/**
 * Money as the store's customers write it: `¥12.90`, `¥8`. An unknown currency code is written before the
 * number.
 */
export function money(amount: number, currency: string, lang: Lang): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  try {
    return new Intl.NumberFormat(lang === 'zh' ? 'zh-CN' : 'en', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: 2,
    }).format(amount);
  } catch {
    return `${currency} ${amount.toFixed(2)}`;
  }
}

/** A place in words: `B3 货架 · 第 2 节 · 第 3 层`. */
export function placeText(place: Place, lang: Lang): string {
  return placeParts(place, lang).join(' · ');
}

export function placeParts(place: Place, lang: Lang): string[] {
  return [
    aisleText(place.aisle, lang),
    ...(place.bay ? [say(lang, 'screen.place.bay', { bay: place.bay })] : []),
    ...(place.shelf ? [say(lang, 'screen.place.shelf', { shelf: place.shelf })] : []),
  ];
}

/** `B3 货架`; an aisle that is named in words already (`生鲜区`, `Aisle 5`) stays as it is. */
export function aisleText(aisle: string, lang: Lang): string {
  return /[\u4e00-\u9fff]|aisle/i.test(aisle) ? aisle : say(lang, 'screen.place.aisle', { aisle });
}

/** Metres to walk, as one says it: whole ones, never nought. */
export const metres = (length: number): number => Math.max(1, Math.round(length));
