import type { Product } from '../../contract';
import { attributesOf } from '../find/product-attributes';
import { Attributes } from '../goods/attributes';
import { meets, quantitiesOf } from '../understand/quantities';
import type { Meaning } from '../understand/understand';

/**
 * Of items that may be meant those that have the sizes, and most of the colours, flavours and the like, that
 * were said; where none has, all of them. What is the largest or smallest of them is left to the ranker: who
 * says 大瓶 means one of several large ones.
 */
export function narrowed(products: readonly Product[], { text }: Pick<Meaning, 'text'>): readonly Product[] {
  const [quantities, said] = [quantitiesOf(text), Attributes.all().said(text)];
  let kept = products;
  for (const quantity of quantities) {
    // '一瓶' and a bare number tell no size; 'large' may be the next size up, which is looked for later.
    if (
      quantity.unit === '' ||
      quantity.unit === 'size' ||
      (quantity.unit === 'count' && quantity.value <= 1)
    )
      continue;
    const fitting = kept.filter((product) => meets(quantity, attributesOf(product).quantities));
    if (fitting.length > 0) kept = fitting;
  }
  if (said.size === 0) return kept;
  const met = kept.map((product) => said.met(attributesOf(product).values));
  const most = Math.max(...met);
  return most > 0 ? kept.filter((_, i) => met[i] === most) : kept;
}
