import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Product } from '../../contract';
import { allKinds, type Kind } from '../goods';
import { isShelf } from '../goods/kind';

/** A product of somebody else's feed whose kind a person has read off its name. */
export interface KindSample {
  feed: string;
  product: Product;
  /**
   * Kinds that are right, any of them; empty where the goods data has none, which is best said to be unclear.
   */
  right: readonly string[];
}

const FOLDER = 'main/assistant/evals/kinds';
/** `kinds` holds `-` where no kind of ours is right, alone or beside those that will do. */
const Row = z.strictObject({
  name_zh: z.string().min(1),
  name_en: z.string(),
  brand_zh: z.string(),
  brand_en: z.string(),
  category_zh: z.string(),
  category_en: z.string(),
  aliases_zh: z.string(),
  aliases_en: z.string(),
  kinds: z.string().min(1),
});

/**
 * The labelled samples of every feed, `evals/kinds/*.csv`; without their categories and other names where
 * `bare`, as tills have them.
 */
export function kindSamples(bare = false): KindSample[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.csv'))
    .sort()
    .flatMap((file) => {
      const rows = z
        .array(Row)
        .parse(parse(readFileSync(path.join(FOLDER, file)), { columns: true, bom: true }));
      return rows.map((row, i) => ({
        feed: file.replace('.csv', ''),
        product: productOf(row, `${file} ${i}`, bare),
        right: withArticlesAbove(row.kinds.split('|').filter((kind) => kind !== '-')),
      }));
    });
}

/** A plain word that what was labelled is one of will do, too: soft tofu is tofu. A shelf will not. */
function withArticlesAbove(ids: readonly string[]): string[] {
  kinds ??= new Map(allKinds().map((kind) => [kind.id, kind]));
  const out = new Set(ids);
  for (const id of out) {
    const above = kinds.get(kinds.get(id)?.broader ?? '');
    if (above && !isShelf(above)) out.add(above.id);
  }
  return [...out];
}

let kinds: ReadonlyMap<string, Kind> | undefined;

function productOf(row: z.infer<typeof Row>, gtin: string, bare: boolean): Product {
  const levels = (text: string): string[] =>
    bare
      ? []
      : text
          .split('>')
          .map((level) => level.trim())
          .filter(Boolean);
  return {
    gtin,
    name: { zh: row.name_zh, en: row.name_en },
    ...(row.brand_zh || row.brand_en ? { brand: { zh: row.brand_zh, en: row.brand_en } } : {}),
    categoryZh: levels(row.category_zh),
    categoryEn: levels(row.category_en),
    price: 1,
    allergensContains: [],
    allergensMayContain: [],
    allergensFreeFrom: [],
    claims: [],
    aliasesZh: bare ? [] : row.aliases_zh.split('|').filter(Boolean),
    aliasesEn: bare ? [] : row.aliases_en.split('|').filter(Boolean),
    related: [],
  };
}
