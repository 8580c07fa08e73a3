import type { Intent } from '../../contract';
import type { Wish } from '../answer/types';
import { allergenNamed } from '../understand/allergen-words';
import { hasForm } from '../understand/forms';
import { wantsSuch } from '../understand/tables/going-on';
import type { Meaning } from '../understand/types';
import type { Asked } from './asked';
import type { Conversation } from './state';
import { EXPLAINED, LENGTH } from './thresholds';
import type { Plan } from './types';

/** What is asked of goods, with what the rules below go by. */
interface OfGoods extends Asked {
  /** Goods are named, or were talked of. */
  readonly about: boolean;
  /** It is to have something, or to be without. */
  readonly claimed: boolean;
  readonly wish: Wish | undefined;
  /** Goods are looked for, asked after or chosen: a quality then chooses among them. */
  readonly chooses: boolean;
}

const product = (intent: Intent, wish?: Wish): Plan => ({ kind: 'product', intent, wish });

/** What is asked of goods, by rule, first match wins. */
export function goodsRule(asked: Asked): Plan | undefined {
  const { meaning, state, has, named } = asked;
  const wish = wishOf(meaning);
  const given: OfGoods = {
    ...asked,
    wish,
    about: named || state.focus !== undefined || has('it'),
    claimed: meaning.claims.length > 0 || meaning.absent.length > 0,
    chooses:
      has('have', 'stock', 'recommend', 'find', 'list', 'where', 'price', 'neg', 'promo') ||
      wish !== undefined,
  };
  for (const rule of [
    allergenRule,
    claimRule,
    contentRule,
    deedRule,
    sizeRule,
    wishRule,
    questionRule,
    namedRule,
    onwardsRule,
  ]) {
    const plan = rule(given);
    if (plan) return plan;
  }
  return undefined;
}

function allergenRule({ meaning, has, named, about, chooses, wish }: OfGoods): Plan | undefined {
  const { text } = meaning;
  const told =
    meaning.allergens.length > 0 ||
    (has('allergy') && (meaning.otherAllergen !== undefined || (about && !chooses)));
  if (!told) return undefined;
  const contained = !has('allergy') && hasForm(text, 'whichContain');
  const suits = hasForm(text, 'suitsMe') || (hasForm(text, 'doesWithout') && !hasForm(text, 'askedOfOne'));
  const wanted =
    named &&
    !contained &&
    (has('recommend', 'find', 'list') || ((!has('it') || hasForm(text, 'thatDoes')) && suits));
  return wanted ? product('product.recommend', wish ?? 'any') : product('product.allergen');
}

/** '它是无糖的吗': whether it is so; '要无糖的' wants it so. */
function claimRule({ meaning, state, has, named, about, claimed, chooses }: OfGoods): Plan | undefined {
  if (!claimed || !about) return undefined;
  const { text, claims, absent } = meaning;
  const phrase =
    named && claims.length > 0 && hasForm(text, 'quality') && !hasForm(text, 'askedOfOne') && !has('it');
  if (phrase || (state.focus !== undefined && claims.length > 0 && wantsSuch(text))) return undefined;
  const question =
    hasForm(text, 'orNot') || absent.length > 0
      ? !has('neg')
      : !chooses || (has('it') && !has('have', 'recommend', 'find', 'list'));
  return question ? product('product.ingredients') : undefined;
}

/** What it is made of or has in it; where that only describes the thing, the thing is looked for. */
function contentRule({ meaning, state, has, named, about }: OfGoods): Plan | undefined {
  const madeOf = meaning.cues
    .filter((cue) => cue.tag === 'ingr')
    .every((cue) => hasForm(meaning.text.slice(cue.start, cue.end), 'madeOf'));
  if (has('ingr') && (about || !named))
    return product(madeOf && describes(meaning, state) ? 'product.location' : 'product.ingredients');
  if (has('contain') && about && !has('where', 'price'))
    return product(describes(meaning, state) ? 'product.location' : 'product.ingredients');
  return undefined;
}

/** What is to be done with it. */
function deedRule({ meaning, has, about }: OfGoods): Plan | undefined {
  if (has('compare') && about)
    return hasForm(meaning.text, 'rather') ? product('product.recommend', 'any') : product('product.compare');
  if (has('print')) return product('print');
  if (has('nav') && !(has('where') && sameSpan(meaning, 'nav', 'where'))) return product('navigate');
  if (has('promo', 'coupon')) return product('product.promotion');
  return undefined;
}

/** A wish for another size or price beside a question. */
function sizeRule({ has, named, wish }: OfGoods): Plan | undefined {
  const sized = wish === 'bigger' || wish === 'smaller';
  if (has('price') && (sized || wish === 'cheapest' || wish === 'dearest')) return product('product.price');
  if (named && has('have') && sized) return product('product.stock');
  if (has('where', 'stock') && wish !== undefined && wish !== 'any' && wish !== 'cheaper')
    return product(has('where') ? 'product.location' : 'product.stock');
  return undefined;
}

/** A wish for another size or price alone. */
function wishRule({ state, has, named, about, claimed, wish }: OfGoods): Plan | undefined {
  if (wish === undefined) return undefined;
  // '小包呢' after a price: the same question of another size.
  const sized = wish === 'bigger' || wish === 'smaller';
  if (sized && !named && state.focus?.many && !has('recommend', 'have'))
    return product(continued(state) ?? 'product.recommend', wish);
  return about || claimed ? product('product.recommend', wish) : undefined;
}

function questionRule({ meaning, state, has, about }: OfGoods): Plan | undefined {
  if (has('price')) return product('product.price');
  if (has('pair') && about) return product('product.recommend', 'pair');
  if (has('alt') && about) return product('product.recommend', 'alt');
  if (has('recommend')) return product('product.recommend', 'any');
  if (has('stock')) return product('product.stock');
  if (has('where')) return product('product.location');
  if (has('list') && about) return product('product.recommend', 'any');
  if (has('have') && about)
    return continued(state) === 'product.recommend'
      ? product('product.recommend', 'any')
      : product('product.stock');
  if (has('caneat') && about)
    return product(
      hasForm(meaning.text, 'canJustEat') && describes(meaning, state)
        ? 'product.location'
        : 'product.allergen',
    );
  return undefined;
}

const goesOn = (state: Conversation): Plan => product(continued(state) ?? 'product.location');

/** Goods and no question: the last one goes on, or where they are. */
function namedRule({ meaning, state, has, named }: OfGoods): Plan | undefined {
  // '不是毛巾，我要浴巾': another item, the same question.
  if (has('find') && named && meaning.excluded.length > 0 && state.focus) return goesOn(state);
  if (has('find') && (named || has('it'))) return product('product.location');
  if (meaning.ordinal !== undefined && state.options.length > 0) return goesOn(state);
  if (!named) return undefined;
  if (state.lastIntent === 'product.allergen' && state.focus && onlyAllergens(meaning))
    return product('product.allergen');
  return has('about') || meaning.text.length <= LENGTH.goingOn ? goesOn(state) : product('product.location');
}

/** Nothing is named, and what was talked of goes on. */
function onwardsRule({ meaning, state, has, claimed }: OfGoods): Plan | undefined {
  if (!state.focus) return undefined;
  if (claimed || meaning.max !== undefined || meaning.min !== undefined)
    return product('product.recommend', 'any');
  return (has('it') || has('about')) && meaning.explained > EXPLAINED && state.lastIntent
    ? goesOn(state)
    : undefined;
}

/**
 * '里面有个气泡的', 'spread made of cookies': what is in it tells which thing is meant; nothing is asked about it.
 */
function describes(meaning: Meaning, state: Conversation): boolean {
  return state.focus === undefined && !meaning.tags.has('it') && !hasForm(meaning.text, 'question');
}

/** '那鸡蛋呢' after a question about nuts: an allergen again, in the same item. */
function onlyAllergens(meaning: Meaning): boolean {
  return meaning.parts.length === 1 && allergenNamed(meaning.parts[0]!.text) !== undefined;
}

/** The kind of question goes on when only the item changes. */
function continued(state: Conversation): Intent | undefined {
  switch (state.lastIntent) {
    case 'product.price':
    case 'product.stock':
    case 'product.location':
    case 'product.promotion':
    case 'product.allergen':
    case 'product.ingredients':
      return state.lastIntent;
    // '那巧克力味的呢' of somebody who must not have something: still a suggestion, never a place to walk to.
    case 'product.recommend':
      return state.allergy || state.lastAllergens.length > 0 ? 'product.recommend' : undefined;
    default:
      return undefined;
  }
}

function wishOf(meaning: Meaning): Wish | undefined {
  for (const wish of ['cheapest', 'dearest', 'cheaper', 'pricier', 'bigger', 'smaller'] as const)
    if (meaning.tags.has(wish)) return wish;
  if (meaning.max !== undefined || meaning.min !== undefined) return 'any';
  return undefined;
}

function sameSpan(meaning: Meaning, a: string, b: string): boolean {
  const first = meaning.cues.find((cue) => cue.tag === a);
  return meaning.cues.some((cue) => cue.tag === b && cue.start === first?.start && cue.end === first.end);
}
