import type {
  Action,
  Answer,
  AnswerItem,
  Candidate,
  Catalog,
  Command,
  Facts,
  HandoffReason,
  Intent,
  Lang,
  Product,
} from '../../contract';
import type { FollowUp } from '../dialog/follow-up/types';
import type { GoodsFinder } from '../find/finder';
import type { AskedAllergen } from '../understand/allergen-words';
import { nameOf } from './phrases';
import type { Allergy, Focus, Pending } from '../dialog/state';
import type { EntryReading } from '../dialog/about-entries';
import type { GoodsReading, TurnFollower } from '../dialog/types';

/** An answer being made: what the contract carries, and what the conversation is to remember of it. */
export interface Draft {
  intent: Intent;
  /** True whatever becomes of the commands. */
  text: string;
  /** What the terminal asks after that, as a sentence of its own. */
  question?: string;
  /** The text itself ends by asking something. */
  asks?: boolean;
  /** The text tells prices or offers: how old they are matters. */
  tellsPrice?: boolean;
  items?: AnswerItem[];
  scope?: Answer['scope'];
  facts?: Facts;
  /** What it offers. */
  actions?: Action[];
  /** What it asks the terminal to do now. */
  commands?: Command[];
  candidates?: Candidate[];
  knowledge?: string;
  control?: Answer['control'];
  handoff?: HandoffReason;
  abstained?: boolean;
  lang?: Lang;
  /** The conversation afterwards. */
  focus?: Focus | null;
  options?: string[];
  /** What was said of what the answer is about. */
  wish?: string;
  /**
   * Items that nobody asked for and the text offers, and how it reads with only some of them: not everybody
   * may be offered all.
   */
  suggests?: { products: readonly Product[]; tell: (fit: readonly Product[]) => Draft };
  pending?: Pending;
  /** Allergens asked about, for '那这个呢'. */
  asked?: AskedAllergen[];
  /** What somebody said they must not have: it holds for what is suggested from now on. */
  allergy?: Allergy;
  /** Counts towards `repeated_failure`. */
  miss?: boolean;
  /** Why it is worth a manager's look. */
  unanswered?: 'abstained' | 'not_carried';
}

/** What every answer is made from. */
export interface Scene {
  catalog: Catalog;
  lang: Lang;
  now: Date;
  staleAfterMs: number;
  /**
   * Finds what people mean by all evidence; absent where it has not been made ready: the store's own words
   * alone count then.
   */
  finder?: GoodsFinder;
  onDoubt?: (reading: GoodsReading) => void;
  onEntry?: (reading: EntryReading) => void;
  onFollowUp?: (reading: FollowUp) => void;
  /** Follows the turn, to tell afterwards why it was answered so. */
  watch?: TurnFollower;
}

export const MAX_ITEMS = 20;

/** An item with its places, the first one on top. */
export function itemOf(catalog: Catalog, product: Product, alternative = false): AnswerItem {
  const places = catalog.locations(product.gtin);
  const first = places[0];
  return {
    gtin: product.gtin,
    ...(first ?? {}),
    ...(places.length > 1 ? { locations: places } : {}),
    ...(alternative ? { alternative: true as const } : {}),
  };
}

export function itemsOf(catalog: Catalog, products: readonly Product[], alternative = false): AnswerItem[] {
  return products.slice(0, MAX_ITEMS).map((product) => itemOf(catalog, product, alternative));
}

export function candidatesOf(scene: Scene, products: readonly Product[]): Candidate[] {
  return products.slice(0, 3).map((product) => {
    const label = nameOf(product, scene.lang);
    const aisle = scene.catalog.locations(product.gtin)[0]?.aisle;
    return { label, say: label, gtin: product.gtin, ...(aisle ? { aisle } : {}) };
  });
}

export function focusOf(
  products: readonly Product[],
  total: number,
  label: string,
  category?: readonly string[],
): Focus {
  return {
    gtins: products.slice(0, 60).map((p) => p.gtin),
    total,
    label,
    category: category ? [...category] : undefined,
    many: products.length > 1,
  };
}
