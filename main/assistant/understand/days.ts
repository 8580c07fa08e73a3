import { enNumber, inUnderstood, onlyIn, zhNumber, type LocalizedText } from '../../contract';

/** Which day people mean by what they say, and which feast day a name of the store's calendar stands for. */

/** Sunday is 0, as `Date` counts. */
const WEEKDAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/周一|星期一|礼拜一|monday/, 1],
  [/周二|星期二|礼拜二|tuesday/, 2],
  [/周三|星期三|礼拜三|wednesday/, 3],
  [/周四|星期四|礼拜四|thursday/, 4],
  [/周五|星期五|礼拜五|friday/, 5],
  [/周六|星期六|礼拜六|周末|saturday|weekend/, 6],
  [/周日|周天|星期日|星期天|礼拜天|礼拜日|sunday/, 0],
];

/** What feast days are called besides their names: how they are said, and how the store may name them. */
const FESTIVALS: readonly (readonly [RegExp, RegExp])[] = [
  [/五一|劳动节|may day|labou?r day/i, /劳动节|labou?r|may day/i],
  [/十一(?!月|点|号)|国庆|national day/i, /国庆|national day/i],
  [/元旦|新年第一天|new year'?s day/i, /元旦|new year'?s day/i],
  [/除夕|大年三十|年三十|(?:chinese|lunar) new year'?s eve/i, /除夕|(?:chinese|lunar) new year'?s eve/i],
  [/跨年|new year'?s eve/i, /跨年|new year'?s eve/i],
  [/平安夜|christmas eve/i, /平安夜|christmas eve/i],
];

/** Feast days by other words, and what stands in the Chinese name of that day. */
const CALLED: readonly (readonly [RegExp, string])[] = [
  [/大年三十|年三十|年夜/, '除夕'],
  [/大年初一|初一/, '春节'],
  [/圣诞|christmas|xmas/, '圣诞'],
];

/** Whether a day of the store's calendar is the one that is asked about, by any of its names. */
export function isFeastAsked(text: string, day: LocalizedText): boolean {
  const festival = FESTIVALS.find(([said]) => said.test(text))?.[1];
  const called = CALLED.find(([said]) => said.test(text))?.[1];
  return (
    (called !== undefined && onlyIn(day, 'zh').includes(called)) ||
    (festival !== undefined && festival.test(inUnderstood(day).join(' '))) ||
    inUnderstood(day).some(
      (name) =>
        name.length >= 2 &&
        flat(text).includes(flat(name.toLowerCase()).replace(/(?:节假日|假期|放假|节)$/, '')),
    )
  );
}

/** Which day of the lunar new year is asked about, '初二' being the second; 0 for none. */
export const lunarDay = (text: string): number =>
  '一二三四五六七'.indexOf(/初([一二三四五六七])/.exec(text)?.[1] ?? '-') + 1;

/** The first day of the lunar new year among the store's, by its own name or that of the feast. */
export function lunarNewYear<D extends { readonly name: LocalizedText }>(days: readonly D[]): D | undefined {
  return (
    days.find(({ name }) => /初一/.test(onlyIn(name, 'zh'))) ??
    days.find(
      ({ name }) =>
        !/除夕|三十|eve/i.test(inUnderstood(name).join(' ')) &&
        (/春节|农历新年/.test(onlyIn(name, 'zh')) ||
          /spring festival|chinese new year|lunar new year/i.test(onlyIn(name, 'en'))),
    )
  );
}

const DAYS_ON =
  /(\d{1,2}|[一二两三四五六七八九十]{1,3})天(?:之|以)?后|\bin (\d{1,2}|two|three|four|five|six|seven|ten) days?\b/;

/** Days from today that are asked about: '后天', '三天后', 'in three days'. */
export function daysAhead(text: string): number | undefined {
  const [, zh, en] = DAYS_ON.exec(text) ?? [];
  if (zh) return numeral(zh);
  if (en) return enNumber(en);
  if (/大后天|大后日/.test(text)) return 3;
  if (/后天|day after tomorrow/.test(text)) return 2;
  return /明天|明日|明儿|tomorrow/.test(text) ? 1 : undefined;
}

/** The day of the week that is asked about, Sunday being 0. */
export const weekdaySaid = (text: string): number | undefined =>
  WEEKDAY_WORDS.find(([pattern]) => pattern.test(text))?.[1];

/** Whether any holiday is asked about. */
export const saysHoliday = (text: string): boolean => /节假日|假期|节日|holiday/.test(text);

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const ORDINALS: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5 };
const DATE_ZH = /(\d{1,2}|[一二三四五六七八九十元]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/;
const DATE_EN = new RegExp(
  `(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTHS.join('|')})|(${Object.keys(ORDINALS).join('|')}) of (${MONTHS.join('|')})|(${MONTHS.join('|')}) (?:the )?(\\d{1,2})`,
);

/** `01-01` for '一月一号', '1月1日', 'the first of January', 'Jan 1st'. */
export function monthAndDay(text: string): string | undefined {
  const zh = DATE_ZH.exec(text);
  if (zh) return dated(numeral(zh[1]!), numeral(zh[2]!));
  const en = DATE_EN.exec(text);
  if (!en) return undefined;
  const month = MONTHS.indexOf(en[2] ?? en[4] ?? en[5] ?? '') + 1;
  return dated(month, Number(en[1] ?? en[6] ?? ORDINALS[en[3] ?? ''] ?? 0));
}

const DAY = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const OF_MONTH_ZH = new RegExp(
  `(?:(下个?月|[这本当]个?月)|(?<![月\\d一二三四五六七八九十]))${DAY}[号日](?!门|楼|店|线|柜|口|库|台|收银|出口|电梯)`,
);
const OF_NEXT_MONTH_EN = new RegExp(
  `\\b(?:(\\d{1,2})(?:st|nd|rd|th)?|(${Object.keys(ORDINALS).join('|')})) (?:of )?next month|next month (?:on )?the (?:(\\d{1,2})(?:st|nd|rd|th)?|(${Object.keys(ORDINALS).join('|')}))`,
);

/**
 * `2026-12-01` for '下个月一号' and '1号', 'the first of next month': a day whose month is told by today's.
 * @param today as `2026-11-22`
 */
export function dayOfMonth(text: string, today: string): string | undefined {
  const zh = OF_MONTH_ZH.exec(text);
  const en = zh ? undefined : OF_NEXT_MONTH_EN.exec(text);
  if (!zh && !en) return undefined;
  const day = zh ? numeral(zh[2]!) : Number(en![1] ?? en![3] ?? ORDINALS[en![2] ?? en![4]!]);
  const [year, month, now] = today.split('-').map(Number) as [number, number, number];
  const isNext = en !== undefined || zh![1]?.startsWith('下') || (zh![1] === undefined && day < now);
  const date = new Date(Date.UTC(year, month - 1 + (isNext ? 1 : 0), day));
  // '三十一号' of a month that has none.
  return day >= 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

/** 元月 is the first. */
function numeral(word: string): number {
  if (word === '元') return 1;
  return /^\d/.test(word) ? Number(word) : (zhNumber(word) ?? 0);
}

function dated(month: number, day: number): string | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
    ? `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : undefined;
}

const flat = (text: string): string => text.replace(/['’\s]/g, '');
