import { findSizes, sizeKey, type Product, type Size } from '../../contract';
import { cleanName, tellingName } from './product-name';
import { sortsIn } from './product-sorts';

/** What tells one good of a kind from another, typed: the values of each attribute, by the attribute's name. */
export type Attributes = ReadonlyMap<string, ReadonlySet<string>>;

/** Whom it is for; a good for one of them is not for another. */
const FOR_WHOM: readonly (readonly string[])[] = [['cat', 'dog'], ['men', 'women'], ['child', 'old']];
const MORE_WORDS: readonly (readonly [string, RegExp])[] = [
  ['dog', /狗狗|小狗|犬|\b(?:dogs?|pupp(?:y|ies))\b/],
  ['cat', /猫咪|猫|\b(?:cats?|kittens?)\b/],
  ['child', /小孩|孩子|小朋友|\b(?:kids?|child(?:ren)?|baby|babies|infants?|toddlers?)\b/],
];

/** Values that stand in names as they are said: what matches is the value, the attribute's other values are others. */
const CODES: readonly (readonly [string, RegExp, (match: string) => string])[] = [
  ['power', /(?<![a-z\d.])(\d+(?:\.\d+)?)\s*(?:w|瓦|watts?)(?![a-z])/g, (m) => String(Number.parseFloat(m))],
  ['volts', /(?<![a-z\d.])(\d+(?:\.\d+)?)\s*(?:v|伏|volts?)(?![a-z])/g, (m) => String(Number.parseFloat(m))],
  ['charge', /(\d{3,6})\s*(?:mah|毫安时?)/g, (m) => String(Number.parseInt(m, 10))],
  ['socket', /(?<![a-z\d])(?:e14|e27|e40|gu10|gu5\.3|g9|g4|b22|mr16)(?!\d)/g, (m) => m],
  ['tube', /(?<![a-z\d])t(?:4|5|8)(?!\d)/g, (m) => m],
  ['thread', /(?<![a-z\d])m(?:3|4|5|6|8|10|12|14|16)(?!\d)/g, (m) => m],
  ['driver', /(?<![a-z\d])ph\d(?!\d)/g, (m) => m],
  ['battery', /(?<![a-z])aaa?(?![a-z])|(?<!\d)[57]号|[五七]号/g, (m) => ({ aa: '5', aaa: '7', 五号: '5', 七号: '7' })[m] ?? m.slice(0, 1)],
  ['stage', /(?:[1-4]|[一二三四])\s*段|\bstage ?[1-4]\b/g, (m) => ({ 一: '1', 二: '2', 三: '3', 四: '4' })[m[0]!] ?? (/\d/.exec(m)?.[0] ?? '')],
  ['shoe', /(?<![\d.])(?:3[4-9]|4[0-8])\s*码/g, (m) => m.slice(0, 2)],
  ['letters', /(?<![a-z\d'])(?:xs|s|m|l|xl|xxl|xxxl)(?=\s*码|\s*号|\s*\d+\s*片|\b(?!['-]))(?![a-z\d'])/g, (m) => m],
  ['page', /(?<![a-z\d])[ab][345](?![a-z\d])/g, (m) => m],
  ['light', /暖白|暖光|暖黄|正白|白光|冷白|\b(?:warm white|daylight|cool white)\b/g, (m) => (/暖|warm/.test(m) ? 'warm' : 'cold')],
];

/** What a thing is without, as both languages say it. */
const WITHOUT: readonly (readonly [string, RegExp])[] = [
  ['sugar', /无糖|[0零]糖|不含糖|不加糖|无蔗糖|无添加蔗糖|没有糖|木糖醇|\b(?:sugar[- ]?free|no (?:added )?sugar|unsweetened|zero sugar)\b/],
  ['lactose', /无乳糖|[0零]乳糖|舒化|\b(?:lactose[- ]?free|lactofree)\b/],
  ['gluten', /无麸质|不含麸质|\bgluten[- ]?free\b/],
  ['alcohol', /无醇|无酒精|不含酒精|[0零]酒精|0\.0|\b(?:alcohol[- ]?free|non[- ]?alcoholic)\b/],
  ['scent', /无香(?!槟)|不含香精|没香味|\b(?:unscented|fragrance[- ]?free)\b/],
  ['fat', /脱脂|[0零]脂|无脂|\b(?:fat[- ]?free|skimmed|non[- ]?fat)\b/],
  ['caffeine', /低因|无咖啡因|\bdecaf/],
  ['silicone', /无硅油|\bsilicone[- ]?free\b/],
  ['drilling', /免打孔|不打孔|不用打孔|\bno[- ]?drill/],
];

const FLAVOUR = /([\u4e00-\u9fff]{2,4}?)(?:口味|风味|味)(?![道])/g;

/** A question's or name's attributes; of a count of one nothing is told ('一卷'). */
export function askedAttributes(said: string): Attributes {
  const text = cleanName(said);
  const found = new Map<string, Set<string>>();
  const add = (attribute: string, value: string): void => void found.set(attribute, (found.get(attribute) ?? new Set()).add(value));
  for (const size of findSizes(text)) if (!isOne(size)) add(`size ${size.unit}`, sizeKey(size));
  for (const [attribute, pattern, value] of CODES) for (const [match] of text.matchAll(pattern)) add(attribute, value(match));
  for (const [what, pattern] of WITHOUT) if (pattern.test(text)) add(`without ${what}`, 'yes');
  const sorts = new Set([...sortsIn(text), ...MORE_WORDS.flatMap(([sort, words]) => (words.test(text) ? [sort] : []))]);
  FOR_WHOM.forEach((group, i) => group.forEach((who) => sorts.has(who) && add(`for ${i}`, who)));
  for (const [, flavour] of text.matchAll(FLAVOUR)) add('flavour', flavour!.slice(-2));
  return found;
}

const isOne = (size: Size): boolean => size.unit === 'ct' && size.value === 1;

const known = new WeakMap<Product, Attributes>();

/** A product's attributes, from its name and size; read once. */
export function attributesOf(product: Product): Attributes {
  const read = known.get(product) ?? askedAttributes(`${tellingName(product.name.zh)} ; ${tellingName(product.name.en)} ; ${product.size ?? ''}`);
  known.set(product, read);
  return read;
}

/** Shares of what is asked for that a product bears, and that it bears otherwise; what it says nothing of counts as neither. */
export function meets(asked: Attributes, own: Attributes): [met: number, violated: number] {
  if (asked.size === 0) return [0, 0];
  let [met, violated] = [0, 0];
  for (const [attribute, values] of asked) {
    const has = own.get(attribute);
    if (!has) continue;
    if ([...values].some((value) => has.has(value))) met++;
    else violated++;
  }
  return [met / asked.size, violated / asked.size];
}
