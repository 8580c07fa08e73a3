import { cardinalEn, decadeEn, numberEn, ordinalEn, twoDigitsEn, yearEn } from './numbers-en';
import { re, unitPattern, type Rule } from './rules';
import { UNITS_EN } from './units';

export const UNIT = unitPattern(UNITS_EN.keys());
export const DASH = String.raw`\s*(?:-|~|—|to)\s*`;
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

const MONTH = String.raw`(${MONTHS.join('|')}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?`;
const monthNumber = (name: string | undefined): string =>
  String(MONTHS.findIndex((month) => month.startsWith((name ?? '').slice(0, 3))) + 1);

const HALF = String.raw`(?:\s*([ap]\.?m\.?)(?![a-z]))`;
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

/** Dates, years, ratios and times of day: they take their digits before any number is read. */
export const DATES_AND_TIMES: readonly Rule[] = [
  [
    re(String.raw`(?<!\d)(\d{4})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?!\d)`),
    (y, m, d) => dateEn(m ?? '', d ?? '', y),
  ],
  // The day may stand before or after the month: said as a date only where one of them can't be a month.
  [
    re(
      String.raw`(?<![\d/])(?:(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])|(1[3-9]|2\d|3[01])/(0?[1-9]|1[0-2]))/(20\d{2})(?![\d/])`,
    ),
    (a, b, c, d, y) => dateEn(a || d || '', b || c || '', y),
  ],
  [
    re(String.raw`(?<!\d)(20\d{2})[-/](0[1-9]|1[0-2])(?![\d/-])`),
    (y, m) => `${MONTHS[Number(m) - 1]} ${yearEn(y ?? '')}`,
  ],
  [
    re(String.raw`(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)`),
    (y, m, d) => dateEn(m ?? '', d ?? '', y),
  ],
  [
    re(
      String.raw`\b${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?${DASH}(\d{1,2})(?:st|nd|rd|th)?(?!\d|\s*[:%]|\s*[ap]\.?m)`,
    ),
    (m, a, b) => `${dateEn(monthNumber(m), a ?? '')} to ${ordinalEn(b ?? '')}`,
  ],
  [
    re(String.raw`\b${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?!\d)(${DASH}(?=[A-Z]))?`),
    (m, d, y, to) => dateEn(monthNumber(m), d ?? '', y || undefined) + (to ? ' to ' : ''),
  ],
  [
    re(String.raw`(?<!\d)(\d{1,2})\s+${MONTH}(?:,?\s+(\d{4}))?(?![\da-z])`),
    (d, m, y) => dateEn(monthNumber(m), d ?? '', y || undefined),
  ],
  [
    re(String.raw`\b${MONTH}\s+(\d{4})(?!\d)`),
    (m, y) => `${MONTHS[Number(monthNumber(m)) - 1]} ${yearEn(y ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d/.])(0?[1-9]|1[0-2])/(20\d{2})(?![\d/])`),
    (m, y) => `${MONTHS[Number(m) - 1]} ${yearEn(y ?? '')}`,
  ],
  [
    re(
      String.raw`\b(in|since|est\.?|year|vintage)\s+(1[89]\d{2}|20\d{2})(?![\d,.]*\d|\s*(?:[%¥$€£]|(?:${UNIT})(?![a-z])))`,
      'giu',
    ),
    (before, y) => `${before} ${yearEn(y ?? '')}`,
  ],
  [re(String.raw`(?<![\d.,$¥£€])'?((?:1[89]|20)?[2-9]0)s(?![a-z])`), (n) => decadeEn(n ?? '')],
  // Ratios: what can't be a time, what is mixed or thinned, and one to so many that no shop opens at.
  [
    re(String.raw`(?<![\d:.])(\d+(?:\.\d+)?)\s*:\s*(\d{3,}|\d+\.\d+|[6-9]\d|\d)(?![\d:.]|\s*[ap]\.?m)`),
    (a, b) => `${numberEn(a ?? '')} to ${numberEn(b ?? '')}`,
  ],
  [
    re(String.raw`((?:ratio|dilut\w*|mix\w*)[^\d,.]{0,6})(\d{1,3}):(\d{2})(?![\d:.])`, 'giu'),
    (label, a, b) => `${label}${numberEn(a ?? '')} to ${numberEn(b ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d:.]|[-~—]\s*|\bto\s+|\bat\s+)1:([1245]0)(?!\s*(?:[-~—:.]|to\b|\d|[ap]\.?m))`),
    (n) => `one to ${numberEn(n ?? '')}`,
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
  [
    re(String.raw`(?<![\d:.])(1[0-2]|0?[1-9])${HALF}?${DASH}(1[0-2]|0?[1-9])${HALF}`, 'giu'),
    (a, x, b, y) => `${timeEn(a ?? '', '0', x || y)} to ${timeEn(b ?? '', '0', y)}`,
  ],
  [re(String.raw`(?<![\d:.])(1[0-2]|0?[1-9])${HALF}`, 'giu'), (h, half) => timeEn(h ?? '', '0', half)],
];
