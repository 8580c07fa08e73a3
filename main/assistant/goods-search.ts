import type { Catalog, SentenceEncoder, Shelf, Understood } from '../contract';
import { resolveParts } from './answer/subject';
import type { Finding } from './find/finder';
import { Learning } from './find/learning';
import { CueLexicon } from './understand/cue-lexicon';
import { Homophones } from './understand/homophones';
import { understand } from './understand/understand';

/** What a wish finds in a catalog, without an answer. */
export interface GoodsSearch {
  find(text: string, lang: Understood): Finding;
}

/**
 * Reads a catalog's names and gives what `ask` has for finding: what the store's own words name, and all
 * evidence weighed.
 */
export async function openGoodsSearch(
  catalog: Catalog,
  { encoder, shelf }: { encoder?: SentenceEncoder; shelf?: Shelf } = {},
): Promise<GoodsSearch> {
  const learning = new Learning(
    () => catalog,
    () => encoder,
    shelf,
  );
  await learning.learn();
  const finder = learning.finderFor(catalog)!;
  const sounds = catalog.sounds.bind(catalog);
  const [cues, homophones] = [new CueLexicon(sounds), new Homophones(sounds)];
  return {
    find: (text, lang) => {
      const meaning = understand({ text }, { catalog, cues, homophones, fallback: lang, hasFocus: false });
      const named = resolveParts(catalog, meaning);
      return finder.find(
        text,
        lang,
        named && { gtins: new Set(named.products.map((p) => p.gtin)), whole: named.how === 'found' },
      );
    },
  };
}
