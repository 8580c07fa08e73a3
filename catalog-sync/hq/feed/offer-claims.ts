import { onlyIn, type LocalizedText } from '../../../main/contract';
import { DIGITS, POINT, TEN, TENTHS, TWO, words } from './offer-vocabulary';

/**
 * What an offer's title promises in figures: '8.5 折' and '15% off' are a share, '立减 5 元' an amount, '特价 9.9'
 * a price, '两瓶 12 元' the price of several, '买二送一' pieces for nothing.
 */
export interface Claims {
  /** Per cent off. */
  readonly percents: readonly number[];
  /** Amounts off. */
  readonly less: readonly number[];
  /** Prices of one piece, as far as can be told. */
  readonly prices: readonly number[];
  /** Prices of several pieces. */
  readonly bundles: readonly number[];
  /** `2+1`. */
  readonly free: readonly string[];
  /** Only the second piece costs less. */
  readonly second: boolean;
  /** Only several pieces cost less. */
  readonly several: boolean;
  /** Only from a sum on. */
  readonly sum: boolean;
  /** Tenths of the price that are left, as they stand: what is easily mistaken for an amount. */
  readonly tenths: readonly number[];
}

const NUMERAL = `[${DIGITS.slice(1)}${TWO}${TEN}]`;
const COUNT = String.raw`(\d{1,2}|${NUMERAL})`;
const AMOUNT = String.raw`(?<![\d.])(\d+(?:\.\d+)?)(?![\d.])`;
const CURRENCY = String.raw`(?:[¥￥$£€]|RM|HK\$|NT\$)`;

/** Before a reduction, or after it: the best of several. */
const UP_TO = new RegExp(String.raw`${words.upTo}|up to|from \d+\s*%`, 'i');
/** '8.5 折', '85 折', '八五折', '八点五折'; not '三折叠', '折后'. */
const ZHE = new RegExp(
  String.raw`(?<![\d.${DIGITS}])(?:(\d{1,2}(?:\.\d)?)|([${DIGITS.slice(1)}](?:${POINT}?[${DIGITS.slice(1)}])?))\s*${TENTHS}(?!${words.notAfterTenths})`,
  'g',
);
const HALF = new RegExp(String.raw`${words.half}|half[- ]price|half off|1\/2 price`, 'i');
const PERCENTS = [
  new RegExp(String.raw`${words.off}\s*${AMOUNT}\s*%`, 'g'),
  new RegExp(String.raw`${AMOUNT}\s*(?:%|percent|per cent)\s*(?:off|discount|less)`, 'gi'),
  new RegExp(String.raw`(?:save|discount of)\s*${AMOUNT}\s*%`, 'gi'),
];
/** '减 50 便士' is of another unit than the value; so is '50p off'. */
const LESS = [
  new RegExp(String.raw`${words.off}\s*${CURRENCY}?\s*${AMOUNT}(?:\s*${words.yuan}|(?!\s*[\p{L}%]))`, 'gu'),
  new RegExp(String.raw`(?<![\w.%])${CURRENCY}?\s*${AMOUNT}(?:\s*(?:yuan|rmb|dollars))?\s+off\b`, 'gi'),
  new RegExp(String.raw`save\s*${CURRENCY}\s*${AMOUNT}(?!\s*%)`, 'gi'),
];
/** '满 100 元', '原价 20 元', '加 1 元换购', '减 5 元' name no price of the thing. */
const NO_PRICE = String.raw`(?<!${words.noPrice}\s*${CURRENCY}?\s*)`;
const PRICES = [
  new RegExp(String.raw`${NO_PRICE}${AMOUNT}\s*${words.yuan}`, 'giu'),
  new RegExp(String.raw`${NO_PRICE}${CURRENCY}\s*${AMOUNT}(?!\s*(?:off|%))`, 'giu'),
  new RegExp(String.raw`${words.price}\s*${AMOUNT}(?!\s*[\p{L}%])`, 'gu'),
];
const ZH_BUNDLE = new RegExp(
  String.raw`(?:${words.take}\s*(?:[2-9]|${NUMERAL})\s*${words.piece}|(?:[2-9]|${NUMERAL})\s*${words.item}(?!${words.set})|${words.few}\s*${words.piece})\s*${words.makes}?\s*${CURRENCY}?\s*${AMOUNT}(?:\s*${words.yuan}|(?!\s*[\p{L}%]))`,
  'gu',
);
const EN_BUNDLE = new RegExp(
  String.raw`\b(two|three|four|five|[2-9])\b(?:[^\d;,.]{0,40}?)\bfor\s*(${CURRENCY})?\s*${AMOUNT}(?!\s*(?:%|off))`,
  'gi',
);
const ZH_FREE = new RegExp(
  String.raw`${words.buy}\s*${COUNT}\s*${words.piece}?\s*${words.free}\s*${COUNT}(?!\d)`,
  'g',
);
const EN_FREE = /buy (one|two|three|four|five|\d{1,2}),? get (one|two|three|four|five|\d{1,2})\b/gi;
const SECOND = new RegExp(
  String.raw`${words.second}\s*${words.piece}\s*(?:${words.afterSecond}|\d|${NUMERAL}\s*${TENTHS})|\b(?:second|2nd)\b[^;,.]{0,40}(?:half|%|free|off)|(?:half[- ]price|off|free)[^;,.]{0,10}\bsecond\b`,
  'i',
);

const SEVERAL = new RegExp(
  String.raw`(?:(?<![\d.])(?:[2-9]|\d{2})|[${DIGITS.slice(2)}${TWO}${TEN}])\s*${words.item}(?!${words.set})|\b(?:any|buy) (?:two|three|four|five|[2-9])\b|\b(?:two|three|four|five|[2-9]) or more\b`,
  'i',
);
const SUM = new RegExp(
  String.raw`${words.from}\s*${CURRENCY}?\s*\d+(?!\s*${words.piece})|\b(?:spend|over|orders? of|off)\s+${CURRENCY}?\s*\d`,
  'i',
);
const SPOKEN_POINT = new RegExp(String.raw`(\d)\s*${POINT}\s*(\d\s*${TENTHS})`, 'g');
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five'];

/** A count in digits, Chinese or English. */
function countOf(word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  if (word === TWO) return 2;
  if (word === TEN) return 10;
  const chinese = DIGITS.indexOf(word);
  return chinese > 0 ? chinese : ENGLISH.indexOf(word.toLowerCase());
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A title as its figures are read: full-width forms as ASCII, '8 点 5' and '2,199' as numbers. */
function plain(title: string): string {
  return title
    .normalize('NFKC')
    .replace(SPOKEN_POINT, '$1.$2')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
}

const all = (patterns: readonly RegExp[], text: string): number[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, figures]) => Number(figures)));

/** 8.5 and 85 as 8.5; '8.5', '八五' and '八点五' alike. */
function tenthsOf(text: string): number[] {
  return [...text.matchAll(ZHE)].flatMap(([, figures, words]) => {
    const digits =
      figures ?? [...(words ?? '')].map((word) => (word === POINT ? '' : DIGITS.indexOf(word))).join('');
    const tenths = digits.length === 2 ? Number(digits) / 10 : Number(digits);
    return tenths > 0 && tenths < 10 ? [tenths] : [];
  });
}

/** What one title, in either language, promises. */
export function claimsOf(title: string): Claims {
  const text = plain(title);
  const tenths = tenthsOf(text);
  const named = [...tenths.map((zhe) => round(100 - 10 * zhe)), ...all(PERCENTS, text)];
  const percents = named.length === 0 && HALF.test(text) ? [50] : named;
  const bundles: number[] = [...text.matchAll(ZH_BUNDLE)].map(([, figures]) => Number(figures));
  const free: string[] = [...text.matchAll(ZH_FREE), ...text.matchAll(EN_FREE)].map(
    ([, n, m]) => `${countOf(n!)}+${countOf(m!)}`,
  );
  for (const [, n, currency, figures] of text.matchAll(EN_BUNDLE)) {
    const [pieces, price] = [countOf(n!), Number(figures)];
    // '3 for 2' is three for the price of two.
    if (currency === undefined && price < pieces) free.push(`${price}+${pieces - price}`);
    else bundles.push(price);
  }
  return {
    percents: UP_TO.test(text) ? [] : percents,
    less: all(LESS, text),
    prices: all(PRICES, text).filter((price) => !bundles.includes(price)),
    bundles,
    free,
    second: SECOND.test(text),
    several: SEVERAL.test(text),
    sum: SUM.test(text),
    tenths,
  };
}

/** The claims of the title in both languages, each title with its own. */
export function claimsOfTitle(title: LocalizedText): { title: string; claims: Claims }[] {
  return [onlyIn(title, 'zh'), onlyIn(title, 'en')].map((text) => ({ title: text, claims: claimsOf(text) }));
}
