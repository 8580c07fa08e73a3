import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Understood } from '../../../main/contract';
import { draws } from '../questions';

/** A spoken question for where something stands; what is right comes from the feed's rows alone. */
export interface ShelfQuestion {
  id: string;
  /** Folder below build/. */
  store: string;
  lang: Understood;
  text: string;
  /** What is asked for, as it is named. */
  names: string;
  kind: 'category' | 'alias' | 'product' | 'brand';
  /** Aisles of every row that the name means. */
  aisles: string[];
}

interface Row {
  gtin: string;
  name_zh: string;
  name_en: string;
  brand_zh: string;
  brand_en: string;
  category_zh: string;
  category_en: string;
  aliases_zh: string;
  aliases_en: string;
}

/** How many questions of each store and language a full set has. */
const SHARES: readonly { store: string; zh: number; en: number }[] = [
  { store: 'demo-store', zh: 140, en: 28 },
  { store: 'eval-stores/electronics-home', zh: 64, en: 28 },
  { store: 'eval-stores/corner-grocery', zh: 36, en: 28 },
];

const FRAMES: Readonly<Record<Understood, readonly string[]>> = {
  zh: [
    '{}在哪里',
    '请问{}放在哪儿',
    '{}在几号货架',
    '请问{}在哪个货架上',
    '哪里能买到{}',
    '我想买{}',
    '帮我找一下{}',
    '有没有{}',
    '带我去买{}',
    '请问{}怎么走',
    '你好我想找{}',
    '你们这儿卖{}吗',
    '{}摆在什么地方',
    '麻烦问一下{}在哪一排',
  ],
  en: [
    'where can I find {}',
    'where is the {}',
    'which aisle is the {} in',
    'do you sell {}',
    'I am looking for {}',
    'excuse me, where do you keep the {}',
    'can you take me to the {}',
    'do you have any {}',
  ],
};

const leaf = (path: string): string => path.split('>').pop()?.trim() ?? '';
const list = (cell: string): string[] =>
  cell
    .split('|')
    .map((a) => a.trim())
    .filter(Boolean);
/** A name as a shopper says it: no brackets, no size. */
const said = (name: string): string =>
  name
    .replace(/[（(].*?[)）]/g, '')
    .replace(
      /\s*\d+(?:[.,]\d+)*\s*(?:ml|l|g|kg|cm|mm|m|w|gb|tb|inch|毫升|升|克|千克|公斤|片|抽|包|袋|瓶|罐|盒|支|枚|只|卷|粒|寸|米|厘米)?(?:\s|$).*$/iu,
      '',
    )
    .trim();

function read(store: string, file: string): Record<string, string>[] {
  return parse(readFileSync(join('build', store, file)), {
    columns: true,
    bom: true,
    relax_column_count: true,
  });
}

/** Every question of the set, always the same: `id` holds over runs. */
export function shelfQuestions(): ShelfQuestion[] {
  return SHARES.flatMap(({ store, zh, en }) => {
    const rows = read(store, 'products.csv') as unknown as Row[];
    const aisles = new Map<string, Set<string>>();
    for (const { gtin, aisle } of read(store, 'locations.csv'))
      aisles.set(gtin!, (aisles.get(gtin!) ?? new Set()).add(aisle!));
    return [...ofStore(store, 'zh', zh, rows, aisles), ...ofStore(store, 'en', en, rows, aisles)];
  });
}

function ofStore(
  store: string,
  lang: Understood,
  count: number,
  rows: readonly Row[],
  aisles: ReadonlyMap<string, ReadonlySet<string>>,
): ShelfQuestion[] {
  const random = draws(count * 31 + store.length);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const asked = new Map<string, ShelfQuestion>();
  for (let turn = 0; asked.size < count && turn < count * 20; turn++) {
    const row = pick(rows)!;
    const [name, brand, category, aliases] =
      lang === 'zh'
        ? [said(row.name_zh), row.brand_zh, leaf(row.category_zh), list(row.aliases_zh)]
        : [said(row.name_en), row.brand_en, leaf(row.category_en).toLowerCase(), list(row.aliases_en)];
    const kind = (['category', 'alias', 'product', 'brand'] as const)[turn % 4]!;
    const names = {
      category,
      alias: pick(aliases),
      product: name,
      brand: brand && aliases.length > 0 ? brand + (lang === 'en' ? ' ' : '') + aliases[0] : undefined,
    }[kind];
    // Symbols and single letters are written, not said.
    if (!names || names.length < 2 || /[/&+()]/.test(names)) continue;
    const right = new Set(
      rows
        .filter((other) => means(other, row, names, kind, lang))
        .flatMap((other) => [...(aisles.get(other.gtin) ?? [])]),
    );
    if (right.size === 0) continue;
    const text = FRAMES[lang][asked.size % FRAMES[lang].length]!.replace('{}', names);
    const id = createHash('sha256').update([store, lang, text].join('\n')).digest('hex').slice(0, 10);
    if (!asked.has(names)) asked.set(names, { id, store, lang, text, names, kind, aisles: [...right] });
  }
  return [...asked.values()];
}

/**
 * Whether somebody who names `row` so may mean `other`: another of that kind, that alias or that very name.
 */
function means(other: Row, row: Row, names: string, kind: ShelfQuestion['kind'], lang: Understood): boolean {
  if (other === row) return true;
  const [name, brand, ownBrand, category, aliases] =
    lang === 'zh'
      ? [other.name_zh, other.brand_zh, row.brand_zh, leaf(other.category_zh), list(other.aliases_zh)]
      : [
          other.name_en.toLowerCase(),
          other.brand_en,
          row.brand_en,
          leaf(other.category_en).toLowerCase(),
          list(other.aliases_en).map((a) => a.toLowerCase()),
        ];
  const asked = names.toLowerCase();
  const named = category === names || aliases.includes(asked) || name.toLowerCase().includes(asked);
  switch (kind) {
    case 'category':
    case 'alias':
      return named;
    case 'product':
      return name.toLowerCase().includes(asked);
    case 'brand':
      return (
        brand === ownBrand &&
        (lang === 'zh' ? list(row.aliases_zh) : list(row.aliases_en))
          .slice(0, 1)
          .some(
            (alias) =>
              aliases.includes(alias.toLowerCase()) ||
              name.toLowerCase().includes(alias.toLowerCase()) ||
              category === alias.toLowerCase(),
          )
      );
  }
}
