import { textIn, type Lang, type Product } from '../../contract';
import { listOf } from '../../words';

/**
 * Small pieces of answers. Every figure comes from the catalog; texts are spoken as they stand, so they are
 * short and have no markup.
 */

/** A product's name with its size where the name does not already say it. */
export function nameOf(product: Product, lang: Lang): string {
  const name = textIn(product.name, lang);
  const size = product.size ?? '';
  const bare = (text: string): string => text.toLowerCase().replace(/\s+/g, '');
  return size !== '' && !bare(name).includes(bare(size)) ? `${name} ${size}` : name;
}

/** The first three names in a row. */
export const listNames = (names: readonly string[], lang: Lang): string => listOf(names.slice(0, 3), lang);

export function leaf(path: readonly string[]): string {
  return path.at(-1) ?? '';
}
