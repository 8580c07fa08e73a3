import type { Database, Statement } from '../db/open';
import { englishHeads, headRun } from './heads';
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

interface Row {
  gtin: string;
  name_zh: string;
  name_en: string;
  category_zh: string;
  brand_zh: string;
  brand_en: string;
  aliases_zh: string;
  aliases_en: string;
}

/** About 1 kB each. */
const KEPT = 2_000;

/** Reads faces, and keeps those last made: a file never changes once it is open. */
export class FaceReader {
  private readonly row: Statement;
  private readonly known = new Map<number, Face>();

  constructor(db: Database) {
    this.row = db.prepare('SELECT gtin, name_zh, name_en, category_zh, brand_zh, brand_en, aliases_zh, aliases_en FROM product WHERE id = ?');
  }

  get(id: number): Face | undefined {
    const known = this.known.get(id);
    if (known) return known;
    const row = this.row.get(id) as Row | undefined;
    if (!row) return undefined;
    const face = faceOf(row);
    this.known.set(id, face);
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value!);
    return face;
  }
}

function faceOf(row: Row): Face {
  const zh = textKey(row.name_zh);
  const en = textKey(row.name_en);
  const aliases = [...row.aliases_zh.split('|'), ...row.aliases_en.split('|')].filter((alias) => alias !== '').map(textKey);
  const brandZh = textKey(row.brand_zh);
  const brandEn = textKey(row.brand_en);
  const strip = (name: string, brand: string): string => (brand !== '' && name.startsWith(brand) ? name.slice(brand.length).trim() : name);
  return {
    gtin: row.gtin,
    zh,
    en,
    names: [zh, en, strip(zh, brandZh), strip(en, brandEn), ...aliases],
    aliases,
    brand: textKey(row.brand_zh || row.brand_en),
    path: row.category_zh,
    zhHead: headRun(foldText(row.name_zh)),
    enHeads: englishHeads(row.name_en),
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
