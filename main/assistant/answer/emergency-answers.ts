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
import { emergencyPlaceNamed, isFireEquipment } from '../understand/emergency-places';
import type { Draft, Scene } from './draft';
import { goalText, leadQuestion } from './product-answers';

/** What is said to somebody in danger, and the way to what they need. */

const SERVICE: Record<EmergencyService, { zh: string; en: string }> = {
  fire: { zh: '火警', en: 'Fire' },
  medical: { zh: '急救', en: 'Ambulance' },
  police: { zh: '报警', en: 'Police' },
};

const FIRST: Record<EmergencyCause, { zh: string; en: string }> = {
  fire: {
    zh: '请马上离开，走最近的安全出口，不要坐电梯。',
    en: 'Leave now by the nearest exit and do not use the lift.',
  },
  medical: { zh: '请别着急，不要移动伤者。', en: 'Please stay calm and do not move anybody who is hurt.' },
  crime: {
    zh: '请先退到安全的地方，不要追。',
    en: 'Please get to a safe place first and do not follow anybody.',
  },
  missing: { zh: '请别着急，待在这里。', en: 'Please stay calm and stay here.' },
  trapped: {
    zh: '请别着急，不要硬撬，按住轿厢里的警铃。',
    en: 'Please stay calm, do not force the door, and press the alarm in the lift.',
  },
  danger: { zh: '请别着急。', en: 'Please stay calm.' },
};

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
  const zh = lang === 'zh';
  const known = catalog ? emergencyNumbersOf(catalog.store()) : emergencyNumbersHere();
  const numbers = known
    ? [...new Set([...servicesFor[cause], ...asked])].map((service) => ({ service, number: known[service] }))
    : [];
  const place = catalog && placeFor(catalog, cause);
  const said =
    numbers.length === 0
      ? zh
        ? '如有紧急危险，请立即拨打当地的急救电话。'
        : 'In an emergency, call the local emergency number at once.'
      : numbersText(lang, numbers);
  return {
    intent: 'handoff',
    text: zh ? `${FIRST[cause].zh}${said}` : `${FIRST[cause].en} ${said}`,
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
  const zh = lang === 'zh';
  const known = catalog ? emergencyNumbersOf(catalog.store()) : emergencyNumbersHere();
  const base: Draft = {
    intent: 'store.policy',
    text: '',
    question: zh ? '要我叫店员来帮您吗？' : 'Shall I call a member of staff?',
    pending: { kind: 'person' },
    focus: null,
  };
  if (!known) {
    const text = zh
      ? `这里没有登记当地的紧急电话，用手机可以拨打 ${MOBILE_EMERGENCY_NUMBER}。`
      : `I have no local emergency number on record. From a mobile phone, dial ${MOBILE_EMERGENCY_NUMBER}.`;
    return { ...base, text, abstained: true };
  }
  const each = services.map(
    (service) => `${textIn(SERVICE[service], lang)}${zh ? '请拨打 ' : ': '}${known[service]}`,
  );
  return { ...base, text: `${each.join(zh ? '，' : ', ')}${zh ? '。' : '.'}` };
}

function numbersText(lang: Lang, numbers: readonly { service: EmergencyService; number: string }[]): string {
  const distinct = [...new Set(numbers.map(({ number }) => number))];
  if (distinct.length === 1)
    return lang === 'zh'
      ? `如有紧急危险，请立即拨打 ${distinct[0]}。`
      : `In an emergency, call ${distinct[0]} at once.`;
  const each = numbers.map(({ service, number }) => `${textIn(SERVICE[service], lang)} ${number}`);
  return lang === 'zh'
    ? `如有紧急危险，请立即拨打：${each.join('，')}。`
    : `In an emergency, call at once: ${each.join(', ')}.`;
}

/** The nearest place that helps with it. */
function placeFor(catalog: Catalog, cause: EmergencyCause): Amenity | undefined {
  if (cause === 'fire') return nearestPlace(catalog.map(), 'emergencyexit');
  return cause === 'medical'
    ? (nearestPlace(catalog.map(), 'aed') ?? nearestPlace(catalog.map(), 'firstaid'))
    : undefined;
}

export const placeNames: Record<EmergencyPlace, { zh: string; en: string }> = {
  emergencyexit: { zh: '消防通道', en: 'The fire exit' },
  aed: { zh: 'AED 除颤器', en: 'The AED' },
  firstaid: { zh: '急救箱', en: 'First aid' },
  assembly: { zh: '紧急集合点', en: 'The assembly point' },
  accessiblerestroom: { zh: '无障碍洗手间', en: 'The accessible toilet' },
  fireextinguisher: { zh: '灭火器', en: 'The fire extinguisher' },
  firehydrant: { zh: '消防栓', en: 'The fire hydrant' },
};

/** The way to an emergency place; where the plan has none, that is said and the service desk named. */
export function emergencyPlaceAnswer(scene: Scene, place: EmergencyPlace, lead: boolean): Draft {
  const { lang, catalog } = scene;
  const zh = lang === 'zh';
  const amenity = nearestPlace(catalog.map(), place);
  const entry = catalog
    .knowledge()
    .find((e) =>
      [...e.questionsZh, ...e.questionsEn].some((question) => emergencyPlaceNamed(question)?.place === place),
    );
  const name =
    (amenity?.name &&
      textIn(
        { zh: amenity.name.zh ?? placeNames[place].zh, en: amenity.name.en ?? placeNames[place].en },
        lang,
      )) ??
    textIn(placeNames[place], lang);
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
      text: goalText(zh ? name : lower(name), lang),
    };
  const pending = { kind: 'lead' as const, facility: amenity.id, name };
  if (entry) return { ...base, pending, text: textIn(entry.answer, lang) };
  return {
    ...base,
    pending,
    text: zh ? `${name}的位置已经标在地图上。` : `${name} is marked on the map.`,
    question: leadQuestion(lang),
  };
}

const lower = (name: string): string => name.replace(/^The /, 'the ');

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
  const zh = lang === 'zh';
  const map = catalog.map();
  const beside = BESIDE[place];
  const other = beside && nearestPlace(map, beside);
  const fire = isFireEquipment(place);
  const desk = map?.amenities.find((a) =>
    /^information|service.?desk|customer.?service|reception/.test(a.category.toLowerCase()),
  );
  const to = other ?? (entry || fire ? undefined : desk);
  const name = textIn(placeNames[place], lang);
  const number = fire ? emergencyNumbersOf(catalog.store())?.fire : undefined;
  const toName = to && textIn({ zh: to.name?.zh ?? '服务台', en: to.name?.en ?? 'the service desk' }, lang);
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
  const sign =
    place === 'emergencyexit'
      ? zh
        ? '紧急时请跟着绿色的安全出口标志走。'
        : ' In an emergency follow the green exit signs.'
      : fire
        ? staffAndNumber(lang, number)
        : '';
  const go = toName
    ? zh
      ? `可以去${toName}，位置已经标在地图上。`
      : ` “${toName}” is marked on the map.`
    : '';
  const question = toName
    ? leadQuestion(lang)
    : zh
      ? '要我叫店员来帮您吗？'
      : 'Shall I call a member of staff?';
  return {
    ...base,
    question,
    text: zh ? `地图上没有登记${name}。${sign}${go}` : `${name} is not marked on the map.${sign}${go}`,
  };
}

const staffAndNumber = (lang: Lang, number: string | undefined): string => {
  if (lang === 'zh') return `请马上问店员${number ? `；着火请拨打 ${number}` : ''}。`;
  return ` Please ask our staff at once${number ? `; if there is a fire, call ${number}` : ''}.`;
};

const TOY = /玩具|模型|积木|\btoys?\b/i;

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
        !TOY.test([...inUnderstood(name), ...categoryZh, ...categoryEn].join(' ')),
    );
}
