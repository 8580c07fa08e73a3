import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEngine } from '..';
import { Unanswered, type SentenceEncoder } from '../../contract';
import { openShop, type Shop } from './shop';

let shop: Shop;
beforeAll(() => {
  shop = openShop({
    products: [
      {
        gtin: '1',
        name_zh: '清泉洗发露 400ml',
        name_en: 'Qingquan Shampoo 400ml',
        category_zh: '个护 > 洗发水',
        category_en: 'Care > Shampoo',
        price: '29.90',
      },
      {
        gtin: '2',
        name_zh: '牧云纯牛奶 1L',
        name_en: 'Muyun Whole Milk 1L',
        category_zh: '食品 > 牛奶',
        category_en: 'Food > Milk',
        price: '5.50',
      },
    ],
  });
});
afterAll(() => shop.close());

/** An encoder that knows no language: goods are found by letters and kinds. */
const silent: SentenceEncoder = {
  by: 'encoders',
  languages: [],
  encode: () => undefined,
  encodeAll: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

it('records which kind of goods was asked for and is not carried, and nothing of what was said', async () => {
  const records: Unanswered[] = [];
  const engine = createEngine({
    catalog: () => shop.reader,
    clock: () => new Date('2026-11-22T12:00:00+08:00'),
    onUnanswered: (record) => records.push(record),
    encoder: () => silent,
  });
  await engine.learn();
  expect(engine.finding()).toBe('full');
  expect(engine.ask({ text: '有没有行李箱', lang: 'zh' }, engine.newConversation()).abstained).toBe(true);
  expect(records.at(-1)).toMatchObject({ reason: 'not_carried', wanted: ['suitcase'] });
  expect(JSON.stringify(records)).not.toContain('有没有');
  expect(Unanswered.safeParse({ ...records[0], wanted: ['我要行李箱'] }).success).toBe(false);
  engine.ask({ text: '洗发水在哪里', lang: 'zh' }, engine.newConversation());
  expect(records).toHaveLength(1);
}, 120_000);
