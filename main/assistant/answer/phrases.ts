import { textIn, type Lang, type Place, type Product } from '../../contract';
import { chain, listOf, placeText, say, type MessageKey, type Values } from '../../words';

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

/** Where it stands, for messages that say so only where that is known. */
export const placed = (place: Place | undefined, lang: Lang): Values =>
  place ? { placed: true, place: placeText(place, lang) } : { placed: false };

/** A text that a message says only where there is one: `{has, select, true {…}}` and the text itself. */
export const perhaps = (has: string, name: string, text: string | undefined): Values => ({
  [has]: Boolean(text),
  [name]: text ?? '',
});

/** Counts in a row, each in its own words, those that are nought left out. */
export const countsText = <K extends string>(
  counts: Readonly<Record<K, number>>,
  lang: Lang,
  keys: Readonly<Partial<Record<K, MessageKey>>>,
  what: string,
): string =>
  chain(
    (Object.keys(keys) as K[])
      .filter((kind) => counts[kind] > 0)
      .map((kind) => say(lang, keys[kind]!, { n: counts[kind], what })),
    lang,
    'clause.next',
  );

/** An English name with an article as it stands within a sentence: 'the fire exit'. */
export const inSentence = (name: string): string => name.replace(/^The /, 'the ');

export function leaf(path: readonly string[]): string {
  return path.at(-1) ?? '';
}
