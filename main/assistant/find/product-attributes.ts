import { inUnderstood, type Allergen, type Claim, type Product } from '../../contract';
import { Attributes, type Borne } from '../goods/attributes';
import { quantitiesIn, type Quantity } from '../understand/quantities';
import { tellingName } from './product-name';

/** What tells a product from others of its kind, out of whatever its master data says. */
export interface ProductAttributes {
  /** Colours, flavours, materials, for whom, without what … */
  values: Borne;
  /** What its ingredients and allergens say that it isn't without, whatever its names say. */
  denied: Borne;
  /** Sizes, counts, power, in base units, each once. */
  quantities: readonly Quantity[];
}

/** Values that a claim of the feed stands for, in words of `attributes.csv`. */
const CLAIMED: Partial<Record<Claim, string>> = {
  sugar_free: '无糖',
  low_sugar: '低糖',
  fat_free: '脱脂',
  low_fat: '低脂',
  lactose_free: '无乳糖',
  gluten_free: '无麸质',
  vegan: '纯素',
  vegetarian: '素食',
  halal: '清真',
  organic: '有机',
  no_additives: '无添加',
  decaf: '低因',
};
/** Of a description only what it says to be without counts: any colour or flavour may be mentioned there. */
const DESCRIBED = /^without$/;

const known = new WeakMap<Product, ProductAttributes>();

/** What a product bears by its names, size, other names, claims, and what its description says it is without. */
export function attributesOf(product: Product): ProductAttributes {
  const read = known.get(product) ?? readAttributes(product);
  known.set(product, read);
  return read;
}

function readAttributes(product: Product): ProductAttributes {
  const { name, size, aliasesZh, aliasesEn, claims, descriptionZh, descriptionEn } = product;
  const texts = [...new Set([...inUnderstood(name), size ?? ''].map(tellingName))];
  const own = withoutBrand(texts.join(' / '), product);
  const quantities = quantitiesIn(own);
  const claimed = claims.flatMap((claim) => CLAIMED[claim] ?? []);
  const said = Attributes.all().said(
    [withoutMeasures(own, quantities), ...aliasesZh, ...aliasesEn, ...claimed].join(' / '),
  );
  const described = Attributes.all()
    .said([descriptionZh ?? '', descriptionEn ?? ''].join(' / '))
    .only((attribute) => DESCRIBED.test(attribute));
  const values = said.and(described);
  return { values, denied: deniedOf(product, own), quantities: once(quantities) };
}

/** Values that an allergen it contains rules out, in words of `attributes.csv`. */
const RULED_OUT: Partial<Record<Allergen, string>> = {
  milk: '无乳糖 纯素',
  gluten: '无麸质',
  wheat: '无麸质',
  peanut: '无坚果',
  tree_nut: '无坚果',
  egg: '纯素',
  fish: '素食',
};

function deniedOf({ ingredientsZh, ingredientsEn, allergensContains }: Product, own: string): Borne {
  const ruledOut = allergensContains.flatMap((allergen) => RULED_OUT[allergen] ?? []);
  return Attributes.all()
    .deniedBy([own, ingredientsZh ?? '', ingredientsEn ?? ''].join(' / '))
    .and(Attributes.all().said(ruledOut.join(' ')));
}

/** 'Red Bull' and '白猫' tell no colour. */
function withoutBrand(text: string, { brand }: Product): string {
  return inUnderstood(brand)
    .map((one) => one.normalize('NFKC').toLowerCase().trim())
    .filter((one) => one.length > 1)
    .reduce((left, one) => left.replaceAll(one, ' '), text);
}

/** Units in letters are no sizes of clothes: '1.5 l', '3 m'. */
const MEASURE = /^[\d.\s*x×~～-]*\d\s*[a-z]+$/;
function withoutMeasures(text: string, quantities: readonly { start: number; end: number }[]): string {
  const letters = [...Array(text.length).keys()].map((i) => text[i]!);
  for (const { start, end } of quantities)
    if (MEASURE.test(text.slice(start, end))) letters.fill(' ', start, end);
  return letters.join('');
}

function once(quantities: readonly Quantity[]): Quantity[] {
  const seen = new Map(quantities.map(({ value, unit }) => [`${value} ${unit}`, { value, unit }]));
  return [...seen.values()];
}
