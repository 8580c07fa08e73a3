import {
  textIn,
  type AnswerItem,
  type Catalog,
  type Intent,
  type Lang,
  type Product,
  type StockLevel,
} from '../../contract';
import { capital, money, placeText } from '../../words';
import { leadCommand } from './commands';
import { candidatesOf, focusOf, itemsOf, type Draft, type Scene } from './draft';
import { nearestInPrice } from './large-kinds';
import { gather } from './places';
import { leaf, listNames, nameOf } from './phrases';
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
  if (subject.name) return textIn(subject.name, scene.lang);
  if (scene.lang === 'zh' && /^[a-z\s]+$/.test(subject.label))
    return commonCategory(subject, 'zh') ?? subject.label;
  if (scene.lang === 'en' && /[\u3400-\u9fff]/.test(subject.label))
    return commonCategory(subject, 'en') ?? subject.label;
  return subject.label;
}

function commonCategory(subject: Subject, lang: 'zh' | 'en'): string | undefined {
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
  const zh = lang === 'zh';
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
  if (!together.place) {
    const text = zh
      ? `${name}有售，但系统里没有登记货架位置，请问一下店员。`
      : `We list ${name}, but its shelf is not recorded. Please ask a member of staff.`;
    return { ...base, text, candidates: subject.total > 1 ? candidatesOf(scene, subject.products) : [] };
  }
  const single = subject.products.length === 1 && subject.total <= 1;
  const out = single && stockLevel(catalog, subject.products[0]!.gtin) === 'out';
  const where = placeText(together.place, lang);
  const others = together.otherAisles.slice(0, 2);
  let text: string;
  if (single) {
    const places = catalog.locations(subject.products[0]!.gtin);
    const also =
      places.length > 1
        ? zh
          ? `，${places[1]!.aisle} 货架也有`
          : `, and also in aisle ${places[1]!.aisle}`
        : '';
    const stock = out ? (zh ? '，不过现在缺货' : ', but it is out of stock now') : '';
    text = zh ? `${name}在 ${where}${also}${stock}。` : `${capital(name)} is in ${where}${also}${stock}.`;
  } else {
    const count = zh ? `，一共 ${subject.total} 款` : `; there are ${subject.total} of them`;
    const also =
      others.length > 0
        ? zh
          ? `，${others.join('、')} 货架也有`
          : `, and also in ${others.length > 1 ? 'aisles' : 'aisle'} ${others.join(' and ')}`
        : '';
    text = zh ? `${name}在 ${where}${also}${count}。` : `${capital(name)}: ${where}${also}${count}.`;
  }
  const gtin = single ? subject.products[0]!.gtin : undefined;
  return {
    ...base,
    text,
    question: leadQuestion(lang),
    candidates: single ? [] : candidatesOf(scene, subject.products),
    actions: [{ type: 'navigate', aisle: together.place.aisle, ...(gtin ? { gtin } : {}) }],
    pending: { kind: 'lead', aisle: together.place.aisle, gtin },
  };
}

/** The terminal's offer to lead. */
export const leadQuestion = (lang: Lang): string =>
  lang === 'zh' ? '要我带您过去吗？' : 'Shall I take you there?';

/** Where somebody wants to go, when nothing else is known of it. */
export const goalText = (place: string, lang: Lang): string =>
  lang === 'zh' ? `要去的地方是${place}。` : `The place is ${place}.`;

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
    text: zh
      ? `${aisle} 货架有${listNames(kinds, lang)}${kinds.length > 3 ? '等' : ''}。`
      : `Aisle ${aisle} has ${listNames(kinds, lang)}${kinds.length > 3 ? ' and more' : ''}.`,
  };
}

/** Several match and the question needs one: says how many, where, and offers three. */
export function whichAnswer(scene: Scene, subject: Subject, intent: Intent, detail = ''): Draft {
  const zh = scene.lang === 'zh';
  const name = subjectName(scene, subject);
  return {
    intent,
    text: zh
      ? `${name}有 ${subject.total} 款${detail}。`
      : `There are ${subject.total} kinds of ${name}${detail}.`,
    question: zh ? '您要问哪一款？' : 'Which one do you mean?',
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
  const zh = lang === 'zh';
  if (subject.products.length === 1 && subject.total <= 1)
    return singleStock(scene, subject, subject.products[0]!);
  const levels = subject.products.map((p) => stockLevel(catalog, p.gtin));
  const inStock = subject.products.filter((_, i) => levels[i] === 'in' || levels[i] === 'low');
  const stock: StockLevel = levels.includes('in')
    ? 'in'
    : levels.includes('low')
      ? 'low'
      : levels.every((l) => l === 'out')
        ? 'out'
        : 'unknown';
  const draft = locationAnswer(scene, subject, 'product.stock');
  const name = subjectName(scene, subject);
  const together = gather(catalog, inStock.length > 0 ? inStock : subject.products);
  const where = together.place
    ? zh
      ? `，在 ${placeText(together.place, lang)}`
      : `, in ${placeText(together.place, lang)}`
    : '';
  const question = together.place ? leadQuestion(lang) : undefined;
  const seen =
    subject.total > subject.products.length
      ? ''
      : zh
        ? `，${inStock.length} 款有货`
        : `, ${inStock.length} in stock`;
  const facts: Draft['facts'] = { stock, ...oldestCount(scene, subject.products) };
  if (stock === 'out') {
    const text = zh
      ? `${name}的 ${subject.total} 款现在都缺货。`
      : `All ${subject.total} kinds of ${name} are out of stock now.`;
    return { ...draft, text, facts, question: undefined, actions: [], pending: undefined };
  }
  if (stock === 'unknown') {
    const text = zh
      ? `${name}有 ${subject.total} 款${where}，库存没有登记，请到货架看看。`
      : `We carry ${subject.total} kinds of ${name}${where}; their stock is not recorded.`;
    return { ...draft, text, question, facts };
  }
  const text = zh
    ? `有的，${name}一共 ${subject.total} 款${seen}${where}。`
    : `Yes, ${subject.total} kinds of ${name}${seen}${where}.`;
  return { ...draft, text, question, facts };
}

function oldestCount(scene: Scene, products: readonly Product[]): { as_of?: string } {
  const times = products.flatMap((p) => scene.catalog.stock(p.gtin)?.asOf ?? []);
  return times.length === 0
    ? {}
    : { as_of: times.reduce((a, b) => (Date.parse(a) <= Date.parse(b) ? a : b)) };
}

function singleStock(scene: Scene, subject: Subject, product: Product): Draft {
  const { catalog, lang, now } = scene;
  const zh = lang === 'zh';
  const stock = catalog.stock(product.gtin);
  const level = stockLevel(catalog, product.gtin);
  const name = nameOf(product, lang);
  const base = locationAnswer(scene, subject, 'product.stock');
  const place = catalog.locations(product.gtin)[0];
  const where = place ? (zh ? `，在 ${placeText(place, lang)}` : `, in ${placeText(place, lang)}`) : '';
  const question = place ? leadQuestion(lang) : undefined;
  if (!stock || level === 'unknown') {
    return {
      ...base,
      question: undefined,
      facts: { stock: 'unknown' },
      text: zh
        ? `${name}的库存没有登记${where}，请到货架看看或问店员。`
        : `The stock of ${name} is not recorded${where}. Please check the shelf or ask staff.`,
    };
  }
  const at = clockOf(stock.asOf, catalog.store().timezone, now, lang);
  const old = now.getTime() - Date.parse(stock.asOf) > scene.staleAfterMs;
  const age = zh
    ? `（${at} 盘点${old ? '，可能已有变化' : ''}）`
    : ` as of ${at}${old ? ', which may have changed' : ''}`;
  const facts = { stock: level, quantity: stock.quantity, as_of: stock.asOf };
  if (level === 'out') {
    const others = alternativesFor(scene, product).filter(
      (p) => stockLevel(catalog, p.gtin) === 'in' || stockLevel(catalog, p.gtin) === 'low',
    );
    return insteadOf(
      scene,
      { ...base, facts },
      `${name}${zh ? '现在缺货' : ' is out of stock'}${age}`,
      others,
    );
  }
  const amount =
    level === 'low'
      ? zh
        ? `只剩 ${stock.quantity} 件`
        : `only ${stock.quantity} left`
      : zh
        ? `有货，${stock.quantity} 件`
        : `in stock, ${stock.quantity} pieces`;
  return {
    ...base,
    facts,
    question,
    text: zh ? `${name}${amount}${age}${where}。` : `${capital(name)}: ${amount}${age}${where}.`,
  };
}

/** What is out of stock, and what may be looked at instead. */
function insteadOf(scene: Scene, base: Draft, out: string, others: readonly Product[]): Draft {
  const { catalog, lang } = scene;
  const zh = lang === 'zh';
  const names = listNames(
    others.slice(0, 2).map((p) => nameOf(p, lang)),
    lang,
  );
  const instead = others.length > 0 ? (zh ? `可以看看${names}。` : ` You could try ${names}.`) : '';
  return {
    ...base,
    items: [...(base.items ?? []), ...itemsOf(catalog, others.slice(0, 3), true)],
    candidates: candidatesOf(scene, others),
    options: others.slice(0, 3).map((p) => p.gtin),
    actions: [],
    question: undefined,
    pending: undefined,
    text: zh ? `${out}。${instead}` : `${capital(out)}.${instead}`,
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
  const zh = lang === 'zh';
  const { currency } = scene.catalog.store();
  const product = subject.products[0]!;
  const pricing = pricingOf(scene, product);
  const name = nameOf(product, lang);
  const base = locationAnswer(scene, subject, 'product.price');
  const member =
    pricing.memberPrice === undefined
      ? ''
      : zh
        ? `，会员价 ${money(pricing.memberPrice, currency, lang)}`
        : `; members pay ${money(pricing.memberPrice, currency, lang)}`;
  const others = pricing.promotions.filter(
    (p) => p !== pricing.offer && !p.membersOnly && (p.gtins.length > 0 || p.categoryZh),
  );
  const also =
    others.length > 0
      ? zh
        ? `，另有“${textIn(others[0]!.title, lang)}”`
        : `; there is also “${textIn(others[0]!.title, lang)}”`
      : '';
  const text =
    pricing.offerPrice !== undefined
      ? zh
        ? `${name}原价 ${money(pricing.price, currency, lang)}，现在${textIn(pricing.offer!.title, lang)}，只要 ${money(pricing.offerPrice, currency, lang)}${member}${also}。`
        : `${capital(name)} is ${money(pricing.offerPrice, currency, lang)} now, instead of ${money(pricing.price, currency, lang)} (${textIn(pricing.offer!.title, lang)})${member}${also}.`
      : zh
        ? `${name} ${money(pricing.price, currency, lang)}${member}${also}。`
        : `${capital(name)} is ${money(pricing.price, currency, lang)}${member}${also}.`;
  return {
    ...base,
    text,
    tellsPrice: true,
    question: undefined,
    facts: priceFacts(pricing),
    pending: base.pending,
  };
}

export function priceAnswer(scene: Scene, subject: Subject): Draft {
  const { catalog, lang } = scene;
  const zh = lang === 'zh';
  const currency = catalog.store().currency;
  if (subject.products.length === 1 && subject.total <= 1) return onePrice(scene, subject);
  const prices = subject.products.map((p) => ({ p, pricing: pricingOf(scene, p) }));
  const now = prices.map(({ pricing }) => pricing.offerPrice ?? pricing.price);
  const low = Math.min(...now);
  const high = Math.max(...now);
  const range =
    subject.total > subject.products.length
      ? ''
      : low === high
        ? zh
          ? `，都是 ${money(low, currency, lang)}`
          : `, all at ${money(low, currency, lang)}`
        : zh
          ? `，${money(low, currency, lang)}到 ${money(high, currency, lang)}`
          : `, from ${money(low, currency, lang)} to ${money(high, currency, lang)}`;
  const draft = whichAnswer(scene, subject, 'product.price', range);
  return {
    ...draft,
    tellsPrice: true,
    candidates: (draft.candidates ?? []).map((c, i) => ({
      ...c,
      label: `${c.label} ${money(now[i]!, currency, lang)}`,
    })),
  };
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
  const zh = scene.lang === 'zh';
  if (subject.products.length === 0) return notCarriedAnswer(scene, intent, subject.label, []);
  const near = notCarriedAnswer(
    scene,
    intent,
    subject.label,
    subject.products,
    subject.products.length > 1 && subject.name ? textIn(subject.name, scene.lang) : undefined,
  );
  const suggests: Draft['suggests'] = {
    products: subject.products,
    tell: (fit) => nearAnswer(scene, intent, { ...subject, products: [...fit] }),
  };
  const draft: Draft = { ...near, suggests };
  const shown = subject.products.slice(0, 2).map((p) => nameOf(p, scene.lang));
  const place = gather(scene.catalog, subject.products).place;
  const where = place
    ? zh
      ? `，在 ${placeText(place, scene.lang)}`
      : ` in ${placeText(place, scene.lang)}`
    : '';
  const names = listNames(shown, scene.lang);
  if (subject.lacks && 'brand' in subject.lacks) {
    const { brand } = subject.lacks;
    return {
      ...draft,
      text: zh
        ? `没有找到${brand}的，别的牌子有${names}${where}，要看看吗？`
        : `We have none by ${brand}; of other brands there is ${names}${where}. Would you like to see it?`,
    };
  }
  return {
    ...draft,
    text: zh
      ? `没有找到完全对得上的，最接近的是${names}${where}，要看看吗？`
      : `I found nothing that fits exactly. The nearest is ${names}${where}. Would you like to see it?`,
  };
}

/** Two or three kinds are as likely: which of them is asked for, each to be tapped. */
export function eitherAnswer(
  scene: Scene,
  intent: Intent,
  subject: Subject,
  either: NonNullable<Subject['either']>,
): Draft {
  const zh = scene.lang === 'zh';
  const names = either.map(({ name }) => textIn(name, scene.lang));
  const products = [
    ...new Map(
      [...either.map((group) => group.products[0]!), ...subject.products].map((p) => [p.gtin, p]),
    ).values(),
  ];
  const candidates = names.map((name) => ({ label: name, say: name }));
  return {
    intent,
    text: zh ? `您要的是${names.join('，还是')}？` : `Do you want ${names.join(', or ')}?`,
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
  const told = [answer.text, scene.lang === 'zh' ? '' : ' '].join('');
  const suggests: Draft['suggests'] = answer.suggests && {
    products: answer.suggests.products,
    tell: (fit) => hedgedAnswer(scene, intent, subject, answer.suggests!.tell(fit)),
  };
  return {
    ...answer,
    suggests,
    text: `${told}${ask.text}`,
    question: undefined,
    asks: true,
    actions: [],
    commands: [],
    candidates: ask.candidates,
    options: ask.options,
    pending: ask.pending,
  };
}

/** We don't carry it: says so, with the nearest that we do. */
export function notCarriedAnswer(
  scene: Scene,
  intent: Intent,
  label: string,
  near: readonly Product[],
  nearName?: string,
): Draft {
  const { catalog, lang } = scene;
  const zh = lang === 'zh';
  const shown = near.slice(0, 3);
  const place = gather(catalog, near).place;
  const what =
    nearName ??
    listNames(
      shown.slice(0, 2).map((p) => nameOf(p, lang)),
      lang,
    );
  const said = label.length > 24 ? `${label.slice(0, 24)}…` : label;
  const offer =
    shown.length === 0
      ? zh
        ? '需要的话我可以叫店员帮您确认。'
        : ' I can call a member of staff to make sure.'
      : zh
        ? `相近的有${what}${place ? `，在 ${placeText(place, lang)}` : ''}，要看看吗？`
        : ` The nearest we have is ${what}${place ? ` in ${placeText(place, lang)}` : ''}. Would you like to see it?`;
  const items: AnswerItem[] = itemsOf(catalog, shown, true);
  return {
    intent,
    text: zh ? `抱歉，店里没有找到“${said}”。${offer}` : `Sorry, we don't carry “${said}”.${offer}`,
    items,
    candidates: candidatesOf(scene, shown),
    abstained: true,
    asks: shown.length > 0,
    focus: shown.length > 0 ? focusOf(shown, shown.length, label) : null,
    options: shown.map((p) => p.gtin),
    pending:
      shown.length > 0
        ? place
          ? { kind: 'lead', aisle: place.aisle, gtin: shown.length === 1 ? shown[0]!.gtin : undefined }
          : undefined
        : { kind: 'person' },
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
  const zh = scene.lang === 'zh';
  const { currency } = scene.catalog.store();
  const nearest = subject.products[0]!;
  const pricing = pricingOf(scene, nearest);
  const place = gather(scene.catalog, [nearest]).place;
  const limit = money((limits.max ?? limits.min)!, currency, scene.lang);
  const amount = money(pricing.offerPrice ?? pricing.price, currency, scene.lang);
  const under = limits.max !== undefined;
  const name = subjectName(scene, subject);
  const where = place
    ? zh
      ? `，在 ${placeText(place, scene.lang)}`
      : `, in ${placeText(place, scene.lang)}`
    : '';
  const text = zh
    ? `${limit}${under ? '以内' : '以上'}没有${name}，最${under ? '便宜' : '贵'}的是${nameOf(nearest, 'zh')}，${amount}${where}，要看看吗？`
    : `We have no ${name} ${under ? 'under' : 'over'} ${limit}. The ${under ? 'cheapest' : 'most expensive'} is ${nameOf(nearest, 'en')} at ${amount}${where}. Would you like to see it?`;
  const none = zh
    ? `${limit}${under ? '以内' : '以上'}没有${name}。`
    : `We have no ${name} ${under ? 'under' : 'over'} ${limit}.`;
  const suggests: Draft['suggests'] = {
    products: [nearest],
    tell: () => ({ ...notCarriedAnswer(scene, intent, subject.label, []), text: none }),
  };
  return { ...notCarriedAnswer(scene, intent, subject.label, [nearest]), text, tellsPrice: true, suggests };
}

/** Heard well enough to ask, not to answer. */
export function confirmAnswer(scene: Scene, intent: Intent, subject: Subject): Draft {
  const zh = scene.lang === 'zh';
  const name =
    subject.products.length === 1
      ? nameOf(subject.products[0]!, scene.lang)
      : textIn(subject.name, scene.lang) ||
        (subject.category && subjectName(scene, subject)) ||
        commonCategory(subject, scene.lang) ||
        nameOf(subject.products[0]!, scene.lang);
  return {
    intent,
    text: zh ? `您是要找${name}吗？` : `Did you mean ${name}?`,
    items: itemsOf(scene.catalog, subject.products.slice(0, 3)),
    asks: true,
    candidates: candidatesOf(scene, subject.products),
    options: subject.products.slice(0, 3).map((p) => p.gtin),
    focus: focusOn(scene, subject),
    pending: { kind: 'confirm', gtins: subject.products.map((p) => p.gtin), intent, label: subject.label },
    miss: false,
  };
}
