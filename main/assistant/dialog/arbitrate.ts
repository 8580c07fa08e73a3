import type { ControlKind, HandoffReason, Intent } from '../../contract';
import type { KnowledgeMatch } from '../answer/knowledge';
import type { Wish } from '../answer/types';
import type { Guess } from '../understand/classify/classifier';
import { strength } from '../understand/focus-parts';
import { onlyNames } from '../understand/forms';
import { loudCues, type Meaning } from '../understand/understand';
import { facilityOf, refersBack } from './asked';
import type { Conversation } from './state';
import { LENGTH, STRENGTH } from './thresholds';
import type { Plan, ProductPlan } from './types';

/**
 * Rules know the words they were given, the classifier the forms of eight thousand questions. Where the
 * classifier is sure and holds the rules' reading for as good as excluded, its reading is taken, if the
 * utterance gives what that reading needs.
 */
/** A reading that the classifier holds for so much less likely than its own is excluded. */
const EXCLUDED = 0.12;
/** From here on the classifier is sure; by its calibration nine of ten such guesses are right. */
const SURE = 0.65;
/** Against a rule that heard both what is named and what is asked of it. */
const CERTAIN = 0.85;
/**
 * Danger and a stop are heeded sooner: a person who comes for nothing costs less than one who does not come,
 * and so does a rest.
 */
const HEEDED_SOONER = 0.5;
/**
 * Below this even words of danger or of the world outside are taken for chance: 'an epipen for peanuts: any
 * peanut in it?'
 */
const SLIM = 0.04;
/**
 * Enough where the rules found nothing to go by and only fell back on something, which must be so much less
 * likely.
 */
const LIKELY = 0.4;
const UNLIKELIER = 0.33;
/**
 * Probability in all that the store, a service or how-to is asked about, and an entry's fit: together they
 * beat the name of goods in it.
 */
const ABOUT_THE_STORE = 0.6;
const FITS_WELL = 0.4;
/** An entry that fits this well is what was asked, whatever the form. */
const KNOWN = 0.6;
/** Paraphrases of an entry: enough where the form of the question says that an entry is asked for. */
const FITS = 0.22;

export function arbitrate(
  plan: Plan,
  guesses: readonly Guess[],
  meaning: Meaning,
  state: Conversation,
  knowledge: KnowledgeMatch | undefined,
): Plan {
  const [best] = guesses;
  // One syllable has no form: 听 sounds like a stop to a classifier that knows only 停.
  if (!best || meaning.text.length === 1) return plan;
  const answered = guesses.reduce(
    (sum, { intent, p }) => sum + (/^(?:store|howto|member)/.test(intent) ? p : 0),
    0,
  );
  if (
    knowledge &&
    plan.kind === 'product' &&
    !['where', 'price', 'stock'].some((tag) => meaning.tags.has(tag)) &&
    answered >= ABOUT_THE_STORE &&
    knowledge.score >= FITS_WELL &&
    !kept(plan, guesses, meaning, state)
  )
    return { kind: 'knowledge', match: knowledge };
  const ruled = probabilityOf(plan, guesses);
  const weak = fallenBack(plan, meaning);
  const firm =
    meaning.parts.some((part) => strength(part) >= STRENGTH.sure) &&
    ['where', 'price', 'stock'].some((tag) => meaning.tags.has(tag));
  // Words of steering are few and known: what the rules don't know for one needs more than a likely form.
  const enough = weak && !best.intent.startsWith('control') ? LIKELY : sureFrom(best, firm);
  if (
    best.p < enough ||
    ruled > best.p * (weak ? UNLIKELIER : EXCLUDED) ||
    kept(plan, guesses, meaning, state)
  )
    return plan;
  return planFor(best.intent, meaning, state, knowledge) ?? plan;
}

/** `firm`: the rules heard both what is named and what is asked of it. */
function sureFrom({ intent }: Guess, firm: boolean): number {
  if (firm) return CERTAIN;
  return intent === 'handoff.unsafe' || intent === 'control.stop' ? HEEDED_SOONER : SURE;
}

/** No rule saw a question: an item is named and nothing asked of it, or nothing is understood at all. */
function fallenBack(plan: Plan, meaning: Meaning): boolean {
  if (plan.kind === 'out_of_scope') return true;
  return (
    plan.kind === 'product' &&
    plan.intent === 'product.location' &&
    !['where', 'find', 'nav'].some((tag) => meaning.tags.has(tag))
  );
}

const limited = (wish: Wish | undefined): boolean => wish !== undefined && wish !== 'any';

/**
 * What no form of a question overrules: what words of danger, frames of outside talk, limits and the
 * terminal's own question say for certain.
 */
function kept(plan: Plan, guesses: readonly Guess[], meaning: Meaning, state: Conversation): boolean {
  const p = (intent: string): number => guesses.find((g) => g.intent === intent)?.p ?? 0;
  switch (plan.kind) {
    case 'handoff':
      return plan.reason === 'unsafe' && (p('handoff.unsafe') >= SLIM || meaning.allergens.length === 0);
    case 'control':
      return (
        plan.control === 'help' ||
        (state.pending !== undefined && (plan.control === 'yes' || plan.control === 'no'))
      );
    case 'out_of_scope':
      return (
        ['outside', 'inject', 'oos'].some((tag) => meaning.tags.has(tag)) &&
        !(
          p('out_of_scope') < SLIM &&
          meaning.parts.some((part) => strength(part) >= STRENGTH.sure) &&
          ['have', 'where', 'stock', 'price'].some((tag) => meaning.tags.has(tag))
        )
      );
    case 'knowledge':
      return plan.match.words >= KNOWN;
    case 'aisle':
      return true;
    case 'product':
      return keptOfGoods(plan, meaning, state);
    default:
      return false;
  }
}

/** What a question about goods says for certain. */
function keptOfGoods(plan: ProductPlan, meaning: Meaning, state: Conversation): boolean {
  if (onlyNames(meaning.form)) return true;
  // '那酸奶呢', 'and the two litre': short words that go on with the last question.
  if (
    plan.intent === state.lastIntent &&
    loudCues(meaning).every((cue) => cue.tag === 'it' || cue.tag.startsWith('ordinal:')) &&
    meaning.text.length <= LENGTH.sameQuestion
  )
    return true;
  // Advice to somebody allergic is held to what is declared free; no form of a question turns it into a
  // place to walk to.
  if (plan.intent === 'product.recommend' && state.lastIntent === 'product.recommend' && state.allergy)
    return true;
  return (
    (plan.intent === 'product.allergen' && meaning.allergens.length > 0) ||
    (plan.intent === 'product.recommend' &&
      (limited(plan.wish) ||
        meaning.max !== undefined ||
        meaning.min !== undefined ||
        meaning.claims.length + meaning.allergens.length > 0))
  );
}

function probabilityOf(plan: Plan, guesses: readonly Guess[]): number {
  const names = labelsOf(plan);
  return guesses.reduce(
    (sum, { intent, p }) =>
      sum + (names.some((name) => intent === name || intent.startsWith(`${name}.`)) ? p : 0),
    0,
  );
}

/** The classifier's names for what a plan answers. */
function labelsOf(plan: Plan): string[] {
  switch (plan.kind) {
    case 'handoff':
      return plan.reason === 'repeated_failure' ? ['handoff'] : [`handoff.${plan.reason}`];
    case 'control':
      return ['control'];
    case 'smalltalk':
      return ['smalltalk', 'smalltalk_annoyed', ...(plan.what === 'abuse' ? ['out_of_scope'] : [])];
    case 'out_of_scope':
      return ['out_of_scope'];
    case 'hours':
      return ['store.hours'];
    case 'parking':
      return ['store.parking'];
    case 'facility':
      return ['store.facility', 'navigate'];
    case 'knowledge':
      return ['store', 'howto', 'member'];
    case 'unknown_store':
      return [plan.intent];
    case 'promotions':
      return ['promotion.list'];
    case 'aisle':
      return ['product.location', 'navigate'];
    case 'product':
      return plan.intent === 'product.promotion' ? ['product.promotion', 'promotion.list'] : [plan.intent];
  }
}

/** The plan for a class, where what was said and the conversation give what it needs. */
function planFor(
  label: string,
  meaning: Meaning,
  state: Conversation,
  knowledge: KnowledgeMatch | undefined,
): Plan | undefined {
  const [group, kind] = label.split('.') as [string, string | undefined];
  const named = meaning.parts.length > 0;
  const goods = meaning.parts.some((part) => part.span);
  const about = named || refersBack(meaning, state);
  const entry = knowledge && knowledge.score >= FITS ? knowledge : undefined;
  switch (group) {
    case 'product':
      if (label === 'product.allergen' && meaning.allergens.length === 0) return undefined;
      return about
        ? {
            kind: 'product',
            intent: label as Intent,
            ...(kind === 'recommend' ? { wish: 'any' as const } : {}),
          }
        : undefined;
    case 'navigate':
    case 'print':
      return about ? { kind: 'product', intent: label as Intent } : undefined;
    case 'promotion':
      return { kind: 'promotions', coupons: meaning.tags.has('coupon') };
    case 'store':
      return storePlan(kind, meaning, entry);
    case 'howto':
      return entry ? { kind: 'knowledge', match: entry } : undefined;
    case 'member':
      return entry
        ? { kind: 'knowledge', match: entry }
        : { kind: 'unknown_store', intent: label as 'member.points' | 'member.benefits' };
    case 'handoff':
      return { kind: 'handoff', reason: kind as HandoffReason };
    case 'control':
      return goods || answersNothing(kind, meaning, state)
        ? undefined
        : { kind: 'control', control: kind as ControlKind };
    case 'smalltalk':
      return goods ? undefined : { kind: 'smalltalk', what: 'greet' };
    case 'out_of_scope':
      return { kind: 'out_of_scope' };
    default:
      return undefined;
  }
}

/** A yes or a no of many words, though nothing was asked. */
const answersNothing = (kind: string | undefined, meaning: Meaning, state: Conversation): boolean =>
  (kind === 'yes' || kind === 'no') && !state.pending && meaning.text.length > LENGTH.brushing;

function storePlan(
  kind: string | undefined,
  meaning: Meaning,
  entry: KnowledgeMatch | undefined,
): Plan | undefined {
  if (kind === 'hours') return { kind: 'hours' };
  if (kind === 'parking') return { kind: 'parking' };
  const facility = facilityOf(meaning);
  if (kind === 'facility' && facility) return { kind: 'facility', facility, lead: false };
  if (entry) return { kind: 'knowledge', match: entry };
  return meaning.parts.length > 0 ? undefined : { kind: 'unknown_store', intent: 'store.policy' };
}
