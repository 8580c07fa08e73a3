import type { Category, LocalizedText, Product } from '../../contract';
import type { Choice } from '../decision/choose';

/** What somebody wishes of the goods that are suggested. */
export type Wish =
  'cheapest' | 'cheaper' | 'dearest' | 'pricier' | 'bigger' | 'smaller' | 'pair' | 'alt' | 'any';

/** What of the catalog an utterance is about. */
export interface Subject {
  /** Best first. */
  products: Product[];
  total: number;
  category?: Category;
  brand?: string;
  /** What was said, without fillers. */
  label: string;
  /**
   * found: everything named is there. similar: something named is not carried, the products are the nearest.
   * unsure: heard well enough to ask, not to answer. none: nothing named is known.
   */
  how: 'found' | 'similar' | 'unsure' | 'none';
  /** The best match is this one item by its whole name. */
  single: boolean;
  /** Nothing that was named had to be left out. */
  complete?: boolean;
  /** Carried, but none within the price that was said; `products` are those without the limit. */
  beyondPrice?: boolean;
  /** Names all of `total` for the catalog, where `products` is only a page of it. */
  all?: string;
  /** All that stands in this aisle, of which `products` is a page. */
  aisle?: string;
  /** What all of it is called, where it is of one kind. */
  name?: LocalizedText;
  /** Only some of what bears `name`: its count is none of the name's. */
  such?: boolean;
  /** What costs least to say of it (`decision/`); absent where the store's own words alone decided. */
  decided?: Choice;
  /**
   * Kinds between which a short question decides, the likelier first, with the goods of each that may be
   * meant.
   */
  either?: { name: LocalizedText; products: Product[] }[];
  /** So many of the first are likelier than the others by far. */
  leading?: number;
  /** What was asked for and isn't here: a kind of goods, or a brand of it. */
  lacks?: { kind: LocalizedText } | { brand: string };
  /** In [0,1]: the weakest link between what was said and the catalog's names. */
  confidence: number;
}
