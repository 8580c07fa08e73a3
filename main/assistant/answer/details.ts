import { zhNumber, type Product } from '../../contract';

/**
 * Details that tell one item of a kind from another and that no lexicon holds: numbers ('85%', 'T16', '五号', '24包'), whole cases,
 * and words that only stand in some of the names.
 */

const ZH_COUNT = /([零〇一二两三四五六七八九十百]+)(号|级|段|度|寸|包|袋|瓶|盒|个|粒|片|卷|抽|层|公斤|克|升|支|枚|罐|听|只|件|条|颗|联|连|厘米|毫升|斤|米|码|阶|英寸|w|g)/g;
const NUMBER = /[a-z]*\d+(?:\.\d+)?[a-z%]*/g;

/** Numbers as they tell items apart: units of size dropped, Chinese numerals read. */
export function numbersOf(text: string): string[] {
  const out: string[] = [];
  const lower = text.toLowerCase();
  for (const m of lower.matchAll(NUMBER)) out.push(m[0].replace(/(\d)(?:ml|g|l|kg|cm|mm)$/, '$1'));
  for (const m of lower.matchAll(ZH_COUNT)) {
    const value = zhNumber(m[1]!);
    if (value !== undefined && (value > 1 || /[号级段度阶]/.test(m[2]!))) out.push(String(value));
  }
  return out;
}

/** Multi-packs are told by their size ('550ml×24') or by name. */
const CASE = /[x×*]\s*\d{1,3}\b|整箱|箱装|\bcase\b/i;

/** Keeps the items that the details fit; each detail counts only where it fits some of them. */
export function fitDetails(products: readonly Product[], text: string, loose: readonly string[], exclude: readonly string[] = []): Product[] {
  let kept = [...products];
  if (kept.length < 2) return kept;
  const names = new Map(kept.map((p) => [p, haystack(p)]));
  const narrow = (fits: (p: Product) => boolean): void => {
    const fitting = kept.filter(fits);
    if (fitting.length > 0) kept = fitting;
  };
  for (const number of new Set(numbersOf(text).filter((n) => !exclude.includes(n)))) {
    const pattern = new RegExp(`(?<![\\d.])${number.replace(/[.%]/g, '\\$&')}(?![\\d.]*\\d)`, 'i');
    narrow((p) => pattern.test(names.get(p)!.text) || names.get(p)!.numbers.has(number));
  }
  for (const m of text.toLowerCase().matchAll(/[\u3400-\u9fff]{1,3}[a-z]{1,3}(?![a-z])/g)) narrow((p) => names.get(p)!.text.includes(m[0].slice(-4)) || names.get(p)!.text.includes(m[0]));
  if (/整箱|一箱|箱装|成箱|\bcase\b|\bcrate\b/.test(text)) narrow((p) => CASE.test(`${p.size ?? ''} ${p.name.zh} ${p.name.en}`));
  else if (/一(?:瓶|罐|听|盒|支|袋|杯)|单瓶|单盒|散装|\b(?:single|one) (?:bottle|can)\b/.test(text)) narrow((p) => !CASE.test(`${p.size ?? ''} ${p.name.zh} ${p.name.en}`));
  for (const word of loose) narrow((p) => names.get(p)!.text.includes(word.toLowerCase().trim()));
  return kept;
}

function haystack(product: Product): { text: string; numbers: Set<string> } {
  const text = [product.name.zh, product.name.en, product.size ?? '', ...product.aliasesZh, ...product.aliasesEn, product.descriptionZh ?? '', product.descriptionEn ?? ''].join(' ').toLowerCase();
  return { text, numbers: new Set(numbersOf([product.name.zh, product.name.en, product.size ?? '', ...product.aliasesZh].join(' '))) };
}

/** Whether the item bears the words or all of their numbers. */
export function bears(product: Product, words: string): boolean {
  const hay = haystack(product);
  const numbers = numbersOf(words);
  return hay.text.includes(words.toLowerCase().trim()) || (numbers.length > 0 && numbers.every((n) => hay.numbers.has(n)));
}
