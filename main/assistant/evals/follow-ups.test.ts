import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import { openShop, type Shop } from './shop';

/** How people go on: a conversation is what was said and the items that stand first then. */

const goods = (
  gtin: string,
  zh: string,
  en: string,
  category: readonly [string, string],
  price: string,
  over: Record<string, string> = {},
): Record<string, string> => ({
  gtin,
  name_zh: zh,
  name_en: en,
  category_zh: category[0],
  category_en: category[1],
  price,
  ...over,
});
const BULBS = ['照明 > 灯泡', 'Lighting > Bulbs'] as const;
const SHAMPOO = ['个护 > 洗发水', 'Care > Shampoo'] as const;
const TOWELS = ['家纺 > 毛巾', 'Textiles > Towels'] as const;
const OTHER = ['日用 > 口腔', 'Household > Oral care'] as const;
const PRODUCTS = [
  goods('1', '欧亮 LED球泡 E27 3W 白光', 'Ouliang LED bulb E27 3W daylight', BULBS, '9'),
  goods('2', '欧亮 LED球泡 E27 9W 白光', 'Ouliang LED bulb E27 9W daylight', BULBS, '15'),
  goods('3', '欧亮 LED球泡 E27 9W 暖光', 'Ouliang LED bulb E27 9W warm white', BULBS, '16'),
  goods('4', '蜀山 生姜洗发水 200ml', 'Shushan ginger shampoo 200ml', SHAMPOO, '25', {
    brand_zh: '蜀山',
    brand_en: 'Shushan',
  }),
  goods('5', '蜀山 生姜洗发水 520ml', 'Shushan ginger shampoo 520ml', SHAMPOO, '49', {
    brand_zh: '蜀山',
    brand_en: 'Shushan',
  }),
  goods('6', '绿叶 去屑洗发水 400ml', 'Green Leaf anti-dandruff shampoo 400ml', SHAMPOO, '30', {
    brand_zh: '绿叶',
    brand_en: 'Green Leaf',
  }),
  goods('7', '洁柔 毛巾 蓝 34×75', 'Jierou towel blue 34x75', TOWELS, '12'),
  goods('8', '洁柔 毛巾 粉 34×75', 'Jierou towel pink 34x75', TOWELS, '12'),
  goods('9', '皓齿 牙膏 薄荷 120g', 'Haochi toothpaste mint 120g', OTHER, '8'),
  goods('10', '皓齿 牙刷 软毛', 'Haochi toothbrush soft', OTHER, '6'),
];
const KNOWLEDGE = [
  {
    id: 'wc',
    topic: 'toilet',
    questions_zh: '厕所在哪|洗手间在哪里',
    questions_en: 'where is the toilet|restroom',
    answer_zh: '洗手间在服务台右边。',
    answer_en: 'The restroom is right of the service desk.',
  },
];

type Turn = readonly [say: string, first: readonly string[], price?: number];
const TALKS: readonly (readonly Turn[])[] = [
  [
    ['LED灯泡在哪', ['1', '2', '3']],
    ['九瓦的', ['2', '3']],
    ['要暖光的', ['3']],
    ['多少钱', ['3'], 16],
  ],
  [
    ['LED bulbs please', ['1', '2', '3']],
    ['nine watt', ['2', '3']],
    ['the warm one, not daylight', ['3']],
    ['how much is it', ['3'], 16],
  ],
  [
    ['蜀山的洗发水有吗', ['4', '5']],
    ['要大瓶的', ['5']],
    ['太贵了，小的呢', ['4']],
    ['别的牌子有吗', ['6']],
  ],
  [
    ['蓝色的毛巾在哪', ['7']],
    ['说错了，不是蓝的，粉的', ['8']],
    ['牙膏在哪', ['9']],
  ],
  [
    ['毛巾在哪', ['7', '8']],
    ['厕所在哪', []],
    ['粉色的那条多少钱', ['8'], 12],
  ],
];

describe('a conversation goes on', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = openShop({
      products: PRODUCTS,
      knowledge: KNOWLEDGE,
      locations: PRODUCTS.map(({ gtin }, i) => ({ gtin: gtin!, position: 1, aisle: `A${i}` })),
      encoder: await openStudent(),
    });
    await shop.engine.learn();
  });
  afterAll(() => shop.close());

  it.each(TALKS.map((talk) => [talk.map(([say]) => say).join(' / '), talk] as const))('%s', (_, talk) => {
    const conversation = shop.engine.newConversation();
    for (const [say, first, price] of talk) {
      const answer = shop.engine.ask({ text: say }, conversation);
      const told = { say, gtin: answer.items[0]?.gtin, text: answer.text };
      if (first.length === 0) expect(told.gtin, JSON.stringify(told)).toBeUndefined();
      else expect(first, JSON.stringify(told)).toContain(told.gtin);
      if (price !== undefined) expect(answer.facts.price, JSON.stringify(told)).toBe(price);
    }
  });

  it('never guesses what is in it: a flavour after a question of allergens is asked about, not placed', () => {
    const conversation = shop.engine.newConversation();
    shop.engine.ask({ text: '蜀山生姜洗发水含花生吗' }, conversation);
    const answer = shop.engine.ask({ text: '那绿叶的呢' }, conversation);
    expect(answer.facts.verdict).not.toBe('free');
  });
});
