import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop, type Shop } from '../evals/shop';

const row = (gtin: string, zh: string, en: string, category: string): Record<string, string> => ({
  gtin,
  name_zh: zh,
  name_en: en,
  category_zh: category,
  category_en: category,
  price: '10',
});
let shop: Shop;
beforeAll(() => {
  shop = openShop({
    products: [
      row('1', '得固 活动扳手 8寸', 'Degu Adjustable Wrench 8 in', '五金'),
      row('2', '沪丰 水平尺 60CM', 'Hufeng Spirit Level 60 cm', '五金'),
      row('3', '雅霜 面霜 80g', 'Yashuang Face Cream', '护肤'),
      row('4', '孔凤春 面霜 40g', 'Kongfengchun Face Cream', '护肤'),
    ],
  });
});
afterAll(() => shop.close());

it.each([
  ['活动扳手在哪', 'product.location'],
  ['水平尺，里面有个气泡的', 'product.location'],
  ['敏感肌用什么面霜比较好', 'product.recommend'],
  ['雅霜和孔凤春哪个便宜', 'product.compare'],
  ['雅霜面霜里面有什么成分', 'product.ingredients'],
])('%s is %s', (text, intent) => {
  expect(shop.engine.ask({ text }, shop.engine.newConversation()).intent).toBe(intent);
});
