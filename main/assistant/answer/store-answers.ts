import {
  emergencyPlaceOf,
  inUnderstood,
  isEmergencyPlace,
  onlyIn,
  textIn,
  zhNumber,
  type Amenity,
  type Catalog,
  type LocalizedText,
} from '../../contract';
import type { Meaning } from '../understand/types';
import { amenityCategories, facilityNames } from '../understand/tables/store';
import { amenityFor, bareCategory } from './amenities';
import type { Draft, Scene } from './draft';
import { emergencyPlaceAnswer } from './emergency-answers';
import { intentOfTopic, type KnowledgeMatch } from './knowledge';
import { hoursOn, localTime, openState, plusDays } from './time';

/** Hours, facilities and what the knowledge table answers. */

const WEEKDAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/周一|星期一|礼拜一|monday/, 1],
  [/周二|星期二|礼拜二|tuesday/, 2],
  [/周三|星期三|礼拜三|wednesday/, 3],
  [/周四|星期四|礼拜四|thursday/, 4],
  [/周五|星期五|礼拜五|friday/, 5],
  [/周六|星期六|礼拜六|周末|saturday|weekend/, 6],
  [/周日|周天|星期日|星期天|礼拜天|礼拜日|sunday/, 0],
];
const WEEKDAY_INDEX = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** What feast days are called besides their names. */
const FESTIVALS: readonly (readonly [RegExp, RegExp])[] = [
  [/五一|劳动节|may day|labou?r day/i, /劳动节|labou?r|may day/i],
  [/十一(?!月|点|号)|国庆|national day/i, /国庆|national day/i],
  [/元旦|新年第一天|new year'?s day/i, /元旦|new year'?s day/i],
  [/除夕|大年三十|年三十|(?:chinese|lunar) new year'?s eve/i, /除夕|(?:chinese|lunar) new year'?s eve/i],
  [/跨年|new year'?s eve/i, /跨年|new year'?s eve/i],
  [/平安夜|christmas eve/i, /平安夜|christmas eve/i],
];

/** The day asked about, in days from today; a named holiday by its own date. */
function dayAsked(scene: Scene, text: string): { days: number; date: string; holiday?: LocalizedText } {
  const store = scene.catalog.store();
  const today = localTime(scene.now, store.timezone);
  const at = (days: number): { days: number; date: string } => ({
    days,
    date: plusDays(today.date, days).date,
  });
  const upcoming = [...store.holidays]
    .filter((h) => h.date >= today.date)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const festival = FESTIVALS.find(([said]) => said.test(text))?.[1];
  const eve = /大年三十|年三十|年夜/.test(text)
    ? '除夕'
    : /大年初一|初一/.test(text)
      ? '春节'
      : /圣诞|christmas|xmas/.test(text)
        ? '圣诞'
        : undefined;
  // Days of the lunar new year count from its first.
  const nth = '一二三四五六七'.indexOf(/初([一二三四五六七])/.exec(text)?.[1] ?? '-') + 1;
  const first =
    nth > 0
      ? (upcoming.find((h) => /初一/.test(onlyIn(h.name, 'zh'))) ??
        upcoming.find(
          (h) =>
            !/除夕|三十|eve/i.test(`${inUnderstood(h.name).join(' ')}`) &&
            (/春节|农历新年/.test(onlyIn(h.name, 'zh')) ||
              /spring festival|chinese new year|lunar new year/i.test(onlyIn(h.name, 'en'))),
        ))
      : undefined;
  if (first) {
    const { date } = plusDays(first.date, nth - 1);
    return {
      days: Math.round((Date.parse(date) - Date.parse(today.date)) / 86_400_000),
      date,
      holiday: store.holidays.find((h) => h.date === date)?.name,
    };
  }
  const named = upcoming.find(
    (h) =>
      (eve !== undefined && onlyIn(h.name, 'zh').includes(eve)) ||
      (festival !== undefined && festival.test(`${inUnderstood(h.name).join(' ')}`)) ||
      inUnderstood(h.name).some(
        (name) =>
          name.length >= 2 &&
          flat(text).includes(flat(name.toLowerCase()).replace(/(?:节假日|假期|放假|节)$/, '')),
      ),
  );
  if (named)
    return {
      days: Math.round((Date.parse(named.date) - Date.parse(today.date)) / 86_400_000),
      date: named.date,
      holiday: named.name,
    };
  const dated = monthAndDay(text);
  if (dated) {
    const year = Number(today.date.slice(0, 4));
    const date = `${`${year}-${dated}` >= today.date ? year : year + 1}-${dated}`;
    return {
      days: Math.round((Date.parse(date) - Date.parse(today.date)) / 86_400_000),
      date,
      holiday: store.holidays.find((h) => h.date === date)?.name,
    };
  }
  if (/后天|day after tomorrow/.test(text)) return at(2);
  if (/明天|明日|明儿|tomorrow/.test(text)) return at(1);
  for (const [pattern, index] of WEEKDAY_WORDS) {
    if (!pattern.test(text)) continue;
    const now = WEEKDAY_INDEX.indexOf(today.weekday);
    const ahead = (index - now + 7) % 7;
    return at(ahead);
  }
  if (/节假日|假期|节日|holiday/.test(text) && upcoming[0])
    return {
      days: Math.round((Date.parse(upcoming[0].date) - Date.parse(today.date)) / 86_400_000),
      date: upcoming[0].date,
      holiday: upcoming[0].name,
    };
  return at(0);
}

export function hoursAnswer(scene: Scene, meaning: Meaning, match?: KnowledgeMatch): Draft {
  const { lang, catalog, now } = scene;
  const zh = lang === 'zh';
  const store = catalog.store();
  const state = openState(store, now);
  const asked = dayAsked(scene, meaning.text);
  const facts: Draft['facts'] = { open_now: state.openNow };
  const base: Draft = {
    intent: 'store.hours',
    text: '',
    facts,
    ...(match && match.score >= 0.45 ? { knowledge: match.entry.id } : {}),
  };
  if (base.knowledge) facts['knowledge'] = base.knowledge;
  const span = (intervals: readonly (readonly [string, string])[]): string =>
    intervals.map(([a, b]) => (zh ? `${a} 到 ${b}` : `${a} to ${b}`)).join(zh ? '、' : ' and ');
  if (asked.days !== 0 || asked.holiday) {
    const weekday = plusDays(asked.date, 0).weekday;
    const day = hoursOn(store, asked.date, weekday);
    const [, month, date] = asked.date.split('-').map(Number);
    const name = day.holiday ?? asked.holiday;
    const label = zh
      ? `${textIn(name, lang)}${month}月${date}日`
      : `${name ? `${textIn(name, lang)}, ` : ''}${weekday} ${month}/${date}`;
    if (day.intervals.length > 0) {
      facts.opens = day.intervals[0]![0];
      facts.closes = day.intervals.at(-1)![1];
    }
    facts['date'] = asked.date;
    return {
      ...base,
      text:
        day.intervals.length === 0
          ? zh
            ? `${label}不营业。`
            : `We are closed on ${label}.`
          : zh
            ? `${label}营业 ${span(day.intervals)}。`
            : `On ${label} we are open ${span(day.intervals)}.`,
    };
  }
  if (state.opens) facts.opens = state.opens;
  if (state.closes) facts.closes = state.closes;
  const holiday = state.today.holiday
    ? zh
      ? `今天是${textIn(state.today.holiday, lang)}，`
      : `Today is ${textIn(state.today.holiday, lang)}. `
    : '';
  if (state.openNow)
    return {
      ...base,
      text: zh
        ? `${holiday}现在营业中，今天 ${state.opens} 开门，${state.closes} 关门。`
        : `${holiday}We are open now: from ${state.opens} until ${state.closes}.`,
    };
  if (!state.opens) return { ...base, text: zh ? `${holiday}现在不营业。` : `${holiday}We are closed now.` };
  const when =
    state.nextInDays === 0
      ? zh
        ? '今天'
        : 'today'
      : state.nextInDays === 1
        ? zh
          ? '明天'
          : 'tomorrow'
        : zh
          ? `${state.nextInDays} 天后`
          : `in ${state.nextInDays} days`;
  return {
    ...base,
    text: zh
      ? `${holiday}现在已经关门，${when} ${state.opens} 开门，${state.closes} 关门。`
      : `${holiday}We are closed now and open ${when} at ${state.opens} until ${state.closes}.`,
  };
}

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

/** `01-01` for '一月一号', '1月1日', 'the first of January', 'Jan 1st'. */
function monthAndDay(text: string): string | undefined {
  const zh = /(\d{1,2}|[一二三四五六七八九十元]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/.exec(
    text,
  );
  const number = (word: string): number =>
    word === '元' ? 1 : /^\d/.test(word) ? Number(word) : (zhNumber(word) ?? 0);
  if (zh) return pad(number(zh[1]!), number(zh[2]!));
  const en = new RegExp(
    `(\\d{1,2})(?:st|nd|rd|th)?(?: of)? (${MONTHS.join('|')})|(${Object.keys(ORDINALS).join('|')}) of (${MONTHS.join('|')})|(${MONTHS.join('|')}) (?:the )?(\\d{1,2})`,
  ).exec(text);
  if (!en) return undefined;
  const month = MONTHS.indexOf(en[2] ?? en[4] ?? en[5] ?? '') + 1;
  return pad(month, Number(en[1] ?? en[6] ?? ORDINALS[en[3] ?? ''] ?? 0));
}

function pad(month: number, day: number): string | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
    ? `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : undefined;
}

function flat(text: string): string {
  return text.replace(/['’\s]/g, '');
}

/** A place of the plan by its id, on any floor. */
export function amenityById(catalog: Catalog, id: string): Amenity | undefined {
  const map = catalog.map();
  return (
    map && [map, ...(map.otherLevels ?? [])].flatMap((level) => level.amenities).find((a) => a.id === id)
  );
}

/**
 * A place that was tapped: nothing is left to understand. What the store says of it is said, where an entry
 * names it.
 */
export function tappedPlaceAnswer(scene: Scene, amenity: Amenity): Draft {
  const { lang, catalog } = scene;
  const zh = lang === 'zh';
  const kind =
    emergencyPlaceOf(amenity) ??
    Object.keys(amenityCategories).find((tag) =>
      amenityCategories[tag]!.some((category) => bareCategory(category) === bareCategory(amenity.category)),
    );
  const known = kind === undefined || isEmergencyPlace(kind) ? undefined : facilityNames[kind];
  const name = textIn(
    {
      zh: (onlyIn(amenity.name, 'zh') || known?.zh) ?? amenity.category,
      en: (onlyIn(amenity.name, 'en') || known?.en) ?? amenity.category,
    },
    lang,
  );
  const entry = catalog
    .knowledge()
    .find(
      (e) =>
        /facil|amenit|设施/.test(e.topic.toLowerCase()) &&
        [...e.questionsZh, ...e.questionsEn].some((q) =>
          inUnderstood(amenity.name).some((n) => n.length >= 2 && q.toLowerCase().includes(n.toLowerCase())),
        ),
    );
  return {
    intent: 'store.facility',
    text: entry
      ? textIn(entry.answer, lang)
      : zh
        ? `${name}的位置已经标在地图上。`
        : `${name} is marked on the map.`,
    ...(entry ? {} : { question: zh ? '要我带您过去吗？' : 'Shall I take you there?' }),
    facts: {
      facility: amenity.id,
      ...(kind === undefined ? {} : { facility_kind: kind }),
      ...(entry ? { knowledge: entry.id } : {}),
    },
    actions: [{ type: 'navigate', facility: amenity.id }],
    pending: { kind: 'lead', facility: amenity.id, name },
    focus: null,
    ...(entry ? { knowledge: entry.id } : {}),
  };
}

export function facilityAnswer(
  scene: Scene,
  facility: string,
  match: KnowledgeMatch | undefined,
  intent: 'store.facility' | 'navigate' | 'store.parking' = 'store.facility',
): Draft {
  if (isEmergencyPlace(facility)) return emergencyPlaceAnswer(scene, facility, intent === 'navigate');
  const { lang } = scene;
  const zh = lang === 'zh';
  const amenity = amenityFor(scene, facility);
  const known = facilityNames[facility];
  const name = onlyIn(amenity?.name, lang) || (known ? (zh ? known.zh : known.en) : facility);
  const fits = match && match.score >= 0.4 ? match : undefined;
  const facts: Draft['facts'] = {
    ...(amenity ? { facility: amenity.id } : {}),
    facility_kind: facility,
    ...(fits ? { knowledge: fits.entry.id } : {}),
  };
  const base: Draft = { intent, text: '', facts, ...(fits ? { knowledge: fits.entry.id } : {}), focus: null };
  if (intent === 'navigate' && amenity) {
    const label = zh ? name : name.replace(/^The /, 'the ');
    return {
      ...base,
      actions: [{ type: 'navigate', facility: amenity.id }],
      commands: [{ type: 'navigate', facility: amenity.id, label: name }],
      text: zh ? `要去的地方是${label}。` : `The place is ${label}.`,
    };
  }
  if (fits) {
    const lead = amenity
      ? {
          actions: [{ type: 'navigate' as const, facility: amenity.id }],
          pending: { kind: 'lead' as const, facility: amenity.id, name },
        }
      : actionOf(fits);
    return { ...base, ...lead, text: textIn(fits.entry.answer, lang) };
  }
  if (amenity) {
    return {
      ...base,
      actions: [{ type: 'navigate', facility: amenity.id }],
      pending: { kind: 'lead', facility: amenity.id, name },
      text: zh ? `${name}在地图上标出的位置。` : `${name} is marked on the map.`,
      question: zh ? '要我带您过去吗？' : 'Shall I take you there?',
    };
  }
  return {
    ...base,
    abstained: true,
    unanswered: 'abstained',
    asks: true,
    pending: { kind: 'person' },
    text: zh
      ? `${name}的位置我这里没有登记，要我叫店员来帮您吗？`
      : `I have no record of ${known ? name.replace(/^The /, 'the ') : 'that'}. Shall I call a member of staff?`,
  };
}

export function actionOf(match: KnowledgeMatch): Pick<Draft, 'actions' | 'handoff'> {
  switch (match.entry.action) {
    case 'handoff':
      return { actions: [{ type: 'handoff', reason: 'requested' }] };
    case 'print':
      return { actions: [{ type: 'print', what: 'knowledge', id: match.entry.id }] };
    case 'navigate':
      return { actions: [{ type: 'navigate', facility: match.entry.id }] };
    case undefined:
      return {};
  }
}

/** What a knowledge entry says, word for word. */
export function knowledgeAnswer(scene: Scene, meaning: Meaning, match: KnowledgeMatch): Draft {
  return {
    intent: intentOfTopic(match.entry, meaning),
    text: textIn(match.entry.answer, scene.lang),
    facts: { knowledge: match.entry.id },
    knowledge: match.entry.id,
    ...actionOf(match),
  };
}

/** A question about the store that nothing on record answers: handed on, never invented. */
export function unknownStoreAnswer(
  scene: Scene,
  intent: 'store.policy' | 'member.points' | 'member.benefits' | 'store.parking' | 'howto',
): Draft {
  const zh = scene.lang === 'zh';
  if (intent === 'store.parking') {
    const parking = scene.catalog.store().parking;
    if (parking) return { intent, text: textIn(parking, scene.lang), facts: {} };
  }
  const text =
    intent === 'member.points' || intent === 'member.benefits'
      ? zh
        ? '会员信息我查不到，服务台的同事可以帮您查，要我叫人吗？'
        : 'I can’t look up membership details; the service desk can. Shall I call someone?'
      : zh
        ? '这个我没有登记的答案，要我叫店员来帮您吗？'
        : 'I have no answer on record for that. Shall I call a member of staff?';
  return {
    intent,
    text,
    abstained: true,
    unanswered: 'abstained',
    asks: true,
    pending: { kind: 'person' },
    miss: false,
  };
}
