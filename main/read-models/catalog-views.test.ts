import { describe, expect, it } from 'vitest';
import { textIn, type Catalog, type ItemCard, type Lang } from '../contract';
import { browse, locatorSlip, placesOf } from './catalog-views';
import { paperOf } from './papers';

describe('what a slip says of its time', () => {
  it('is the store’s, not that of headquarters', () => {
    const catalog = {
      info: { publishedAt: '2026-11-21T22:30:00.000Z' },
      store: () => ({ name: { zh: '店', en: 'Shop' }, timezone: 'Asia/Shanghai' }),
      map: () => undefined,
    } as unknown as Catalog;
    const card = { gtin: '1', name: { zh: '水', en: 'Water' }, price: 1, currency: 'CNY', places: [] };
    const slip = locatorSlip(catalog, { gtins: ['1'], lang: 'zh' }, new Date('2026-11-22T04:00:00Z'), () => [
      card as unknown as ItemCard,
    ]);
    expect(slip).toMatchObject({
      asOf: '2026-11-22T06:30:00+08:00',
      printedAt: '2026-11-22T12:00:00+08:00',
    });
  });

  it('a coupon’s end as well', () => {
    const catalog = {
      store: () => ({ name: { zh: '店', en: 'Shop' }, timezone: 'Asia/Shanghai' }),
      promotions: () => [
        {
          id: 'c',
          title: { zh: '券', en: 'Coupon' },
          couponCode: 'C',
          startsAt: '2026-11-01T00:00:00Z',
          endsAt: '2026-11-30T16:00:00Z',
        },
      ],
    } as unknown as Catalog;
    const now = new Date('2026-11-22T04:00:00Z');
    expect(paperOf(catalog, { type: 'coupon', id: 'c', lang: 'zh' }, now, () => [])).toMatchObject({
      endsAt: '2026-12-01T00:00:00+08:00',
    });
  });
});

describe('a shopper of a third language', () => {
  const th = 'th' as Lang;

  it('browses categories in it, where the feed has them', () => {
    const catalog = {
      categories: () => [
        { pathZh: ['乳品'], pathEn: ['Dairy'], pathOther: { th: ['นมและเนย'] }, count: 2 },
        {
          pathZh: ['乳品', '牛奶'],
          pathEn: ['Dairy', 'Milk'],
          pathOther: { th: ['นมและเนย', 'นม'] },
          count: 2,
        },
        { pathZh: ['零食'], pathEn: ['Snacks'], count: 1 },
      ],
    } as unknown as Catalog;
    const names = (path: string[]) =>
      browse(catalog, path, () => []).categories.map(({ name }) => textIn(name, th));
    expect([names([]), names(['乳品'])]).toEqual([['นมและเนย', 'Snacks'], ['นม']]);
  });

  it('takes an answer home under its question in it', () => {
    const entry = {
      id: 'K1',
      topic: 'return',
      questionsZh: ['怎么退货'],
      questionsEn: ['How do I return?'],
      questionsOther: { th: ['คืนสินค้าอย่างไร'] },
      answer: { zh: '七天', en: 'Seven days', th: 'เจ็ดวัน' },
    };
    const catalog = {
      store: () => ({ name: { zh: '店', en: 'Shop' }, timezone: 'Asia/Shanghai' }),
      knowledge: () => [entry],
    } as unknown as Catalog;
    const paper = (lang: Lang) =>
      paperOf(catalog, { type: 'knowledge', id: 'K1', lang }, new Date('2026-11-22T04:00:00Z'), () => []);
    expect(paper(th)).toMatchObject({ title: 'คืนสินค้าอย่างไร', body: 'เจ็ดวัน' });
    expect(paper('en')).toMatchObject({ title: 'How do I return?', body: 'Seven days' });
  });
});

describe('placesOf', () => {
  it('names each shelf once, all places of an item included', () => {
    const answer = {
      items: [
        { gtin: '1', aisle: 'B3', bay: '2', locations: [{ aisle: 'B3', bay: '2' }, { aisle: 'E1' }] },
        { gtin: '2', aisle: 'B3', bay: '2' },
        { gtin: '3' },
      ],
    };
    expect(placesOf({ answer } as never)).toEqual([{ aisle: 'B3', bay: '2' }, { aisle: 'E1' }]);
  });
});
