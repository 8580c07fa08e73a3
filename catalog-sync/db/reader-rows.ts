import {
  Allergen,
  Claim,
  type KnowledgeEntry,
  type Product,
  type Promotion,
  type PromotionKind,
  type StoreInfo,
  type Weekday,
} from '../../main/contract';
import { splitPath } from '../search';
import { listsOf, readTexts, textsOf, type OtherTexts } from './other-texts';

/** Rows of the published tables as the contract's types. */

export interface ProductRow {
  gtin: string;
  name_zh: string;
  name_en: string;
  category_zh: string;
  category_en: string;
  price: string;
  brand_zh: string;
  brand_en: string;
  size: string;
  ingredients_zh: string;
  ingredients_en: string;
  allergens_contains: string;
  allergens_may_contain: string;
  allergens_free_from: string;
  claims: string;
  aliases_zh: string;
  aliases_en: string;
  description_zh: string;
  description_en: string;
  related: string;
  /** Absent in files from before schema 2. */
  texts?: string;
}

const list = (cell: string): string[] =>
  cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function known<T extends string>(values: readonly T[], cell: string): T[] {
  return list(cell).filter((value): value is T => (values as readonly string[]).includes(value));
}

const some = (cell: string): string | undefined => (cell.trim() === '' ? undefined : cell);

/** Names in other languages do for a brand whose `zh` and `en` are empty, too. */
function brandOf({ brand_zh, brand_en }: ProductRow, texts: OtherTexts | undefined): Product['brand'] {
  const others = textsOf(texts, 'brand');
  if (!brand_zh && !brand_en) return others;
  return { zh: brand_zh || brand_en, en: brand_en || brand_zh, ...others };
}

function otherTextsOf(texts: OtherTexts | undefined): Product['other'] {
  if (!texts) return undefined;
  const other = {
    category: listsOf(texts, 'category', splitPath),
    ingredients: textsOf(texts, 'ingredients'),
    aliases: listsOf(texts, 'aliases', list),
    description: textsOf(texts, 'description'),
  };
  return Object.values(other).some((text) => text !== undefined) ? other : undefined;
}

/** A row of the `product` table as the contract's product. */
export function toProduct(row: ProductRow): Product {
  const texts = readTexts(row.texts);
  const other = otherTextsOf(texts);
  return {
    gtin: row.gtin,
    name: { zh: row.name_zh, en: row.name_en, ...textsOf(texts, 'name') },
    categoryZh: splitPath(row.category_zh),
    categoryEn: splitPath(row.category_en),
    price: Number(row.price),
    brand: brandOf(row, texts),
    size: some(row.size),
    ingredientsZh: some(row.ingredients_zh),
    ingredientsEn: some(row.ingredients_en),
    allergensContains: known(Allergen.options, row.allergens_contains),
    allergensMayContain: known(Allergen.options, row.allergens_may_contain),
    allergensFreeFrom: known(Allergen.options, row.allergens_free_from),
    claims: known(Claim.options, row.claims),
    aliasesZh: list(row.aliases_zh),
    aliasesEn: list(row.aliases_en),
    descriptionZh: some(row.description_zh),
    descriptionEn: some(row.description_en),
    ...(other && { other }),
    related: list(row.related),
  };
}

export interface PromotionRow {
  id: string;
  title_zh: string;
  title_en: string;
  kind: string;
  value: string;
  starts_at: string;
  ends_at: string;
  gtins: string;
  category_zh: string;
  members_only: number;
  priority: number;
  terms_zh: string;
  terms_en: string;
  coupon_code: string;
  /** Absent in files from before schema 2. */
  texts?: string;
}

/** A row of the `promotion` table as the contract's offer. */
export function toPromotion(row: PromotionRow): Promotion {
  const texts = readTexts(row.texts);
  const otherTerms = textsOf(texts, 'terms');
  return {
    id: row.id,
    title: { zh: row.title_zh, en: row.title_en, ...textsOf(texts, 'title') },
    kind: row.kind as PromotionKind,
    value: some(row.value),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    gtins: list(row.gtins),
    categoryZh: row.category_zh.trim() === '' ? undefined : splitPath(row.category_zh),
    membersOnly: row.members_only === 1,
    priority: row.priority,
    terms:
      row.terms_zh || row.terms_en || otherTerms
        ? { zh: row.terms_zh, en: row.terms_en, ...otherTerms }
        : undefined,
    couponCode: some(row.coupon_code),
  };
}

export interface KnowledgeRow {
  id: string;
  topic: string;
  questions_zh: string;
  questions_en: string;
  answer_zh: string;
  answer_en: string;
  action: string;
  /** Absent in files from before schema 2. */
  texts?: string;
}

/** A row of the `knowledge` table as the contract's entry. */
export function toKnowledge(row: KnowledgeRow): KnowledgeEntry {
  const action = row.action;
  const texts = readTexts(row.texts);
  const questionsOther = listsOf(texts, 'questions', list);
  return {
    id: row.id,
    topic: row.topic,
    questionsZh: list(row.questions_zh),
    questionsEn: list(row.questions_en),
    ...(questionsOther && { questionsOther }),
    answer: { zh: row.answer_zh, en: row.answer_en, ...textsOf(texts, 'answer') },
    action: action === 'navigate' || action === 'print' || action === 'handoff' ? action : undefined,
  };
}

const WEEKDAYS: readonly Weekday[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** `store.json` was checked when it was published; what is optional there gets its empty value here. */
export function toStore(json: string): StoreInfo {
  const raw = JSON.parse(json) as Partial<StoreInfo> &
    Pick<StoreInfo, 'id' | 'name' | 'timezone' | 'currency'>;
  const hours = Object.fromEntries(
    WEEKDAYS.map((day) => [day, raw.hours?.[day] ?? []]),
  ) as StoreInfo['hours'];
  return {
    ...raw,
    hours,
    languages: raw.languages ?? [],
    holidays: raw.holidays ?? [],
    services: raw.services ?? [],
  };
}
