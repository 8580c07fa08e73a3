import { inUnderstood, type Product } from '../../contract';
import { allBrands, allKinds, type Brand, type Kind } from '../goods';
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

/** 'A Snickers-like bar': another brand is wanted, or any. */
const LIKE = /^(?:-| )?(?:like|style|type)\b|^(?:那样|那种|一样|同款|平替|类似)/;

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
      if ((/[a-z0-9]/.test(text[end - 1]!) && /[a-z0-9]/.test(text[end] ?? '')) || LIKE.test(text.slice(end)))
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

/** What stands before 牌 and names no brand: '名牌', '什么牌子', '车牌'. */
const NO_BRAND =
  /(?:品|名|大|小|杂|老|新|招|车|门|标|铭|奖|纸|金|银|木|吊|胸|路|号码|扑克|麻将|卡|王|打|出|洗|桌|什么|啥|哪个?|哪种|何|这个?|那个?|一个|同|别的|其他|各|几个|好|贵|便宜|国产|进口|外国|本地|好点的?|不同|某个?|换个?)$/;
const ANY_BRAND =
  /^(?:any|which|what|good|better|best|store|own|same|other|another|different|big|a|the|this|that|house|name|famous|popular|cheap|cheaper|new|first|local|known|top|your|favou?rite|your own|particular|specific|certain|no|every|each|one|some)$/;

/** '大象牌洗发水', 'Elephant brand shampoo': a brand by the speaker's own word, known or not. */
function calledABrand(text: string): BrandSaid | undefined {
  const zh = /(?:^|[\s，,。的有找买要卖])([\u3400-\u9fff]{1,4})牌子?的?(?=[\u3400-\u9fff])/
    .exec(text)?.[1]
    ?.replace(/^(?:请问|有没有|没有|你们|那个|我要|我想|给我|来|拿)+/, '');
  const en = /\b([a-z]{3,}) brand(?= [a-z])/.exec(text)?.[1];
  const said = zh && !NO_BRAND.test(zh) ? zh : en && !ANY_BRAND.test(en) ? en : undefined;
  return said ? { said, names: [said], makes: [] } : undefined;
}

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
