import { enNumber, zhNumber } from '../../contract';

/** A size, power, count or number that tells items of a kind apart, in the base unit of its dimension. */
export interface Quantity {
  value: number;
  /** mm, g, ml, w, v, mah, size (of clothes, shoes, batteries, stages), years, months, count, inch; '' for a bare number. */
  unit: Unit;
}

type Unit =
  'mm' | 'g' | 'ml' | 'w' | 'v' | 'mah' | 'size' | 'years' | 'months' | 'count' | 'inch' | 'tonne' | '';

/** Units by how they are written and said, with what one of them is in the base unit. */
const UNITS: readonly (readonly [RegExp, Unit, number])[] = [
  [/^(?:毫米|mm\b|millimet(?:re|er)s?)/, 'mm', 1],
  [/^(?:厘米|公分|cm\b|centimet(?:re|er)s?)/, 'mm', 10],
  [/^(?:米|m\b(?!l)|met(?:re|er)s?\b)/, 'mm', 1000],
  [/^(?:英寸|寸|"|″|in\b|inch(?:es)?\b)/, 'inch', 1],
  [/^(?:毫升|ml\b|millilit(?:re|er)s?)/, 'ml', 1],
  [/^(?:升|l\b|lit(?:re|er)s?\b)/, 'ml', 1000],
  [/^(?:吨|t\b|tons?\b|tonnes?\b)/, 'tonne', 1],
  [/^(?:公斤|千克|kg\b|kgs\b|kilos?\b|kilograms?\b)/, 'g', 1000],
  [/^(?:斤)/, 'g', 500],
  [/^(?:克|g\b|grams?\b)/, 'g', 1],
  [/^(?:毫安时?|mah\b)/, 'mah', 1],
  [/^(?:瓦|w\b|watts?\b)/, 'w', 1],
  [/^(?:伏特?|v\b|volts?\b)/, 'v', 1],
  [/^(?:岁|years?\b|y\b|yrs?\b)/, 'years', 1],
  [/^(?:个月|months?\b|m\+)/, 'months', 1],
  [/^(?:码|号|段|阶|级|度|#)/, 'size', 1],
  [
    /^(?:片|个|只|支|枝|包|袋|抽|卷|粒|枚|条|张|块|双|对|根|颗|瓶|罐|听|盒|位|孔|格|层|口|贴|丸|pcs?\b|pieces?\b|pk\b|packs?\b|sheets?\b|rolls?\b|tabs?\b|tablets?\b|caps?\b|capsules?\b|s\b|ct\b|ways?\b|pairs?\b)/,
    'count',
    1,
  ],
];

const EN =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)';
const NUMBER = new RegExp(
  `\\d+(?:\\.\\d+)?|半|[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?|\\b${EN}(?:[- ]${EN})*\\b|\\bhalf(?: an?)?\\b`,
  'g',
);
/** '1.5*2m': what is written once is meant of both. */
const TIMES = /^\s*[*x×乘]\s*(\d+(?:\.\d+)?)\s*/;
/** 'size 42', 'stage 2', 'no. 5', 'phillips 2'. */
const BEFORE = /(?:\b(?:size|stage|number|no\.?|eu|uk|us)\s*|第)$/;
/** '一米三', '七米半': tenths after the unit. */
const TENTHS = /^(半|[一二三四五六七八九])(?![\u4e00-\u9fff]?(?:毫米|厘米|公分|米|克|斤|升|个|只|片|寸))/;

function valueOf(text: string): number | undefined {
  if (/^\d/.test(text)) return Number(text);
  if (text === '半' || text.startsWith('half')) return 0.5;
  if (/[\u4e00-\u9fff〇]/.test(text)) return zhNumber(text);
  return enNumber(text.replace(/-/g, ' '));
}

/**
 * All quantities that a text says or a name bears. Numbers without a unit are kept only in digits, or where
 * 'size' or the like stands before them. @param text any case
 */
export function quantitiesOf(text: string): Quantity[] {
  const lower = text.toLowerCase();
  const out: Quantity[] = [];
  for (const match of lower.matchAll(NUMBER)) {
    const value = valueOf(match[0]);
    if (value === undefined) continue;
    let rest = lower.slice(match.index + match[0].length);
    const times = TIMES.exec(rest);
    if (times) rest = rest.slice(times[0].length);
    const known = unitAt(rest.trimStart());
    if (known) {
      const inWords = /[\u4e00-\u9fff]/.test(match[0]);
      const part = inWords ? tenthsAfter(rest.trimStart().slice(known.length)) : 0;
      out.push({ value: (value + part) * known.factor, unit: known.unit });
    } else if (BEFORE.test(lower.slice(0, match.index))) out.push({ value, unit: 'size' });
    else if (/^\d/.test(match[0])) out.push({ value, unit: '' });
  }
  return out;
}

function tenthsAfter(rest: string): number {
  const digit = TENTHS.exec(rest)?.[1];
  if (digit === undefined) return 0;
  return digit === '半' ? 0.5 : (zhNumber(digit) ?? 0) / 10;
}

function unitAt(rest: string): { unit: Unit; factor: number; length: number } | undefined {
  for (const [pattern, unit, factor] of UNITS) {
    const match = pattern.exec(rest);
    if (match) return { unit, factor, length: match[0].length };
  }
  return undefined;
}

const CLOSE = 0.01;
const alike = (a: number, b: number): boolean => Math.abs(a - b) <= CLOSE * Math.max(a, b);

/** Whether one of the quantities is what was said; sizes and counts may stand in names as bare numbers. */
export function meets(said: Quantity, borne: readonly Quantity[]): boolean {
  const loose = said.unit === '' || said.unit === 'size' || said.unit === 'count' || said.unit === 'inch';
  return borne.some(
    ({ unit, value }) =>
      alike(value, said.value) && (unit === said.unit || (loose && (unit === '' || said.unit === ''))),
  );
}

/** Dimensions in the order in which they tell which of two items is the larger. */
const LARGER_BY: readonly Unit[] = [
  'mm',
  'ml',
  'g',
  'inch',
  'tonne',
  'w',
  'mah',
  'size',
  'years',
  'months',
  'count',
  '',
];
const LETTERS = ['xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl'];
const LETTER = /(?<![a-z0-9])(x{0,3}[sl]|m)(?=\d|[^a-z0-9]|$)/;

/** Which of two names tells the larger size: 1 the first, -1 the second, 0 neither. */
export function largerOf(a: string, b: string): number {
  const letter = (name: string): number => LETTERS.indexOf(LETTER.exec(name.toLowerCase())?.[1] ?? '');
  const [first, second] = [letter(a), letter(b)];
  if (first >= 0 && second >= 0 && first !== second) return Math.sign(first - second);
  const [mine, others] = [quantitiesOf(a), quantitiesOf(b)];
  for (const unit of LARGER_BY) {
    const [x, y] = [mine, others].map((list) =>
      Math.max(...list.filter((q) => q.unit === unit).map((q) => q.value)),
    );
    if (Number.isFinite(x) && Number.isFinite(y) && !alike(x!, y!)) return Math.sign(x! - y!);
  }
  return 0;
}
