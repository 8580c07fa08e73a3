import type { Lang } from '../contract';
import { localeOf, say } from './say';

/** How amounts are spoken of other currencies than the yuan, which is named. */
const SYMBOL: Readonly<Record<string, string>> = {
  USD: '$',
  GBP: '£',
  EUR: '€',
  HKD: 'HK$',
  TWD: 'NT$',
  JPY: '¥',
  SGD: 'S$',
  MOP: 'MOP$',
};

/** An amount within a sentence: `12.9 元`, `12.9 yuan`, `$12.90`. */
export function money(amount: number, currency: string, lang: Lang): string {
  const short = Number.isInteger(amount) ? String(amount) : amount.toFixed(2).replace(/0$/, '');
  if (currency === 'CNY') return say(lang, 'money.cny', { amount: short });
  const symbol = SYMBOL[currency];
  if (!symbol) return say(lang, 'money.code', { amount: short, code: currency });
  return say(lang, 'money.symbol', {
    symbol,
    amount: Number.isInteger(amount) ? amount : amount.toFixed(2),
  });
}

/**
 * An amount as a price tag has it: `¥12.90`, `¥8`. An unknown currency code is written before the number.
 */
export function priceTag(amount: number, currency: string, lang: Lang): string {
  const digits = Number.isInteger(amount) ? 0 : 2;
  try {
    return new Intl.NumberFormat(localeOf(lang), {
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
