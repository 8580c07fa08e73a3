import type { Allergen, Claim, Place } from './answer';
import type { LocalizedText, OtherLists } from './languages';
import type { EmergencyNumbers } from './emergency';
import type { StoreMap } from './store-map';

/** What the engine reads. `catalog-sync` implements it over SQLite; nothing in `main/assistant` knows SQL. */

export type Weekday = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
/** `["08:00","22:00"]`, store-local wall clock. */
export type OpenInterval = [string, string];

export interface StoreInfo {
  id: string;
  name: LocalizedText;
  /** IANA zone name. */
  timezone: string;
  /** ISO 4217. */
  currency: string;
  /** ISO 3166-1 alpha-2; else the time zone or the currency tells it. */
  country?: string;
  /** The store's own numbers to call for help; else its country's. */
  emergency?: EmergencyNumbers;
  hours: Record<Weekday, OpenInterval[]>;
  languages: string[];
  holidays: { date: string; name: LocalizedText; hours: OpenInterval[] }[];
  phone?: string;
  parking?: LocalizedText;
  services: string[];
}

export interface Product {
  gtin: string;
  name: LocalizedText;
  /** Path from the root, e.g. `['个人护理','洗发护发','洗发水']`. */
  categoryZh: string[];
  categoryEn: string[];
  price: number;
  brand?: LocalizedText;
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
  /** What the feed says of it in languages beside `zh` and `en`; absent where it says nothing. */
  other?: OtherProductTexts;
  related: string[];
}

/** By BCP 47 tag. Names and brands in all languages stand in `Product.name` and `Product.brand`. */
export interface OtherProductTexts {
  /** Path from the root, like `categoryZh`. */
  category?: OtherLists;
  ingredients?: LocalizedText;
  aliases?: OtherLists;
  description?: LocalizedText;
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
  title: LocalizedText;
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
  terms?: LocalizedText;
  couponCode?: string;
}

export interface KnowledgeEntry {
  id: string;
  topic: string;
  questionsZh: string[];
  questionsEn: string[];
  /** In languages beside `zh` and `en`: shown as its title, not searched. */
  questionsOther?: OtherLists;
  answer: LocalizedText;
  action?: 'navigate' | 'print' | 'handoff';
}

export interface Category {
  pathZh: string[];
  pathEn: string[];
  /** In languages beside `zh` and `en`, where the path there has as many steps. */
  pathOther?: OtherLists;
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
  /**
   * When the terminal last heard that nothing newer is published; absent where a catalog is not synced. RFC
   * 3339.
   */
  confirmedAt?: string;
}

/**
 * A stretch of an utterance that the catalog's lexicon knows. Offsets are UTF-16 code units of the text asked
 * about, end exclusive. Stretches overlap; the assistant decides which reading of the utterance explains it
 * best.
 */
export interface LexiconSpan {
  start: number;
  end: number;
  /**
   * What the entries behind the stretch name. One stretch may be several things: a common noun and a brand.
   */
  entries: LexiconEntry[];
  /** In [0,1]: how well the stretch's letters or sounds match the entries'. */
  score: number;
  how: LexiconMatch;
}

export type LexiconMatch = 'exact' | 'sound' | 'edit';

export interface LexiconEntry {
  /**
   * `term`: a word of names. `noun`: a common name for a kind of goods, whether the store carries it or not.
   */
  kind: 'alias' | 'brand' | 'category' | 'term' | 'aisle' | 'size' | 'noun';
  /** Opaque to the assistant but for `aisle` (the code) and `category` (path joined with ' > '). */
  ref: string;
  /** In [0,1]: 1 for the name itself, less for a part of it or a synonym. */
  weight: number;
  /** Reached by a general synonym, not by the word itself. */
  synonym?: boolean;
}

/** A word of the general language, whatever the store sells. Offsets are UTF-16 code units, end exclusive. */
export interface DictionaryWord {
  start: number;
  end: number;
  /** Chinese only: a noun or a name. */
  noun: boolean;
}

/** What to look for: every group must match, by any of its entries. */
export interface FindQuery {
  groups: readonly (readonly LexiconEntry[])[];
  /** The wording, for ranking by closeness of names. */
  text?: string;
  /** Hits returned at most, default 60; `total` counts all. */
  limit?: number;
}

export interface SearchHit {
  gtin: string;
  /** In [0,1]: how much of what names the item was asked for; orders the hits. */
  score: number;
  /**
   * What the item is was named: its category, alias, whole name or the noun its name ends with. False where
   * the words only occur in it.
   */
  kindOf: boolean;
}

export interface FindResult {
  hits: SearchHit[];
  total: number;
  /** The category that was named, where the groups name one and nothing else. */
  category?: Category;
  /**
   * Names all that was found, to be looked through with `Catalog.among`. Opaque, and only of use with the
   * catalog that gave it.
   */
  all?: string;
}

/** How a large set is looked through. Prices are those of the shelf, without offers. */
export interface AmongQuery {
  order: 'cheapest' | 'dearest';
  min?: number;
  max?: number;
  /** Only what bears all of these. */
  claims?: readonly Claim[];
  /** Only what stands at or below this path. */
  within?: readonly string[];
  /** Only these. */
  of?: readonly string[];
  limit: number;
}

/** Sounds, one code unit for one: equal units sound alike; `folded` forgives accents and recognisers more. */
export interface SoundKeys {
  plain: string;
  folded: string;
}

/** The products by row: a number that stays with its GTIN from one catalog to the next. */
export interface ProductRows {
  /** How many products there are. */
  readonly count: number;
  /** Every row number is below this. */
  readonly end: number;
  /** The next products behind a row, in order of rows, at most `limit`. */
  after(row: number, limit: number): { row: number; product: Product }[];
  /** The products of some rows; rows without one are left out. */
  at(rows: readonly number[]): { row: number; product: Product }[];
  /** The rows of some products by GTIN, in their order; those that are not here are left out. */
  rowsOf(gtins: Iterable<string>): number[];
  /**
   * Rows whose names share pieces of letters or sounds with a text, best first; `score` is the share of the
   * text's pieces that they hold, rare ones counting for more.
   */
  sharing(text: string, limit: number): { row: number; score: number }[];
}

export interface Catalog {
  readonly info: CatalogInfo;
  store(): StoreInfo;
  product(gtin: string): Product | undefined;
  products(gtins: readonly string[]): Product[];
  /** At or below the zh path, in catalog order. */
  productsIn(categoryZh: readonly string[], limit?: number): Product[];
  categories(): Category[];
  brands(): LocalizedText[];
  productsOfBrand(brandZh: string, limit?: number): Product[];
  productsAt(aisle: string, limit?: number): Product[];
  rows(): ProductRows;
  locations(gtin: string): Place[];
  aisles(): string[];
  stock(gtin: string): Stock | undefined;
  /** Every promotion held, in force or not, those pushed in the store included. */
  promotions(): Promotion[];
  knowledge(): KnowledgeEntry[];
  map(): StoreMap | undefined;
  /** Case, width and traditional characters folded, one code unit for one. */
  fold(text: string): string;
  sounds(folded: string): SoundKeys;
  /**
   * Every stretch of folded text that the lexicon knows; `spoken` also by sound where letters already match.
   */
  spans(folded: string): LexiconSpan[];
  /**
   * The words of folded text that general dictionaries know: Chinese of two characters and more, English of
   * four letters and more.
   */
  dictionaryWords(folded: string): DictionaryWord[];
  find(query: FindQuery): FindResult;
  /**
   * Every item of a set that `find` named, in the catalog's order, read one at a time: whoever has seen
   * enough stops reading.
   */
  every(all: string): Iterable<Product>;
  /**
   * The items of a set that `find` named which fit, in order of shelf price; `count` is how many fit in all.
   */
  among(all: string, query: AmongQuery): { gtins: string[]; count: number };
}
