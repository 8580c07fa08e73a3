import { enNumber, zhNumber } from '../../main/contract';

/** A size as the catalog compares it: millilitres, grams, metres or pieces. */
export interface Size {
  value: number;
  unit: 'ml' | 'g' | 'm' | 'ct';
}

/** A size found in text; offsets are UTF-16, end exclusive. */
export interface SizeSpan extends Size {
  start: number;
  end: number;
}

// Factors: GB 3100 (SI), the market units 斤 (500 g) and 两 (50 g), US customary fluid ounce, ounce and pound
// (NIST Handbook 44).
const UNITS: readonly (readonly [pattern: string, unit: Size['unit'], factor: number])[] = [
  ['毫升|ml|millilit(?:er|re)s?|cc', 'ml', 1],
  ['厘升|cl', 'ml', 10],
  ['公升|升|l|lit(?:er|re)s?|lt', 'ml', 1000],
  ['fl\\.? ?oz', 'ml', 29.5735],
  ['千克|公斤|kg|kilos?|kilograms?', 'g', 1000],
  ['毫克|mg', 'g', 0.001],
  ['克|g|grams?|gr', 'g', 1],
  ['斤', 'g', 500],
  ['oz|ounces?', 'g', 28.3495],
  ['lbs?|pounds?', 'g', 453.592],
  ['厘米|公分|cm|centimet(?:er|re)s?', 'm', 0.01],
  ['毫米|mm', 'm', 0.001],
  ['英寸|寸|inch(?:es)?', 'm', 0.0254],
  ['米|m|met(?:er|re)s?', 'm', 1],
  [
    '连包|连杯|片装|瓶装|罐装|包装|袋装|盒装|支装|只装|枚装|粒装|卷装|个装|块装|条装|听装|颗装|杯装|抽装|双装|件装|抽|片|卷|枚|粒|pcs?|pieces?|ct|count|packs?|pk|rolls?|sheets?|tablets?|capsules?|-?packs?',
    'ct',
    1,
  ],
];

const ZH_NUM = '[零〇一二两俩三四五六七八九十百千半][零〇一二两三四五六七八九十百千点半]*';
const EN_NUM =
  '(?:half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|twenty-four|thirty|fifty|hundred|five hundred|two hundred|three hundred|seven fifty|seven hundred and fifty|six hundred|four hundred)(?: and a half)?';
const NUM = `(\\d+(?:\\.\\d+)?|${ZH_NUM}|\\b${EN_NUM}\\b)`;
/** May stand between a number and its unit. */
const MEASURE_WORD = '个';
/** After a unit: half of one more. */
const HALF = '半';
const PATTERN = new RegExp(
  `${NUM}[ -]?(?:${MEASURE_WORD})?(${UNITS.map(([p]) => `(?:${p})`).join('|')})(?![a-z])(${HALF})?`,
  'g',
);
const UNIT_OF = UNITS.map(([p, unit, factor]) => ({ pattern: new RegExp(`^(?:${p})$`), unit, factor }));
const PACKED_UNIT = `(${['ml', 'l', 'g', 'kg', '毫升', '升', '克', '千克'].join('|')})`;
const TIMES = ' ?[x×*] ?';
/** A size and how many of it, in either order. */
const PACK = new RegExp(
  String.raw`(\d+(?:\.\d+)?) ?${PACKED_UNIT}${TIMES}(\d+)|(\d+)${TIMES}(\d+(?:\.\d+)?) ?${PACKED_UNIT}`,
  'g',
);

/** Sizes named in folded text, in order. `6x330ml` gives the pack count and the single size. */
export function findSizes(folded: string): SizeSpan[] {
  const out: SizeSpan[] = [];
  for (const m of folded.matchAll(PACK)) {
    const count = Number(m[3] ?? m[4]);
    if (count > 0) out.push({ value: count, unit: 'ct', start: m.index, end: m.index + m[0].length });
  }
  for (const m of folded.matchAll(PATTERN)) {
    const value = parseNumber(m[1]!);
    const unit = UNIT_OF.find((u) => u.pattern.test(m[2]!));
    if (value === undefined || unit === undefined || value <= 0) continue;
    const amount = value + (m[3] && unit.factor >= 500 ? 0.5 : 0);
    out.push({
      value: round(amount * unit.factor),
      unit: unit.unit,
      start: m.index,
      end: m.index + m[0].length - (m[3] && unit.factor < 500 ? 1 : 0),
    });
  }
  return out.sort((a, b) => a.start - b.start);
}

function parseNumber(text: string): number | undefined {
  if (/^\d/.test(text)) return Number(text);
  if (/^[a-z]/.test(text)) {
    if (text.startsWith('half a')) return 0.5;
    const half = text.endsWith(' and a half');
    const value = text === 'seven fifty' ? 750 : enNumber(half ? text.slice(0, -' and a half'.length) : text);
    return value === undefined ? undefined : value + (half ? 0.5 : 0);
  }
  return zhNumber(text);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** One size as an index term. */
export function sizeKey(size: Size): string {
  return `${round(size.value)}${size.unit}`;
}
