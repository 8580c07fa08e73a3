import type { Allergen, Bilingual, Claim, Lang, Place } from './answer';
import type { StoreMap } from './store-map';

/** What the engine reads. `catalog-sync` implements it over SQLite; nothing in `main/assistant` knows SQL. */

export type Weekday = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
/** `["08:00","22:00"]`, store-local wall clock. */
export type OpenInterval = [string, string];

export interface StoreInfo {
  id: string;
  name: Bilingual;
  /** IANA zone name. */
  timezone: string;
  /** ISO 4217. */
  currency: string;
  hours: Record<Weekday, OpenInterval[]>;
  languages: string[];
  holidays: { date: string; name: Bilingual; hours: OpenInterval[] }[];
  phone?: string;
  parking?: Bilingual;
  services: string[];
}

export interface Product {
  gtin: string;
  name: Bilingual;
  /** Path from the root, e.g. `['个人护理','洗发护发','洗发水']`. */
  categoryZh: string[];
  categoryEn: string[];
  price: number;
  brand?: Bilingual;
  size?: string;
  ingredientsZh?: string;
  ingredientsEn?: string;
  allergensContains: Allergen[];
  allergensMayContain: Allergen[];
  allergensFreeFrom: Allergen[];
  claims: Claim[];
  aliasesZh: string[];
  aliasesEn: string[];
  descriptionZh?: string;
  descriptionEn?: string;
  related: string[];
}

export interface Stock {
  gtin: string;
  quantity: number;
  /** RFC 3339. */
  asOf: string;
}

export type PromotionKind =
  | 'percent_off'
  | 'amount_off'
  | 'special_price'
  | 'second_item_percent_off'
  | 'buy_n_get_m'
  | 'bundle_price'
  | 'gift'
  | 'coupon'
  | 'info';

export interface Promotion {
  id: string;
  title: Bilingual;
  kind: PromotionKind;
  /** Decimal as in the feed; `2+1` for `buy_n_get_m`. */
  value?: string;
  /** RFC 3339, half-open: in force while startsAt ≤ now < endsAt. */
  startsAt: string;
  endsAt: string;
  /** Empty with no `categoryZh` means the whole store. */
  gtins: string[];
  categoryZh?: string[];
  membersOnly: boolean;
  priority: number;
  terms?: Bilingual;
  couponCode?: string;
}

export interface KnowledgeEntry {
  id: string;
  topic: string;
  questionsZh: string[];
  questionsEn: string[];
  answer: Bilingual;
  action?: 'navigate' | 'print' | 'handoff';
}

export interface Category {
  pathZh: string[];
  pathEn: string[];
  /** Products at or below this path. */
  count: number;
}

export interface CatalogInfo {
  storeId: string;
  sequence: number;
  schemaVersion: number;
  /** RFC 3339. */
  publishedAt: string;
  expiresAt: string;
}

/** A stretch of the utterance that the catalog's lexicon knows. Offsets are UTF-16 code units, end exclusive. */
export interface LexiconSpan {
  start: number;
  end: number;
  kind: 'product' | 'brand' | 'category' | 'term' | 'aisle';
  /** gtin, brand (zh), category path joined with ' > ', term, or aisle code. */
  ref: string;
  /** In [0,1]. */
  score: number;
  how: 'exact' | 'alias' | 'synonym' | 'sound' | 'edit';
}

export interface SearchQuery {
  /** What the shopper named, fillers and question words removed. */
  text: string;
  lang: Lang;
  /** Sounds count for more than characters. */
  spoken?: boolean;
  limit?: number;
}

export interface SearchHit {
  gtin: string;
  /** Calibrated in [0,1]: the chance that this is what was meant. */
  score: number;
  how: LexiconSpan['how'];
}

export interface SearchResult {
  hits: SearchHit[];
  spans: LexiconSpan[];
  /** Share in [0,1] of the query's content that the best hit explains; low means that the store does not carry it. */
  coverage: number;
}

export interface Catalog {
  readonly info: CatalogInfo;
  store(): StoreInfo;
  product(gtin: string): Product | undefined;
  products(gtins: readonly string[]): Product[];
  /** At or below the zh path, in catalog order. */
  productsIn(categoryZh: readonly string[], limit?: number): Product[];
  categories(): Category[];
  brands(): Bilingual[];
  productsOfBrand(brandZh: string, limit?: number): Product[];
  productsAt(aisle: string, limit?: number): Product[];
  locations(gtin: string): Place[];
  aisles(): string[];
  stock(gtin: string): Stock | undefined;
  /** Every promotion held, in force or not, those pushed in the store included. */
  promotions(): Promotion[];
  knowledge(): KnowledgeEntry[];
  map(): StoreMap | undefined;
  search(query: SearchQuery): SearchResult;
}

/** An utterance the engine could not answer, redacted, for the managers' loop. */
export interface Unanswered {
  at: string;
  text: string;
  lang: Lang;
  reason: 'abstained' | 'repeated_failure' | 'not_carried';
  /** Intents and candidates tried, best first. */
  tried: string[];
}
