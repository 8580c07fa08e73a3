import { inUnderstood } from '../../contract';
import { notedAnswer, withHarm } from '../answer/allergen-answers';
import { noneClaimedAnswer } from '../answer/detail-answers';
import type { Draft, Scene } from '../answer/draft';
import { promotionListAnswer } from '../answer/offer-answers';
import { beyondPriceAnswer, confirmAnswer, eitherAnswer, hedgedAnswer } from '../answer/product-answers';
import { missedAnswer, whatItemAnswer } from '../answer/talk-answers';
import type { Subject } from '../answer/types';
import { allergenNamed } from '../understand/allergen-words';
import { hasForm } from '../understand/forms';
import type { Meaning } from '../understand/types';
import { allergyIn, mustBeFree } from './allergy';
import { answerFor } from './answer-for';
import { notKnown, similar } from './lacking';
import { leadTo } from './leading';
import { print } from './printing';
import { compare, several } from './several';
import type { Conversation } from './state';
import { extreme, severalSubjects, subjectOf, withinLimits } from './subjects';
import { safely } from './suggesting';
import type { ProductPlan } from './types';
import { ofTheItem } from './variants';

/** Share of the words that must be explained, in [0,1], before a doubtful item is asked about. */
const EXPLAINED = 0.6;

/** Answers a question about goods. `meant`: the items, where the conversation tells them. */
export function respondProduct(
  scene: Scene,
  plan: ProductPlan,
  meaning: Meaning,
  state: Conversation,
  meant?: Subject,
): Draft {
  if (plan.intent === 'product.compare')
    return compare(scene, meaning, state) ?? whatItemAnswer(scene.lang, plan.intent);
  if (plan.intent === 'print') return print(scene, meaning, state, meant);
  if (
    plan.intent === 'navigate' &&
    meaning.parts.length === 0 &&
    state.pending?.kind === 'lead' &&
    !meaning.tags.has('it')
  )
    return leadTo(scene, state.pending, state);
  if (plan.intent === 'product.allergen') meaning = withAllergensBefore(meaning, state);
  const together = meant ? undefined : answerTogether(scene, plan, meaning, state);
  if (together) return together;
  if (plan.intent === 'product.allergen' || meaning.allergens.length > 0) meaning = ofTheItem(meaning, state);
  // '换个便宜点的' is measured against the item before; a kind is looked at whole.
  if (plan.intent === 'product.recommend' && (meaning.allergens.length > 0 || meaning.parts.length > 0)) {
    const safe = safely(scene, plan.wish ?? 'any', meaning, state);
    if (safe) return safe;
  }
  return respondAbout(scene, plan, meaning, state, meant);
}

/** An allergen that was asked about before, where this question goes on with it or names another instead of an item. */
function withAllergensBefore(meaning: Meaning, state: Conversation): Meaning {
  if (meaning.allergens.length > 0) return meaning;
  const { tags, parts } = meaning;
  if (
    meaning.otherAllergen === undefined &&
    !tags.has('allergy') &&
    tags.has('caneat') &&
    state.lastAllergens.length > 0
  )
    return { ...meaning, allergens: state.lastAllergens };
  if (parts.length !== 1 || !state.focus || state.lastIntent !== 'product.allergen') return meaning;
  const again = allergenNamed(parts[0]!.text);
  return again ? { ...meaning, parts: [], allergens: [again] } : meaning;
}

/** Two or three things in one breath: either of them, or each for itself. */
function answerTogether(
  scene: Scene,
  plan: ProductPlan,
  meaning: Meaning,
  state: Conversation,
): Draft | undefined {
  if (meaning.parts.length < 2) return undefined;
  if (plan.intent === 'product.recommend' && hasForm(meaning.text, 'orElse')) {
    const either = severalSubjects(scene, meaning);
    const products = [...new Map(either.flatMap((s) => s.products).map((p) => [p.gtin, p])).values()];
    const label = meaning.parts.map((p) => p.text).join('/');
    const all = { ...either[0]!, products, total: products.length, category: undefined, label };
    if (either.length >= 2) return answerFor(scene, plan, withinLimits(scene, all, meaning), meaning, state);
  }
  const both = meaning.ordinal === undefined ? several(scene, plan, meaning) : undefined;
  return both && meaning.doubtful ? missedAnswer(scene.lang) : both;
}

/** The items that are meant, and what is to be said of them. */
function respondAbout(
  scene: Scene,
  plan: ProductPlan,
  meaning: Meaning,
  state: Conversation,
  meant: Subject | undefined,
): Draft {
  const claimAsked = plan.intent === 'product.ingredients' || plan.intent === 'product.allergen';
  const found = meant ?? subjectOf(scene, meaning, state, !claimAsked);
  if (found && plan.intent === 'product.promotion' && onlyInName(meaning, found, 'promo'))
    plan = { ...plan, intent: 'product.location' };
  const subject = found && plan.intent !== 'product.recommend' ? extreme(scene, found, meaning) : found;
  if (!subject) return aboutNothing(scene, plan, meaning);
  if (subject.how === 'none' || subject.how === 'similar')
    return aboutAnother(scene, plan, subject, meaning, state);
  if (subject.how === 'unsure') {
    const draft = aboutUnsure(scene, plan, subject, meaning, state);
    const asksOfHarm = plan.intent === 'product.allergen' && draft.pending?.kind === 'confirm';
    return asksOfHarm ? withHarm(scene, subject, meaning.allergens, draft) : draft;
  }
  // Heard, but hardly: candidates to tap and a question, no place to walk to.
  if (meaning.doubtful && subject === found)
    return { ...confirmAnswer(scene, plan.intent, subject), items: [] };
  return answerFor(scene, plan, subject, meaning, state);
}

/** Nothing is named and nothing was talked of. */
function aboutNothing(scene: Scene, plan: ProductPlan, meaning: Meaning): Draft {
  const told = allergyIn(meaning);
  if (plan.intent === 'product.allergen' && told) return notedAnswer(scene, told);
  if (plan.intent === 'product.promotion') return promotionListAnswer(scene, meaning.tags.has('coupon'));
  return whatItemAnswer(scene.lang, plan.intent);
}

/** What is named isn't here. */
function aboutAnother(
  scene: Scene,
  plan: ProductPlan,
  subject: Subject,
  meaning: Meaning,
  state: Conversation,
): Draft {
  if (subject.how === 'none' && subject.products.length === 0) return notKnown(scene, plan, meaning, subject);
  if (subject.how === 'similar' && meaning.claims.length > 0) {
    const kind = subjectOf(scene, meaning, state, false);
    if (kind && (kind.how === 'found' || kind.decided === 'ask'))
      return noneClaimedAnswer(scene, plan.intent, kind, meaning.claims[0]!);
  }
  return subject.beyondPrice
    ? beyondPriceAnswer(scene, plan.intent, subject, meaning)
    : similar(scene, plan, subject);
}

/** What asks something, so that a doubtful item is worth a question. */
const ASKS = ['where', 'price', 'stock', 'have', 'find', 'promo'];

function aboutUnsure(
  scene: Scene,
  plan: ProductPlan,
  subject: Subject,
  meaning: Meaning,
  state: Conversation,
): Draft {
  if (subject.decided === 'ask' && !meaning.doubtful) return hedged(scene, plan, subject, meaning, state);
  if (meaning.explained < EXPLAINED && !ASKS.some((tag) => meaning.tags.has(tag)))
    return missedAnswer(scene.lang);
  return confirmAnswer(scene, plan.intent, subject);
}

/** '活动扳手在哪': the words that seem to ask are part of what the thing is called. */
function onlyInName(meaning: Meaning, { products: [first] }: Subject, tag: string): boolean {
  const cues = meaning.cues.filter((cue) => cue.tag === tag);
  const names = first ? inUnderstood(first.name).join(' ').toLowerCase() : '';
  const beside = (start: number, end: number): boolean =>
    names.includes(meaning.text.slice(start, end + 2).trim()) &&
    meaning.text.slice(end, end + 2).trim().length === 2;
  return cues.length > 0 && cues.every(({ start, end }) => beside(start, end));
}

/**
 * What may be told before it is sure which item is meant: where it stands and what it costs, never what is in
 * it.
 */
const TOLD_WITH_THE_QUESTION: ReadonlySet<ProductPlan['intent']> = new Set([
  'product.location',
  'product.price',
  'product.stock',
  'product.promotion',
  'product.recommend',
]);

/** Where two kinds are as likely, these need one of them; offers and advice can be given of both. */
const HALVED: ReadonlySet<ProductPlan['intent']> = new Set([
  'product.location',
  'product.price',
  'product.stock',
]);

function hedged(
  scene: Scene,
  plan: ProductPlan,
  subject: Subject,
  meaning: Meaning,
  state: Conversation,
): Draft {
  if (subject.either && HALVED.has(plan.intent))
    return eitherAnswer(scene, plan.intent, subject, subject.either);
  if (!TOLD_WITH_THE_QUESTION.has(plan.intent) || mustBeFree(scene, subject, meaning, state))
    return confirmAnswer(scene, plan.intent, subject);
  return hedgedAnswer(
    scene,
    plan.intent,
    subject,
    answerFor(scene, plan, { ...subject, how: 'found' }, meaning, state),
  );
}
