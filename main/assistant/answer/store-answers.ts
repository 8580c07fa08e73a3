import {
  emergencyPlaceOf,
  inUnderstood,
  isEmergencyPlace,
  textIn,
  type Amenity,
  type Catalog,
  type Lang,
} from '../../contract';
import { say, spansText } from '../../words';
import type { Meaning } from '../understand/types';
import { isOfFacilities } from '../understand/tables/topics';
import { amenityCategories, facilityNames } from '../understand/tables/store';
import { amenityFor, amenityName, bareCategory } from './amenities';
import { dayAsked, type DayAsked } from './day-asked';
import type { Draft, Scene } from './draft';
import { emergencyPlaceAnswer } from './emergency-answers';
import { intentOfTopic, type KnowledgeMatch } from './knowledge';
import { inSentence, perhaps } from './phrases';
import { goalText, leadQuestion } from './product-answers';
import { hoursOn, openState, plusDays, type OpenState } from './time';

/** Hours, facilities and what the knowledge table answers. */

export function hoursAnswer(scene: Scene, meaning: Meaning, match?: KnowledgeMatch): Draft {
  const { catalog, now } = scene;
  const state = openState(catalog.store(), now);
  const asked = dayAsked(scene, meaning.text);
  const facts: NonNullable<Draft['facts']> = { open_now: state.openNow };
  const base: Draft = {
    intent: 'store.hours',
    text: '',
    facts,
    ...(match && match.score >= 0.45 ? { knowledge: match.entry.id } : {}),
  };
  if (base.knowledge) facts['knowledge'] = base.knowledge;
  if (asked.days !== 0 || asked.holiday) return { ...base, ...hoursOfDay(scene, asked, facts) };
  if (state.opens) facts.opens = state.opens;
  if (state.closes) facts.closes = state.closes;
  return { ...base, text: hoursNow(state, scene.lang) };
}

/** When the store is open on a day that was named. */
function hoursOfDay(
  { lang, catalog }: Scene,
  asked: DayAsked,
  facts: NonNullable<Draft['facts']>,
): Pick<Draft, 'text' | 'facts'> {
  const { weekday } = plusDays(asked.date, 0);
  const { intervals, holiday = asked.holiday } = hoursOn(catalog.store(), asked.date, weekday);
  const [, month, date] = asked.date.split('-').map(Number);
  const day = say(lang, 'hours.day', {
    ...perhaps('named', 'holiday', textIn(holiday, lang)),
    weekday,
    month: month!,
    day: date!,
  });
  const told = { ...facts, date: asked.date };
  const [first] = intervals;
  if (!first) return { facts: told, text: say(lang, 'hours.closed_on', { day }) };
  return {
    facts: { ...told, opens: first[0], closes: intervals.at(-1)![1] },
    text: say(lang, 'hours.open_on', { day, hours: spansText(intervals, lang) }),
  };
}

/** Whether the store is open now, till when, and when it opens again. */
function hoursNow({ openNow, opens, closes, today, nextInDays }: OpenState, lang: Lang): string {
  const said = {
    ...perhaps('feast', 'holiday', textIn(today.holiday, lang)),
    opens: opens ?? '',
    closes: closes ?? '',
    days: nextInDays ?? 0,
  };
  if (openNow) return say(lang, 'hours.open_now', said);
  return say(lang, opens ? 'hours.opens_again' : 'hours.closed_now', said);
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
  const kind =
    emergencyPlaceOf(amenity) ??
    Object.keys(amenityCategories).find((tag) =>
      amenityCategories[tag]!.some((category) => bareCategory(category) === bareCategory(amenity.category)),
    );
  const known = kind === undefined || isEmergencyPlace(kind) ? undefined : facilityNames[kind];
  const name = amenityName(amenity, lang) || (known?.[lang] ?? amenity.category);
  const entry = catalog
    .knowledge()
    .find(
      (e) =>
        isOfFacilities(e.topic) &&
        [...e.questionsZh, ...e.questionsEn].some((q) =>
          inUnderstood(amenity.name).some((n) => n.length >= 2 && q.toLowerCase().includes(n.toLowerCase())),
        ),
    );
  return {
    intent: 'store.facility',
    text: entry ? textIn(entry.answer, lang) : say(lang, 'facility.on_map', { name }),
    ...(entry ? {} : { question: leadQuestion(lang) }),
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

/** Where a facility is: what the store says of it, else what the plan shows; the way there where one is asked for. */
export function facilityAnswer(
  scene: Scene,
  facility: string,
  match: KnowledgeMatch | undefined,
  intent: 'store.facility' | 'navigate' | 'store.parking' = 'store.facility',
): Draft {
  if (isEmergencyPlace(facility)) return emergencyPlaceAnswer(scene, facility, intent === 'navigate');
  const { lang } = scene;
  const amenity = amenityFor(scene, facility);
  const known = facilityNames[facility];
  const name = (amenity && amenityName(amenity, lang)) || (known?.[lang] ?? facility);
  const entry = match && match.score >= 0.4 ? match.entry : undefined;
  const base: Draft = {
    intent,
    text: '',
    facts: {
      ...(amenity ? { facility: amenity.id } : {}),
      facility_kind: facility,
      ...(entry ? { knowledge: entry.id } : {}),
    },
    ...(entry ? { knowledge: entry.id } : {}),
    focus: null,
  };
  const there: Pick<Draft, 'actions' | 'pending'> = amenity
    ? {
        actions: [{ type: 'navigate', facility: amenity.id }],
        pending: { kind: 'lead', facility: amenity.id, name },
      }
    : {};
  if (intent === 'navigate' && amenity)
    return {
      ...base,
      actions: there.actions,
      commands: [{ type: 'navigate', facility: amenity.id, label: name }],
      text: goalText(inSentence(name), lang),
    };
  if (match && entry)
    return { ...base, ...(amenity ? there : actionOf(match)), text: textIn(entry.answer, lang) };
  if (amenity)
    return {
      ...base,
      ...there,
      text: say(lang, 'facility.where', { name }),
      question: leadQuestion(lang),
    };
  return {
    ...base,
    abstained: true,
    unanswered: 'abstained',
    asks: true,
    pending: { kind: 'person' },
    text: say(lang, 'facility.unknown', { name: inSentence(name), known: known !== undefined }),
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
  if (intent === 'store.parking') {
    const parking = scene.catalog.store().parking;
    if (parking) return { intent, text: textIn(parking, scene.lang), facts: {} };
  }
  const ofMembers = intent === 'member.points' || intent === 'member.benefits';
  const text = say(scene.lang, ofMembers ? 'store.no_member_data' : 'store.no_answer');
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
