import { inUnderstood, type Product } from '../../contract';
import { allBrands, allKinds, type Brand, type Kind } from '../goods';
import { formIn, hasForm, withoutForm } from '../understand/forms';
import type { Meaning } from '../understand/types';

let known: ReadonlyMap<string, Brand[]> | undefined;
const LONGEST = 20;

function brandsByName(): ReadonlyMap<string, Brand[]> {
  if (known) return known;
  const out = new Map<string, Brand[]>();
  // 'Saran wrap', 'WD-40': who says it means the kind, whoever makes it.
  const kinds = new Set(
    allKinds()
      .flatMap((kind) => [...kind.zh.map((n) => n.text), ...kind.en, ...kind.marks])
      .map((word) => word.toLowerCase()),
  );
  for (const brand of allBrands())
    for (const name of brand.names)
      if (name.length > 1 && !kinds.has(name.toLowerCase()))
        out.set(name.toLowerCase(), [...(out.get(name.toLowerCase()) ?? []), brand]);
  return (known = out);
}

/** A brand that was said: as it was said, and all names by which goods bear it. */
export interface BrandSaid {
  said: string;
  names: readonly string[];
  /** Ids of the kinds that it makes; none where it is a brand by the speaker's word alone. */
  makes: readonly string[];
}

/**
 * The brand that a question names beside a kind of goods: one of the store's, by its letters, or one that is
 * known to make such goods. A name that is also a word ('Tide', 'Apple') counts only where the brand makes
 * what is asked for.
 */
export function brandSaid(meaning: Meaning, kinds: readonly Kind[]): BrandSaid | undefined {
  const ids = new Set(kinds.map((kind) => kind.id));
  const { text } = meaning;
  for (let start = 0; start < text.length; start++) {
    if (start > 0 && /[a-z0-9]/.test(text[start - 1]!) && /[a-z0-9]/.test(text[start]!)) continue;
    for (let end = Math.min(text.length, start + LONGEST); end >= start + 2; end--) {
      if (
        (/[a-z0-9]/.test(text[end - 1]!) && /[a-z0-9]/.test(text[end] ?? '')) ||
        hasForm(text.slice(end), 'brandLike')
      )
        continue;
      const said = text.slice(start, end);
      const brand = brandsByName()
        .get(said)
        ?.find(({ makes }) => makes.some((id) => ids.has(id)));
      if (brand)
        return {
          said,
          names: [...brand.names, ...brand.ambiguous].map((name) => name.toLowerCase()),
          makes: brand.makes,
        };
    }
  }
  return calledABrand(text);
}

/** '大象牌洗发水', 'Elephant brand shampoo': a brand by the speaker's own word, known or not. */
function calledABrand(text: string): BrandSaid | undefined {
  const zh = formIn(text, 'calledBrandZh')?.[1];
  const bare = zh && withoutForm(zh, 'beforeBrandZh');
  if (bare && !hasForm(bare, 'noBrandZh')) return brandCalled(bare);
  const en = formIn(text, 'calledBrandEn')?.[1];
  return en && !hasForm(en, 'noBrandEn') ? brandCalled(en) : undefined;
}

const brandCalled = (said: string): BrandSaid => ({ said, names: [said], makes: [] });

/** Whether an item is of a brand, by its brand or its name. */
export function ofBrand(product: Product, { names }: BrandSaid): boolean {
  const text = [
    ...inUnderstood(product.name),
    ...inUnderstood(product.brand),
    ...product.aliasesZh,
    ...product.aliasesEn,
  ]
    .join(' | ')
    .toLowerCase();
  return names.some((name) => text.includes(name));
}
