import { inUnderstood, type Product } from '../../contract';
import { variantRows } from '../understand/tables/variants';
import { isCase, packSaid } from '../understand/tables/packs';
import { numbersOf } from '../understand/numbers';

/**
 * Details that tell one item of a kind from another and that no lexicon holds: numbers ('85%', 'T16', '五号',
 * '24包'), whole cases, and words that only stand in some of the names.
 */

/**
 * Keeps the items that the details fit; each detail counts only where it fits some of them.
 * @param exclude numbers that mean something else: limits, ordinals
 * @param beside the words that may tell a colour or whom it is for: the text without the names of kinds
 */
export function fitDetails(
  products: readonly Product[],
  text: string,
  loose: readonly string[],
  exclude: readonly string[] = [],
  beside = text,
): Product[] {
  let kept = [...products];
  if (kept.length < 2) return kept;
  // Most questions say no details: names are read where one does.
  const read = new Map<Product, Haystack>();
  const names = (p: Product): Haystack => read.get(p) ?? read.set(p, haystack(p)).get(p)!;
  const narrow = (fits: (p: Product) => boolean): void => {
    const fitting = kept.filter(fits);
    if (fitting.length > 0) kept = fitting;
  };
  for (const number of new Set(numbersOf(text).filter((n) => !exclude.includes(n)))) {
    const pattern = new RegExp(`(?<![\\d.])${number.replace(/[.%]/g, '\\$&')}(?![\\d.]*\\d)`, 'i');
    narrow((p) => pattern.test(names(p).text) || names(p).numbers.has(number));
  }
  for (const m of text.toLowerCase().matchAll(/[\u3400-\u9fff]{1,3}[a-z]{1,3}(?![a-z])/g))
    narrow((p) => names(p).text.includes(m[0].slice(-4)) || names(p).text.includes(m[0]));
  const pack = packSaid(text);
  if (pack) narrow((p) => isCase(`${p.size ?? ''} ${inUnderstood(p.name).join(' ')}`) === (pack === 'case'));
  const said = beside.toLowerCase();
  for (const row of variantRows) {
    const pattern = [row.zh, row.en].find((words) => words?.test(said));
    if (!pattern) continue;
    if (row.excludes) narrow((p) => !row.excludes!.test(names(p).text));
    else if (row.bears) narrow((p) => row.bears!.test(names(p).own));
    else narrow((p) => row.zh?.test(names(p).own) === true || row.en?.test(names(p).own) === true);
  }
  for (const word of loose) narrow((p) => names(p).text.includes(word.toLowerCase().trim()));
  return kept;
}

interface Haystack {
  text: string;
  own: string;
  numbers: Set<string>;
}

function haystack(product: Product): Haystack {
  const text = [
    ...inUnderstood(product.name),
    product.size ?? '',
    ...product.aliasesZh,
    ...product.aliasesEn,
    product.descriptionZh ?? '',
    product.descriptionEn ?? '',
  ]
    .join(' ')
    .toLowerCase();
  // The colour of an item stands in its name or size; a description may mention any.
  const own = [...inUnderstood(product.name), product.size ?? ''].join(' ').toLowerCase();
  return {
    text,
    own,
    numbers: new Set(
      numbersOf([...inUnderstood(product.name), product.size ?? '', ...product.aliasesZh].join(' ')),
    ),
  };
}

/** Whether the item bears the words or all of their numbers. */
export function bears(product: Product, words: string): boolean {
  const hay = haystack(product);
  const numbers = numbersOf(words);
  return (
    hay.text.includes(words.toLowerCase().trim()) ||
    (numbers.length > 0 && numbers.every((n) => hay.numbers.has(n)))
  );
}
