import type { Product } from '../../contract';
import { allBrands, allKinds, type Brand, type Kind } from '../goods';
import type { Meaning } from '../understand/understand';

let known: ReadonlyMap<string, Brand[]> | undefined;
const LONGEST = 20;

function brandsByName(): ReadonlyMap<string, Brand[]> {
  if (known) return known;
  const out = new Map<string, Brand[]>();
  // 'Saran wrap', 'WD-40': who says it means the kind, whoever makes it.
  const kinds = new Set(allKinds().flatMap((kind) => [...kind.zh.map((n) => n.text), ...kind.en, ...kind.marks]).map((word) => word.toLowerCase()));
  for (const brand of allBrands()) for (const name of brand.names) if (name.length > 1 && !kinds.has(name.toLowerCase())) out.set(name.toLowerCase(), [...(out.get(name.toLowerCase()) ?? []), brand]);
  return (known = out);
}

/** 'A Snickers-like bar': another brand is wanted, or any. */
const LIKE = /^(?:-| )?(?:like|style|type)\b|^(?:那样|那种|一样|同款|平替|类似)/;

/** A brand that was said: as it was said, and all names by which goods bear it. */
export interface BrandSaid {
  said: string;
  names: readonly string[];
  /** Ids of the kinds that it makes. */
  makes: readonly string[];
}

/**
 * The brand that a question names beside a kind of goods: one of the store's, by its letters, or one that is known to make such goods.
 * A name that is also a word ('Tide', 'Apple') counts only where the brand makes what is asked for.
 */
export function brandSaid(meaning: Meaning, kinds: readonly Kind[]): BrandSaid | undefined {
  const ids = new Set(kinds.map((kind) => kind.id));
  const { text } = meaning;
  for (let start = 0; start < text.length; start++) {
    if (start > 0 && /[a-z0-9]/.test(text[start - 1]!) && /[a-z0-9]/.test(text[start]!)) continue;
    for (let end = Math.min(text.length, start + LONGEST); end >= start + 2; end--) {
      if ((/[a-z0-9]/.test(text[end - 1]!) && /[a-z0-9]/.test(text[end] ?? '')) || LIKE.test(text.slice(end))) continue;
      const said = text.slice(start, end);
      const brand = brandsByName().get(said)?.find(({ makes }) => makes.some((id) => ids.has(id)));
      if (brand) return { said, names: [...brand.names, ...brand.ambiguous].map((name) => name.toLowerCase()), makes: brand.makes };
    }
  }
  return undefined;
}

/** Whether an item is of a brand, by its brand or its name. */
export function ofBrand(product: Product, { names }: BrandSaid): boolean {
  const text = [product.name.zh, product.name.en, product.brand?.zh, product.brand?.en, ...product.aliasesZh, ...product.aliasesEn].join(' | ').toLowerCase();
  return names.some((name) => text.includes(name));
}
