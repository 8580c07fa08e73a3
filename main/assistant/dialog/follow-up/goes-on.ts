import { textIn, type Intent, type Lang, type Product } from '../../../contract';
import type { Scene } from '../../answer/draft';
import type { Subject } from '../../answer/subject';
import type { Wish } from '../../answer/types';
import { subjectOfFinding } from '../../decision/decided-subject';
import { calledTogether, onlyLikely } from '../../decision/set-meant';
import type { Meaning } from '../../understand/understand';
import { askedOf, doubtable } from '../about-goods';
import { carriedOver } from '../carried-over';
import type { Plan } from '../types';
import type { Conversation } from '../state';
import { withinLimits } from '../subjects';
import type { Act, FollowUp, Refinement } from './types';

/**
 * What may be answered about goods that were guessed from what was said before: where they stand, what they
 * cost, never what is in them.
 */
const OPEN: ReadonlySet<Intent> = new Set([
  'product.location',
  'product.price',
  'product.stock',
  'product.promotion',
  'product.recommend',
  'navigate',
  'print',
]);
/** Steering that a sentence about goods may be taken for: '不对，是U型', 'no no, for cats'. */
const STEERS: ReadonlySet<string> = new Set(['yes', 'no', 'cancel', 'repeat', 'back', 'louder', 'softer']);
/** Wishes that the order of what was found already meets. */
const MET: ReadonlySet<Wish> = new Set(['cheaper', 'pricier', 'bigger', 'smaller', 'alt']);

/** An item counts as meant as well where it is at least so likely beside the first. */
const AS_LIKELY = 0.3;

/** Whether a sentence may go on from what is under discussion. Danger, a person and a stop never do. */
export function mayGoOn(plan: Plan, meaning: Meaning, state: Conversation): boolean {
  if (!state.focus || meaning.text === '' || meaning.ordinal !== undefined) return false;
  if (plan.kind === 'product') return OPEN.has(plan.intent);
  // After a question of what is in it, what can't be read may be one of that: nothing is guessed there.
  if (state.lastIntent === 'product.allergen' || state.lastIntent === 'product.ingredients') return false;
  if (plan.kind === 'control') return STEERS.has(plan.control);
  return doubtable(plan, meaning);
}

const limits = ({ claims, absent, max, min }: Meaning): boolean =>
  claims.length + absent.length > 0 || max !== undefined || min !== undefined;

/** What a sentence does in a conversation, and what it is about. */
export interface GoneOn {
  act: Act;
  plan: Plan;
  /** The items meant; absent where the sentence alone tells them. */
  subject?: Subject;
  /** What has been said of them by now. */
  wish: string;
}

/** Takes the likeliest reading of how a sentence goes on. */
export function goneOn(
  scene: Scene,
  plan: Plan,
  meaning: Meaning,
  state: Conversation,
  { readings, refinement, joined, joinedText }: FollowUp,
): GoneOn {
  const act = readings[0]!.act;
  switch (act) {
    case 'other':
      return { act, plan, wish: state.wish ?? '' };
    case 'new':
      return { act, plan: aboutGoods(plan, meaning, state), wish: meaning.text };
    case 'same':
      return {
        act,
        plan: aboutGoods(plan, meaning, state),
        subject: withinLimits(scene, carriedOver(scene, state), meaning),
        wish: state.wish ?? '',
      };
    case 'joined':
      return {
        act,
        plan: aboutGoods(plan, meaning, state),
        subject: withinLimits(
          scene,
          subjectOfFinding(scene, joined, { ...meaning, text: joinedText }),
          meaning,
        ),
        wish: joinedText,
      };
    case 'refine': {
      if (refinement.unmet)
        return {
          act,
          plan: aboutGoods(plan, meaning, state),
          subject: carriedOver(scene, state),
          wish: state.wish ?? '',
        };
      return {
        act,
        plan: met(aboutGoods(plan, meaning, state)),
        subject: refined(scene, refinement, meaning),
        wish: joinedText,
      };
    }
  }
}

const met = (plan: Plan): Plan =>
  plan.kind === 'product' && plan.wish !== undefined && MET.has(plan.wish) ? { ...plan, wish: 'any' } : plan;

/** The question about goods that a sentence asks which the rules read otherwise. */
function aboutGoods(plan: Plan, meaning: Meaning, state: Conversation): Plan {
  if (plan.kind === 'product') return plan;
  const before = state.lastIntent !== undefined && OPEN.has(state.lastIntent) ? state.lastIntent : undefined;
  const goesOn = before === 'navigate' || before === 'print' ? undefined : before;
  return { kind: 'product', intent: askedOf(meaning) ?? goesOn ?? 'product.location' };
}

/** The items meant; what must be so ('要无糖的', '五十块以内的') is looked for in all that may be. */
function refined(scene: Scene, refinement: Refinement, meaning: Meaning): Subject {
  if (limits(meaning)) {
    const all = refinement.items.map(({ product }) => product);
    const within = withinLimits(scene, together(all, scene.lang), meaning);
    const fit = new Set(within.how === 'found' ? within.products : []);
    const items = refinement.items.filter(({ product }) => fit.has(product));
    if (items.length > 0) return together(likelyOf({ ...refinement, items }), scene.lang);
  }
  return withinLimits(scene, together(likelyOf(refinement), scene.lang), meaning);
}

/** The items that may be meant; the first alone where that costs less than showing the others with it. */
function likelyOf({ items }: Refinement): Product[] {
  const first = items[0]!.p;
  const likely = items.filter(({ p }) => p >= AS_LIKELY * first);
  const one = first / likely.reduce((sum, { p }) => sum + p, 0);
  return (onlyLikely(one) ? likely.slice(0, 1) : likely).map(({ product }) => product);
}

function together(products: Product[], lang: Lang): Subject {
  const called = calledTogether(products);
  return {
    products,
    total: products.length,
    label: textIn(called.name, lang),
    ...called,
    how: 'found',
    single: products.length === 1,
    decided: 'take',
    leading: products.length,
    complete: true,
    confidence: 1,
  };
}
