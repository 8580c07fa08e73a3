import {
  emergencyNumbersHere,
  emergencyNumbersOf,
  inUnderstood,
  MOBILE_EMERGENCY_NUMBER,
  nearestPlace,
  servicesFor,
  textIn,
  type Amenity,
  type Catalog,
  type EmergencyCause,
  type EmergencyPlace,
  type EmergencyService,
  type KnowledgeEntry,
  type Lang,
} from '../../contract';
import { chain, say, sentences } from '../../words';
import { emergencyPlaceNamed, isFireEquipment } from '../understand/emergency-places';
import { saysToy } from '../understand/tables/toys';
import { amenityName } from './amenities';
import type { Draft, Scene } from './draft';
import { inSentence, perhaps } from './phrases';
import { goalText, leadQuestion } from './product-answers';

/** What is said to somebody in danger, and the way to what they need. */

/**
 * A cry for help: what to do first, and the numbers of the store's country; whether staff could be told is
 * said after the call. Works without a catalog.
 * @param asked services whose numbers were asked for in it
 */
export function alarmAnswer(
  lang: Lang,
  cause: EmergencyCause,
  catalog?: Catalog,
  asked: readonly EmergencyService[] = [],
): Draft {
  const known = catalog ? emergencyNumbersOf(catalog.store()) : emergencyNumbersHere();
  const numbers = known
    ? [...new Set([...servicesFor[cause], ...asked])].map((service) => ({ service, number: known[service] }))
    : [];
  const place = catalog && placeFor(catalog, cause);
  return {
    intent: 'handoff',
    text: sentences(lang, say(lang, `alarm.first.${cause}`), numbersText(lang, numbers)),
    handoff: 'unsafe',
    facts: { handoff: 'unsafe', emergency: { cause, numbers }, ...(place ? { facility: place.id } : {}) },
    actions: [{ type: 'handoff', reason: 'unsafe' }],
  };
}

/** What a number that is asked for in haste is needed for. */
export const causeOfService = (services: readonly EmergencyService[]): EmergencyCause =>
  services.length === 1
    ? ({ fire: 'fire', medical: 'medical', police: 'crime' } as const)[services[0]!]
    : 'danger';

/**
 * The numbers of these services in the store's country, asked for calmly: never the shop's own phone. Works
 * without a catalog.
 */
export function emergencyNumberAnswer(
  lang: Lang,
  services: readonly EmergencyService[],
  catalog?: Catalog,
): Draft {
  const known = catalog ? emergencyNumbersOf(catalog.store()) : emergencyNumbersHere();
  const base: Draft = {
    intent: 'store.policy',
    text: '',
    question: say(lang, 'goods.ask.staff_help'),
    pending: { kind: 'person' },
    focus: null,
  };
  if (!known)
    return {
      ...base,
      text: say(lang, 'alarm.no_number', { number: MOBILE_EMERGENCY_NUMBER }),
      abstained: true,
    };
  const each = services.map((service) => say(lang, 'alarm.dial', { service, number: known[service] }));
  return { ...base, text: say(lang, 'alarm.numbers', { numbers: chain(each, lang, 'clause.next') }) };
}

function numbersText(lang: Lang, numbers: readonly { service: EmergencyService; number: string }[]): string {
  const [number, ...more] = new Set(numbers.map((known) => known.number));
  if (number === undefined) return say(lang, 'alarm.call_local');
  if (more.length === 0) return say(lang, 'alarm.call_one', { number });
  const each = numbers.map((known) => say(lang, 'alarm.number', known));
  return say(lang, 'alarm.call', { numbers: chain(each, lang, 'clause.next') });
}

/** The nearest place that helps with it. */
function placeFor(catalog: Catalog, cause: EmergencyCause): Amenity | undefined {
  if (cause === 'fire') return nearestPlace(catalog.map(), 'emergencyexit');
  return cause === 'medical'
    ? (nearestPlace(catalog.map(), 'aed') ?? nearestPlace(catalog.map(), 'firstaid'))
    : undefined;
}

/** What an emergency place is called where the plan gives it no name. */
const placeName = (place: EmergencyPlace, lang: Lang): string => say(lang, `alarm.place.${place}`);

/** The way to an emergency place; where the plan has none, that is said and the service desk named. */
export function emergencyPlaceAnswer(scene: Scene, place: EmergencyPlace, lead: boolean): Draft {
  const { lang, catalog } = scene;
  const amenity = nearestPlace(catalog.map(), place);
  const entry = catalog
    .knowledge()
    .find((e) =>
      [...e.questionsZh, ...e.questionsEn].some((question) => emergencyPlaceNamed(question)?.place === place),
    );
  const name = (amenity && amenityName(amenity, lang)) || placeName(place, lang);
  if (!amenity) return unmarked(scene, place, entry);
  const base: Draft = {
    intent: lead ? 'navigate' : 'store.facility',
    text: '',
    facts: { facility: amenity.id, facility_kind: place, ...(entry ? { knowledge: entry.id } : {}) },
    actions: [{ type: 'navigate', facility: amenity.id }],
    focus: null,
    ...(entry ? { knowledge: entry.id } : {}),
  };
  if (lead)
    return {
      ...base,
      commands: [{ type: 'navigate', facility: amenity.id, label: name }],
      text: goalText(inSentence(name), lang),
    };
  const pending = { kind: 'lead' as const, facility: amenity.id, name };
  if (entry) return { ...base, pending, text: textIn(entry.answer, lang) };
  return {
    ...base,
    pending,
    text: say(lang, 'facility.on_map', { name }),
    question: leadQuestion(lang),
  };
}

/** What may hang side by side. */
const BESIDE: Partial<Record<EmergencyPlace, EmergencyPlace>> = {
  aed: 'firstaid',
  firstaid: 'aed',
  fireextinguisher: 'firehydrant',
  firehydrant: 'fireextinguisher',
};

/**
 * What may hang beside it is named; else the service desk, and a person. Of what puts a fire out, a person at
 * once and the number of the fire service.
 */
function unmarked(scene: Scene, place: EmergencyPlace, entry: KnowledgeEntry | undefined): Draft {
  const { lang, catalog } = scene;
  const map = catalog.map();
  const beside = BESIDE[place];
  const other = beside && nearestPlace(map, beside);
  const fire = isFireEquipment(place);
  const desk = map?.amenities.find((a) =>
    /^information|service.?desk|customer.?service|reception/.test(a.category.toLowerCase()),
  );
  const to = other ?? (entry || fire ? undefined : desk);
  const number = fire ? emergencyNumbersOf(catalog.store())?.fire : undefined;
  const toName = to && (amenityName(to, lang) || say(lang, 'store.service_desk'));
  const base: Draft = {
    intent: 'store.facility',
    text: '',
    facts: {
      facility_kind: place,
      ...(other ? { facility: other.id } : {}),
      ...(entry ? { knowledge: entry.id } : {}),
    },
    actions: to ? [{ type: 'navigate', facility: to.id }] : [],
    pending: to ? { kind: 'lead', facility: to.id, ...(toName && { name: toName }) } : { kind: 'person' },
    focus: null,
    ...(entry
      ? { knowledge: entry.id }
      : { abstained: other === undefined, unanswered: 'abstained' as const }),
  };
  if (entry) return { ...base, text: textIn(entry.answer, lang) };
  return {
    ...base,
    question: toName ? leadQuestion(lang) : say(lang, 'goods.ask.staff_help'),
    text: sentences(
      lang,
      say(lang, 'alarm.unmarked', { name: placeName(place, lang) }),
      meanwhile(lang, place, number),
      toName && say(lang, 'alarm.go_to', { place: toName }),
    ),
  };
}

/** What to do without the place. */
function meanwhile(lang: Lang, place: EmergencyPlace, number: string | undefined): string | undefined {
  if (place === 'emergencyexit') return say(lang, 'alarm.follow_signs');
  if (!isFireEquipment(place)) return undefined;
  return say(lang, 'alarm.ask_at_once', perhaps('numbered', 'number', number));
}

/** Whether the shop sells what puts a fire out by the name it is asked for; toys don't. */
export function sellsFireEquipment(catalog: Catalog, text: string): boolean {
  const named = catalog
    .spans(text)
    .filter(
      ({ start, end, how }) =>
        how === 'exact' && isFireEquipment(emergencyPlaceNamed(text.slice(start, end))?.place ?? ''),
    );
  const gtins = named.flatMap(({ entries }) =>
    catalog
      .find({ groups: [entries] })
      .hits.filter(({ kindOf }) => kindOf)
      .map(({ gtin }) => gtin),
  );
  return catalog
    .products(gtins)
    .some(
      ({ name, categoryZh, categoryEn }) =>
        !saysToy([...inUnderstood(name), ...categoryZh, ...categoryEn].join(' ')),
    );
}
