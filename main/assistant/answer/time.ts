import type { Lang, LocalizedText, OpenInterval, StoreInfo, Weekday } from '../../contract';
import { clockText } from '../../words';

/** Wall-clock parts of an instant in the store's zone. */
export interface LocalTime {
  /** `2026-11-22`. */
  date: string;
  weekday: Weekday;
  /** Minutes since midnight. */
  minutes: number;
  /** `+08:00`. */
  offset: string;
  iso: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function localTime(at: Date, zone: string): LocalTime {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'long',
      timeZoneName: 'longOffset',
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value])) as Record<
    string,
    string
  >;
  const offset = parts['timeZoneName']!.replace('GMT', '') || '+00:00';
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
  return {
    date,
    weekday: parts['weekday'] as Weekday,
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
    offset,
    iso: `${date}T${parts['hour']}:${parts['minute']}:${parts['second']}${offset}`,
  };
}

/** The same wall clock, `days` later. */
export function plusDays(date: string, days: number): { date: string; weekday: Weekday } {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return {
    date: at.toISOString().slice(0, 10),
    weekday: new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(at) as Weekday,
  };
}

export interface DayHours {
  intervals: OpenInterval[];
  holiday?: LocalizedText;
}

/** The hours of a date: the holiday's where it is one, else the weekday's. */
export function hoursOn(store: StoreInfo, date: string, weekday: Weekday): DayHours {
  const holiday = store.holidays.find((h) => h.date === date);
  return holiday ? { intervals: holiday.hours, holiday: holiday.name } : { intervals: store.hours[weekday] };
}

export function minutesOf(clock: string): number {
  const [h, m] = clock.split(':');
  return Number(h) * 60 + Number(m ?? 0);
}

export interface OpenState {
  openNow: boolean;
  /** When the current (or else the next) stretch begins and ends, `HH:MM`. */
  opens?: string;
  closes?: string;
  today: DayHours;
  /** Days from today to the next opening where it is not today. */
  nextInDays?: number;
}

/**
 * Whether the store is open at the instant; an interval that ends at or before its start runs past midnight.
 */
export function openState(store: StoreInfo, at: Date): OpenState {
  const local = localTime(at, store.timezone);
  const today = hoursOn(store, local.date, local.weekday);
  const yesterday = plusDays(local.date, -1);
  for (const [from, to] of hoursOn(store, yesterday.date, yesterday.weekday).intervals) {
    if (minutesOf(to) <= minutesOf(from) && local.minutes < minutesOf(to))
      return { openNow: true, opens: from, closes: to, today };
  }
  for (const [from, to] of today.intervals) {
    const start = minutesOf(from);
    const end = minutesOf(to) <= start ? minutesOf(to) + 1440 : minutesOf(to);
    if (local.minutes >= start && local.minutes < end)
      return { openNow: true, opens: from, closes: to, today };
  }
  for (let days = 0; days <= 14; days++) {
    const day = plusDays(local.date, days);
    const next = hoursOn(store, day.date, day.weekday).intervals.filter(
      ([from]) => days > 0 || minutesOf(from) > local.minutes,
    )[0];
    if (next) return { openNow: false, opens: next[0], closes: next[1], today, nextInDays: days };
  }
  return { openNow: false, today };
}

/** `06:30`, with the date where it is another day; for 'as of'. */
export const clockOf = (instant: string, zone: string, now: Date, lang: Lang): string =>
  clockText(localTime(new Date(instant), zone).iso, localTime(now, zone).iso, lang);
