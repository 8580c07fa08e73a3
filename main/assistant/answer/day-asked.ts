import {
  dayOfMonth,
  daysAhead,
  isFeastAsked,
  lunarDay,
  lunarNewYear,
  monthAndDay,
  saysHoliday,
  weekdaySaid,
} from '../understand/days';
import type { Scene } from './draft';
import { localTime, plusDays, type DayHours } from './time';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const DAY_MS = 86_400_000;

/** A day that hours are asked of. */
export interface DayAsked {
  /** From today. */
  days: number;
  date: string;
  holiday?: DayHours['holiday'];
}

/** The day asked about; a named holiday by its own date. */
export function dayAsked({ catalog, now }: Scene, text: string): DayAsked {
  const store = catalog.store();
  const today = localTime(now, store.timezone);
  const ahead = (days: number): DayAsked => ({ days, date: plusDays(today.date, days).date });
  const on = (date: string, holiday = store.holidays.find((h) => h.date === date)?.name): DayAsked => ({
    days: Math.round((Date.parse(date) - Date.parse(today.date)) / DAY_MS),
    date,
    holiday,
  });
  const upcoming = [...store.holidays]
    .filter((h) => h.date >= today.date)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const nth = lunarDay(text);
  const first = nth > 0 ? lunarNewYear(upcoming) : undefined;
  if (first) return on(plusDays(first.date, nth - 1).date);
  const named = upcoming.find(({ name }) => isFeastAsked(text, name));
  if (named) return on(named.date, named.name);
  const dated = monthAndDay(text);
  if (dated) {
    const year = Number(today.date.slice(0, 4));
    return on(`${`${year}-${dated}` >= today.date ? year : year + 1}-${dated}`);
  }
  const ofMonth = dayOfMonth(text, today.date);
  if (ofMonth) return on(ofMonth);
  const days = daysAhead(text);
  if (days !== undefined) return ahead(days);
  const weekday = weekdaySaid(text);
  if (weekday !== undefined) return ahead((weekday - WEEKDAYS.indexOf(today.weekday) + 7) % 7);
  const [next] = upcoming;
  return next && saysHoliday(text) ? on(next.date, next.name) : ahead(0);
}
