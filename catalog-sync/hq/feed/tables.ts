import { z } from 'zod';
import * as cell from './cells';

/**
 * A CSV file of the feed (store-feed.md): its columns with a reader each, and which of them must be there.
 */
export interface FeedTable<S extends z.ZodObject = z.ZodObject> {
  readonly file: string;
  readonly required: readonly string[];
  /** Columns of numbers, codes, times and lists of them: what nobody can see means nothing there. */
  readonly codes: readonly string[];
  /** What may also stand in other languages, as `<field>_<tag>`, and how its cells are read; all optional. */
  readonly texts?: Readonly<Record<string, z.ZodType<string>>>;
  /** Texts that a shopper must see: where one language has none, the other's stands for both. */
  readonly eitherLanguage?: readonly string[];
  readonly row: S;
}

export const products = {
  file: 'products.csv',
  required: ['gtin', 'name_zh', 'name_en', 'category_zh', 'category_en', 'price'],
  codes: [
    'gtin',
    'price',
    'allergens_contains',
    'allergens_may_contain',
    'allergens_free_from',
    'claims',
    'related',
  ],
  texts: {
    name: cell.OptionalText,
    category: cell.OptionalPath,
    brand: cell.OptionalText,
    ingredients: cell.OptionalText,
    aliases: cell.List,
    description: cell.OptionalText,
  },
  eitherLanguage: ['name', 'category'],
  row: z.object({
    gtin: cell.Gtin,
    name_zh: cell.Text,
    name_en: cell.Text,
    category_zh: cell.Path,
    category_en: cell.Path,
    price: cell.Money,
    brand_zh: cell.OptionalText,
    brand_en: cell.OptionalText,
    size: cell.OptionalText,
    ingredients_zh: cell.OptionalText,
    ingredients_en: cell.OptionalText,
    allergens_contains: cell.AllergenList,
    allergens_may_contain: cell.AllergenList,
    allergens_free_from: cell.AllergenList,
    claims: cell.ClaimList,
    aliases_zh: cell.List,
    aliases_en: cell.List,
    description_zh: cell.OptionalText,
    description_en: cell.OptionalText,
    related: cell.GtinList,
  }),
} as const satisfies FeedTable;

export const locations = {
  file: 'locations.csv',
  required: ['gtin', 'aisle'],
  codes: ['gtin'],
  row: z.object({ gtin: cell.Gtin, aisle: cell.Text, bay: cell.OptionalText, shelf: cell.OptionalText }),
} as const satisfies FeedTable;

export const stock = {
  file: 'stock.csv',
  required: ['gtin', 'quantity', 'as_of'],
  codes: ['gtin', 'quantity', 'as_of'],
  row: z.object({ gtin: cell.Gtin, quantity: cell.Quantity, as_of: cell.Time }),
} as const satisfies FeedTable;

const PromotionKind = z.enum([
  'percent_off',
  'amount_off',
  'special_price',
  'second_item_percent_off',
  'buy_n_get_m',
  'bundle_price',
  'gift',
  'coupon',
  'info',
]);

/** What `value` must look like for a kind, or nothing where any text goes. */
export function promotionValueFault(kind: z.infer<typeof PromotionKind>, value: string): string | undefined {
  switch (kind) {
    case 'percent_off':
    case 'second_item_percent_off':
      return cell.DECIMAL.test(value) && Number(value) >= 1 && Number(value) <= 100
        ? undefined
        : `'${value}' is not a percentage from 1 to 100; 20 means 20 % off, 8 折`;
    case 'amount_off':
    case 'special_price':
    case 'bundle_price':
      return cell.DECIMAL.test(value) ? undefined : `'${value}' is not an amount such as 12.90`;
    case 'buy_n_get_m':
      return /^[1-9]\d{0,3}\+[1-9]\d{0,3}$/.test(value) ? undefined : `'${value}' is not of the form 2+1`;
    case 'gift':
    case 'coupon':
    case 'info':
      return undefined;
  }
}

export const promotions = {
  file: 'promotions.csv',
  required: ['id', 'title_zh', 'title_en', 'kind', 'starts_at', 'ends_at'],
  codes: ['id', 'kind', 'value', 'starts_at', 'ends_at', 'gtins', 'members_only', 'priority', 'coupon_code'],
  texts: { title: cell.OptionalText, terms: cell.OptionalText },
  eitherLanguage: ['title'],
  row: z
    .object({
      id: cell.Text,
      title_zh: cell.Text,
      title_en: cell.Text,
      kind: cell.OptionalText.pipe(
        z.enum(PromotionKind.options, {
          error: (issue) => `'${issue.input as string}' is not one of ${PromotionKind.options.join(' ')}`,
        }),
      ),
      value: cell.OptionalText,
      starts_at: cell.Time,
      ends_at: cell.Time,
      gtins: cell.GtinList,
      category_zh: cell.OptionalPath,
      members_only: cell.Flag,
      priority: cell.Priority,
      terms_zh: cell.OptionalText,
      terms_en: cell.OptionalText,
      coupon_code: cell.OptionalText,
    })
    .superRefine((row, ctx) => {
      const fault = promotionValueFault(row.kind, row.value);
      if (fault) ctx.addIssue({ code: 'custom', path: ['value'], message: fault });
      if (Date.parse(row.ends_at) <= Date.parse(row.starts_at)) {
        ctx.addIssue({ code: 'custom', path: ['ends_at'], message: `${row.ends_at} is not after starts_at` });
      }
    }),
} as const satisfies FeedTable;

export const knowledge = {
  file: 'knowledge.csv',
  required: ['id', 'topic', 'questions_zh', 'questions_en', 'answer_zh', 'answer_en'],
  codes: ['id', 'action'],
  texts: { questions: cell.List, answer: cell.OptionalText },
  eitherLanguage: ['questions', 'answer'],
  row: z.object({
    id: cell.Text,
    topic: cell.Text,
    questions_zh: cell.RequiredList,
    questions_en: cell.RequiredList,
    answer_zh: cell.Text,
    answer_en: cell.Text,
    action: cell.OptionalText.pipe(
      z.enum(['', 'navigate', 'print', 'handoff'], {
        error: (issue) => `'${issue.input as string}' is not one of navigate print handoff`,
      }),
    ),
  }),
} as const satisfies FeedTable;

export type ProductRow = z.output<typeof products.row>;
export type LocationRow = z.output<typeof locations.row>;
export type StockRow = z.output<typeof stock.row>;
export type PromotionRow = z.output<typeof promotions.row>;
export type KnowledgeRow = z.output<typeof knowledge.row>;
