import { enNumber, zhNumber } from '../../contract';

/** A size, power, count or number that tells items of a kind apart, in the base unit of its dimension. */
export interface Quantity {
  value: number;
  /** '' for a bare number; 'size' of clothes, shoes, batteries, stages; 'thread' of screws ('M8'). */
  unit: Unit;
}

export type Unit =
  | 'mm'
  | 'g'
  | 'ml'
  | 'mg'
  | 'w'
  | 'v'
  | 'amp'
  | 'mah'
  | 'gb'
  | 'kelvin'
  | 'percent'
  | 'size'
  | 'thread'
  | 'years'
  | 'months'
  | 'count'
  | 'inch'
  | 'tonne'
  | '';

/** Units by how they are written and said, with what one of them is in the base unit. */
const UNITS: readonly (readonly [RegExp, Unit, number])[] = [
  [/^(?:毫米|mm\b|millimet(?:re|er)s?)/, 'mm', 1],
  [/^(?:厘米|公分|cm\b|centimet(?:re|er)s?)/, 'mm', 10],
  [/^(?:英尺|ft\b|feet\b|foot\b)/, 'mm', 304.8],
  [/^(?:米|m\b(?!l)|met(?:re|er)s?\b)/, 'mm', 1000],
  [/^(?:英寸|寸|"|″|''|in\b|inch(?:es)?\b)/, 'inch', 1],
  // Pipes: four of them are half an inch.
  [/^分(?=管|丝|球|角|水|软|接|内|外|直|弯|三|[^\u4e00-\u9fff]|$)/, 'inch', 1 / 8],
  [/^(?:毫升|ml\b|mls\b|millilit(?:re|er)s?)/, 'ml', 1],
  [/^(?:厘升|cl\b)/, 'ml', 10],
  [/^(?:fl\.? ?oz\b)/, 'ml', 29.57],
  [/^(?:升|l\b|lt\b|ltr\b|lit(?:re|er)s?\b)/, 'ml', 1000],
  [/^(?:吨|t\b|tons?\b|tonnes?\b)/, 'tonne', 1],
  [/^(?:公斤|千克|kg\b|kgs\b|kilos?\b|kilograms?\b)/, 'g', 1000],
  [/^(?:斤)/, 'g', 500],
  [/^(?:毫克|mg\b)/, 'mg', 1],
  [/^(?:微克|μg\b|mcg\b)/, 'mg', 0.001],
  [/^(?:gb\b|g内存)/, 'gb', 1],
  [/^(?:tb\b)/, 'gb', 1024],
  [/^(?:克|g\b|gms?\b|grams?\b)/, 'g', 1],
  [/^(?:oz\b|ounces?\b)/, 'g', 28.35],
  [/^(?:lbs?\b|pounds?\b)/, 'g', 453.6],
  [/^(?:毫安时?|mah\b)/, 'mah', 1],
  [/^(?:千瓦|kw\b)/, 'w', 1000],
  [/^(?:瓦|w\b|watts?\b)/, 'w', 1],
  [/^(?:伏特?|v\b|volts?\b)/, 'v', 1],
  [/^(?:安培|安(?![全神睡心\u5c45])|a\b(?!-)|amps?\b)/, 'amp', 1],
  [/^(?:k\b(?!g))/, 'kelvin', 1],
  [/^(?:%|percent\b|per cent\b)/, 'percent', 1],
  [/^(?:岁|years?\b|y\b|yrs?\b)/, 'years', 1],
  [/^(?:个月|months?\b|m\+)/, 'months', 1],
  [/^(?:码|号|段|阶|级|度|#)/, 'size', 1],
  [
    /^(?:片|个|只|支|枝|小?包|小?袋|抽|卷|粒|枚|条|张|块|双|对|根|颗|瓶|罐|听|盒|位|孔|格|层|口|贴|丸|套|件|节|杯|桶|提|pcs?\b|pieces?\b|pk\b|packs?\b|sheets?\b|rolls?\b|tabs?\b|tablets?\b|caps?\b|capsules?\b|bags?\b|cans?\b|bottles?\b|pods?\b|s\b|'s\b|ct\b|ways?\b|pairs?\b)/,
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
/** '1.5*2m', '3-5岁': a unit that is written once is meant of both. */
const TIMES = /^\s*[*x×乘]\s*(\d+(?:\.\d+)?)\s*/;
const RANGE = /^\s*[-~～至到]\s*(\d+(?:\.\d+)?)\s*/;
/** '1/2寸'. */
const FRACTION = /^\/(\d+)\s*/;
/** 'M8×40': the thread, then how long. */
const THREAD = /(?<![a-z0-9])m$/;
const THICKEST = 64;
const LONG = /^\s*[*x×]\s*(\d+(?:\.\d+)?)(?![\d.])/;
/** Pipes by their nominal bore in millimetres; shops say inches. */
const NOMINAL = /(?<![a-z])dn\s*$/;
const INCHES: Readonly<Record<number, number>> = { 15: 0.5, 20: 0.75, 25: 1, 32: 1.25, 40: 1.5, 50: 2 };
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

/** Where in a text a quantity was read. */
export interface ReadQuantity extends Quantity {
  start: number;
  end: number;
}

/**
 * All quantities that a text says or a name bears. Numbers without a unit are kept only in digits, or where
 * 'size' or the like stands before them. @param text any case
 */
export function quantitiesOf(text: string): Quantity[] {
  return quantitiesIn(text).map(({ value, unit }) => ({ value, unit }));
}

/** The same with where each stands. */
export function quantitiesIn(text: string): ReadQuantity[] {
  const lower = text.toLowerCase();
  const out: ReadQuantity[] = [];
  for (const match of lower.matchAll(NUMBER)) {
    if (match.index < (out.at(-1)?.end ?? 0)) continue;
    const value = valueOf(match[0]);
    if (value === undefined) continue;
    const last = out.at(-1);
    const read = readAt(lower, match[0], match.index, value);
    out.push(...read);
    // '12粒×2板' are 24 as well.
    if (last?.unit === 'count' && AFTER_UNIT.test(lower.slice(last.end - 1, match.index)) && read[0])
      out.push({ ...read[0], value: last.value * value, unit: 'count' });
  }
  return out;
}

function readAt(text: string, number: string, start: number, value: number): ReadQuantity[] {
  const before = text.slice(Math.max(0, start - 12), start);
  const end = start + number.length;
  const rest = text.slice(end);
  const special = /^\d/.test(number) ? byMark(before, rest, value) : undefined;
  if (special) return special.map(({ value, unit, length }) => ({ value, unit, start, end: end + length }));
  const joined = TIMES.exec(rest) ?? RANGE.exec(rest);
  const after = joined ? rest.slice(joined[0].length) : rest;
  const gap = after.length - after.trimStart().length;
  const known = unitAt(after.trimStart());
  if (!known) {
    // Of '3.3*2' without a unit, the second is read by itself.
    if (BEFORE.test(before)) return [{ value, unit: 'size', start, end }];
    if (/^\d+$/.test(number) && AFTER_UNIT.test(before)) return [{ value, unit: 'count', start, end }];
    return /^\d/.test(number) ? [{ value, unit: '', start, end }] : [];
  }
  const part = /[\u4e00-\u9fff]/.test(number) ? tenthsAfter(after.trimStart().slice(known.length)) : 0;
  const stop = end + (joined?.[0].length ?? 0) + gap + known.length;
  if (!joined) return [{ value: (value + part) * known.factor, unit: known.unit, start, end: stop }];
  const other = Number(joined[1]) * known.factor;
  // '24×550ml' are 24 of them.
  const many = TIMES.test(rest) && COUNTED.has(known.unit) && Number.isInteger(value);
  return [
    many
      ? { value, unit: 'count', start, end: stop }
      : { value: value * known.factor, unit: known.unit, start, end: stop },
    { value: other, unit: known.unit, start, end: stop },
  ];
}

/** Units of which '24×' tells how many there are, not another side. */
const COUNTED: ReadonlySet<Unit> = new Set(['ml', 'g', 'mg']);
/** '550ml×24': so many of them. */
const AFTER_UNIT = /(?:[a-z]|[\u4e00-\u9fff])\s*[*x×]\s*$/;

/** Numbers that a mark before or behind them tells of: 'M8×40', 'DN20', '1/2寸'. */
function byMark(before: string, rest: string, value: number): (Quantity & { length: number })[] | undefined {
  if (THREAD.test(before) && value <= THICKEST) {
    const long = LONG.exec(rest);
    const thread = { value, unit: 'thread', length: long?.[0].length ?? 0 } as const;
    return long ? [thread, { value: Number(long[1]), unit: 'mm', length: thread.length }] : [thread];
  }
  if (NOMINAL.test(before) && INCHES[value]) return [{ value: INCHES[value], unit: 'inch', length: 0 }];
  const fraction = FRACTION.exec(rest);
  if (!fraction || Number(fraction[1]) === 0) return undefined;
  const known = unitAt(rest.slice(fraction[0].length));
  return known?.unit === 'inch'
    ? [{ value: value / Number(fraction[1]), unit: 'inch', length: fraction[0].length + known.length }]
    : undefined;
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

/** Whether what is borne is of the same dimension and another: what was said can't be so. */
export function contradicts(said: Quantity, borne: readonly Quantity[]): boolean {
  return said.unit !== '' && borne.some(({ unit }) => unit === said.unit) && !meets(said, borne);
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
