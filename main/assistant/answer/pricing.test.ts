import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Promotion } from '../../contract';
import {
  categoryPromotions,
  concerns,
  currencyDigits,
  inForce,
  isStoreWide,
  isWithin,
  meetsThreshold,
  priceOf,
  singlePrice,
} from './pricing';
import { catalogWith, productWith, promotionWith } from '../testing';

const NOW = new Date('2026-11-15T12:00:00+08:00');
const titled = (zh: string, en = '', terms?: { zh: string; en: string }): Promotion =>
  promotionWith({ title: { zh, en }, ...(terms && { terms }) });

describe('an offer is in force', () => {
  const offer = promotionWith({ startsAt: '2026-11-15T00:00:00+08:00', endsAt: '2026-11-16T00:00:00+08:00' });
  it.each([
    ['a moment before it starts', '2026-11-14T23:59:59.999+08:00', false],
    ['as it starts', '2026-11-15T00:00:00+08:00', true],
    ['as it starts, by another clock', '2026-11-14T16:00:00Z', true],
    ['until the last moment', '2026-11-15T23:59:59.999+08:00', true],
    ['no longer as it ends', '2026-11-16T00:00:00+08:00', false],
    ['no longer as it ends, by another clock', '2026-11-15T16:00:00Z', false],
  ])('%s', (_when, at, expected) => {
    expect(inForce(offer, new Date(at))).toBe(expected);
    // And again, now that its window is known.
    expect(inForce(offer, new Date(at))).toBe(expected);
  });
});

describe('an offer concerns', () => {
  const product = productWith({ gtin: '1', categoryZh: ['饮料', '咖啡', '速溶咖啡'] });
  it.each([
    ['the item it names', { gtins: ['2', '1'] }, true],
    ['no other item', { gtins: ['2'] }, false],
    ['its category', { categoryZh: ['饮料', '咖啡', '速溶咖啡'] }, true],
    ['a category above', { categoryZh: ['饮料'] }, true],
    ['a category in the middle, by its name alone', { categoryZh: ['咖啡'] }, true],
    ['no category beside it', { categoryZh: ['饮料', '茶'] }, false],
    ['no category below it', { categoryZh: ['饮料', '咖啡', '速溶咖啡', '三合一'] }, false],
    ['no path that only ends alike', { categoryZh: ['礼品', '咖啡'] }, false],
    ['everything, where it names nothing', {}, true],
    ['nothing but the item, where it names another category', { gtins: ['2'], categoryZh: ['茶'] }, false],
    ['nothing, by an empty path', { categoryZh: [] }, false],
  ])('%s', (_what, offer, expected) => {
    expect(concerns(promotionWith(offer), product)).toBe(expected);
  });

  it('the whole store only where it names neither items nor a category', () => {
    expect(isStoreWide(promotionWith())).toBe(true);
    expect(isStoreWide(promotionWith({ gtins: ['1'] }))).toBe(false);
    expect(isStoreWide(promotionWith({ categoryZh: ['茶'] }))).toBe(false);
  });

  it('no place by an empty name', () => {
    expect(isWithin(['饮料'], [])).toBe(false);
    expect(isWithin([], ['饮料'])).toBe(false);
    expect(isWithin(['a', 'b'], ['b'])).toBe(true);
    expect(isWithin(['a', 'b', 'c'], ['b', 'c'])).toBe(false);
  });
});

describe('one piece by itself meets an offer', () => {
  it.each([
    ['全场九折', '10% off', true],
    // A sum first.
    ['满100减20', '', false],
    ['满 10 元减 2', '', true],
    ['满10块减2', '', true],
    ['满10.01减2', '', false],
    ['满9.99减2', '', true],
    ['', 'Spend £30, save £5', false],
    ['', 'spend 10 save 2', true],
    ['', 'spend  10.01 save 2', false],
    ['', 'spend 9.99 save 2', true],
    ['', 'spend30', false],
    ['', '$5 off orders over $50', false],
    ['', '$5 off an order of $50', false],
    ['', '10% off purchases over 40', false],
    ['', '10% off a purchase of 40', false],
    ['', 'Save 5 when you spend more than 30', false],
    ['', 'Save 5 when you spend over 30', false],
    ['', '5 off, over 30 only', false],
    ['', '5 off, over 9 only', true],
    // Pieces first.
    ['满3件8折', '', false],
    ['买2瓶减5元', '', false],
    ['购三包八折', '', false],
    ['任选两件九折', '', false],
    ['任意 4 袋 20 元', '', false],
    ['买10支送1支', '', false],
    ['买五盒打折', '', false],
    ['3件8折', '', false],
    ['两件起九折', '', false],
    ['2 件 8 折', '', false],
    ['2 件 起', '', false],
    ['二件八折', '', false],
    ['第二件半价', '', false],
    ['', 'second item half price', false],
    ['', 'Second one free', false],
    ['', 'Buy 2, save', false],
    ['', 'Buy two and save', false],
    ['', 'any 3 for 10', false],
    ['', 'when you buy four', false],
    ['', '10% off three or more', false],
    ['', '5 or more: 10% off', false],
    // One piece is one piece.
    ['买1件减5元', '', true],
    ['满1件九折', '', true],
    ['', 'buy 1', true],
    // A number that is no condition.
    ['第11届美食节', 'Buy local', true],
  ])('%s %s: %s', (zh, en, expected) => {
    expect(meetsThreshold(titled(zh, en), 10)).toBe(expected);
  });

  it('reads each of its texts by itself', () => {
    expect(meetsThreshold(titled('永远不满', '100 years of us'), 10)).toBe(true);
  });

  it('reads its terms as well as its title, in both languages', () => {
    expect(meetsThreshold(titled('九折', '10% off', { zh: '满50元可用', en: '' }), 10)).toBe(false);
    expect(meetsThreshold(titled('九折', '10% off', { zh: '', en: 'spend 50' }), 10)).toBe(false);
    expect(meetsThreshold(titled('九折', '10% off', { zh: '', en: '' }), 10)).toBe(true);
  });
});

describe('the price of one piece', () => {
  const price = (more: Partial<Promotion>, of = 19.99, digits = 2): number | undefined =>
    singlePrice(promotionWith(more), of, digits);

  it.each<[string, Partial<Promotion>, number | undefined]>([
    ['a share off', { kind: 'percent_off', value: '20' }, 15.99],
    ['a third off, rounded to the cent', { kind: 'percent_off', value: '33' }, 13.39],
    ['a sum off', { kind: 'amount_off', value: '5' }, 14.99],
    // A price of 0 is a slip of the feed and never told.
    ['all of it off', { kind: 'amount_off', value: '19.99' }, undefined],
    ['a share of all', { kind: 'percent_off', value: '100' }, undefined],
    ['a special price of nothing', { kind: 'special_price', value: '0' }, undefined],
    ['a special price', { kind: 'special_price', value: '9.9' }, 9.9],
    ['more off than it costs', { kind: 'amount_off', value: '25' }, undefined],
    ['a special price that is none', { kind: 'special_price', value: '19.99' }, undefined],
    ['a special price that is higher', { kind: 'special_price', value: '25' }, undefined],
    ['nothing off', { kind: 'percent_off', value: '0' }, undefined],
    ['no value', { kind: 'percent_off', value: undefined }, undefined],
    ['a value that is no number', { kind: 'amount_off', value: '2+1' }, undefined],
    ['a value that is endless', { kind: 'special_price', value: '-Infinity' }, undefined],
    [
      'a condition that it does not meet',
      { kind: 'amount_off', value: '5', title: { zh: '满100减5', en: '' } },
      undefined,
    ],
    ['a second item', { kind: 'second_item_percent_off', value: '50' }, undefined],
    ['one for free with two', { kind: 'buy_n_get_m', value: '2+1' }, undefined],
    ['one for free with two, by the number alone', { kind: 'buy_n_get_m', value: '2' }, undefined],
    ['a bundle', { kind: 'bundle_price', value: '5' }, undefined],
    ['a gift', { kind: 'gift', value: '5' }, undefined],
    ['a coupon', { kind: 'coupon', value: '5' }, undefined],
    ['a notice', { kind: 'info', value: '5' }, undefined],
  ])('under %s', (_what, more, expected) => {
    expect(price(more)).toBe(expected);
  });

  it('is rounded as the currency has it', () => {
    expect(price({ value: '15' }, 999, 0)).toBe(849);
    expect(price({ value: '15' }, 1.234, 3)).toBe(1.049);
    // Half a cent goes up, also where binary fractions fall short of it.
    expect(price({ value: '50' }, 2.01, 2)).toBe(1.01);
  });
});

describe('what an item costs', () => {
  const product = productWith({ gtin: '1', price: 20 });
  const of = (...promotions: Promotion[]) => priceOf(product, promotions, NOW, 'CNY');
  const ids = (...promotions: Promotion[]): string[] => of(...promotions).promotions.map(({ id }) => id);

  it('is its price without offers', () => {
    expect(of()).toEqual({ price: 20, promotions: [] });
  });

  it('is the best single offer: they never add up', () => {
    const ten = promotionWith({ id: 'ten', value: '10' });
    const five = promotionWith({ id: 'five', kind: 'amount_off', value: '5' });
    const fifth = promotionWith({ id: 'fifth', value: '20' });
    const { price, offerPrice, offer } = of(ten, five, fifth);
    expect({ price, offerPrice, offer: offer?.id }).toEqual({ price: 20, offerPrice: 15, offer: 'five' });
    // Of two that are as good the first counts.
    expect(of(promotionWith({ id: 'a' }), promotionWith({ id: 'b' })).offer?.id).toBe('a');
  });

  it('counts no offer that is over, not begun or of something else', () => {
    expect(
      of(
        promotionWith({ endsAt: '2026-11-10T00:00:00+08:00' }),
        promotionWith({ startsAt: '2026-11-20T00:00:00+08:00' }),
        promotionWith({ gtins: ['2'] }),
      ),
    ).toEqual({ price: 20, promotions: [] });
  });

  it('tells a member’s price apart, and only where it is lower', () => {
    const members = (value: string): Promotion =>
      promotionWith({ id: `m${value}`, membersOnly: true, value });
    expect(of(members('10'))).toMatchObject({ memberPrice: 18 });
    expect(of(members('10')).offerPrice).toBeUndefined();
    expect(of(members('10'), members('30'), members('20')).memberPrice).toBe(14);
    expect(of(members('30'), promotionWith({ value: '20' }))).toMatchObject({
      memberPrice: 14,
      offerPrice: 16,
    });
    expect('memberPrice' in of(members('10'), promotionWith({ value: '20' }))).toBe(false);
    expect('memberPrice' in of(members('20'), promotionWith({ value: '20' }))).toBe(false);
  });

  it('names the offers by what they mean for it, then by priority', () => {
    const best = promotionWith({ id: 'best', value: '50', gtins: ['1'] });
    const member = promotionWith({ id: 'member', value: '60', membersOnly: true });
    const lesser = promotionWith({ id: 'lesser', value: '5', priority: 9 });
    const second = promotionWith({
      id: 'second',
      kind: 'second_item_percent_off',
      gtins: ['1'],
      priority: 1,
    });
    const gift = promotionWith({ id: 'gift', kind: 'gift', gtins: ['1'], priority: 5 });
    const whole = promotionWith({ id: 'whole', kind: 'info', priority: 99 });
    expect(ids(whole, second, gift, member, lesser, best)).toEqual([
      'best',
      'lesser',
      'member',
      'gift',
      'second',
      'whole',
    ]);
  });

  it('is never more than its price, whatever offers there are', () => {
    const offer = fc.record({
      kind: fc.constantFrom('percent_off' as const, 'amount_off' as const, 'special_price' as const),
      value: fc.integer({ min: -50, max: 150 }).map(String),
      membersOnly: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(offer.map(promotionWith), { maxLength: 5 }), (offers) => {
        const { price, offerPrice, memberPrice } = of(...offers);
        expect(offerPrice ?? 0).toBeLessThan(price);
        expect(offerPrice ?? 0).toBeGreaterThanOrEqual(0);
        if (memberPrice !== undefined) expect(memberPrice).toBeLessThan(offerPrice ?? price);
      }),
    );
  });
});

it('a currency has its digits, also one that nobody knows', () => {
  for (const [currency, digits] of [
    ['CNY', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['JPY', 0],
    ['no currency', 2],
  ] as const)
    expect(currencyDigits(currency)).toBe(digits);
});

it('a category’s offers are those on it, above it, or for the whole store, while they are in force', () => {
  const offers = [
    promotionWith({ id: 'whole' }),
    promotionWith({ id: 'on', categoryZh: ['饮料', '咖啡'] }),
    promotionWith({ id: 'above', categoryZh: ['饮料'] }),
    promotionWith({ id: 'beside', categoryZh: ['饮料', '茶'] }),
    promotionWith({ id: 'item', gtins: ['1'] }),
    promotionWith({ id: 'over', endsAt: '2026-11-10T00:00:00+08:00' }),
    promotionWith({ id: 'over too', categoryZh: ['饮料'], endsAt: '2026-11-10T00:00:00+08:00' }),
  ];
  const catalog = catalogWith({ promotions: () => offers });
  expect(categoryPromotions(catalog, ['饮料', '咖啡'], NOW).map(({ id }) => id)).toEqual([
    'whole',
    'on',
    'above',
  ]);
});
