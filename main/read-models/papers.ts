import {
  DaogouError,
  textIn,
  type Catalog,
  type ItemCard,
  type Lang,
  type PrintDocument,
  type Promotion,
  type SlipItem,
} from '../contract';
import { storeTime } from '../words';

/** A paper other than the locator slip. */
export type Paper =
  | { type: 'promotion' | 'coupon' | 'knowledge'; id: string; lang: Lang }
  | { type: 'label'; gtin: string; lang: Lang };

/** Items listed on a promotion sheet at most; a sheet for the notice board, not the whole shelf. */
const ITEMS_A_SHEET = 12;

/**
 * The document of a paper, from the catalog in force; refuses what the store does not have or what is not in
 * force at `now`.
 */
export function paperOf(
  catalog: Catalog,
  paper: Paper,
  now: Date,
  cards: (gtins: string[]) => ItemCard[],
): PrintDocument {
  const store = catalog.store();
  const common = { lang: paper.lang, storeName: store.name, printedAt: storeTime(store, now) };
  if (paper.type === 'label') {
    const [card] = cards([paper.gtin]);
    if (!card) throw missing(`Item ${paper.gtin} is not in this store’s catalog.`);
    return { type: 'label', lang: paper.lang, printedAt: common.printedAt, item: slipItem(card) };
  }
  if (paper.type === 'knowledge') {
    const entry = catalog.knowledge().find(({ id }) => id === paper.id);
    if (!entry) throw missing(`There is no knowledge entry ${paper.id} in this store’s catalog.`);
    const title =
      entry.questionsOther?.[paper.lang]?.[0] ??
      (paper.lang === 'zh' ? entry.questionsZh[0] : entry.questionsEn[0]) ??
      entry.questionsZh[0] ??
      entry.topic;
    return {
      type: 'text',
      ...common,
      title,
      body: textIn(entry.answer, paper.lang),
    };
  }
  const promotion = catalog.promotions().find(({ id }) => id === paper.id);
  if (!promotion) throw missing(`There is no promotion ${paper.id} in this store’s catalog.`);
  if (!inForce(promotion, now))
    throw new DaogouError(
      'conflict',
      `Promotion ${paper.id} is not in force now; it runs from ${promotion.startsAt} to ${promotion.endsAt}.`,
      false,
      { reason: 'not_found' },
    );
  const { title, terms, couponCode } = promotion;
  const endsAt = storeTime(store, new Date(promotion.endsAt));
  if (paper.type === 'coupon') {
    if (!couponCode)
      throw new DaogouError(
        'bad_request',
        `Promotion ${paper.id} has no coupon code; print its sheet instead.`,
        false,
        { reason: 'not_found' },
      );
    return { type: 'coupon', ...common, title, code: couponCode, terms, endsAt };
  }
  const gtins =
    promotion.gtins.length > 0
      ? promotion.gtins
      : promotion.categoryZh
        ? catalog.productsIn(promotion.categoryZh, ITEMS_A_SHEET).map(({ gtin }) => gtin)
        : [];
  return {
    type: 'promotion',
    ...common,
    title,
    terms,
    endsAt,
    items: cards(gtins.slice(0, ITEMS_A_SHEET)).map(slipItem),
  };
}

/** What a card tells a slip. */
export function slipItem({ gtin, name, size, price, offerPrice, currency, places }: ItemCard): SlipItem {
  return { gtin, name, size, price, offerPrice, currency, places };
}

const missing = (message: string): DaogouError =>
  new DaogouError('not_found', message, false, { reason: 'not_found' });

function inForce({ startsAt, endsAt }: Promotion, now: Date): boolean {
  return Date.parse(startsAt) <= now.getTime() && now.getTime() < Date.parse(endsAt);
}
