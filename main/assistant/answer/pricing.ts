import { inUnderstood, type Catalog, type Product, type Promotion } from '../../contract';
import { thresholdOf } from '../understand/offer-terms';

/** What an item costs now. */
export interface Pricing {
  price: number;
  /**
   * The lowest price that an offer in force gives to everybody for one piece; absent where none lowers it.
   */
  offerPrice?: number;
  /** The offer behind `offerPrice`. */
  offer?: Promotion;
  /** The lowest price for members, where it is below what everybody pays. */
  memberPrice?: number;
  /** Every offer in force that concerns the item, first those that change its price, then by priority. */
  promotions: Promotion[];
}

const windows = new WeakMap<Promotion, { from: number; to: number }>();

/** Half-open: in force while startsAt ≤ now < endsAt, compared as instants. */
export function inForce(promotion: Promotion, now: Date): boolean {
  let window = windows.get(promotion);
  if (!window) {
    window = { from: Date.parse(promotion.startsAt), to: Date.parse(promotion.endsAt) };
    windows.set(promotion, window);
  }
  return window.from <= now.getTime() && now.getTime() < window.to;
}

export function isStoreWide(promotion: Promotion): boolean {
  return promotion.gtins.length === 0 && promotion.categoryZh === undefined;
}

/**
 * Whether the offer concerns the item: by gtin, by category at or above the item's, or because it is for the
 * whole store.
 */
export function concerns(promotion: Promotion, product: Product): boolean {
  if (promotion.gtins.includes(product.gtin)) return true;
  if (promotion.categoryZh && isWithin(product.categoryZh, promotion.categoryZh)) return true;
  return isStoreWide(promotion);
}

/**
 * Whether `path` is at or below `ancestor`; a single name also matches a part of that name anywhere on the
 * path.
 */
export function isWithin(path: readonly string[], ancestor: readonly string[]): boolean {
  if (ancestor.length === 0) return false;
  if (ancestor.every((part, i) => path[i] === part)) return true;
  return ancestor.length === 1 && path.includes(ancestor[0]!);
}

/** Whether one piece of the item on its own meets the offer's threshold. */
export function meetsThreshold(promotion: Promotion, price: number): boolean {
  const words = [...inUnderstood(promotion.title), ...inUnderstood(promotion.terms)].join(' ; ');
  const { pieces, sum } = thresholdOf(words);
  return !pieces && (sum === undefined || price >= sum);
}

/**
 * The price of one piece under the offer, or undefined where the offer does not change a single piece's
 * price.
 */
export function singlePrice(promotion: Promotion, price: number, digits: number): number | undefined {
  const value = Number(promotion.value);
  if (promotion.value === undefined || !Number.isFinite(value)) return undefined;
  let result: number;
  switch (promotion.kind) {
    case 'percent_off':
      result = price * (1 - value / 100);
      break;
    case 'amount_off':
      result = price - value;
      break;
    case 'special_price':
      result = value;
      break;
    case 'second_item_percent_off':
    case 'buy_n_get_m':
    case 'bundle_price':
    case 'gift':
    case 'coupon':
    case 'info':
      return undefined;
  }
  if (!meetsThreshold(promotion, price) || result >= price) return undefined;
  const scale = 10 ** digits;
  const told = Math.round((result + Number.EPSILON) * scale) / scale;
  // Nothing is given away by reckoning: a price of 0 is a slip of the feed.
  return told > 0 ? told : undefined;
}

/**
 * Applies the store's offers to one item. Offers never add up: the best single one counts; a member's price
 * is told, not applied.
 */
export function priceOf(
  product: Product,
  promotions: readonly Promotion[],
  now: Date,
  currency: string,
): Pricing {
  const digits = currencyDigits(currency);
  const active = promotions.filter((p) => inForce(p, now) && concerns(p, product));
  const pricing: Pricing = { price: product.price, promotions: [] };
  const changing = new Set<Promotion>();
  for (const promotion of active) {
    const result = singlePrice(promotion, product.price, digits);
    if (result === undefined) continue;
    changing.add(promotion);
    if (promotion.membersOnly) pricing.memberPrice = Math.min(pricing.memberPrice ?? Infinity, result);
    else if (result < (pricing.offerPrice ?? Infinity)) {
      pricing.offerPrice = result;
      pricing.offer = promotion;
    }
  }
  if (pricing.memberPrice !== undefined && pricing.memberPrice >= (pricing.offerPrice ?? product.price))
    delete pricing.memberPrice;
  const rank = (p: Promotion): number => {
    if (p === pricing.offer) return 0;
    if (changing.has(p)) return 1;
    return isStoreWide(p) ? 3 : 2;
  };
  pricing.promotions = [...active].sort((a, b) => rank(a) - rank(b) || b.priority - a.priority);
  return pricing;
}

const digitsOf = new Map<string, number>();

export function currencyDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const digits = minorUnits(currency);
  digitsOf.set(currency, digits);
  return digits;
}

function minorUnits(currency: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
}

/** Offers in force that concern a category itself: on it, above it, or for the whole store. */
export function categoryPromotions(catalog: Catalog, path: readonly string[], now: Date): Promotion[] {
  return catalog
    .promotions()
    .filter(
      (p) =>
        inForce(p, now) && (isStoreWide(p) || (p.categoryZh !== undefined && isWithin(path, p.categoryZh))),
    );
}
