import { BRANDS } from './brands';
import { cardinalEn, digitsEn, moneyEn, numberEn, ordinalEn } from './numbers-en';
import { NUM, re, said, type Rule } from './rules';
import { DATES_AND_TIMES, DASH, UNIT } from './dates-en';
import { UNITS_EN } from './units';

function codeEn(digits: string): string {
  return digits.startsWith('0') || digits.length > 3 ? digitsEn(digits, true) : cardinalEn(digits);
}

/** `joined`: a 20-inch suitcase has twenty inch. */
function sizeEn(written: string, unit: string, joined = false): string {
  const [one, many] = UNITS_EN.get(unit) ?? UNITS_EN.get(unit.toLowerCase()) ?? [unit, unit];
  return `${numberEn(written)} ${joined || written === '1' ? one : many} `;
}

function fractionEn(above: string, below: string): string {
  const names: Readonly<Record<string, string>> = { 2: 'half', 4: 'quarter' };
  const name = names[below] ?? ordinalEn(below);
  if (above === '1') return `one ${name}`;
  return `${cardinalEn(above)} ${name === 'half' ? 'halves' : `${name}s`}`;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  '¥': 'yuan',
  $: 'dollars',
  '€': 'euros',
  '£': 'pounds',
};
/** What letters after a sum stand for. */
const SCALES: Readonly<Record<string, string>> = { k: 'thousand', m: 'million', bn: 'billion' };

const RULES: readonly Rule[] = [
  ...DATES_AND_TIMES,
  [
    re(String.raw`(?<!\d)(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)`),
    (...p) =>
      p
        .slice(0, 3)
        .map((d) => digitsEn(d))
        .join(', '),
  ],
  [
    re(String.raw`(?<!\d)(0\d{2,3})[- ](\d{3,4})[- ]?(\d{4})(?!\d)`),
    (a, b, c) => [a, (b ?? '') + c].map((d) => digitsEn(d ?? '')).join(', '),
  ],
  [
    re(String.raw`(?<!\d)([48]00)[- ](\d{4})[- ](\d{3,4})(?!\d)`),
    (...p) =>
      p
        .slice(0, 3)
        .map((d) => digitsEn(d))
        .join(', '),
  ],
  [
    re(String.raw`(?<!\d)([48]00)[- ]?(\d{3})[- ]?(\d{4})(?!\d)`),
    (...p) =>
      p
        .slice(0, 3)
        .map((d) => digitsEn(d))
        .join(', '),
  ],
  [
    re(String.raw`((?:phone|call|dial|hotline|tel)\W[^\d.]{0,12})(\d[\d -]{2,14}\d)`, 'giu'),
    (label, n) => label + digitsEn((n ?? '').replace(/\D/g, '')),
  ],
  [
    re(String.raw`(\b(?:call|dial|ring)\s+)(\d{3})(?![\d.,]|\s*(?:times|people|more))`, 'giu'),
    (label, n) => label + digitsEn(n ?? ''),
  ],
  // With the code of a country.
  [
    re(String.raw`\+\s?(\d{1,3}(?:[- ]\d{1,4}){2,4})(?!\d)`),
    (n) =>
      ` plus ${(n ?? '')
        .split(/[- ]/)
        .map((part) => digitsEn(part))
        .join(', ')}`,
  ],
  [
    re(
      String.raw`(\b(?:(?:item|order|part|article|model|card)\s+(?:no\.?|number)|(?:pickup|pick-up|verification|coupon)\s+code|item code)\s*[:#]?\s*)(\d{3,})(?![\d.])`,
      'giu',
    ),
    (label, n) => label.replace(/\bno\.?/iu, 'number') + digitsEn(n ?? ''),
  ],
  [
    re(String.raw`([¥$€£])\s*(${NUM})${DASH}[¥$€£]?\s*(${NUM})`),
    (c, a, b) =>
      `${numberEn((a ?? '').replace(/\.0+$/, ''))} to ${moneyEn(b ?? '', CURRENCIES[c ?? ''] ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})\s*(?:yuan|RMB|CNY|元)(?![a-z])`, 'giu'),
    (a, b) => `${numberEn(a ?? '')} to ${moneyEn(b ?? '', 'yuan')}`,
  ],
  [re(String.raw`\b(?:RMB|CNY)\s*(${NUM})`, 'giu'), (n) => moneyEn(n ?? '', 'yuan')],
  [
    re(String.raw`([¥$€£])\s*(${NUM})\s*(k|m|bn|thousand|million|billion)(?![a-z])`, 'giu'),
    (c, n, scale) =>
      `${numberEn(n ?? '')} ${SCALES[(scale ?? '').toLowerCase()] ?? scale} ${CURRENCIES[c ?? ''] ?? ''}`,
  ],
  [re(String.raw`\$0\.(\d{2})(?!\d)`), (n) => `${cardinalEn(n ?? '')} ${n === '01' ? 'cent' : 'cents'}`],
  [re(String.raw`(?<![\d.])(\d+)\s*¢`), (n) => `${cardinalEn(n ?? '')} ${n === '1' ? 'cent' : 'cents'}`],
  [
    re(String.raw`(?<![\d.\p{L}])(\d{1,2})p(?![\p{L}\d])`),
    (n) => `${cardinalEn(n ?? '')} ${n === '1' ? 'penny' : 'pence'}`,
  ],
  [re(String.raw`([¥$€£])\s*(${NUM})`), (c, n) => moneyEn(n ?? '', CURRENCIES[c ?? ''] ?? '')],
  [re(String.raw`(?<![\d.])(${NUM})\s*(?:yuan|RMB|CNY|元)(?![a-z])`, 'giu'), (n) => moneyEn(n ?? '', 'yuan')],
  [
    re(String.raw`(?:\bbuy\s+)?(?<![\d.+])(\d)\s*\+\s*1(?:\s+free\b)?(?![\d.+]|\s*\p{L})`, 'giu'),
    (n) => `buy ${cardinalEn(n ?? '')} get one free`,
  ],
  [
    re(String.raw`(?<![\d.])(${NUM})\s*%?${DASH}(${NUM})\s*%`),
    (a, b) => `${numberEn(a ?? '')} to ${numberEn(b ?? '')} percent`,
  ],
  [
    re(String.raw`(?<![\d.])(${NUM})\s*%\s*vol(?![A-Za-z])\.?`, 'giu'),
    (n) => `${numberEn(n ?? '')} percent alcohol`,
  ],
  [re(String.raw`(?<![\d.])(${NUM})\s*%(?!vol)`), (n) => `${numberEn(n ?? '')} percent`],
  [
    re(String.raw`(?<![\d.])(\d\.\d)\s*/\s*(5|10)(?![\d./])`),
    (a, b) => `${numberEn(a ?? '')} out of ${cardinalEn(b ?? '')}`,
  ],
  [re(String.raw`(?<![\d.])24/7(?![\d./])`), () => 'twenty four seven'],
  // 1 1/2 cups.
  [
    re(String.raw`(?<![\d./])(\d{1,2})\s+([1-9])/([2-9])(?![\d./])`),
    (n, a, b) => `${cardinalEn(n ?? '')} and ${fractionEn(a ?? '', b ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d./])([1-9]\d?)/([2-9]|1\d|20)(?![\d./])`),
    (a, b) =>
      Number(a) < Number(b) ? fractionEn(a ?? '', b ?? '') : `${cardinalEn(a ?? '')}, ${cardinalEn(b ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d.\p{L}])([-−]?${NUM})(?:\s*°([CF]))?${DASH}([-−]?${NUM})\s*(°[CF])`, 'giu'),
    (a, first, b, u) =>
      `${first ? sizeEn(a ?? '', `°${first}`) : numberEn(a ?? '')} to ${sizeEn(b ?? '', u ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (a, b, u) => `${numberEn(a ?? '')} to ${sizeEn(b ?? '', u ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d.\p{L}]|\d-)(${NUM})-(${UNIT})(?![A-Za-z])`, 'giu'),
    (n, u) => sizeEn(n ?? '', u ?? '', true),
  ],
  [
    re(String.raw`(?<![\d.\p{L}]|\d-)([-−]?${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (n, u) => sizeEn(n ?? '', u ?? ''),
  ],
  [
    re(String.raw`(?<=[\d.\p{L}×*])(${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (n, u) => sizeEn(n ?? '', u ?? ''),
  ],
  [
    re(
      String.raw`(?<=[\da-z])\s*(?:×|\*|(?<=\d\s*)x)\s*(?=\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|fif|twen))`,
    ),
    () => ' by ',
  ],
  [re(String.raw`\sx\s?(?=\d)`), () => ' by '],
  [re(String.raw`(?<![\d.])(\d+)x(?=\s+[a-z])`), (n) => `${cardinalEn(n ?? '')} times`],
  [re(String.raw`(?<!\d)(\d+)(?:st|nd|rd|th)(?![a-z])`, 'giu'), (n) => ordinalEn(n ?? '')],
  [re(String.raw`(?:No\.?\s?|#\s?)(?=\d)`, 'gu'), () => 'number '],
  [
    re(String.raw`(?<![\d.])(\d{1,2})([A-Za-z])-?(\d{1,4})(?!\d)`),
    (a, l, b) => `${cardinalEn(a ?? '')} ${(l ?? '').toUpperCase()} ${codeEn(b ?? '')}`,
  ],
  [
    re(String.raw`(?<![A-Za-z])([A-Za-z]{1,3})-?(\d{1,6})-(\d{1,6})(?!\d)`),
    (l, a, b) => `${l} ${codeEn(a ?? '')} dash ${codeEn(b ?? '')}`,
  ],
  [re(String.raw`([A-Za-z])-?(\d{1,6})(?![\d.])`), (l, n) => `${l} ${codeEn(n ?? '')}`],
  [re(String.raw`(?<![\d-])(\d)-(\d)-(\d)(?![\d-])`), (a, b, c) => digitsEn(`${a}${b}${c}`)],
  [re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})`), (a, b) => `${numberEn(a ?? '')} to ${b}`],
  [re(String.raw`(?<![\d.,])(0\d+)(?!\.)`), (n) => digitsEn(n ?? '')],
  [re(String.raw`(?<![\d.])(\d{9,})`), (n) => digitsEn(n ?? '')],
  [re(String.raw`(?<=^|[\s(:])[-−](${NUM})`), (n) => `minus ${numberEn(n ?? '')}`],
  [re(`(${NUM})`), (n) => ` ${numberEn(n ?? '')} `],
  [re(String.raw`(\d+)`), (n) => ` ${cardinalEn(n ?? '')} `],
];

/** What only looks like a size or a sum: names in letters and digits, and signs that stand for words. */
const NAMES: readonly Rule[] = [
  ...BRANDS.map(([pattern, , en]): Rule => [re(pattern), () => en]),
  // Two sizes or two scales of the same, not one a piece of the other.
  [re(String.raw`(?<=\d\s*(${UNIT}))/(?=\d[\d.,]*\s*\1(?![A-Za-z]))`, 'giu'), () => ', '],
  [re(String.raw`(?<=\d\s*°[CF])\s*/\s*(?=\d)`), () => ', '],
  // Twelve in stock are not twelve inches.
  [
    re(
      String.raw`(?<![\d.])(${NUM})\s+in\s+(?=(?:\d|[A-Z]\d|a|an|the|stock|aisles?|bays?|stores?|all|each|every|one|this|that|our|your|my|total|row|front|any)(?![a-z]))`,
    ),
    (n) => `${numberEn(n ?? '')} in `,
  ],
  // Generations of telephones, and wireless bands.
  [
    re(String.raw`(?<![\d.])([2-6]|2\.4|5\.8)G(?![A-Za-z\d]|\s*(?:[*×x]|\d))`),
    (n) => `${numberEn(n ?? '')} G `,
  ],
  [re(String.raw`(?<![\d.])([234])D(?![A-Za-z\d])`), (n) => `${numberEn(n ?? '')} D `],
  // Refrigerants.
  [
    re(String.raw`(?<![A-Za-z\d])R-?(\d{3})([a-zA-Z]?)(?![A-Za-z\d])`),
    (n, l) => `R ${digitsEn(n ?? '')} ${l}`,
  ],
  [
    re(String.raw`(?<![\d-])(\d)-in-(\d)(?![\d-])`),
    (a, b) => `${cardinalEn(a ?? '')} in ${cardinalEn(b ?? '')}`,
  ],
  [re(String.raw`(?<!["“][^"”]{0,40})(${NUM})\s*["″](?!\d)`), (n) => `${numberEn(n ?? '')} inch`],
  [re(String.raw`<\s*(?=\d)`), () => 'less than '],
  [re(String.raw`>\s*(?=\d)`), () => 'more than '],
  [re(String.raw`≤\s*`), () => 'at most '],
  [re(String.raw`≥\s*`), () => 'at least '],
  [re(String.raw`\b([Ww])t\.?(?=\s*:?\s*\d)`), (w) => `${w}eight`],
  [re(String.raw`\bw/o\b`, 'giu'), () => 'without'],
];

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\s*&\s*/gu, ' and '],
  [/\s*\+\s*/gu, ' plus '],
  [/\s*±\s*/gu, ' plus or minus '],
  [/\s*=\s*/gu, ' equals '],
  [/\s*×\s*/gu, ' by '],
  [/%/gu, ' percent '],
  [/°C/gu, ' degrees Celsius '],
  [/°/gu, ' degrees '],
  [/→/gu, ' to '],
  [/\bw\//giu, 'with '],
  [/~+/gu, ', '],
  [/[@#^|\\*_/·•・¥$€£]+/gu, ' '],
  [/\s*[(（【[「『《〈{<]\s*/gu, ', '],
  [/\s*[)）】\]」』》〉}>]\s*(?=[，。！？；：、,.!?;:]|$)/gu, ''],
  [/\s*[)）】\]」』》〉}>]\s*/gu, ', '],
  [/["“”‘„«»]/gu, ''],
  [/(?<![A-Za-z])['’]|['’](?![A-Za-z])/gu, ' '],
  [/\s+[-−]+\s+/gu, ', '],
  [/[-−]+/gu, ' '],
];

/** English text as it is said: no digit and no sign is left. */
export function normalizeEn(cleaned: string): string {
  let text = said(cleaned, NAMES)
    .replace(re(String.raw`(?<=\d)/(?=[a-z]{3,}(?![\d/]))`), ' per ')
    .replace(
      re(
        String.raw`(?<![Vv]|(?<![A-Za-z\d])[A-Za-z]{1,3})/\s*(?=(?:${UNIT}|\d*(?:${UNIT}))(?![A-Za-z]))`,
        'giu',
      ),
      ' per ',
    );
  text = said(text, RULES).replace(
    re(String.raw`per (${UNIT})(?![A-Za-z])`, 'giu'),
    (_m, u: string) => `per ${(UNITS_EN.get(u) ?? UNITS_EN.get(u.toLowerCase()))?.[0] ?? u}`,
  );
  for (const [pattern, sign] of SIGNS) text = text.replace(pattern, sign);
  return text
    .replace(/[ \t]+/gu, ' ')
    .replace(/ (?=[,.!?;:])/gu, '')
    .replace(/^[\s,;:]+/u, '')
    .replace(/,(?:\s*,)+/gu, ',')
    .replace(/[,;:]+(?=[.!?])/gu, '')
    .trim();
}
