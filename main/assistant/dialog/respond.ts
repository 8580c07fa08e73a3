import { inUnderstood, textIn, type KnowledgeEntry, type Lang, type Product } from '../../contract';
import { money, placeText } from '../../words';
import { allergenAnswer, askWhichAnswer, notedAnswer, safeAnswer, saysAny } from '../answer/allergen-answers';
import { claimAnswer, compareAnswer, ingredientsAnswer, noneClaimedAnswer } from '../answer/detail-answers';
import { bears } from '../answer/details';
import { numbersOf } from '../understand/numbers';
import { focusOf, itemsOf, type Draft, type Scene } from '../answer/draft';
import { couponAnswer, promotionAnswer, promotionListAnswer } from '../answer/offer-answers';
import { extremesOf, isPage } from '../answer/large-kinds';
import { leaf, nameOf } from '../answer/phrases';
import { leadCommand, placeOf, slipCommand, whereText, type Whereto } from '../answer/commands';
import {
  beyondPriceAnswer,
  confirmAnswer,
  eitherAnswer,
  goalText,
  hedgedAnswer,
  locationAnswer,
  nearAnswer,
  notCarriedAnswer,
  priceAnswer,
  pricingOf,
  stockAnswer,
  subjectName,
} from '../answer/product-answers';
import { otherThan, pairAnswer, recommendAnswer } from '../answer/recommend';
import type { Subject, Wish } from '../answer/types';
import { missedAnswer, whatItemAnswer } from '../answer/talk-answers';
import { allergenNamed, type AskedAllergen } from '../understand/allergen-words';
import type { Meaning } from '../understand/understand';
import { refersBack } from './decide';
import { carriedOver } from './carried-over';
import { extreme, one, withinLimits, severalSubjects, subjectOf } from './subjects';
import type { Allergy, Conversation } from './state';
import type { Plan } from './types';
import { ofTheItem, strays, surelyAbout } from './variants';

type ProductPlan = Extract<Plan, { kind: 'product' }>;

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
  ) {
    return leadTo(scene, state.pending, state);
  }
  if (
    plan.intent === 'product.allergen' &&
    meaning.allergens.length === 0 &&
    meaning.otherAllergen === undefined &&
    !meaning.tags.has('allergy') &&
    meaning.tags.has('caneat') &&
    state.lastAllergens.length > 0
  ) {
    meaning = { ...meaning, allergens: state.lastAllergens };
  }
  if (
    plan.intent === 'product.allergen' &&
    meaning.allergens.length === 0 &&
    meaning.parts.length === 1 &&
    state.focus &&
    state.lastIntent === 'product.allergen'
  ) {
    const again = allergenNamed(meaning.parts[0]!.text);
    if (again) meaning = { ...meaning, parts: [], allergens: [again] };
  }
  if (
    plan.intent === 'product.recommend' &&
    !meant &&
    meaning.parts.length >= 2 &&
    /或|还是|\bor\b/.test(meaning.text)
  ) {
    const either = severalSubjects(scene, meaning);
    const products = [...new Map(either.flatMap((s) => s.products).map((p) => [p.gtin, p])).values()];
    if (either.length >= 2)
      return answerFor(
        scene,
        plan,
        withinLimits(
          scene,
          {
            ...either[0]!,
            products,
            total: products.length,
            category: undefined,
            label: meaning.parts.map((p) => p.text).join('/'),
          },
          meaning,
        ),
        meaning,
        state,
      );
  }
  const both =
    !meant && meaning.parts.length >= 2 && meaning.ordinal === undefined
      ? several(scene, plan, meaning)
      : undefined;
  if (both) return meaning.doubtful ? missedAnswer(scene.lang) : both;
  if (plan.intent === 'product.allergen' || meaning.allergens.length > 0) meaning = ofTheItem(meaning, state);
  const wish = plan.wish ?? 'any';
  // '换个便宜点的' is measured against the item before; a kind is looked at whole.
  if (plan.intent === 'product.recommend' && (meaning.allergens.length > 0 || meaning.parts.length > 0)) {
    const safe = safely(scene, wish, meaning, state);
    if (safe) return safe;
  }
  const claimAsked = plan.intent === 'product.ingredients' || plan.intent === 'product.allergen';
  const found = meant ?? subjectOf(scene, meaning, state, !claimAsked);
  if (found && plan.intent === 'product.promotion' && onlyInName(meaning, found, 'promo'))
    plan = { ...plan, intent: 'product.location' };
  const subject = found && plan.intent !== 'product.recommend' ? extreme(scene, found, meaning) : found;
  if (!subject) {
    const told = allergyIn(meaning);
    if (plan.intent === 'product.allergen' && told) return notedAnswer(scene, told);
    if (plan.intent === 'product.promotion') return promotionListAnswer(scene, meaning.tags.has('coupon'));
    return whatItemAnswer(scene.lang, plan.intent);
  }
  if (subject.how === 'none' && subject.products.length === 0) return notKnown(scene, plan, meaning, subject);
  if (subject.how === 'similar' && meaning.claims.length > 0) {
    const kind = subjectOf(scene, meaning, state, false);
    if (kind && (kind.how === 'found' || kind.decided === 'ask'))
      return noneClaimedAnswer(scene, plan.intent, kind, meaning.claims[0]!);
  }
  if (subject.how === 'none' || subject.how === 'similar')
    return subject.beyondPrice
      ? beyondPriceAnswer(scene, plan.intent, subject, meaning)
      : similar(scene, plan, subject);
  if (subject.decided === 'ask' && subject.how === 'unsure' && !meaning.doubtful)
    return hedged(scene, plan, subject, meaning, state);
  if (
    subject.how === 'unsure' &&
    meaning.explained < 0.6 &&
    !['where', 'price', 'stock', 'have', 'find', 'promo'].some((tag) => meaning.tags.has(tag))
  )
    return missedAnswer(scene.lang);
  if (subject.how === 'unsure') return confirmAnswer(scene, plan.intent, subject);
  // Heard, but hardly: candidates to tap and a question, no place to walk to.
  if (meaning.doubtful && subject === found)
    return { ...confirmAnswer(scene, plan.intent, subject), items: [] };
  return answerFor(scene, plan, subject, meaning, state);
}

/** '活动扳手在哪': the words that seem to ask are part of what the thing is called. */
function onlyInName(meaning: Meaning, { products: [first] }: Subject, tag: string): boolean {
  const cues = meaning.cues.filter((cue) => cue.tag === tag);
  const names = first ? `${inUnderstood(first.name).join(' ')}`.toLowerCase() : '';
  const beside = (start: number, end: number): boolean =>
    names.includes(meaning.text.slice(start, end + 2).trim()) &&
    meaning.text.slice(end, end + 2).trim().length === 2;
  return cues.length > 0 && cues.every(({ start, end }) => beside(start, end));
}

/** The answer once the items are known. */
export function answerFor(
  scene: Scene,
  plan: ProductPlan,
  subject: Subject,
  meaning: Meaning,
  state: Conversation,
): Draft {
  switch (plan.intent) {
    case 'product.price':
      return priceAnswer(scene, subject);
    case 'product.stock':
      return stockAnswer(scene, subject);
    case 'product.promotion':
      return promotionAnswer(scene, subject);
    case 'product.ingredients': {
      const claim = meaning.claims[0] ?? meaning.absent[0];
      return claim
        ? claimAnswer(scene, subject, claim, meaning.claims.length === 0)
        : ingredientsAnswer(scene, subject);
    }
    case 'product.allergen':
      return allergen(scene, subject, meaning, state);
    case 'product.recommend':
      return recommend(scene, plan.wish ?? 'any', subject, meaning, state);
    case 'navigate':
      return navigate(scene, subject);
    case 'print':
      return slip(scene, subject);
    default:
      return locationAnswer(scene, subject);
  }
}

/** A verdict, where it is sure whose; else the question which one is meant. */
function allergen(scene: Scene, subject: Subject, meaning: Meaning, state: Conversation): Draft {
  const asked =
    meaning.allergens.length > 0
      ? meaning.allergens
      : meaning.tags.has('allergy') || meaning.otherAllergen !== undefined
        ? []
        : state.lastAllergens;
  const draft = allergenAnswer(scene, subject, {
    asked,
    other: meaning.otherAllergen,
    allergic: meaning.tags.has('allergy') || (state.allergy?.asked.length ?? 0) > 0,
  });
  const free = draft.facts?.verdict === 'free' || (draft.facts?.verdicts?.free ?? 0) > 0;
  if (strays(subject, meaning, scene, state))
    return askWhichAnswer(scene, asked, scene.catalog.products(state.focus!.gtins.slice(0, 20)));
  return free && !surelyAbout(subject, meaning, scene, state)
    ? askWhichAnswer(scene, asked, subject.products)
    : draft;
}

function notKnown(scene: Scene, plan: ProductPlan, meaning: Meaning, subject: Subject): Draft {
  // Nothing in the utterance is known and it asks nothing either: not understood rather than not carried.
  const asked =
    [
      'where',
      'price',
      'stock',
      'have',
      'find',
      'promo',
      'recommend',
      'ingr',
      'contain',
      'nav',
      'list',
      'about',
    ].some((tag) => meaning.tags.has(tag)) || meaning.allergens.length > 0;
  if (!asked && meaning.parts.every((p) => !p.span)) return missedAnswer(scene.lang);
  return notCarriedAnswer(scene, plan.intent, subject.label, []);
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

function similar(scene: Scene, plan: ProductPlan, subject: Subject): Draft {
  if (subject.decided === 'near') return nearAnswer(scene, plan.intent, subject);
  if (subject.lacks && 'kind' in subject.lacks)
    return notCarriedAnswer(scene, plan.intent, textIn(subject.lacks.kind, scene.lang), subject.products);
  const near = subject.products;
  const name = subject.category
    ? leaf(scene.lang === 'zh' ? subject.category.pathZh : subject.category.pathEn)
    : undefined;
  return notCarriedAnswer(scene, plan.intent, subject.label, near, name);
}

function navigate(scene: Scene, subject: Subject): Draft {
  const draft = locationAnswer(scene, subject, 'navigate');
  const place = draft.actions?.[0];
  if (!place || place.type !== 'navigate' || place.aisle === undefined) return draft;
  const name = subjectName(scene, subject);
  const command = leadCommand(scene, { aisle: place.aisle, gtin: place.gtin }, name);
  return {
    ...draft,
    pending: undefined,
    question: undefined,
    commands: [command],
    text: whereText(name, { aisle: place.aisle, bay: command.bay }, scene.lang),
  };
}

/** Yes to 'shall I take you there'. */
export function leadTo(scene: Scene, to: Whereto & { name?: string }, state: Conversation): Draft {
  const { lang, catalog } = scene;
  const products = to.gtin
    ? catalog.products([to.gtin])
    : state.focus
      ? catalog.products(state.focus.gtins.slice(0, 20))
      : [];
  const named = to.gtin && products[0] ? nameOf(products[0], lang) : to.name;
  const place = placeOf(scene, to);
  const name = named ?? (place ? placeText(place, lang) : '');
  const there = named === undefined || !place ? goalText(name, lang) : whereText(named, place, lang);
  const action = {
    type: 'navigate' as const,
    ...(to.aisle ? { aisle: to.aisle } : {}),
    ...(to.gtin ? { gtin: to.gtin } : {}),
    ...(to.facility ? { facility: to.facility } : {}),
  };
  return {
    intent: 'navigate',
    text: there,
    items: to.facility ? [] : itemsOf(catalog, products),
    facts: to.facility ? { facility: to.facility } : {},
    actions: [action],
    commands: [leadCommand(scene, to, name)],
  };
}

const COUPON = /券|coupon|voucher/;

function print(scene: Scene, meaning: Meaning, state: Conversation, meant?: Subject): Draft {
  const zh = scene.lang === 'zh';
  const named = meaning.parts.length > 0 || refersBack(meaning, state);
  const subject = meant ?? (named ? subjectOf(scene, meaning, state) : undefined);
  const coupon = COUPON.test(meaning.text);
  if (subject && subject.how === 'found') return coupon ? couponAnswer(scene, subject) : slip(scene, subject);
  if (subject && subject.how !== 'none') return confirmAnswer(scene, 'print', subject);
  if (coupon) return couponAnswer(scene, undefined);
  const entry = scene.catalog.knowledge().find(({ id }) => id === state.lastKnowledge);
  if (entry)
    return {
      intent: 'print',
      text: sheetText(entry, scene.lang),
      knowledge: entry.id,
      facts: { knowledge: entry.id },
      commands: [{ type: 'print', what: 'knowledge', ids: [entry.id] }],
      actions: [{ type: 'print', what: 'knowledge', id: entry.id }],
    };
  return {
    intent: 'print',
    text: zh ? '好的，请问要打印哪件商品的位置？' : 'Okay. Which item’s location shall I print?',
    asks: true,
    miss: false,
  };
}

/** What a knowledge entry is about, by its own first question. */
function sheetText(entry: KnowledgeEntry, lang: Lang): string {
  const about = (lang === 'zh' ? entry.questionsZh[0] : entry.questionsEn[0]) ?? entry.topic;
  return lang === 'zh' ? `要打印的是“${about}”。` : `That is “${about}”.`;
}

/** Where the items stand, on paper: of a kind, the first few and how many more there are. */
function slip(scene: Scene, subject: Subject): Draft {
  const where = locationAnswer(scene, subject, 'print');
  const gtins = subject.products.slice(0, 20).map((p) => p.gtin);
  return {
    ...where,
    question: undefined,
    pending: undefined,
    candidates: [],
    actions: [{ type: 'print', what: gtins.length > 1 ? 'list' : 'slip', gtins }],
    commands: [slipCommand(subject.products, subject.total)],
  };
}

function recommend(scene: Scene, wish: Wish, subject: Subject, meaning: Meaning, state: Conversation): Draft {
  const price = (p: Product): number => {
    const pricing = pricingOf(scene, p);
    return pricing.offerPrice ?? pricing.price;
  };
  const limits = { max: meaning.max, min: meaning.min };
  // '换个便宜点的', '有没有大瓶的' after one item: others of its kind, measured against it.
  const named = meaning.parts.length > 0 || subject.decided !== undefined;
  const anchor = !named || subject.total === 1 ? subject.products[0] : undefined;
  const unlisted = state.allergy?.other;
  // Of what the feed has no column for nothing can be said to be free.
  if (unlisted !== undefined)
    return allergenAnswer(scene, subject, { asked: [], other: unlisted, allergic: true });
  const free = (kind: Subject): Draft | undefined =>
    mustBeFree(scene, kind, meaning, state)
      ? safeAnswer(scene, kind, avoided(meaning, state), wish, limits, (products) => products)
      : undefined;
  if (wish === 'pair' && anchor) return paired(scene, anchor, free);
  const single = subject.total === 1 && subject.products.length === 1;
  // '水彩笔在哪，能便宜点不': the price is haggled over; a cheaper other thing isn't asked for.
  if (
    wish === 'cheaper' &&
    single &&
    subject.decided &&
    !state.focus &&
    !/比|换|别的|更|than|other|another|alternative/.test(meaning.text)
  )
    return free(subject) ?? recommendAnswer(scene, subject, 'any', limits);
  if (anchor && (single || (!state.focus?.many && !named)) && (wish !== 'any' || single)) {
    const others = otherThan(scene, anchor, wish, price).filter(
      (p) =>
        (limits.max === undefined || price(p) <= limits.max) &&
        (limits.min === undefined || price(p) >= limits.min),
    );
    if (wish === 'any' && named) return free(subject) ?? recommendAnswer(scene, subject, 'any', limits);
    if (others.length === 0) return noneLike(scene, anchor, wish);
    const kind: Subject = {
      products: others,
      total: others.length,
      label: leaf(anchor.categoryZh),
      how: 'found',
      single: false,
      confidence: 1,
    };
    return free(kind) ?? recommendAnswer(scene, kind, wish, limits);
  }
  const safe = free(subject);
  if (safe) return safe;
  let products = subject.products;
  const whole =
    isPage(subject) &&
    (wish === 'cheaper' || wish === 'cheapest' || wish === 'dearest' || wish === 'pricier');
  if (whole)
    products = extremesOf(
      scene.catalog,
      subject,
      wish === 'cheaper' || wish === 'cheapest' ? 'cheapest' : 'dearest',
      limits,
    );
  return recommendAnswer(
    scene,
    {
      ...subject,
      products,
      total: products.length === subject.products.length || whole ? subject.total : products.length,
    },
    wish,
    limits,
  );
}

/** What goes with an item; of it, too, only what is free of what must be avoided. */
function paired(scene: Scene, anchor: Product, free: (kind: Subject) => Draft | undefined): Draft {
  const draft = pairAnswer(scene, anchor);
  const products = scene.catalog.products(
    (draft.items ?? []).map(({ gtin }) => gtin).filter((gtin) => gtin !== anchor.gtin),
  );
  const kind: Subject = {
    products,
    total: products.length,
    label: leaf(anchor.categoryZh),
    how: 'found',
    single: products.length === 1,
    confidence: 1,
  };
  return (products.length > 0 ? free(kind) : undefined) ?? draft;
}

/** What somebody says that they are allergic to. */
export function allergyIn(meaning: Meaning): Allergy | undefined {
  const { allergens: asked, otherAllergen: other } = meaning;
  return meaning.tags.has('allergy') && (asked.length > 0 || other !== undefined)
    ? { asked: [...asked], ...(other !== undefined && { other }) }
    : undefined;
}

/**
 * What must not be in what is suggested: what this question names, else what was told or asked about before.
 */
function avoided(meaning: Meaning, { allergy, lastAllergens }: Conversation): AskedAllergen[] {
  const named = meaning.allergens.length > 0 ? meaning.allergens : lastAllergens;
  return [...new Map([...(allergy?.asked ?? []), ...named].map((one) => [one.key, one])).values()];
}

/**
 * Whether a kind must be looked at for it: always for what was told or is named now; for what was merely
 * asked before, where the kind says anything of it.
 */
function mustBeFree(scene: Scene, subject: Subject, meaning: Meaning, state: Conversation): boolean {
  const asked = avoided(meaning, state);
  if (asked.length === 0) return false;
  return (
    meaning.allergens.length > 0 || (state.allergy?.asked.length ?? 0) > 0 || saysAny(scene, subject, asked)
  );
}

/**
 * What somebody may take who must not have something: looked for in all of the kind, before any other wish
 * narrows it. Undefined where nothing must be avoided.
 */
function safely(scene: Scene, wish: Wish, meaning: Meaning, state: Conversation): Draft | undefined {
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
    const within = withinLimits(
      scene,
      {
        products,
        total: products.length,
        label: subject.label,
        how: 'found',
        single: products.length === 1,
        confidence: 1,
      },
      meaning,
    );
    return within.how === 'found' ? within.products : [];
  };
  return safeAnswer(scene, subject, avoid, wish, { max: meaning.max, min: meaning.min }, fits);
}

function noneLike(scene: Scene, anchor: Product, wish: Wish): Draft {
  const zh = scene.lang === 'zh';
  const what: Record<Wish, [string, string]> = {
    cheapest: ['已经是同类里最便宜的了', 'is already the cheapest of its kind'],
    cheaper: ['已经是同类里最便宜的了', 'is already the cheapest of its kind'],
    dearest: ['已经是同类里最贵的了', 'is already the most expensive of its kind'],
    pricier: ['已经是同类里最贵的了', 'is already the most expensive of its kind'],
    bigger: ['没有更大规格的同类', 'has nothing larger of its kind'],
    smaller: ['没有更小规格的同类', 'has nothing smaller of its kind'],
    pair: ['没有登记的搭配商品', 'has no pairing on record'],
    alt: ['没有其他同类', 'is the only one of its kind here'],
    any: ['没有其他同类', 'is the only one of its kind here'],
  };
  return {
    intent: 'product.recommend',
    text: zh ? `${nameOf(anchor, 'zh')}${what[wish][0]}。` : `${nameOf(anchor, 'en')} ${what[wish][1]}.`,
    items: [],
    focus: focusOf([anchor], 1, textIn(anchor.name, 'zh')),
    options: [anchor.gtin],
    abstained: true,
  };
}

function compare(scene: Scene, meaning: Meaning, state: Conversation): Draft | undefined {
  const currency = scene.catalog.store().currency;
  const priceNow = (p: Product): { text: string; value: number } => {
    const pricing = pricingOf(scene, p);
    const value = pricing.offerPrice ?? pricing.price;
    return { text: money(value, currency, scene.lang), value };
  };
  const named = severalSubjects(scene, meaning);
  if (named.length >= 2) return compareAnswer(scene, named.map((s) => s.products[0]!).slice(0, 2), priceNow);
  const numbers = [...new Set(numbersOf(meaning.text))];
  const broad =
    meaning.parts.length > 0 && numbers.length >= 2
      ? subjectOf(scene, { ...meaning, text: '', loose: [] }, state)
      : undefined;
  if (broad) {
    const each = numbers.flatMap((n) => broad.products.filter((p) => bears(p, n)).slice(0, 1));
    const distinct = [...new Map(each.map((p) => [p.gtin, p])).values()];
    if (distinct.length >= 2) return compareAnswer(scene, distinct.slice(0, 2), priceNow);
  }
  const subject = meaning.parts.length > 0 ? subjectOf(scene, meaning, state) : undefined;
  if (subject && (subject.how === 'found' || subject.decided === 'ask')) {
    const before =
      state.focus && !state.focus.many ? scene.catalog.products(state.focus.gtins.slice(0, 1))[0] : undefined;
    if (before && subject.products[0]!.gtin !== before.gtin)
      return compareAnswer(scene, [before, subject.products[0]!], priceNow);
    if (subject.products.length >= 2) return compareAnswer(scene, subject.products.slice(0, 2), priceNow);
  }
  if (subject && subject.how === 'similar')
    return similar(scene, { kind: 'product', intent: 'product.compare' }, subject);
  const shown = scene.catalog.products(state.options.slice(0, 2));
  if (shown.length === 2) return compareAnswer(scene, shown, priceNow);
  const focus = state.focus ? carriedOver(scene, state).products : [];
  return focus.length >= 2 ? compareAnswer(scene, focus.slice(0, 2), priceNow) : undefined;
}

/** '牛奶和面包在哪': one sentence for two or three things, each with its own place or price. */
function several(scene: Scene, plan: ProductPlan, meaning: Meaning): Draft | undefined {
  if (!['product.location', 'product.price', 'product.stock', 'navigate'].includes(plan.intent))
    return undefined;
  const together = subjectOf(scene, meaning, { options: [], lastAllergens: [], misses: 0, history: [] });
  if (together?.how === 'found') return undefined;
  const subjects = severalSubjects(scene, meaning);
  if (subjects.length < 2) return undefined;
  const drafts = subjects.slice(0, 3).map((s) =>
    answerFor(scene, plan, s.products.length === 1 ? one(s.products[0]!) : s, meaning, {
      options: [],
      lastAllergens: [],
      misses: 0,
      history: [],
    }),
  );
  return sideBySide(scene, meaning, subjects, drafts);
}

function sideBySide(
  scene: Scene,
  meaning: Meaning,
  subjects: readonly Subject[],
  drafts: readonly Draft[],
): Draft {
  const products = subjects.flatMap((s) => s.products.slice(0, 6));
  const suggested = drafts.flatMap((d) => d.suggests?.products ?? []);
  const among = (draft: Draft, fit: readonly Product[]): Draft =>
    draft.suggests?.tell(draft.suggests.products.filter((p) => fit.includes(p))) ?? draft;
  return {
    ...drafts[0]!,
    suggests: {
      products: suggested,
      tell: (fit) =>
        sideBySide(
          scene,
          meaning,
          subjects,
          drafts.map((draft) => among(draft, fit)),
        ),
    },
    question: undefined,
    text: drafts.map((d) => d.text.trim()).join(scene.lang === 'zh' ? '' : ' '),
    items: itemsOf(scene.catalog, products),
    facts: {},
    scope: undefined,
    pending: drafts[0]!.pending,
    actions: drafts.flatMap((d) => d.actions?.slice(0, 1) ?? []),
    options: products.map((p) => p.gtin),
    focus: focusOf(products, products.length, meaning.parts.map((p) => p.text).join(' ')),
  };
}
