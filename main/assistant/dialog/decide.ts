import type { KnowledgeMatch } from '../answer/knowledge';
import { strength } from '../understand/focus-parts';
import { formIn, hasForm } from '../understand/forms';
import type { CueHit, Meaning } from '../understand/understand';
import { askedIn, clauseEndsIn, entryFrom, refersBack, type Asked } from './asked';
import { goodsRule } from './asked-of-goods';
import { besideGoodsRule, hoursRule, printRule, storeRule } from './asked-of-store';
import type { Conversation } from './state';
import { controlOf } from './steering';
import { BY_SOUND, ENTRY_FITS, EXPLAINED, LENGTH, STRENGTH } from './thresholds';
import type { Plan } from './types';

type Rule = (asked: Asked) => Plan | undefined;

/** In the order in which they are asked; the first that knows what is wanted decides. */
const RULES: readonly Rule[] = [
  dangerRule,
  injectionRule,
  upsetRule,
  worldRule,
  steeringRule,
  personRule,
  abuseRule,
  outOfScopeRule,
  hoursRule,
  printRule,
  storeRule,
  besideGoodsRule,
  aisleRule,
  promotionsRule,
  mannerRule,
  brushingRule,
  goodsRule,
  courtesyRule,
];

/**
 * Intents by rule, first match wins; README.md gives the table with an example each. The cues say what kind
 * of question it is, whether anything is named says what it can be about, the conversation fills in what was
 * left out.
 */
export function decide(
  meaning: Meaning,
  state: Conversation,
  knowledge: KnowledgeMatch | undefined,
  aisles: readonly string[] = [],
): Plan {
  const asked = askedIn(meaning, state, knowledge, aisles);
  for (const rule of RULES) {
    const plan = rule(asked);
    if (plan) return plan;
  }
  return entryFrom(asked, ENTRY_FITS.nothingElse) ?? { kind: 'out_of_scope' };
}

/** Whether a question is one of manner, time or permission. */
export const asksHow = ({ text }: Meaning): boolean => hasForm(text, 'howto') || hasForm(text, 'manner');

/** A cue by its own words, or by sound where it is long enough not to be chance. */
function said(meaning: Meaning, tag: string, bySound: number): CueHit | undefined {
  // A Latin word that is merely one letter off counts only where it is long.
  const enough = (cue: CueHit): boolean =>
    cue.end - cue.start >= (/[a-z]/.test(meaning.text.slice(cue.start, cue.end)) ? BY_SOUND.latin : bySound);
  return meaning.cues.find((cue) => cue.tag === tag && (cue.score === 1 || enough(cue)));
}

/** Words of danger; misheard cries are two short ones, or a longer one where nothing is asked for. */
function dangerRule({ meaning, asks, strong }: Asked): Plan | undefined {
  const bySound = meaning.cues.filter((cue) => cue.tag === 'unsafe');
  const cries =
    !asks && !strong && (bySound.length >= 2 || bySound.some((cue) => cue.end - cue.start >= BY_SOUND.cry));
  return said(meaning, 'unsafe', BY_SOUND.care) || cries ? { kind: 'handoff', reason: 'unsafe' } : undefined;
}

function injectionRule({ meaning }: Asked): Plan | undefined {
  return said(meaning, 'inject', BY_SOUND.steeringTheTerminal) ? { kind: 'out_of_scope' } : undefined;
}

/** 'She complains about everything': a Latin word that is merely near another is no complaint. */
function upsetRule({ meaning, has, knowledge }: Asked): Plan | undefined {
  const upset = said(meaning, 'upset', BY_SOUND.care);
  if (!upset) return undefined;
  const sure = upset.score === 1 || /[\u3400-\u9fff]/.test(meaning.text.slice(upset.start, upset.end));
  const asksForNumber = has('policy:phone') && (knowledge?.score ?? 0) > ENTRY_FITS.overCare;
  return sure && !asksForNumber ? { kind: 'handoff', reason: 'upset' } : undefined;
}

/** Talk of the world outside, unless a later clause asks for goods: '今晚有什么电影好看，算了，爆米花在哪'. */
function worldRule({ meaning, has, knowledge }: Asked): Plan | undefined {
  const frame = meaning.cues.find((cue) => cue.tag === 'outside');
  if (!frame || has('who') || (knowledge?.score ?? 0) >= ENTRY_FITS.wordForWord) return undefined;
  const asksForGoods = meaning.parts.some(
    (part) =>
      strength(part) >= STRENGTH.name &&
      part.start >= frame.end &&
      clauseEndsIn(meaning.text.slice(frame.end, part.start)),
  );
  return asksForGoods ? undefined : { kind: 'out_of_scope' };
}

function steeringRule({ meaning, has, knowledge }: Asked): Plan | undefined {
  const control = controlOf(meaning);
  const asksOn =
    control?.kind === 'control' &&
    control.control === 'no' &&
    has('about') &&
    (knowledge?.score ?? 0) > ENTRY_FITS.onwards;
  return asksOn ? undefined : control;
}

/** A person is asked for; not for whom something is, nor where the desk is, nor what an entry tells. */
function personRule({ meaning, has, named, facility, policy, knowledge }: Asked): Plan | undefined {
  if (!has('person')) return undefined;
  if (named && meaning.allergens.length > 0) return undefined;
  if (facility && has('where')) return undefined;
  if (policy && (knowledge?.score ?? 0) > ENTRY_FITS.overCare) return undefined;
  return { kind: 'handoff', reason: 'requested' };
}

function abuseRule({ meaning, asks, named }: Asked): Plan | undefined {
  const begins = meaning.cues.some((cue) => cue.tag === 'abuse' && cue.start <= 1);
  const surely = meaning.parts.some((part) => strength(part) >= STRENGTH.sure && part.end - part.start >= 3);
  return begins && !asks && !(named && surely) ? { kind: 'smalltalk', what: 'abuse' } : undefined;
}

function outOfScopeRule(asked: Asked): Plan | undefined {
  return asked.has('oos') && !asked.surelyNamed && !entryFrom(asked, ENTRY_FITS.overWorld)
    ? { kind: 'out_of_scope' }
    : undefined;
}

function aisleRule({ meaning, has, strong, aisles }: Asked): Plan | undefined {
  const aisle = aisleNamed(meaning.text, aisles);
  const asksOfGoods = meaning.allergens.length + meaning.claims.length + meaning.absent.length > 0;
  if (!aisle || strong || asksOfGoods) return undefined;
  const lead = !has('list', 'have', 'promo') && !hasForm(meaning.text, 'whatIsThere');
  return { kind: 'aisle', aisle, lead };
}

/** The aisle whose code is said. */
function aisleNamed(text: string, aisles: readonly string[]): string | undefined {
  const code = formIn(text, 'aisle');
  const asked = (code?.[1] ?? code?.[2])?.replace('-', '');
  return asked === undefined
    ? undefined
    : aisles.find((aisle) => aisle.toLowerCase().replace('-', '') === asked);
}

/** What is on offer in all of the store. */
function promotionsRule({ meaning, state, has, strong, named }: Asked): Plan | undefined {
  if (!has('promo', 'coupon')) return undefined;
  const plan: Plan = { kind: 'promotions', coupons: has('coupon') };
  if (!strong && hasForm(meaning.text, 'now')) return plan;
  return !named && !refersBack(meaning, state) ? plan : undefined;
}

const OF_GOODS = [
  'where',
  'price',
  'stock',
  'have',
  'find',
  'promo',
  'ingr',
  'contain',
  'allergy',
  'caneat',
  'recommend',
  'compare',
  'cheapest',
  'cheaper',
  'list',
  'nav',
  'print',
  'pair',
  'alt',
  'about',
  'claim',
];

/** '红烧肉怎么做': how something is done, and nothing on record that says; where the meat stands is no answer. */
function mannerRule(asked: Asked): Plan | undefined {
  const { meaning, has, back } = asked;
  if (!hasForm(meaning.text, 'manner') || has(...OF_GOODS) || back || meaning.claims.length > 0)
    return undefined;
  return entryFrom(asked, ENTRY_FITS.onwards) ?? { kind: 'out_of_scope' };
}

/** Talk that only brushes against words of names, and asks nothing about goods. */
function brushingRule({ meaning, state, has, named, strong, back }: Asked): Plan | undefined {
  if (has(...OF_GOODS)) return undefined;
  const polite = has('thanks', 'greet', 'bye') && meaning.parts.every((part) => !part.span);
  const choosing = meaning.ordinal !== undefined || state.pending?.kind === 'which';
  const only = named && !strong && (meaning.text.length > LENGTH.brushing || meaning.explained < EXPLAINED);
  if (only && !polite && !back && !has('it') && !choosing) return { kind: 'out_of_scope' };
  return has('oos') ? { kind: 'out_of_scope' } : undefined;
}

/** Abuse and courtesies where no goods are meant. */
function courtesyRule({ meaning, has, named, asks }: Asked): Plan | undefined {
  if (has('abuse') && !named) return { kind: 'smalltalk', what: 'abuse' };
  if (asks || !meaning.parts.every((part) => !part.span)) return undefined;
  const what = (['who', 'bye', 'thanks', 'greet'] as const).find((tag) => has(tag));
  return what && { kind: 'smalltalk', what };
}
