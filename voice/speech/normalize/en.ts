import { cardinalEn, digitsEn, moneyEn, numberEn, ordinalEn, twoDigitsEn, yearEn } from './numbers-en';
import { UNITS_EN } from './units';

const NUM = String.raw`\d[\d,]*(?:\.\d+)?`;
const DASH = String.raw`\s*(?:-|~|—|to)\s*`;
const UNIT = [...UNITS_EN.keys()]
  .sort((a, b) => b.length - a.length)
  .map((u) => u.replace(/[.*+?^$()|[\]\\/]/g, '\\$&'))
  .join('|');
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function re(source: string, flags = 'gu'): RegExp {
  return new RegExp(source, flags);
}

/** A time of day: 22:00 → ten PM; with am or pm written, that stands. */
function timeEn(hour: string, minute: string, half?: string): string {
  const h = Number(hour);
  const m = Number(minute);
  const written = half?.replace(/\W/g, '').toUpperCase();
  if (!written && m === 0 && (h === 0 || h === 24)) return 'midnight';
  if (!written && m === 0 && h === 12) return 'noon';
  const clock = cardinalEn(String(h % 12 === 0 ? 12 : h % 12));
  const minutes = m === 0 ? '' : ` ${twoDigitsEn(m)}`;
  return `${clock}${minutes} ${written ?? (h >= 12 && h < 24 ? 'PM' : 'AM')}`;
}

function dateEn(month: string, day: string, year?: string): string {
  return `${MONTHS[Number(month) - 1]} ${ordinalEn(day)}${year ? `, ${yearEn(year)}` : ''}`;
}

function codeEn(digits: string): string {
  return digits.startsWith('0') || digits.length > 3 ? digitsEn(digits, true) : cardinalEn(digits);
}

function sizeEn(written: string, unit: string): string {
  const [one, many] = UNITS_EN.get(unit) ?? UNITS_EN.get(unit.toLowerCase()) ?? [unit, unit];
  return `${numberEn(written)} ${written === '1' ? one : many} `;
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
const HALF = String.raw`(?:\s*([ap]\.?m\.?)(?![a-z]))`;

type Rule = readonly [RegExp, (...groups: string[]) => string];

const RULES: readonly Rule[] = [
  [
    re(String.raw`(?<!\d)(\d{4})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?!\d)`),
    (y, m, d) => dateEn(m ?? '', d ?? '', y),
  ],
  [
    re(
      String.raw`\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?!\d)`,
    ),
    (m, d, y) =>
      dateEn(
        String(MONTHS.findIndex((n) => n.startsWith((m ?? '').slice(0, 3))) + 1),
        d ?? '',
        y || undefined,
      ),
  ],
  [
    re(
      String.raw`(?<!\d)(\d{1,2})\s+(January|February|March|April|May|June|July|August|September|October|November|December)(?:,?\s+(\d{4}))?(?!\d)`,
    ),
    (d, m, y) => dateEn(String(MONTHS.indexOf(m ?? '') + 1), d ?? '', y || undefined),
  ],
  [
    re(
      String.raw`(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?${HALF}?${DASH}([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?${HALF}?(?![\d:])`,
      'giu',
    ),
    (a, b, x, c, d, y) =>
      `${timeEn(a ?? '', b ?? '', x || undefined)} to ${timeEn(c ?? '', d ?? '', y || undefined)}`,
  ],
  [
    re(String.raw`(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?${HALF}?(?![\d:])`, 'giu'),
    (h, m, half) => timeEn(h ?? '', m ?? '', half || undefined),
  ],
  [re(String.raw`(?<![\d:.])(1[0-2]|0?[1-9])${HALF}`, 'giu'), (h, half) => timeEn(h ?? '', '0', half)],
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
    re(String.raw`([¥$€£])\s*(${NUM})${DASH}[¥$€£]?\s*(${NUM})`),
    (c, a, b) => `${numberEn(a ?? '')} to ${moneyEn(b ?? '', CURRENCIES[c ?? ''] ?? '')}`,
  ],
  [re(String.raw`([¥$€£])\s*(${NUM})`), (c, n) => moneyEn(n ?? '', CURRENCIES[c ?? ''] ?? '')],
  [re(String.raw`(?<![\d.])(${NUM})\s*(?:yuan|RMB|CNY|元)(?![a-z])`, 'giu'), (n) => moneyEn(n ?? '', 'yuan')],
  [
    re(String.raw`(?<![\d.+])(\d)\s*\+\s*1(?![\d.+]|\s*\p{L})`),
    (n) => `buy ${cardinalEn(n ?? '')} get one free`,
  ],
  [
    re(String.raw`(?<![\d.])(${NUM})\s*%?${DASH}(${NUM})\s*%`),
    (a, b) => `${numberEn(a ?? '')} to ${numberEn(b ?? '')} percent`,
  ],
  [re(String.raw`(?<![\d.])(${NUM})\s*%(?!vol)`), (n) => `${numberEn(n ?? '')} percent`],
  [
    re(String.raw`(?<![\d./])([1-9]\d?)/([2-9]|1\d|20)(?![\d./])`),
    (a, b) =>
      Number(a) < Number(b) ? fractionEn(a ?? '', b ?? '') : `${cardinalEn(a ?? '')}, ${cardinalEn(b ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (a, b, u) => `${numberEn(a ?? '')} to ${sizeEn(b ?? '', u ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d.\p{L}]|\d-)([-−]?${NUM})\s*-?(${UNIT})(?![A-Za-z])`, 'giu'),
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
  [re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})`), (a, b) => `${numberEn(a ?? '')} to ${b}`],
  [re(String.raw`(?<!\d)(0\d+)(?!\.)`), (n) => digitsEn(n ?? '')],
  [re(String.raw`(?<![\d.])(\d{9,})`), (n) => digitsEn(n ?? '')],
  [re(String.raw`(?<=^|[\s(:])[-−](${NUM})`), (n) => `minus ${numberEn(n ?? '')}`],
  [re(`(${NUM})`), (n) => ` ${numberEn(n ?? '')} `],
  [re(String.raw`(\d+)`), (n) => ` ${cardinalEn(n ?? '')} `],
];

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\s*&\s*/gu, ' and '],
  [/\s*\+\s*/gu, ' plus '],
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
  let text = cleaned.replace(re(String.raw`/\s*(?=(?:${UNIT}|\d*(?:${UNIT}))(?![A-Za-z]))`, 'giu'), ' per ');
  for (const [pattern, say] of RULES)
    text = text.replace(pattern, (_match: string, ...rest: unknown[]) =>
      say(...rest.map((g) => (typeof g === 'string' ? g : ''))),
    );
  text = text.replace(
    re(String.raw`per (${UNIT})(?![A-Za-z])`, 'giu'),
    (_m, u: string) => `per ${(UNITS_EN.get(u) ?? UNITS_EN.get(u.toLowerCase()))?.[0] ?? u}`,
  );
  for (const [pattern, said] of SIGNS) text = text.replace(pattern, said);
  return text
    .replace(/[ \t]+/gu, ' ')
    .replace(/ (?=[,.!?;:])/gu, '')
    .replace(/^[\s,;:]+/u, '')
    .replace(/,(?:\s*,)+/gu, ',')
    .replace(/[,;:]+(?=[.!?])/gu, '')
    .trim();
}
