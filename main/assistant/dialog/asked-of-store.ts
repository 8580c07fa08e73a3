import { intentOfTopic } from '../answer/knowledge';
import { hasForm, onlyNames } from '../understand/forms';
import { clauseEndsIn, entryFrom, type Asked } from './asked';
import { ENTRY_BESIDE_GOODS, ENTRY_FITS } from './thresholds';
import type { Plan } from './types';

/** '几点关门，有没有牛奶': goods are asked for in a clause after the cue, which may be said with a wish. */
function wantedAfter({ meaning, has }: Asked, tag: string): boolean {
  if (!has('have', 'where', 'find', 'stock')) return false;
  return meaning.parts.some(
    ({ span, start }) =>
      span &&
      meaning.cues.every(
        (cue) => cue.tag !== tag || (cue.end <= start && clauseEndsIn(meaning.text.slice(cue.end, start))),
      ),
  );
}

/** Opening hours, asked in so many words or after them. */
export function hoursRule(asked: Asked): Plan | undefined {
  const { meaning, state, has, strong, asks } = asked;
  if (strong) return undefined;
  const inWords = meaning.cues.some((cue) => cue.tag === 'hours' && cue.score === 1);
  if (inWords && !wantedAfter(asked, 'hours') && !has('promo', 'price', 'parking')) return { kind: 'hours' };
  if (state.lastIntent === 'store.hours' && hasForm(meaning.text, 'day') && !asks) return { kind: 'hours' };
  return undefined;
}

/** '打印出来': a printed slip is wanted, not the place where something is printed. */
export function printRule({ meaning, has }: Asked): Plan | undefined {
  return has('print') && hasForm(meaning.text, 'print') && !hasForm(meaning.text, 'printingAsked')
    ? { kind: 'product', intent: 'print' }
    : undefined;
}

const isLead = ({ has }: Asked): boolean => has('nav') && !has('where');

/** What the store's plan, hours and entries answer, where no goods are asked about. */
export function storeRule(asked: Asked): Plan | undefined {
  const { meaning, has, knowledge, facility, policy } = asked;
  if (asked.isProduct || asked.back) return undefined;
  if (has('hours') && !has('promo', 'price') && !wantedAfter(asked, 'hours')) return { kind: 'hours' };
  if (has('parking')) return { kind: 'parking' };
  if (
    !has('nav') &&
    knowledge &&
    !hasForm(knowledge.entry.topic.toLowerCase(), 'facilityTopic') &&
    intentOfTopic(knowledge.entry, meaning) !== 'store.facility'
  ) {
    const entry = entryFrom(asked, ENTRY_FITS.overPlan);
    if (entry) return entry;
  }
  if (facility) return { kind: 'facility', facility, lead: isLead(asked) };
  const entry = entryFrom(asked, entryNeeded(asked));
  if (entry) return entry;
  if (has('member:points', 'member:benefits') && !has('price'))
    return (
      entryFrom(asked, ENTRY_FITS.member) ?? {
        kind: 'unknown_store',
        intent: has('member:points') ? 'member.points' : 'member.benefits',
      }
    );
  if (policy) return entryFrom(asked, ENTRY_FITS.policy) ?? { kind: 'unknown_store', intent: 'store.policy' };
  return undefined;
}

/** How well an entry must fit where nothing but entries can answer. */
function entryNeeded({ state, has, howTo, strong }: Asked): number {
  if (/^(?:store\.|howto|member\.)/.test(state.lastIntent ?? '') && (has('about') || howTo))
    return ENTRY_FITS.onwards;
  return howTo && !strong ? ENTRY_FITS.howTo : ENTRY_FITS.alone;
}

const OF_GOODS = [
  'where',
  'price',
  'stock',
  'promo',
  'ingr',
  'contain',
  'allergy',
  'recommend',
  'compare',
  'cheapest',
  'list',
  'print',
];

/** What the store's entries answer although goods are named or under discussion. */
export function besideGoodsRule(asked: Asked): Plan | undefined {
  const { meaning, has, knowledge, facility, policy } = asked;
  if (!asked.isProduct && !asked.back) return undefined;
  const ofGoods = has(...OF_GOODS);
  const words = knowledge?.words ?? 0;
  if (facility && words >= ENTRY_BESIDE_GOODS.facility)
    return { kind: 'facility', facility, lead: isLead(asked) };
  if (policy && !ofGoods && knowledge && words >= ENTRY_BESIDE_GOODS.policy)
    return { kind: 'knowledge', match: knowledge };
  const bare = asked.surelyNamed && onlyNames(meaning.form);
  if (!asked.back && !bare && knowledge && words >= wordsNeeded(asked, ofGoods))
    return { kind: 'knowledge', match: knowledge };
  if (policy && !ofGoods && !has('have', 'find')) return { kind: 'unknown_store', intent: 'store.policy' };
  return undefined;
}

/**
 * How well an entry must fit by its words beside goods: a question of place, price or stock is about the goods;
 * anything else may be a how-to.
 */
function wordsNeeded({ meaning, has, policy, strong, howTo }: Asked, ofGoods: boolean): number {
  if (has('where', 'price', 'stock', 'promo', 'compare', 'cheapest', 'nav')) {
    if (policy) return ENTRY_BESIDE_GOODS.policyFirm;
    return strong ? Infinity : ENTRY_BESIDE_GOODS.firm;
  }
  if (hasForm(meaning.text, 'manner')) return ENTRY_BESIDE_GOODS.manner;
  if (ofGoods) return ENTRY_BESIDE_GOODS.askedOfGoods;
  if (has('have', 'find') && strong) {
    if (!howTo) return ENTRY_BESIDE_GOODS.wanted;
    return has('have') ? ENTRY_BESIDE_GOODS.wantedHowHave : ENTRY_BESIDE_GOODS.wantedHowFind;
  }
  return howTo ? ENTRY_BESIDE_GOODS.howTo : ENTRY_BESIDE_GOODS.namedOnly;
}
