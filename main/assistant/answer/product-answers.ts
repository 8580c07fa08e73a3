import {
  textIn,
  type AnswerItem,
  type Catalog,
  type Intent,
  type Lang,
  type Place,
  type Product,
  type StockLevel,
} from '../../contract';
import {
  aislesText,
  aisleText,
  chain,
  money,
  placeText,
  say,
  sentence,
  sentences,
  type Values,
} from '../../words';
import { leadCommand } from './commands';
import { candidatesOf, focusOf, itemsOf, type Draft, type Scene } from './draft';
import { nearestInPrice } from './large-kinds';
import { gather } from './places';
import { leaf, listNames, nameOf, perhaps, placed } from './phrases';
import { priceOf, type Pricing } from './pricing';
import type { Subject } from './types';
import { clockOf } from './time';

/** Pieces left at or below which an item is low. */
export const LOW_STOCK = 5;

export function stockLevel(catalog: Catalog, gtin: string): StockLevel {
  const stock = catalog.stock(gtin);
  if (!stock) return 'unknown';
  if (stock.quantity <= 0) return 'out';
  return stock.quantity <= LOW_STOCK ? 'low' : 'in';
}

const priced = new WeakMap<Scene, Map<string, Pricing>>();

/** What an item costs in this scene; asked thousands of times where a large kind is put in order. */
export function pricingOf(scene: Scene, product: Product): Pricing {
  let known = priced.get(scene);
  if (!known) priced.set(scene, (known = new Map()));
  let pricing = known.get(product.gtin);
  if (!pricing)
    known.set(
      product.gtin,
      (pricing = priceOf(product, scene.catalog.promotions(), scene.now, scene.catalog.store().currency)),
    );
  return pricing;
}

/** What is asked about, as the answer calls it: the category's own name, the item's, or what was said. */
export function subjectName(scene: Scene, subject: Subject): string {
  if (subject.products.length === 1 && subject.total <= 1) return nameOf(subject.products[0]!, scene.lang);
  if (subject.category)
    return (
      leaf(scene.lang === 'zh' ? subject.category.pathZh : subject.category.pathEn) ||
      leaf(subject.category.pathZh)
    );
  if (subject.name) {
    const name = textIn(subject.name, scene.lang);
    return subject.such && subject.total > 1 ? say(scene.lang, 'goods.such', { name }) : name;
  }
  if (scene.lang === 'zh' && /^[a-z\s]+$/.test(subject.label))
    return commonCategory(subject, 'zh') ?? subject.label;
  if (scene.lang === 'en' && /[\u3400-\u9fff]/.test(subject.label))
    return commonCategory(subject, 'en') ?? subject.label;
  return subject.label;
}

function commonCategory(subject: Subject, lang: Lang): string | undefined {
  const paths = subject.products.map((p) => leaf(lang === 'zh' ? p.categoryZh : p.categoryEn));
  return paths.length > 0 && paths.every((p) => p === paths[0]) ? paths[0] : undefined;
}

export function scopeOf(subject: Subject): Draft['scope'] {
  if (subject.total <= 1 && !subject.category) return undefined;
  const path = subject.category?.pathZh ?? sharedPath(subject.products);
  return {
    ...(path ? { category: path.join(' > ') } : {}),
    ...(subject.brand ? { brand: subject.products[0]?.brand?.zh ?? subject.brand } : {}),
    count: subject.total,
  };
}

function sharedPath(products: readonly Product[]): string[] | undefined {
  const first = products[0]?.categoryZh;
  return first && products.every((p) => p.categoryZh.join('>') === first.join('>')) ? first : undefined;
}

/** The items under discussion afterwards, and how the catalog names all of them. */
export function focusOn({ catalog }: Scene, subject: Subject): Draft['focus'] {
  const { all, aisle } = subject;
  return {
    ...focusOf(subject.products, subject.total, subject.label, subject.category?.pathZh),
    ...(all === undefined ? {} : { all: { set: all, sequence: catalog.info.sequence } }),
    ...(aisle === undefined ? {} : { aisle }),
  };
}

export function locationAnswer(scene: Scene, subject: Subject, intent: Intent = 'product.location'): Draft {
  const { lang, catalog } = scene;
  const name = subjectName(scene, subject);
  const together = gather(catalog, subject.products);
  const base: Draft = {
    intent,
    text: '',
    items: itemsOf(catalog, subject.products),
    scope: scopeOf(subject),
    focus: focusOn(scene, subject),
    options: subject.products.map((p) => p.gtin),
  };
  if (!together.place)
    return {
      ...base,
      text: say(lang, 'goods.location.unknown', { name }),
      candidates: subject.total > 1 ? candidatesOf(scene, subject.products) : [],
    };
  const single = isOne(subject) ? subject.products[0]! : undefined;
  const { aisle } = together.place;
  const place = placeText(together.place, lang);
  return {
    ...base,
    text: single
      ? sentence(lang, 'goods.location.one', {
          name,
          place,
          ...elsewhere(catalog.locations(single.gtin).slice(1, 2), lang),
          out: stockLevel(catalog, single.gtin) === 'out',
        })
      : sentence(lang, 'goods.location.several', {
          name,
          place,
          ...elsewhere(
            together.otherAisles.slice(0, 2).map((other) => ({ aisle: other })),
            lang,
          ),
          n: subject.total,
        }),
    question: leadQuestion(lang),
    candidates: single ? [] : candidatesOf(scene, subject.products),
    actions: [{ type: 'navigate', aisle, ...(single ? { gtin: single.gtin } : {}) }],
    pending: { kind: 'lead', aisle, gtin: single?.gtin },
  };
}

/** One item and nothing else. */
const isOne = ({ products, total }: Subject): boolean => products.length === 1 && total <= 1;

/** The aisles that hold it, too. */
const elsewhere = (places: readonly Place[], lang: Lang): Values =>
  perhaps(
    'elsewhere',
    'others',
    places.length > 0
      ? aislesText(
          places.map(({ aisle }) => aisle),
          lang,
        )
      : undefined,
  );

/** The terminal's offer to lead. */
export const leadQuestion = (lang: Lang): string => say(lang, 'goods.ask.lead');

/** Where somebody wants to go, when nothing else is known of it. */
export const goalText = (place: string, lang: Lang): string => say(lang, 'goods.location.goal', { place });

/** An aisle itself: the way there, or what kinds of things it holds. */
export function aisleAnswer(scene: Scene, aisle: string, lead: boolean): Draft {
  const { catalog, lang } = scene;
  const zh = lang === 'zh';
  const products = catalog.productsAt(aisle, 200);
  const kinds = [...new Set(products.map((p) => leaf(zh ? p.categoryZh : p.categoryEn)))];
  const actions: Draft['actions'] = [{ type: 'navigate', aisle }];
  const base: Draft = {
    intent: lead ? 'navigate' : 'product.location',
    text: '',
    items: lead ? [] : itemsOf(catalog, products),
    actions,
    focus: focusOf(products, products.length, aisle),
  };
  if (lead)
    return {
      ...base,
      focus: undefined,
      commands: [leadCommand(scene, { aisle }, placeText({ aisle }, lang))],
      text: goalText(placeText({ aisle }, lang), lang),
    };
  return {
    ...base,
    question: leadQuestion(lang),
    pending: { kind: 'lead', aisle },
    text: sentence(lang, 'goods.location.aisle', {
      aisle: aisleText(aisle, lang),
      kinds: listNames(kinds, lang),
      more: kinds.length > 3,
    }),
  };
}

/** How many there are, and more about them. */
export const severalText = (scene: Scene, subject: Subject, detail: string): string =>
  say(scene.lang, 'goods.product.several_and', {
    name: subjectName(scene, subject),
    n: subject.total,
    detail,
  });

/** Several match and the question needs one: says how many (or `text`), and offers three. */
export function whichAnswer(
  scene: Scene,
  subject: Subject,
  intent: Intent,
  text = say(scene.lang, 'goods.product.several', { name: subjectName(scene, subject), n: subject.total }),
): Draft {
  return {
    intent,
    text,
    question: say(scene.lang, 'goods.ask.which'),
    items: itemsOf(scene.catalog, subject.products),
    scope: scopeOf(subject),
    candidates: candidatesOf(scene, subject.products),
    focus: focusOn(scene, subject),
    options: subject.products.map((p) => p.gtin),
    pending: { kind: 'which', gtins: subject.products.slice(0, 20).map((p) => p.gtin), intent },
  };
}

export function stockAnswer(scene: Scene, subject: Subject): Draft {
  const { catalog, lang } = scene;
  if (isOne(subject)) return singleStock(scene, subject, subject.products[0]!);
  const levels = subject.products.map((p) => stockLevel(catalog, p.gtin));
  const inStock = subject.products.filter((_, i) => levels[i] === 'in' || levels[i] === 'low');
  const stock = bestLevel(levels);
  const draft = locationAnswer(scene, subject, 'product.stock');
  const { place } = gather(catalog, inStock.length > 0 ? inStock : subject.products);
  const said = { name: subjectName(scene, subject), n: subject.total, ...placed(place, lang) };
  const facts: Draft['facts'] = { stock, ...oldestCount(scene, subject.products) };
  if (stock === 'out')
    return {
      ...draft,
      text: say(lang, 'goods.stock.all_out', said),
      facts,
      question: undefined,
      actions: [],
      pending: undefined,
    };
  const question = place ? leadQuestion(lang) : undefined;
  if (stock === 'unknown')
    return { ...draft, text: say(lang, 'goods.stock.several_unknown', said), question, facts };
  const counted = subject.total <= subject.products.length;
  const text = say(lang, 'goods.stock.several', { ...said, counted, instock: inStock.length });
  return { ...draft, text, question, facts };
}

/** How a kind stands, by the best of its items. */
function bestLevel(levels: readonly StockLevel[]): StockLevel {
  for (const level of ['in', 'low'] as const) if (levels.includes(level)) return level;
  return levels.every((level) => level === 'out') ? 'out' : 'unknown';
}

function oldestCount(scene: Scene, products: readonly Product[]): { as_of?: string } {
  const times = products.flatMap((p) => scene.catalog.stock(p.gtin)?.asOf ?? []);
  return times.length === 0
    ? {}
    : { as_of: times.reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b)) };
}

function singleStock(scene: Scene, subject: Subject, product: Product): Draft {
  const { catalog, lang, now } = scene;
  const stock = catalog.stock(product.gtin);
  const level = stockLevel(catalog, product.gtin);
  const base = locationAnswer(scene, subject, 'product.stock');
  const place = catalog.locations(product.gtin)[0];
  const said = { name: nameOf(product, lang), ...placed(place, lang) };
  if (!stock || level === 'unknown')
    return {
      ...base,
      question: undefined,
      facts: { stock: 'unknown' },
      text: say(lang, 'goods.stock.unknown', said),
    };
  const counted = {
    ...said,
    at: clockOf(stock.asOf, catalog.store().timezone, now, lang),
    stale: now.getTime() - Date.parse(stock.asOf) > scene.staleAfterMs,
  };
  const facts = { stock: level, quantity: stock.quantity, as_of: stock.asOf };
  if (level === 'out') {
    const others = alternativesFor(scene, product).filter(
      (p) => stockLevel(catalog, p.gtin) === 'in' || stockLevel(catalog, p.gtin) === 'low',
    );
    return insteadOf(scene, { ...base, facts }, sentence(lang, 'goods.stock.out', counted), others);
  }
  return {
    ...base,
    facts,
    question: place ? leadQuestion(lang) : undefined,
    text: sentence(lang, 'goods.stock.one', { ...counted, low: level === 'low', n: stock.quantity }),
  };
}

/** What is out of stock, and what may be looked at instead. */
function insteadOf(scene: Scene, base: Draft, out: string, others: readonly Product[]): Draft {
  const { catalog, lang } = scene;
  const names = listNames(
    others.slice(0, 2).map((p) => nameOf(p, lang)),
    lang,
  );
  return {
    ...base,
    items: [...(base.items ?? []), ...itemsOf(catalog, others.slice(0, 3), true)],
    candidates: candidatesOf(scene, others),
    options: others.slice(0, 3).map((p) => p.gtin),
    actions: [],
    question: undefined,
    pending: undefined,
    text: sentences(lang, out, others.length > 0 ? say(lang, 'goods.stock.instead', { names }) : undefined),
    suggests: { products: others, tell: (fit) => insteadOf(scene, base, out, fit) },
  };
}

/** Items of a kind beyond which the catalog orders them. */
const LARGE = 100;

/** Near alternatives: what the feed relates, then the same category, the nearest in price first. */
export function alternativesFor(scene: Scene, product: Product): Product[] {
  const { catalog } = scene;
  const same = catalog.productsIn(product.categoryZh, LARGE + 1);
  if (same.length > LARGE) return nearestInPrice(catalog, product, 20);
  return same
    .filter((p) => p.gtin !== product.gtin)
    .sort((a, b) => Math.abs(a.price - product.price) - Math.abs(b.price - product.price))
    .slice(0, 20);
}

/** What one item costs, to whom, and what else is on offer for it. */
function onePrice(scene: Scene, subject: Subject): Draft {
  const { lang } = scene;
  const { currency } = scene.catalog.store();
  const product = subject.products[0]!;
  const pricing = pricingOf(scene, product);
  const { offer, offerPrice, memberPrice } = pricing;
  const other = pricing.promotions.find(
    (p) => p !== offer && !p.membersOnly && (p.gtins.length > 0 || p.categoryZh),
  );
  const said: Values = {
    name: nameOf(product, lang),
    price: money(pricing.price, currency, lang),
    ...perhaps(
      'members',
      'memberprice',
      memberPrice === undefined ? undefined : money(memberPrice, currency, lang),
    ),
    more: other !== undefined,
    other: other ? textIn(other.title, lang) : '',
  };
  const text =
    offer && offerPrice !== undefined
      ? sentence(lang, 'goods.price.offer', {
          ...said,
          offer: textIn(offer.title, lang),
          offerprice: money(offerPrice, currency, lang),
        })
      : sentence(lang, 'goods.price.one', said);
  return {
    ...locationAnswer(scene, subject, 'product.price'),
    text,
    tellsPrice: true,
    question: undefined,
    facts: priceFacts(pricing),
  };
}

export function priceAnswer(scene: Scene, subject: Subject): Draft {
  const { catalog, lang } = scene;
  const { currency } = catalog.store();
  if (isOne(subject)) return onePrice(scene, subject);
  const now = subject.products.map((p) => {
    const pricing = pricingOf(scene, p);
    return pricing.offerPrice ?? pricing.price;
  });
  const draft = whichAnswer(scene, subject, 'product.price', rangeText(scene, subject, now));
  return {
    ...draft,
    tellsPrice: true,
    candidates: (draft.candidates ?? []).map((c, i) => ({
      ...c,
      label: `${c.label} ${money(now[i]!, currency, lang)}`,
    })),
  };
}

/** How many there are, and from which price to which where all of them are at hand. */
function rangeText(scene: Scene, subject: Subject, prices: readonly number[]): string | undefined {
  if (subject.total > subject.products.length) return undefined;
  const { lang } = scene;
  const { currency } = scene.catalog.store();
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  return say(lang, low === high ? 'goods.price.several_same' : 'goods.price.several_from_to', {
    name: subjectName(scene, subject),
    n: subject.total,
    low: money(low, currency, lang),
    high: money(high, currency, lang),
  });
}

export function priceFacts(pricing: Pricing): Draft['facts'] {
  return {
    price: pricing.price,
    ...(pricing.offerPrice !== undefined ? { offer_price: pricing.offerPrice } : {}),
    ...(pricing.memberPrice !== undefined ? { member_price: pricing.memberPrice } : {}),
    promotions: pricing.promotions.map((p) => p.id),
  };
}

/** Nothing fits exactly, or it is another brand: the nearest is shown, and said to be only that. */
export function nearAnswer(scene: Scene, intent: Intent, subject: Subject): Draft {
  const { lang } = scene;
  if (subject.products.length === 0) return notCarriedAnswer(scene, intent, subject.label, []);
  const near = notCarriedAnswer(
    scene,
    intent,
    subject.label,
    subject.products,
    subject.products.length > 1 && subject.name ? textIn(subject.name, lang) : undefined,
  );
  const suggests: Draft['suggests'] = {
    products: subject.products,
    tell: (fit) => nearAnswer(scene, intent, { ...subject, products: [...fit] }),
  };
  const shown = subject.products.slice(0, 2).map((p) => nameOf(p, lang));
  const said = {
    names: listNames(shown, lang),
    ...placed(gather(scene.catalog, subject.products).place, lang),
  };
  const text =
    subject.lacks && 'brand' in subject.lacks
      ? say(lang, 'goods.near.other_brand', { ...said, brand: subject.lacks.brand })
      : say(lang, 'goods.near.nearest', said);
  return { ...near, suggests, text };
}

/** Two or three kinds are as likely: which of them is asked for, each to be tapped. */
export function eitherAnswer(
  scene: Scene,
  intent: Intent,
  subject: Subject,
  either: NonNullable<Subject['either']>,
): Draft {
  const names = either.map(({ name }) => textIn(name, scene.lang));
  const products = [
    ...new Map(
      [...either.map((group) => group.products[0]!), ...subject.products].map((p) => [p.gtin, p]),
    ).values(),
  ];
  const candidates = names.map((name) => ({ label: name, say: name }));
  return {
    intent,
    text: say(scene.lang, 'goods.ask.either', { names: chain(names, scene.lang, 'list.either') }),
    asks: true,
    items: itemsOf(scene.catalog, products),
    candidates,
    focus: focusOf(products, products.length, subject.label),
    options: either.map((group) => group.products[0]!.gtin),
    pending: { kind: 'which', gtins: products.slice(0, 20).map((p) => p.gtin), intent },
    miss: false,
  };
}

/**
 * Which item is meant isn't sure: asks, and tells already what would be answered, so that a yes costs nobody
 * a turn.
 */
export function hedgedAnswer(scene: Scene, intent: Intent, subject: Subject, answer: Draft): Draft {
  const ask = confirmAnswer(scene, intent, subject);
  const suggests: Draft['suggests'] = answer.suggests && {
    products: answer.suggests.products,
    tell: (fit) => hedgedAnswer(scene, intent, subject, answer.suggests!.tell(fit)),
  };
  return {
    ...answer,
    suggests,
    text: sentences(scene.lang, answer.text, ask.text),
    question: undefined,
    asks: true,
    actions: [],
    commands: [],
    candidates: ask.candidates,
    options: ask.options,
    pending: ask.pending,
  };
}

/** The terminal's offer to lead to where things stand. */
const leadTo = (place: Place | undefined, shown: readonly Product[]): Draft['pending'] =>
  place && {
    kind: 'lead',
    aisle: place.aisle,
    gtin: shown.length === 1 ? shown[0]!.gtin : undefined,
  };

/** Characters of what was said that an answer repeats. */
const MOST_SAID = 24;

/** We don't carry it: says so, with the nearest that we do. */
export function notCarriedAnswer(
  scene: Scene,
  intent: Intent,
  label: string,
  near: readonly Product[],
  nearName?: string,
): Draft {
  const { catalog, lang } = scene;
  const shown = near.slice(0, 3);
  const place = gather(catalog, near).place;
  const names =
    nearName ??
    listNames(
      shown.slice(0, 2).map((p) => nameOf(p, lang)),
      lang,
    );
  const said = label.length > MOST_SAID ? `${label.slice(0, MOST_SAID)}…` : label;
  const any = shown.length > 0;
  const items: AnswerItem[] = itemsOf(catalog, shown, true);
  return {
    intent,
    text: any
      ? say(lang, 'goods.near.not_carried_but', { label: said, names, ...placed(place, lang) })
      : say(lang, 'goods.near.not_carried', { label: said }),
    items,
    candidates: candidatesOf(scene, shown),
    abstained: true,
    asks: any,
    focus: any ? focusOf(shown, shown.length, label) : null,
    options: shown.map((p) => p.gtin),
    pending: any ? leadTo(place, shown) : { kind: 'person' },
    unanswered: 'not_carried',
    suggests: { products: near, tell: (fit) => notCarriedAnswer(scene, intent, label, fit) },
  };
}

/**
 * There are some, but none at the price that was said: the nearest in price is offered, `products` being in
 * that order.
 */
export function beyondPriceAnswer(
  scene: Scene,
  intent: Intent,
  subject: Subject,
  limits: { max?: number; min?: number },
): Draft {
  const { catalog, lang } = scene;
  const { currency } = catalog.store();
  const nearest = subject.products[0]!;
  const pricing = pricingOf(scene, nearest);
  const said: Values = {
    bound: boundOf(limits),
    limit: money((limits.max ?? limits.min)!, currency, lang),
    least: limits.min === undefined ? '' : money(limits.min, currency, lang),
    name: subjectName(scene, subject),
    item: nameOf(nearest, lang),
    price: money(pricing.offerPrice ?? pricing.price, currency, lang),
    ...placed(gather(catalog, [nearest]).place, lang),
  };
  const suggests: Draft['suggests'] = {
    products: [nearest],
    tell: () => ({
      ...notCarriedAnswer(scene, intent, subject.label, []),
      text: say(lang, 'goods.price.none_there', said),
    }),
  };
  const near = notCarriedAnswer(scene, intent, subject.label, [nearest]);
  return { ...near, text: say(lang, 'goods.price.beyond', said), tellsPrice: true, suggests };
}

function boundOf({ max, min }: { max?: number; min?: number }): 'under' | 'over' | 'between' {
  if (max === undefined) return 'over';
  return min === undefined ? 'under' : 'between';
}

/** Heard well enough to ask, not to answer. */
export function confirmAnswer(scene: Scene, intent: Intent, subject: Subject): Draft {
  const name =
    subject.products.length === 1
      ? nameOf(subject.products[0]!, scene.lang)
      : textIn(subject.name, scene.lang) ||
        (subject.category && subjectName(scene, subject)) ||
        commonCategory(subject, scene.lang) ||
        nameOf(subject.products[0]!, scene.lang);
  return {
    intent,
    text: say(scene.lang, 'goods.ask.confirm', { name }),
    items: itemsOf(scene.catalog, subject.products.slice(0, 3)),
    asks: true,
    candidates: candidatesOf(scene, subject.products),
    options: subject.products.slice(0, 3).map((p) => p.gtin),
    focus: focusOn(scene, subject),
    pending: { kind: 'confirm', gtins: subject.products.map((p) => p.gtin), intent, label: subject.label },
    miss: false,
  };
}
