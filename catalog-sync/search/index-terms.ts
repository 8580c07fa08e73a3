import { splitPath } from './category-path';
import { cutForIndex, cutWords } from './segment';
import { englishHeads, headRun, isPackaging } from './head-nouns';
import { findSizes, sizeKey } from './sizes';
import { SINGLE_NOUNS, synonymGroups } from './synonyms';
import { foldText, isHan, textKey, token, units } from './text';

export interface IndexedProduct {
  id: number;
  gtin: string;
  name_zh: string;
  name_en: string;
  category_zh: string;
  brand_zh: string;
  brand_en: string;
  size: string;
  aliases_zh: string;
  aliases_en: string;
  claims: string;
}

/** The columns of `product` that any of this depends on. */
export const INDEXED_COLUMNS =
  'id, gtin, name_zh, name_en, category_zh, brand_zh, brand_en, size, aliases_zh, aliases_en, claims';

/** A lexicon entry that a product brings; `kind` as in `search-schema.ts`. */
export interface Term {
  key: string;
  kind: 'b' | 'a' | 't';
  ref: string;
  weight: number;
}

/**
 * What a product is found by. Tokens: `b_` brand, `c_` category id (every ancestor), `a_` alias, `t_` word of
 * a name, `h_` head noun of a name (what kind of thing it is), `s_` size, `k_` claim.
 */
export function indexTermsOf(
  product: IndexedProduct,
  categoryIds: ReadonlyMap<string, number>,
): { tokens: string[]; terms: Term[] } {
  const tokens = new Set<string>();
  const terms: Term[] = [];
  const brandRef = textKey(product.brand_zh || product.brand_en);
  if (brandRef !== '') {
    tokens.add(token('b', brandRef));
    for (const name of [product.brand_zh, product.brand_en])
      if (name) terms.push({ key: textKey(name), kind: 'b', ref: brandRef, weight: 1 });
  }
  const path = splitPath(product.category_zh);
  for (let depth = 1; depth <= path.length; depth++) {
    const id = categoryIds.get(path.slice(0, depth).join(' > '));
    if (id !== undefined) tokens.add(`c_${id}`);
  }
  for (const alias of [...product.aliases_zh.split('|'), ...product.aliases_en.split('|')]) {
    const key = textKey(alias);
    if (key === '') continue;
    tokens.add(token('a', key));
    terms.push({ key, kind: 'a', ref: key, weight: 1 });
    for (const word of isHan(key[0]) ? chineseWords(foldText(alias)) : englishWords(alias))
      addTerm(word, 't', 0.8);
  }
  for (const size of findSizes(foldText(`${product.size} ; ${product.name_zh} ; ${product.name_en}`)))
    tokens.add(token('s', sizeKey(size)));
  for (const claim of product.claims.split('|')) if (claim !== '') tokens.add(token('k', claim));
  const zh = foldText(product.name_zh);
  for (const word of [...chineseWords(zh), ...nounsIn(zh)]) addTerm(word, 't', 1);
  for (const word of [...chineseHeads(zh), ...nounsAtEnd(headRun(zh))]) addTerm(word, 'h', 1);
  for (const word of englishWords(product.name_en)) addTerm(word, 't', 1);
  for (const word of englishHeads(product.name_en)) addTerm(word, 'h', 1);
  return { tokens: [...tokens], terms };

  function addTerm(word: string, prefix: 't' | 'h', weight: number): void {
    tokens.add(token(prefix, word));
    // Every head is a word of its name, too, so that a search for words needs one list.
    tokens.add(token('t', word));
    terms.push({ key: word, kind: 't', ref: word, weight });
  }
}

function chineseWords(folded: string): string[] {
  const out: string[] = [];
  for (const word of cutForIndex(folded)) {
    if (!isHan(word[0])) continue;
    if (word.length >= 2 && !isPackaging(word)) out.push(word);
    else if (SINGLE_NOUNS.has(word)) out.push(word);
  }
  for (const unit of units(folded))
    if (!unit.han && !/^\d/.test(unit.key) && unit.key.length >= 2) out.push(unit.key);
  return out;
}

/**
 * Common nouns of general retail language that a name has, whatever the segmentation made of them: 位插线板 has
 * 插线板.
 */
function nounsIn(folded: string): string[] {
  const out: string[] = [];
  for (let i = 0; i < folded.length; i++)
    for (let size = 2; size <= 6 && i + size <= folded.length; size++)
      if (commonNouns.has(folded.slice(i, i + size))) out.push(folded.slice(i, i + size));
  return out;
}

function nounsAtEnd(run: string): string[] {
  const out: string[] = [];
  for (let size = 2; size <= 6 && size <= run.length; size++)
    if (commonNouns.has(run.slice(-size))) out.push(run.slice(-size));
  return out;
}

/** The last noun of a Chinese name and the shorter words it ends with: 老坛酸菜牛肉面 → 牛肉面, 面. */
function chineseHeads(folded: string): string[] {
  const run = headRun(folded);
  if (run === '') return [];
  const words = cutWords(run);
  const heads = new Set<string>();
  let tail = '';
  for (let i = words.length - 1; i >= 0 && words.length - i <= 3; i--) {
    tail = words[i]! + tail;
    if (tail.length > 6) break;
    if (tail.length >= 2 || SINGLE_NOUNS.has(tail)) heads.add(tail);
  }
  for (const word of cutForIndex(run))
    if (run.endsWith(word) && (word.length >= 2 || SINGLE_NOUNS.has(word))) heads.add(word);
  const last = run.at(-1)!;
  if (SINGLE_NOUNS.has(last)) heads.add(last);
  if (run.length <= 6 && run.length >= 2) heads.add(run);
  return [...heads];
}

const commonNouns = new Set(
  synonymGroups.flatMap((group) => group.split('|')).filter((word) => /^[\u3400-\u9fff]{2,}$/.test(word)),
);

const EN_STOP = new Set('the a an of and with for in on to by from no plus or new'.split(' '));

function englishWords(text: string): string[] {
  return units(foldText(text))
    .filter((unit) => !unit.han && unit.key.length >= 2 && !EN_STOP.has(unit.key) && !/^\d/.test(unit.key))
    .map((unit) => unit.key);
}
