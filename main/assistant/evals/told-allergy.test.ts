import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import type { Answer } from '../../contract';
import { openShop, type Shop } from './shop';

/** What somebody said they are allergic to holds for everything that is suggested to them afterwards. */

const snack = (gtin: string, zh: string, en: string, price: string, over: Record<string, string> = {}): Record<string, string> => ({
  gtin, name_zh: zh, name_en: en, category_zh: '零食 > 饼干', category_en: 'Snacks > Biscuits', price, ...over,
});
const FREE = { allergens_free_from: 'peanut' };
const PRODUCTS = [
  snack('1', '云山花生饼干', 'Yunshan Peanut Biscuits', '3', { allergens_contains: 'peanut' }),
  snack('2', '云山燕麦饼干', 'Yunshan Oat Biscuits', '9', FREE),
  snack('3', '田园苏打饼干', 'Tianyuan Soda Biscuits', '5'),
  snack('4', '田园米饼', 'Tianyuan Rice Crackers', '8', { category_zh: '零食 > 米饼', category_en: 'Snacks > Rice crackers', ...FREE }),
  snack('5', '田园花生糖', 'Tianyuan Peanut Brittle', '6', { category_zh: '零食 > 糖果', category_en: 'Snacks > Sweets', allergens_contains: 'peanut' }),
  snack('6', '清泉洗发水', 'Spring Shampoo', '20', { category_zh: '个护 > 洗发水', category_en: 'Care > Shampoo' }),
  snack('7', '清泉柔顺洗发水', 'Spring Soft Shampoo', '12', { category_zh: '个护 > 洗发水', category_en: 'Care > Shampoo' }),
  snack('8', '云山芒果干', 'Yunshan Dried Mango', '12', { category_zh: '零食 > 果干', category_en: 'Snacks > Dried fruit' }),
];

let shop: Shop;
/** Goods are found by all evidence, as on a terminal. */
beforeAll(async () => {
  shop = openShop({ products: PRODUCTS, encoder: await openStudent() });
  await shop.engine.learn();
});
afterAll(() => shop.close());

function ask(...lines: string[]): Answer {
  const conversation = shop.engine.newConversation();
  return lines.map((text) => shop.engine.ask({ text }, conversation)).at(-1)!;
}
/** Everything that an answer shows or offers to choose. */
const shown = ({ items, candidates, actions }: Answer): string => JSON.stringify([items, candidates, actions]);

describe('an allergy that was told', () => {
  it.each([
    ['我对花生过敏', '推荐点零食', ['2', '4']],
    ['我花生过敏', '有什么零食推荐', ['2', '4']],
    ['我对花生过敏', '推荐饼干', ['2']],
    ['我对花生过敏', '最便宜的饼干', ['2']],
    ["I'm allergic to peanuts", 'recommend some biscuits', ['2']],
  ])('%s, then %s: only what is declared free, and that is said', (told, wish, gtins) => {
    const answer = ask(told, wish);
    expect(answer).toMatchObject({ intent: 'product.recommend', facts: { allergen: 'peanut' } });
    expect(answer.items.map(({ gtin }) => gtin).sort()).toEqual(gtins);
    expect(answer.text).toMatch(/标明不含花生|declared free of peanut/);
  });

  it('is noted, and promises only what can be kept', () => {
    expect(ask('我对花生过敏')).toMatchObject({ intent: 'product.allergen', abstained: false, asks: true, text: expect.stringMatching(/只给您推荐标明不含花生的/) });
    expect(ask("I'm allergic to peanuts").text).toMatch(/only suggest what is declared free of peanut/);
  });

  it('shows nothing else however it is asked for, also after other questions', () => {
    for (const wish of ['饼干或者糖果推荐一下', '孩子能吃什么零食', '有什么零食可以吃']) expect(shown(ask('我对花生过敏', wish)), wish).not.toMatch(/"gtin":"[1358]"|花生糖|花生饼干|苏打/);
    expect(ask('我对花生过敏', '田园苏打饼干在哪', '有别的吗').items.map(({ gtin }) => gtin)).toEqual(['2']);
    const cheaper = ask('我对花生过敏', '云山燕麦饼干多少钱', '换个便宜点的');
    expect(cheaper.items).toEqual([]);
    expect(cheaper.text).toMatch(/没有一款标明不含花生/);
    expect(ask('我对花生过敏', '这些有什么过敏原', '推荐饼干').items.map(({ gtin }) => gtin)).toEqual(['2']);
  });

  it('suggests nothing where nothing is declared free', () => {
    const answer = ask('我对花生过敏', '推荐洗发水');
    expect(answer).toMatchObject({ items: [], abstained: true });
    expect(answer.text).toMatch(/没有一款标明不含花生/);
  });

  it('to what the feed has no column for: nothing is suggested as fit', () => {
    expect(ask('我对芒果过敏').text).toMatch(/没有“芒果”这一项/);
    const answer = ask('我对芒果过敏', '推荐零食');
    expect(answer.items).toEqual([]);
    expect(answer.text).toMatch(/芒果.*包装标签/);
  });

  it('holds until the talk starts over, and of one who merely asked only where the kind says anything of it', () => {
    expect(ask('我对花生过敏', '重新开始', '推荐饼干').items).toHaveLength(3);
    expect(ask('云山花生饼干含花生吗', '推荐饼干').items.map(({ gtin }) => gtin)).toEqual(['2']);
    expect(ask('云山花生饼干含花生吗', '推荐洗发水').items).toHaveLength(2);
    expect(ask('推荐饼干').items).toHaveLength(3);
  });
});
