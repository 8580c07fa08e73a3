import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '..';
import type { Answer, Catalog } from '../../contract';
import { openShop, type Shop } from '../evals/shop';

const NOW = new Date('2026-11-22T12:00:00+08:00');
/** HQ was last heard of days ago, in another zone's words. */
const CONFIRMED = '2026-11-18T22:30:00.000Z';

let shop: Shop;
let engine: Engine;
beforeAll(() => {
  const product = (gtin: string, name_zh: string, name_en: string, price: string) => ({
    gtin,
    name_zh,
    name_en,
    brand_zh: '清泉',
    category_zh: '饮料 > 水',
    category_en: 'Drinks > Water',
    price,
  });
  shop = openShop(
    {
      products: [
        product('06901234567892', '清泉矿泉水', 'Spring Water', '2.5'),
        product('06901234567908', '清泉苏打水', 'Spring Soda', '4'),
      ],
      locations: [{ gtin: '06901234567892', position: 1, aisle: 'A1' }],
    },
    NOW,
  );
  const catalog = new Proxy(shop.reader as Catalog, {
    get: (reader, key) => {
      if (key === 'info') return { ...reader.info, confirmedAt: CONFIRMED };
      const value: unknown = reader[key as keyof Catalog];
      return typeof value === 'function' ? (value.bind(reader) as unknown) : value;
    },
  });
  engine = createEngine({ catalog: () => catalog, clock: () => NOW });
});
afterAll(() => shop.close());

const talk = (...texts: string[]): Answer[] => {
  const conversation = engine.newConversation();
  return texts.map((text) => engine.ask({ text }, conversation));
};

describe('the age of prices', () => {
  it('is told once, in the store’s zone, also where the answer is said again', () => {
    const [price, again] = talk('清泉矿泉水多少钱', '再说一遍');
    expect(price!.text).toMatch(/价格截至 11月19日 06:30/);
    expect(price!.facts.as_of).toBe('2026-11-19T06:30:00+08:00');
    expect(again!.text).toBe(price!.text);
  });

  it('is not told of what has no price', () => {
    const [place] = talk('清泉矿泉水在哪里');
    expect(place!.text).not.toMatch(/截至/);
    expect(place!.facts.as_of).toBeUndefined();
  });
});
