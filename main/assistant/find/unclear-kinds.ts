import type { InBoth, LocalizedText, Product } from '../../contract';
import { allBrands, allKinds, kindNames } from '../goods';
import { CLEAR, ProductKinds } from './product-kinds';

/** A product whose kind can't be told from what the feed says of it. */
export interface UnclearKind {
  gtin: string;
  name: LocalizedText;
  /** The likeliest kinds, best first; none where nothing speaks for any. */
  guesses: { id: string; name: InBoth; p: number }[];
}

const GUESSES = 3;

/**
 * Tells the products whose kind is unclear, by letters alone: no encoder is needed where feeds are published.
 * Some 0.3 s to make, then below a millisecond a product.
 */
export function unclearKinds(): (product: Product) => UnclearKind | undefined {
  const kinds = allKinds();
  const reader = new ProductKinds(kinds, allBrands());
  return (product) => {
    const order = [...reader.of(product, 'zh')].sort((a, b) => b[1] - a[1]);
    if ((order[0]?.[1] ?? 0) >= CLEAR.letters) return undefined;
    const guesses = order.slice(0, GUESSES).map(([kind, p]) => ({
      id: kinds[kind]!.id,
      name: kindNames(kinds[kind]!.id)!,
      p: Math.round(p * 100) / 100,
    }));
    return { gtin: product.gtin, name: product.name, guesses };
  };
}
