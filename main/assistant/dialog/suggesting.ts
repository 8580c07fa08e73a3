import { textIn, type Product } from '../../contract';
import { say } from '../../words';
import { allergenAnswer, safeAnswer } from '../answer/allergen-answers';
import { focusOf, type Draft, type Scene } from '../answer/draft';
import { extremesOf, isPage } from '../answer/large-kinds';
import { leaf, nameOf } from '../answer/phrases';
import { confirmAnswer } from '../answer/product-answers';
import { otherThan, pairAnswer, recommendAnswer } from '../answer/recommend';
import { whatItemAnswer } from '../answer/talk-answers';
import type { Subject, Wish } from '../answer/types';
import { hasForm } from '../understand/forms';
import type { Meaning } from '../understand/types';
import { avoided, mustBeFree } from './allergy';
import { notKnown } from './lacking';
import type { Conversation } from './state';
import { currentPrice, subjectOf, these, withinLimits } from './subjects';

/** Goods to buy, by the wish; never what must be avoided. */
export function recommend(
  scene: Scene,
  wish: Wish,
  subject: Subject,
  meaning: Meaning,
  state: Conversation,
): Draft {
  const limits = { max: meaning.max, min: meaning.min };
  const unlisted = state.allergy?.other;
  // Of what the feed has no column for nothing can be said to be free.
  if (unlisted !== undefined)
    return allergenAnswer(scene, subject, { asked: [], other: unlisted, allergic: true });
  const asked: Suggestion = {
    scene,
    wish,
    subject,
    meaning,
    state,
    limits,
    free: (kind) =>
      mustBeFree(scene, kind, meaning, state)
        ? safeAnswer(scene, kind, avoided(meaning, state), wish, limits, (products) => products)
        : undefined,
  };
  return besideOne(asked) ?? asked.free(subject) ?? ofTheKind(asked);
}

/** What is asked for, and what is taken instead where something must be avoided. */
interface Suggestion {
  readonly scene: Scene;
  readonly wish: Wish;
  readonly subject: Subject;
  readonly meaning: Meaning;
  readonly state: Conversation;
  readonly limits: { max: number | undefined; min: number | undefined };
  readonly free: (kind: Subject) => Draft | undefined;
}

/** '换个便宜点的', '有没有大瓶的' after one item: others of its kind, measured against it. */
function besideOne(asked: Suggestion): Draft | undefined {
  const { scene, wish, subject, meaning, state, limits, free } = asked;
  const named = meaning.parts.length > 0 || subject.decided !== undefined;
  const anchor = !named || subject.total === 1 ? subject.products[0] : undefined;
  if (!anchor) return undefined;
  if (wish === 'pair') return paired(scene, anchor, free);
  const single = subject.total === 1 && subject.products.length === 1;
  // '水彩笔在哪，能便宜点不': the price is haggled over; a cheaper other thing isn't asked for.
  if (wish === 'cheaper' && single && subject.decided && !state.focus && !hasForm(meaning.text, 'otherThan'))
    return free(subject) ?? recommendAnswer(scene, subject, 'any', limits);
  const measured = single || (!state.focus?.many && !named && wish !== 'any');
  return measured ? othersThan(asked, anchor, named) : undefined;
}

function othersThan(
  { scene, wish, subject, limits, free }: Suggestion,
  anchor: Product,
  named: boolean,
): Draft {
  if (wish === 'any' && named) return free(subject) ?? recommendAnswer(scene, subject, 'any', limits);
  const price = (p: Product): number => currentPrice(scene, p);
  const others = otherThan(scene, anchor, wish, price).filter(
    (p) =>
      (limits.max === undefined || price(p) <= limits.max) &&
      (limits.min === undefined || price(p) >= limits.min),
  );
  if (others.length === 0) return noneLike(scene, anchor, wish);
  const kind = { ...these(others, leaf(anchor.categoryZh)), single: false };
  return free(kind) ?? recommendAnswer(scene, kind, wish, limits);
}

/** Of a kind of which only a page is at hand, the cheapest and dearest are looked for in all of it. */
function ofTheKind({ scene, wish, subject, limits }: Suggestion): Draft {
  const down = wish === 'cheaper' || wish === 'cheapest';
  if (!isPage(subject) || !(down || wish === 'dearest' || wish === 'pricier'))
    return recommendAnswer(scene, subject, wish, limits);
  const products = extremesOf(scene.catalog, subject, down ? 'cheapest' : 'dearest', limits);
  return recommendAnswer(scene, { ...subject, products }, wish, limits);
}

/** What goes with an item; of it, too, only what is free of what must be avoided. */
function paired(scene: Scene, anchor: Product, free: (kind: Subject) => Draft | undefined): Draft {
  const draft = pairAnswer(scene, anchor);
  const products = scene.catalog.products(
    (draft.items ?? []).map(({ gtin }) => gtin).filter((gtin) => gtin !== anchor.gtin),
  );
  const kind = these(products, leaf(anchor.categoryZh));
  return (products.length > 0 ? free(kind) : undefined) ?? draft;
}

/**
 * What somebody may take who must not have something: looked for in all of the kind, before any other wish
 * narrows it. Undefined where nothing must be avoided.
 */
export function safely(scene: Scene, wish: Wish, meaning: Meaning, state: Conversation): Draft | undefined {
  const avoid = avoided(meaning, state);
  const unlisted = state.allergy?.other;
  if (avoid.length === 0 && unlisted === undefined) return undefined;
  const open = { ...meaning, max: undefined, min: undefined };
  const subject = subjectOf(scene, open, state, false);
  if (!subject) return whatItemAnswer(scene.lang, 'product.recommend');
  if (subject.products.length === 0)
    return notKnown(scene, { kind: 'product', intent: 'product.recommend' }, meaning, subject);
  if (unlisted !== undefined && subject.how === 'found')
    return allergenAnswer(scene, subject, { asked: [], other: unlisted, allergic: true });
  if (!mustBeFree(scene, subject, meaning, state)) return undefined;
  if (subject.how !== 'found' || meaning.doubtful)
    return { ...confirmAnswer(scene, 'product.allergen', subject), items: [], asked: avoid };
  const fits = (products: Product[]): Product[] => {
    if (products.length === 0) return [];
    const within = withinLimits(scene, these(products, subject.label), meaning);
    return within.how === 'found' ? within.products : [];
  };
  return safeAnswer(scene, subject, avoid, wish, { max: meaning.max, min: meaning.min }, fits);
}

/** There is no other that fits the wish. */
function noneLike(scene: Scene, anchor: Product, wish: Wish): Draft {
  const { lang } = scene;
  return {
    intent: 'product.recommend',
    text: say(lang, 'dialog.none_like', { name: nameOf(anchor, lang), wish }),
    items: [],
    focus: focusOf([anchor], 1, textIn(anchor.name, 'zh')),
    options: [anchor.gtin],
    abstained: true,
  };
}
