import { onlyIn, type Product } from '../../main/contract';
import { englishHeads, headRun } from './head-nouns';
import { foldText, textKey } from './text';

/** What of a product its rank among the hits depends on; keys are as `textKey` makes them. */
export interface Face {
  gtin: string;
  zh: string;
  en: string;
  /** Both names, with and without the brand before them, and the aliases. */
  names: readonly string[];
  aliases: readonly string[];
  /** Key of the brand, as the lexicon refers to it. */
  brand: string;
  /** The category path as it stands in the catalog. */
  path: string;
  zhHead: string;
  enHeads: readonly string[];
  /** How many different pairs of characters the names have. */
  zhPairs: number;
  enPairs: number;
}

/** About 1 kB each. */
const KEPT = 2_000;

/** Makes faces, and keeps those last made: a file never changes once it is open. */
export class Faces {
  private readonly known = new Map<number, Face>();

  constructor(private readonly product: (id: number) => Product | undefined) {}

  get(id: number): Face | undefined {
    const known = this.known.get(id);
    if (known) return known;
    const product = this.product(id);
    if (!product) return undefined;
    const face = faceOf(product);
    this.known.set(id, face);
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!);
    return face;
  }
}

function faceOf(product: Product): Face {
  const zh = textKey(onlyIn(product.name, 'zh'));
  const en = textKey(onlyIn(product.name, 'en'));
  const aliases = [...product.aliasesZh, ...product.aliasesEn].map(textKey);
  const brandZh = textKey(onlyIn(product.brand, 'zh'));
  const brandEn = textKey(onlyIn(product.brand, 'en'));
  const strip = (name: string, brand: string): string =>
    brand !== '' && name.startsWith(brand) ? name.slice(brand.length).trim() : name;
  return {
    gtin: product.gtin,
    zh,
    en,
    names: [zh, en, strip(zh, brandZh), strip(en, brandEn), ...aliases],
    aliases,
    brand: brandZh,
    path: product.categoryZh.join(' > '),
    zhHead: headRun(foldText(onlyIn(product.name, 'zh'))),
    enHeads: englishHeads(onlyIn(product.name, 'en')),
    zhPairs: pairs(zh).size,
    enPairs: pairs(en).size,
  };
}

/** What was said, ready to be compared with many names. */
export class Wording {
  private readonly pairs: readonly string[];

  constructor(readonly key: string) {
    this.pairs = [...pairs(key)];
  }

  /** Dice coefficient of character pairs with a name that has `count` different ones. */
  overlap(name: string, count: number): number {
    if (this.key === '' || this.pairs.length + count === 0) return 0;
    let common = 0;
    for (const pair of this.pairs) if (name.includes(pair)) common++;
    return (2 * common) / (this.pairs.length + count);
  }
}

function pairs(text: string): Set<string> {
  const out = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) out.add(text.slice(i, i + 2));
  return out;
}
