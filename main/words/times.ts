import type { Lang } from '../contract';
import { listOf } from './lists';
import { localeOf, say } from './say';

/** The time in a store’s zone, RFC 3339 with its offset. */
export function storeTime(store: { timezone: string }, now: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: store.timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  }).formatToParts(now);
  const get = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  const offset = get('timeZoneName').replace('GMT', '') || '+00:00';
  return `${get('year')}-${get('month')}-${get('day')}T${get('hour')}:${get('minute')}:${get('second')}${offset}`;
}

/** A moment as one says it, `11月20日 08:00`. Empty for what is no time. */
export function momentText(rfc3339: string | undefined, lang: Lang, timezone?: string): string {
  return said(rfc3339, lang, timezone, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/**
 * The clock at a moment, with the day where that is another one: `06:30`, `11月20日 06:30`.
 * @param at the moment, and `today` now, both as `storeTime` writes them
 */
export function clockText(at: string, today: string, lang: Lang): string {
  const clock = at.slice(11, 16);
  if (at.slice(0, 10) === today.slice(0, 10)) return clock;
  const [, month, day] = at.slice(0, 10).split('-').map(Number);
  return say(lang, 'time.clock_on_day', { clock, month: month!, day: day! });
}

/** Hours that something is open, in a row: `08:00 到 12:00、14:00 到 20:00`. */
export const spansText = (spans: readonly (readonly [string, string])[], lang: Lang): string =>
  listOf(
    spans.map(([from, to]) => say(lang, 'time.span', { from, to })),
    lang,
  );

/** A day as one says it, `11月20日`. Empty for what is no time. */
export function dayText(rfc3339: string | undefined, lang: Lang, timezone?: string): string {
  return said(rfc3339, lang, timezone, { month: 'short', day: 'numeric' });
}

/**
 * The last moment before `end`, as one says when something ends: the day where it goes on to midnight, else
 * with the clock; the year where it is another one than at `now`.
 */
export function endText(
  end: string,
  now: Date,
  lang: Lang,
  timezone: string,
): { when: string; clock: boolean } {
  const store = { timezone };
  const at = new Date(end);
  const last = new Date(at.getTime() - 1);
  const clock = !['00:00', '23:59'].includes(storeTime(store, at).slice(11, 16));
  const otherYear = storeTime(store, last).slice(0, 4) !== storeTime(store, now).slice(0, 4);
  const when = said((clock ? at : last).toISOString(), lang, timezone, {
    ...(otherYear && { year: 'numeric' }),
    month: 'long',
    day: 'numeric',
    ...(clock && { hour: '2-digit', minute: '2-digit', hour12: false }),
  });
  return { when, clock };
}

/** In the zone given, else in the machine's own. */
function said(
  rfc3339: string | undefined,
  lang: Lang,
  timezone: string | undefined,
  parts: Intl.DateTimeFormatOptions,
): string {
  const time = rfc3339 ? new Date(rfc3339) : undefined;
  if (!time || Number.isNaN(time.getTime())) return '';
  return new Intl.DateTimeFormat(localeOf(lang), {
    ...parts,
    ...(timezone !== undefined && { timeZone: timezone }),
  }).format(time);
}
