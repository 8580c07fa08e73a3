import { onlyIn, type LocalizedText } from '../../../main/contract';

/**
 * Whether an offer's words and its arithmetic agree. A title of '8.5 折' with 85, 8.5 or 0.85 in `percent_off`
 * would have the terminal tell a price that nobody charges. N 折 is 100 − 10 N per cent off.
 */

const DIGITS = '零一二三四五六七八九';
const POINT = '点';
/** Before a reduction: the best of several. */
const UP_TO = ['低至', '最低', '最高'];
/** Tenths of the price that are left. */
const TENTHS = '折';
/** After 折: another word, or 'from 5 折'. */
const NOT_AFTER_ZHE = [...'扣叠合起后'];
/** '8.5 折', '85 折', '八五折', '九折'; not '折起' or '低至 5 折', which name the best of several. */
const ZHE = new RegExp(
  String.raw`(${UP_TO.join('|')})?\s*(?:(\d{1,2}(?:[.${POINT}]\d)?)|([${DIGITS.slice(1)}]{1,2}))\s*${TENTHS}(?!${NOT_AFTER_ZHE.join('|')})`,
  'g',
);
const HALF_PRICE = '半价';
const PERCENT_OFF = /(up to\s*)?(\d{1,2}(?:\.\d)?)\s*%\s*off/gi;
/** '减 50 便士' is of another unit than the value. */
const REDUCED_BY = ['立减', '直降', '减'];
const YUAN = ['元', '块'];
const LESS = new RegExp(
  String.raw`(?:${REDUCED_BY.join('|')})\s*(\d+(?:\.\d+)?)(?![.\d])(?:\s*(?:${YUAN.join('|')})|(?!\s*[\p{L}%]))`,
  'gu',
);
const HALF = 50;

const round = (value: number): number => Math.round(value * 10) / 10;

/** Per cent off that a Chinese title names; nothing where it names none or the best of several. */
function zhePercents(text: string): number[] {
  const named = [...text.matchAll(ZHE)].flatMap(([, upTo, figures, words]) => {
    if (upTo !== undefined) return [];
    const digits =
      figures?.replace(POINT, '.') ?? [...(words ?? '')].map((word) => DIGITS.indexOf(word)).join('');
    const zhe = digits.length === 2 ? Number(digits) / 10 : Number(digits);
    return zhe > 0 && zhe < 10 ? [round(100 - 10 * zhe)] : [];
  });
  return named.length === 0 && text.includes(HALF_PRICE) ? [HALF] : named;
}

function englishPercents(text: string): number[] {
  const named = [...text.matchAll(PERCENT_OFF)].flatMap(([, upTo, figures]) =>
    upTo === undefined ? [Number(figures)] : [],
  );
  return named.length === 0 && /half[- ]price/i.test(text) ? [HALF] : named;
}

/** The same reduction as it may be told: of one piece, or of two where the second costs less. */
const told = (kind: string, value: number): number[] =>
  kind === 'second_item_percent_off' ? [value, round(value / 2)] : [value];

/** What disagrees, or nothing. */
export function offerWordsFault(kind: string, value: string, title: LocalizedText): string | undefined {
  const [zh, en] = [onlyIn(title, 'zh'), onlyIn(title, 'en')];
  const number = Number(value);
  if (kind === 'percent_off' || kind === 'second_item_percent_off') {
    for (const [title, named] of [
      [zh, zhePercents(zh)],
      [en, englishPercents(en)],
    ] as const) {
      if (named.length > 0 && !named.some((percent) => told(kind, number).includes(percent))) {
        return `the title '${title}' says ${named[0]} % off, the value says ${value} % off (8.5 折 is 15)`;
      }
    }
  }
  if (kind === 'amount_off') {
    const named = [...zh.matchAll(LESS)].map(([, figures]) => Number(figures));
    if (named.length > 0 && !named.includes(number))
      return `the title '${zh}' takes ${named[0]} off, the value takes ${value} off`;
  }
  return undefined;
}
