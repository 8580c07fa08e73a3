const SMALL = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const SCALES = ['', ' thousand', ' million', ' billion', ' trillion'] as const;
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** Digits one by one: `0571` → zero five seven one; with `oh`, zero is oh as in a shelf or room number. */
export function digitsEn(digits: string, oh = false): string {
  return [...digits].map((d) => (oh && d === '0' ? 'oh' : (SMALL[Number(d)] ?? ''))).join(' ');
}

function below1000(n: number): string {
  if (n < 20) return SMALL[n] ?? '';
  if (n < 100) return (TENS[Math.floor(n / 10)] ?? '') + (n % 10 ? ` ${SMALL[n % 10]}` : '');
  return `${SMALL[Math.floor(n / 100)]} hundred${n % 100 ? ` ${below1000(n % 100)}` : ''}`;
}

/** A whole number in words, given as digits. Beyond 15 digits it is read digit by digit. */
export function cardinalEn(digits: string): string {
  const trimmed = digits.replace(/^0+(?=\d)/, '');
  if (trimmed.length > 15) return digitsEn(digits);
  if (Number(trimmed) === 0) return 'zero';
  const out: string[] = [];
  for (let end = trimmed.length, scale = 0; end > 0; end -= 3, scale++) {
    const n = Number(trimmed.slice(Math.max(0, end - 3), end));
    if (n) out.unshift(below1000(n) + (SCALES[scale] ?? ''));
  }
  return out.join(' ');
}

/** A number as it is written: `1,299.5` → one thousand two hundred ninety nine point five. */
export function numberEn(written: string): string {
  const [, sign = '', whole = '0', fraction] = /^([-−]?)([\d,]*)(?:\.(\d+))?$/.exec(written) ?? [];
  return (
    (sign ? 'minus ' : '') +
    cardinalEn(whole.replaceAll(',', '') || '0') +
    (fraction ? ` point ${digitsEn(fraction)}` : '')
  );
}

function regularOrdinal(word: string): string {
  if (word.endsWith('y')) return `${word.slice(0, -1)}ieth`;
  return word.endsWith('t') ? `${word}h` : `${word}th`;
}

/** The last two digits of a time, a year or a price as they are said: `5` → oh five, `45` → forty five. */
export const twoDigitsEn = (value: number): string =>
  value < 10 ? `oh ${SMALL[value]}` : cardinalEn(String(value));

/** `22` → twenty second. */
export function ordinalEn(digits: string): string {
  const words = cardinalEn(digits).split(' ');
  const last = words.pop() ?? '';
  words.push(ORDINALS[last] ?? regularOrdinal(last));
  return words.join(' ');
}

/** A year: `2026` → twenty twenty six, `2005` → two thousand five. */
export function yearEn(digits: string): string {
  const n = Number(digits);
  if (digits.length !== 4 || n < 1100 || (n >= 2000 && n < 2010)) return cardinalEn(digits);
  const low = n % 100;
  return `${cardinalEn(String(Math.floor(n / 100)))} ${low === 0 ? 'hundred' : twoDigitsEn(low)}`;
}

/** A decade: `90` → nineties, `1990` → nineteen nineties. */
export function decadeEn(digits: string): string {
  const tens = `${cardinalEn(digits.slice(-2)).slice(0, -1)}ies`;
  return digits.length === 4 ? `${cardinalEn(digits.slice(0, 2))} ${tens}` : tens;
}

/** Of these there may be one; a yuan has no other form. */
const ONE_OF: Readonly<Record<string, string>> = { dollars: 'dollar', euros: 'euro', pounds: 'pound' };

/** A sum of money: 12.90 → twelve yuan ninety, 12.05 → twelve yuan oh five, 0.50 → zero point five yuan. */
export function moneyEn(written: string, currencies: string): string {
  const [whole = '0', fraction = ''] = written.replaceAll(',', '').split('.');
  const currency = Number(whole) === 1 ? (ONE_OF[currencies] ?? currencies) : currencies;
  const cents = Number(fraction.padEnd(2, '0').slice(0, 2));
  if (cents === 0) return `${cardinalEn(whole || '0')} ${currency}`;
  if (Number(whole) === 0) return `zero point ${digitsEn(fraction.replace(/0+$/, ''))} ${currencies}`;
  return `${cardinalEn(whole)} ${currency} ${twoDigitsEn(cents)}`;
}
