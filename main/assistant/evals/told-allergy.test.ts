import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import type { Answer } from '../../contract';
import { openShop, type Shop } from './shop';

/** What somebody said they are allergic to holds for everything that is suggested to them afterwards. */

const snack = (
  gtin: string,
  zh: string,
  en: string,
  price: string,
  over: Record<string, string> = {},
): Record<string, string> => ({
  gtin,
  name_zh: zh,
  name_en: en,
  category_zh: '零食 > 饼干',
  category_en: 'Snacks > Biscuits',
  price,
  ...over,
});
const FREE = { allergens_free_from: 'peanut' };
const PRODUCTS = [
  snack('1', '云山花生饼干', 'Yunshan Peanut Biscuits', '3', { allergens_contains: 'peanut' }),
  snack('2', '云山燕麦饼干', 'Yunshan Oat Biscuits', '9', FREE),
  snack('3', '田园苏打饼干', 'Tianyuan Soda Biscuits', '5'),
  snack('4', '田园米饼', 'Tianyuan Rice Crackers', '8', {
    category_zh: '零食 > 米饼',
    category_en: 'Snacks > Rice crackers',
    ...FREE,
  }),
  snack('5', '田园花生糖', 'Tianyuan Peanut Brittle', '6', {
    category_zh: '零食 > 糖果',
    category_en: 'Snacks > Sweets',
    allergens_contains: 'peanut',
  }),
  snack('6', '清泉洗发水', 'Spring Shampoo', '20', {
    category_zh: '个护 > 洗发水',
    category_en: 'Care > Shampoo',
  }),
  snack('7', '清泉柔顺洗发水', 'Spring Soft Shampoo', '12', {
    category_zh: '个护 > 洗发水',
    category_en: 'Care > Shampoo',
  }),
  snack('8', '云山芒果干', 'Yunshan Dried Mango', '12', {
    category_zh: '零食 > 果干',
    category_en: 'Snacks > Dried fruit',
  }),
];

/** What follows on advice: the chocolate ones are of two brands, one of them with milk in it. */
const MILK = { allergens_contains: 'milk' };
const SHELF = [
  snack('21', '达能巧克力饼干', 'Danone Chocolate Biscuits', '6', MILK),
  snack('22', '嘉顿巧克力饼干', 'Garden Chocolate Biscuits', '9', {
    brand_zh: '嘉顿',
    brand_en: 'Garden',
    allergens_free_from: 'milk',
  }),
  snack('23', '嘉顿苏打饼干', 'Garden Soda Biscuits', '7', {
    brand_zh: '嘉顿',
    brand_en: 'Garden',
    related: '24|25',
  }),
  snack('24', '光明酸奶', 'Bright Yoghurt', '5', {
    category_zh: '乳品 > 酸奶',
    category_en: 'Dairy > Yoghurt',
    ...MILK,
  }),
  snack('25', '云山豆浆', 'Yunshan Soy Milk', '4', {
    category_zh: '乳品 > 豆浆',
    category_en: 'Dairy > Soy milk',
    allergens_free_from: 'milk',
  }),
  snack('26', '清泉洗发水', 'Spring Shampoo', '20', {
    category_zh: '个护 > 洗发水',
    category_en: 'Care > Shampoo',
  }),
  ...['可可华夫', '奶香华夫', '海盐华夫'].map((zh, i) =>
    snack(`3${i}`, `云山${zh}`, `Yunshan ${['Cocoa', 'Cream', 'Salt'][i]!} Waffles`, String(10 + i), {
      category_zh: '零食 > 华夫',
      category_en: 'Snacks > Waffles',
      ...(i === 2 ? { allergens_free_from: 'milk' } : MILK),
    }),
  ),
].map((row, i) =>
  row['brand_zh']
    ? row
    : { ...row, brand_zh: i === 0 ? '达能' : '云山', brand_en: i === 0 ? 'Danone' : 'Yunshan' },
);

let shop: Shop;
let shelf: Shop;
/** Goods are found by all evidence, as on a terminal. */
beforeAll(async () => {
  const encoder = await openStudent();
  shop = openShop({ products: PRODUCTS, encoder });
  shelf = openShop({
    products: SHELF,
    encoder,
    locations: SHELF.map(({ gtin }, i) => ({ gtin: gtin!, position: 0, aisle: `A${i < 3 ? 1 : i}` })),
    stock: SHELF.map(({ gtin }) => ({
      gtin: gtin!,
      quantity: gtin === '31' || gtin === '30' ? 0 : 9,
      as_of: '2026-11-22T09:00:00+08:00',
    })),
    promotions: [
      {
        id: 'P',
        title_zh: '第二件半价',
        title_en: 'second at half price',
        kind: 'percent_off',
        value: '10',
        starts_at: '2026-01-01T00:00:00+08:00',
        ends_at: '2027-01-01T00:00:00+08:00',
        gtins: '21|22',
      },
    ],
  });
  await shop.engine.learn();
  await shelf.engine.learn();
});
afterAll(() => [shop, shelf].forEach((one) => one.close()));

function askOf(where: Shop, lines: readonly string[]): Answer {
  const conversation = where.engine.newConversation();
  return lines.map((text) => where.engine.ask({ text }, conversation)).at(-1)!;
}
const ask = (...lines: string[]): Answer => askOf(shop, lines);
const askShelf = (...lines: string[]): Answer => askOf(shelf, lines);
/** Everything that an answer shows or offers to choose. */
const shown = ({ items, candidates, actions }: Answer): string =>
  JSON.stringify([items, candidates, actions]);

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

  it.each([
    ['我对花生过敏', '云山花生饼干在哪', '再说一遍'],
    ['我对花生过敏', '有饼干吗', '再说一遍'],
    ['我对芒果过敏', '有饼干吗', '再说一遍'],
    ["I'm allergic to peanuts", 'where are the biscuits', 'say that again'],
  ])('%s, %s, then %s: warned of once, in the same words', (...lines) => {
    const once = ask(...lines.slice(0, 2));
    expect(once.text).toMatch(/^(?:注意|Please note)/);
    expect(ask(...lines).text).toBe(once.text);
  });

  it('holds for an answer from before that is told once more', () => {
    expect(ask('云山花生饼干在哪', '我对花生过敏', '返回上一个').text).toMatch(/^注意：.*含花生/);
  });

  it('is in the facts by key, so that every language has a word for it', () => {
    expect(ask('我对花生和牛奶过敏', '有饼干吗').facts).toMatchObject({
      allergens: expect.arrayContaining(['peanut', 'milk']) as unknown,
    });
    expect(ask('我对芒果过敏', '云山芒果干在哪').facts).toMatchObject({ other_allergen: '芒果' });
  });

  it('is noted, and promises only what can be kept', () => {
    expect(ask('我对花生过敏')).toMatchObject({
      intent: 'product.allergen',
      abstained: false,
      asks: true,
      text: expect.stringMatching(/只给您推荐标明不含花生的/),
    });
    expect(ask("I'm allergic to peanuts").text).toMatch(/only suggest what is declared free of peanut/);
  });

  it('shows nothing else however it is asked for, also after other questions', () => {
    for (const wish of ['饼干或者糖果推荐一下', '孩子能吃什么零食', '有什么零食可以吃'])
      expect(shown(ask('我对花生过敏', wish)), wish).not.toMatch(/"gtin":"[1358]"|花生糖|花生饼干|苏打/);
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

describe('what follows on a told allergy', () => {
  const zh = '我对牛奶过敏，推荐饼干';
  const en = "I'm allergic to milk, which biscuits can I eat?";

  it.each([
    [zh, '那巧克力味的呢'],
    [zh, '巧克力饼干呢'],
    [zh, '还有别的吗', '巧克力饼干呢'],
    [zh, '有巧克力味的吗'],
    [zh, '算了', '推荐巧克力饼干'],
    ['我对牛奶过敏，叫个店员', '推荐饼干', '那巧克力味的呢'],
    ['不含牛奶的饼干有哪些', '那巧克力味的呢'],
    [en, 'what about the chocolate ones?'],
    ["I'm allergic to milk", 'recommend some biscuits', 'and the chocolate biscuits?'],
  ])('goes on as advice, of what is declared free alone: %s / %s', (...lines) => {
    const answer = askShelf(...lines);
    expect(answer.intent).toBe('product.recommend');
    expect(answer.items.map(({ gtin }) => gtin)).toEqual(['22']);
    expect(answer.text).toMatch(/标明不含牛奶|declared free of milk/);
    expect(shown(answer)).not.toMatch(/达能|Danone|"2[13]"/);
  });

  it.each([
    ['达能巧克力饼干在哪', /^注意：达能巧克力饼干含牛奶。达能巧克力饼干在 A1 货架/],
    ['达能巧克力饼干多少钱', /^注意：达能巧克力饼干含牛奶。.*6 元/],
    ['达能巧克力饼干有货吗', /^注意：达能巧克力饼干含牛奶。.*有货/],
    ['达能巧克力饼干有优惠吗', /^注意：达能巧克力饼干含牛奶。.*半价/],
    ['达能巧克力饼干和嘉顿巧克力饼干哪个便宜', /^注意：达能巧克力饼干含牛奶。.*达能巧克力饼干便宜/],
    ['带我去达能巧克力饼干', /^注意：达能巧克力饼干含牛奶。/],
    ['嘉顿苏打饼干在哪', /^注意：嘉顿苏打饼干没有标明是否含牛奶。/],
    ['洗发水多少钱', /^注意：清泉洗发水没有标明是否含牛奶。/],
    ['嘉顿巧克力饼干在哪', /^嘉顿巧克力饼干在 A1/],
    ['where are the Danone Chocolate Biscuits', /^Please note: Danone Chocolate Biscuits contains milk\. /],
    [
      'how much are the Garden Soda Biscuits',
      /^Please note: Garden Soda Biscuits does not say whether it contains milk\. /,
    ],
  ])('is answered by name, and what it contains is said first: %s', (line, text) => {
    const told = line.startsWith('w') || line.startsWith('h') ? "I'm allergic to milk" : '我对牛奶过敏';
    const answer = askShelf(told, line);
    expect(answer.text).toMatch(text);
    expect(JSON.stringify(answer.candidates)).not.toMatch(/达能|Danone/);
    expect(askShelf(line).text).not.toMatch(/注意|Please note/);
  });

  it('leads and prints with the warning, and says so of an item that is tapped', () => {
    expect(askShelf('我对牛奶过敏', '达能巧克力饼干在哪', '打印').text).toMatch(
      /^注意：达能巧克力饼干含牛奶/,
    );
    expect(askShelf('我对牛奶过敏', '嘉顿苏打饼干在哪', '好的').text).toMatch(/^注意：嘉顿苏打饼干没有标明/);
    expect(askShelf('我对牛奶过敏', '达能巧克力饼干在哪').asks).toBe(false);
    const conversation = shelf.engine.newConversation();
    shelf.engine.ask({ text: '我对牛奶过敏' }, conversation);
    expect(shelf.engine.ask({ text: '', gtin: '21' }, conversation).text).toMatch(
      /^注意：达能巧克力饼干含牛奶/,
    );
  });

  it('counts a kind, offers what is free of it first, and chooses by what stands first', () => {
    const answer = askShelf('我对牛奶过敏', '云山华夫在哪');
    expect(answer.text).toMatch(/^注意：云山可可华夫含牛奶；云山奶香华夫含牛奶。/);
    expect(answer.items[0]!.gtin).toBe('32');
    expect(answer.candidates.map(({ gtin }) => gtin)).toEqual(['32']);
    expect(askShelf('我对牛奶过敏', '云山华夫在哪', '第一个多少钱').items.map(({ gtin }) => gtin)).toEqual([
      '32',
    ]);
  });

  it('names nothing else instead of what is out or not here than what is declared free', () => {
    const out = askShelf('我对牛奶过敏', '云山可可华夫有货吗');
    expect(out.text).toMatch(/^注意：云山可可华夫含牛奶。云山可可华夫现在缺货.*可以看看云山海盐华夫。$/);
    expect(out.items.map(({ gtin }) => gtin)).toEqual(['30', '32']);
    const pair = askShelf('我对牛奶过敏', '嘉顿苏打饼干在哪', '配什么好');
    expect(shown(pair)).not.toMatch(/"24"|酸奶/);
    expect(pair.text).not.toMatch(/酸奶/);
    expect(askShelf('我对牛奶过敏', '今天有什么优惠').items.map(({ gtin }) => gtin)).toEqual(['22']);
  });

  it('of what the feed has no column for: that it cannot be known', () => {
    expect(ask('我对芒果过敏', '田园米饼在哪').text).toMatch(/^注意：资料里没有“芒果”这一项，没法知道/);
    expect(ask('我对芒果过敏', '云山芒果干多少钱').text).toMatch(/^注意：云山芒果干的配料或名称里有“芒果”。/);
    expect(ask("I'm allergic to mango", 'where are the Tianyuan Rice Crackers').text).toMatch(
      /^Please note: our data has no entry for “mango”, so it can’t be known/,
    );
  });
});
