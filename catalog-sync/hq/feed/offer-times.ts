import { storeTime } from '../../../main/words';
import { words } from './offer-vocabulary';

/** When an offer holds, as its title says it, beside when it holds by its times. Days are `MM-DD`. */
export interface TitleTimes {
  readonly from?: string;
  readonly to?: string;
  /** A day that is named alone. */
  readonly on?: string;
  /** Only on some days of the week, or some hours of the day. */
  readonly parts: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*\\.?`;
const YEAR = String.raw`(?:\d{4}\s*[${words.year}./-]\s*)?`;
const ZH_DAY = String.raw`${YEAR}(\d{1,2})\s*${words.month}\s*(\d{1,2})\s*${words.day}?`;
/** '11.20' and '11/20' are days only beside another, or after 'until': they may be prices and sizes. */
const SHORT_DAY = String.raw`${YEAR}(\d{1,2})[./](\d{1,2})\s*${words.day}?`;
const TO = String.raw`\s*(?:[-~–—]|${words.upToDay})\s*`;
const NOT_A_SIZE = String.raw`(?![\d.]|\s*(?:[a-z%]|${words.yuan}))`;

const RANGES: readonly RegExp[] = [
  new RegExp(`${ZH_DAY}${TO}${ZH_DAY}`),
  new RegExp(`${ZH_DAY}${TO}()(\\d{1,2})\\s*${words.day}`),
  new RegExp(`(?<![\\d.])${SHORT_DAY}${TO}${SHORT_DAY}${NOT_A_SIZE}`, 'i'),
];
const UNTIL: readonly RegExp[] = [
  new RegExp(`${words.until}\\s*${ZH_DAY}`),
  new RegExp(`${ZH_DAY}\\s*${words.ends}`),
  new RegExp(`${words.until}\\s*${SHORT_DAY}${NOT_A_SIZE}`, 'i'),
];
const ON = new RegExp(ZH_DAY);

const EN_RANGE = new RegExp(
  `\\b${MONTH}\\s*(\\d{1,2})\\s*(?:-|–|—|to|until)\\s*(?:${MONTH}\\s*)?(\\d{1,2})\\b`,
  'i',
);
const EN_RANGE_DAY_FIRST = new RegExp(
  `\\b(\\d{1,2})(?:\\s*${MONTH})?\\s*(?:-|–|—|to|until)\\s*(\\d{1,2})\\s*${MONTH}`,
  'i',
);
const EN_UNTIL = new RegExp(
  `\\b(?:until|till|through|thru|to|by|ends?(?: on)?)\\s+(?:${MONTH}\\s*(\\d{1,2})\\b|(\\d{1,2})\\s*${MONTH})`,
  'i',
);

const PARTS = new RegExp(
  String.raw`${words.weekday}|${words.oclock}\s*${words.afterClock}|(?<!black |cyber |good )\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekends?\b|(?:after|before|from) (?:\d{1,2}|[a-z]{3,6})\s*(?:[ap]\.?m\.?|o'clock)`,
  'i',
);

const day = (month: number, date: number): string | undefined =>
  month >= 1 && month <= 12 && date >= 1 && date <= 31
    ? `${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
    : undefined;
const named = (month: string | undefined): number => MONTHS.indexOf((month ?? '').toLowerCase()) + 1;

function englishTimes(text: string): Omit<TitleTimes, 'parts'> {
  const range = EN_RANGE.exec(text);
  if (range) {
    const [, month, from, last, to] = range;
    return { from: day(named(month), Number(from)), to: day(named(last ?? month), Number(to)) };
  }
  const other = EN_RANGE_DAY_FIRST.exec(text);
  if (other) {
    const [, from, month, to, last] = other;
    return { from: day(named(month ?? last), Number(from)), to: day(named(last), Number(to)) };
  }
  const until = EN_UNTIL.exec(text);
  if (!until) return {};
  const [, month, date, dateFirst, last] = until;
  return { to: day(named(month ?? last), Number(date ?? dateFirst)) };
}

/** The days and hours that a title names, in either language. */
export function timesOfTitle(title: string): TitleTimes {
  const text = title.normalize('NFKC');
  const parts = PARTS.test(text);
  for (const pattern of RANGES) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [, month, date, lastMonth, last] = found;
    const [from, to] = [day(Number(month), Number(date)), day(Number(lastMonth || month), Number(last))];
    if (from && to) return { from, to, parts };
  }
  for (const pattern of UNTIL) {
    const found = pattern.exec(text);
    const to = found && day(Number(found[1]), Number(found[2]));
    if (to) return { to, parts };
  }
  const on = ON.exec(text);
  if (on) return { on: day(Number(on[1]), Number(on[2])), parts };
  return { ...englishTimes(text), parts };
}

/** First and last day of an offer in the store's zone, `MM-DD`, and the day on whose midnight it ends. */
interface Held {
  readonly first: string;
  readonly last: string;
  readonly midnight?: string;
  readonly days: number;
}

const DAY_MS = 86_400_000;

function heldOf(startsAt: string, endsAt: string, timezone: string): Held {
  const at = (time: number) => storeTime({ timezone }, new Date(time));
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  const ending = at(end);
  return {
    first: at(start).slice(5, 10),
    last: at(end - 1).slice(5, 10),
    ...(ending.slice(11, 19) === '00:00:00' && { midnight: ending.slice(5, 10) }),
    days: (end - start) / DAY_MS,
  };
}

/** Says that an offer ends at 00:00: of the day that is written there nothing is left. */
export function midnightEnd(startsAt: string, endsAt: string, timezone: string): string | undefined {
  const { midnight, last } = heldOf(startsAt, endsAt, timezone);
  return midnight === undefined
    ? undefined
    : `${endsAt} is 00:00 of ${midnight}, so the last day is ${last}; write 23:59:59 where ${midnight} is meant to be in`;
}

/** Between two days of a period that may run over the turn of a year. */
const within = (on: string, { first, last, days }: Held): boolean => {
  if (days >= 364) return true;
  return first <= last ? on >= first && on <= last : on >= first || on <= last;
};

/** Where a title names other days than those on which the offer holds; nothing where they agree. */
export function offerTimesFault(
  titles: readonly string[],
  startsAt: string,
  endsAt: string,
  timezone: string,
): string | undefined {
  const held = heldOf(startsAt, endsAt, timezone);
  for (const title of titles) {
    const { from, to, on } = timesOfTitle(title);
    if (to !== undefined && to !== held.last && to !== held.midnight)
      return `the title '${title}' says until ${to}, the offer ends on ${held.last} (ends_at ${endsAt})`;
    if (from !== undefined && from !== held.first)
      return `the title '${title}' says from ${from}, the offer begins on ${held.first} (starts_at ${startsAt})`;
    if (on !== undefined && !within(on, held) && on !== held.midnight)
      return `the title '${title}' names ${on}, the offer runs from ${held.first} to ${held.last}`;
  }
  return undefined;
}

/** A week's offer is as long; days. Beyond, the days and hours that are not meant are too many to be told. */
const WEEK = 8;
/** A day or a weekend; days. */
const SHORT = 2.5;

/** Where a title names days of the week or hours that the offer's times don't tell apart, and how much. */
export function partTimes(
  titles: readonly string[],
  startsAt: string,
  endsAt: string,
): { message: string; long: boolean } | undefined {
  const days = (Date.parse(endsAt) - Date.parse(startsAt)) / DAY_MS;
  const title = days > SHORT ? titles.find((text) => timesOfTitle(text).parts) : undefined;
  return title === undefined
    ? undefined
    : {
        message: `the title '${title}' is for some days or hours only, and the offer runs for ${Math.round(days)} days`,
        long: days > WEEK,
      };
}
