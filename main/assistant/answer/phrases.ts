import type { Bilingual, Lang, Place, Product } from '../../contract';

/**
 * Small pieces of answers. Every figure comes from the catalog; texts are spoken as they stand, so they are
 * short and have no markup.
 */

export function pick(text: Bilingual, lang: Lang): string {
  return (lang === 'zh' ? text.zh : text.en) || text.zh || text.en;
}

const SYMBOL: Record<string, string> = {
  USD: '$',
  GBP: '£',
  EUR: '€',
  HKD: 'HK$',
  TWD: 'NT$',
  JPY: '¥',
  SGD: 'S$',
  MOP: 'MOP$',
};

/** `12.9 元`, `12.90 yuan`, `$12.90`. */
export function money(amount: number, currency: string, lang: Lang): string {
  const digits = Number.isInteger(amount) ? String(amount) : amount.toFixed(2).replace(/0$/, '');
  if (currency === 'CNY') return lang === 'zh' ? `${digits} 元` : `${digits} yuan`;
  const symbol = SYMBOL[currency];
  return symbol
    ? `${symbol}${Number.isInteger(amount) ? amount : amount.toFixed(2)}`
    : `${digits} ${currency}`;
}

/** `B3 货架第 2 节`, `aisle B3, bay 2`. */
export function placeText(place: Place, lang: Lang): string {
  if (lang === 'zh') return `${place.aisle} 货架${place.bay ? `第 ${place.bay} 节` : ''}`;
  return `aisle ${place.aisle}${place.bay ? `, bay ${place.bay}` : ''}`;
}

/** A product's name with its size where the name does not already say it. */
export function nameOf(product: Product, lang: Lang): string {
  const name = pick(product.name, lang);
  const size = product.size ?? '';
  const bare = (text: string): string => text.toLowerCase().replace(/\s+/g, '');
  return size !== '' && !bare(name).includes(bare(size)) ? `${name} ${size}` : name;
}

/** Two names with 和, three with commas; never more. */
export function listNames(names: readonly string[], lang: Lang): string {
  const few = names.slice(0, 3);
  if (few.length <= 1) return few.join('');
  return lang === 'zh' ? few.join('、') : `${few.slice(0, -1).join(', ')} and ${few.at(-1)}`;
}

export function leaf(path: readonly string[]): string {
  return path.at(-1) ?? '';
}

/** The first letter of a sentence in capitals. */
export function sentence(text: string): string {
  return text === '' ? text : text[0]!.toUpperCase() + text.slice(1);
}
