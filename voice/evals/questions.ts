import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { DecodingLexicon, Understood } from '../../main/contract';

export interface SpokenQuestion {
  lang: Understood;
  text: string;
  /** Catalog word the question names, for the shelf check. */
  names: string;
}

/** Deterministic draws, so that a run can be repeated. */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const FRAMES: Readonly<Record<Understood, readonly string[]>> = {
  zh: [
    '{}在哪里',
    '请问{}放在哪儿',
    '{}多少钱一瓶',
    '有没有{}',
    '{}还有货吗',
    '我想买{}',
    '{}今天打折吗',
    '帮我找一下{}',
    '哪里能买到{}',
    '{}在几号货架',
    '{}现在有什么优惠',
    '{}含有花生吗',
    '你们这儿卖{}吗',
    '带我去买{}',
  ],
  en: [
    'where can I find {}',
    'how much is the {}',
    'do you have any {}',
    'is {} on sale today',
    'which aisle is the {} in',
    'is the {} in stock',
  ],
};

interface Row {
  name_zh: string;
  name_en: string;
  brand_zh: string;
  category_zh: string;
  category_en: string;
  aliases_zh: string;
}

const rowsOf = (store: string): Row[] =>
  parse(readFileSync(join(store, 'products.csv')), { columns: true, bom: true, relax_column_count: true });
const leaf = (path: string): string => path.split('>').pop()?.trim() ?? '';

/** Store questions about what a feed's `products.csv` names. */
export function storeQuestions(
  store: string,
  lang: Understood,
  count: number,
  seed: number,
): SpokenQuestion[] {
  const rows = rowsOf(store);
  const random = draws(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  return Array.from({ length: count }, (_, i) => {
    const row = pick(rows);
    // Drawn for English too: the questions of a seed stay what they are.
    const alias = pick(row.aliases_zh.split('|')) || leaf(row.category_zh);
    const english = (): string =>
      random() < 0.5 ? leaf(row.category_en).toLowerCase() : row.name_en.replace(/\s*\d.*$/, '');
    const mandarin = (): string =>
      pick([
        leaf(row.category_zh),
        row.brand_zh + leaf(row.category_zh),
        row.name_zh.replace(/[（(].*?[)）]|\s.*$|\d+.*$/g, ''),
        alias,
      ]);
    const names = lang === 'zh' ? mandarin() : english();
    return { lang, names, text: FRAMES[lang][i % FRAMES[lang].length]!.replace('{}', names) };
  });
}

/** A lexicon as the catalog service hands one over, from the feed itself. */
export function feedLexicon(store: string): DecodingLexicon {
  const entries = new Map<string, DecodingLexicon['entries'][number]>();
  const add = (text: string, kind: DecodingLexicon['entries'][number]['kind'], weight: number) =>
    text && !entries.has(text) && entries.set(text, { text, kind, weight });
  for (const row of rowsOf(store)) {
    row.category_zh.split('>').forEach((c) => add(c.trim(), 'category', 3));
    row.category_en.split('>').forEach((c) => add(c.trim(), 'category', 3));
    add(row.brand_zh, 'brand', 2);
    row.aliases_zh.split('|').forEach((a) => add(a, 'alias', 2));
    add(row.name_zh, 'product', 1);
    add(row.name_en, 'product', 1);
  }
  return { sequence: 1, entries: [...entries.values()] };
}
