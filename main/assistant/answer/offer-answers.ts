import { textIn, type Action, type Product, type Promotion } from '../../contract';
import { chain, endText, listOf, money, say, sentence } from '../../words';
import { saysMembers } from '../understand/tables/offers';
import { MOST_COUPONS, couponCommand } from './commands';
import { candidatesOf, focusOf, itemsOf, MAX_ITEMS, type Draft, type Scene } from './draft';
import { perhaps } from './phrases';
import { categoryPromotions, concerns, inForce, isStoreWide } from './pricing';
import { priceFacts, pricingOf, scopeOf, subjectName } from './product-answers';
import type { Subject } from './types';

/** Offers told in words; the rest is counted. */
const TOLD = 2;

/** Offers on an item, a brand or a category: those on it, on its category, and on the whole store. */
export function promotionAnswer(scene: Scene, subject: Subject): Draft {
  const { catalog, lang } = scene;
  const name = subjectName(scene, subject);
  const base: Draft = {
    intent: 'product.promotion',
    text: '',
    items: itemsOf(catalog, subject.products),
    scope: scopeOf(subject),
    focus: focusOf(subject.products, subject.total, subject.label, subject.category?.pathZh),
    options: subject.products.map((p) => p.gtin),
  };
  const single = subject.products.length === 1 && subject.total <= 1;
  const promotions = single ? pricingOf(scene, subject.products[0]!).promotions : offersOn(scene, subject);
  const facts: Draft['facts'] = single
    ? priceFacts(pricingOf(scene, subject.products[0]!))
    : { promotions: promotions.map((p) => p.id) };
  if (promotions.length === 0) return { ...base, facts, text: say(lang, 'offers.none_on', { name }) };
  const told = promotions.slice(0, TOLD).map((p) => offerText(scene, p));
  const offerPrice = single ? pricingOf(scene, subject.products[0]!).offerPrice : undefined;
  const price = offerPrice === undefined ? undefined : money(offerPrice, catalog.store().currency, lang);
  return {
    ...base,
    tellsPrice: true,
    facts,
    actions: couponOffers(promotions),
    candidates: single
      ? []
      : candidatesOf(
          scene,
          subject.products.filter((p) =>
            promotions.some((offer) => !isStoreWide(offer) && concerns(offer, p)),
          ),
        ),
    text: sentence(lang, 'offers.on', {
      name,
      offers: chain(told, lang, 'offers.next'),
      more: promotions.length - told.length,
      ...perhaps('priced', 'price', price),
    }),
  };
}

/** Every offer in force that concerns any of the items, or the category that was named. */
function offersOn(scene: Scene, subject: Subject): Promotion[] {
  const { catalog, now } = scene;
  const products = subject.products;
  const direct = catalog
    .promotions()
    .filter((p) => inForce(p, now) && products.some((product) => concerns(p, product)));
  const all = new Set(direct);
  if (subject.category) {
    for (const p of categoryPromotions(catalog, subject.category.pathZh, now)) all.add(p);
    if (subject.total > products.length) {
      const path = subject.category.pathZh;
      for (const p of catalog.promotions()) {
        if (!inForce(p, now) || all.has(p)) continue;
        if (p.categoryZh && path.every((part, i) => p.categoryZh![i] === part)) all.add(p);
        else if (
          p.gtins.some((gtin) => path.every((part, i) => catalog.product(gtin)?.categoryZh[i] === part))
        )
          all.add(p);
      }
    }
  }
  return [...all].sort((a, b) => Number(isStoreWide(a)) - Number(isStoreWide(b)) || b.priority - a.priority);
}

function offerText(scene: Scene, promotion: Promotion): string {
  const title = textIn(promotion.title, scene.lang);
  return promotion.membersOnly && !saysMembers(title)
    ? say(scene.lang, 'offers.for_members', { title })
    : title;
}

/** An offer and when it ends, in the store's zone. */
function untilText(scene: Scene, promotion: Promotion): string {
  const { catalog, lang, now } = scene;
  const { when, clock } = endText(promotion.endsAt, now, lang, catalog.store().timezone);
  return say(lang, 'offers.until', { title: offerText(scene, promotion), when, clock: String(clock) });
}

/** When the offers end that were told last: those of `ids`, in their order. Nothing where none is in force. */
export function offerEndAnswer(scene: Scene, ids: readonly string[]): Draft | undefined {
  const { catalog, lang, now } = scene;
  const running = catalog.promotions().filter((p) => inForce(p, now));
  const told = ids.flatMap((id) => running.find((p) => p.id === id) ?? []);
  if (told.length === 0) return undefined;
  const first = told.slice(0, TOLD).map((p) => untilText(scene, p));
  return {
    intent: 'product.promotion',
    tellsPrice: true,
    facts: { promotions: told.map(({ id }) => id) },
    text: say(lang, 'offers.ends', {
      offers: chain(first, lang, 'offers.next'),
      more: told.length - first.length,
    }),
  };
}

/** Offers a coupon of each promotion that has one. */
function couponOffers(promotions: readonly Promotion[]): Action[] {
  return promotions
    .filter(({ couponCode }) => couponCode)
    .slice(0, MOST_COUPONS)
    .map(({ id }) => ({ type: 'print', what: 'coupon', id }));
}

/** The coupons in force, of these items or (undefined) all of them, to be printed now. */
export function couponAnswer(scene: Scene, subject: Subject | undefined): Draft {
  const { catalog, lang, now } = scene;
  const all = subject
    ? offersOn(scene, subject)
    : catalog
        .promotions()
        .filter((p) => inForce(p, now))
        .sort((a, b) => b.priority - a.priority);
  const coupons = all.filter(({ couponCode }) => couponCode);
  const common = {
    intent: 'print' as const,
    facts: { promotions: coupons.map(({ id }) => id) },
    ...(subject
      ? {
          items: itemsOf(catalog, subject.products),
          focus: focusOf(subject.products, subject.total, subject.label, subject.category?.pathZh),
        }
      : {}),
  };
  if (coupons.length === 0) {
    const name = subject && subjectName(scene, subject);
    return {
      ...common,
      text: name ? say(lang, 'coupons.none_for', { name }) : say(lang, 'coupons.none'),
    };
  }
  const first = coupons.slice(0, MOST_COUPONS).map((p) => offerText(scene, p));
  const said = { coupons: chain(first, lang), n: coupons.length, shown: first.length };
  return {
    ...common,
    tellsPrice: true,
    commands: [couponCommand(coupons)],
    actions: couponOffers(coupons),
    text: say(lang, coupons.length > first.length ? 'coupons.first' : 'coupons.all', said),
  };
}

/** What is on offer today. */
export function promotionListAnswer(scene: Scene, couponsOnly: boolean): Draft {
  const { catalog, lang, now } = scene;
  const all = catalog.promotions().filter((p) => inForce(p, now));
  const listed =
    couponsOnly && all.some((p) => p.kind === 'coupon') ? all.filter((p) => p.kind === 'coupon') : all;
  const ordered = [...listed].sort((a, b) => b.priority - a.priority);
  const products: Product[] = [];
  for (const promotion of ordered)
    for (const gtin of promotion.gtins)
      if (products.length < MAX_ITEMS && !products.some((p) => p.gtin === gtin))
        products.push(...catalog.products([gtin]));
  const facts = { promotions: ordered.map((p) => p.id) };
  if (ordered.length === 0)
    return {
      intent: 'promotion.list',
      text: say(lang, 'offers.none_now'),
      facts,
    };
  const told = ordered.slice(0, TOLD).map((p) => offerText(scene, p));
  return {
    intent: 'promotion.list',
    tellsPrice: true,
    facts,
    items: itemsOf(catalog, products),
    candidates: candidatesOf(scene, products),
    options: products.map((p) => p.gtin),
    focus: products.length > 0 ? focusOf(products, products.length, say(lang, 'offers.goods')) : undefined,
    text: say(lang, 'offers.running', { n: ordered.length, offers: listOf(told, lang) }),
    question: say(lang, 'offers.ask_which'),
    actions: couponOffers(ordered),
  };
}
