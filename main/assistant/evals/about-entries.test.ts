import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import type { Answer } from '../../contract';
import { openShop, type Shop } from './shop';

const goods = (
  gtin: string,
  zh: string,
  en: string,
  more: Record<string, string> = {},
): Record<string, string> => ({
  gtin,
  name_zh: zh,
  name_en: en,
  category_zh: '百货',
  category_en: 'General',
  price: '10',
  ...more,
});
const told = (id: string, topic: string, zh: string, en: string, answerZh: string, answerEn: string) => ({
  id,
  topic,
  questions_zh: zh,
  questions_en: en,
  answer_zh: answerZh,
  answer_en: answerEn,
});

let shop: Shop;
beforeAll(async () => {
  shop = openShop({
    products: [
      goods('1', '中盐 食用盐 400g', 'Table salt 400g'),
      goods('2', '狗绳 牵引 1.5m', 'Dog leash 1.5 m'),
      goods('3', '乐扣 饭盒 1L', 'Lunch box 1 L'),
      goods('4', '家乐氏 特别K 红莓麦片 317g', "Kellogg's Special K Red Berries 317g"),
      goods('5', '丹东草莓 300g', 'Dandong strawberries 300 g'),
    ],
    knowledge: [
      told(
        'pets',
        'policy',
        '可以带宠物吗|狗能进店吗',
        'Are pets allowed?',
        '宠物请抱着或放进笼子。',
        'Pets must be carried.',
      ),
      told(
        'microwave',
        'facility',
        '哪里有微波炉',
        'Is there a microwave for customers?',
        '休息区有微波炉，可以热饭。',
        'There is a microwave in the rest area where you can heat food.',
      ),
      told(
        'fresh',
        'policy',
        '生鲜坏了怎么办|水果坏了能退吗',
        'What if fresh food is bad?',
        '生鲜有问题当天凭小票退款。',
        'Bad fresh food is refunded the same day with the receipt.',
      ),
      told(
        'delivery',
        'policy',
        '送货上门吗|多少钱起送',
        'Do you deliver?',
        '满 59 元免费送货上门。',
        'Free delivery from 59 yuan.',
      ),
    ],
    encoder: await openStudent(),
  });
  await shop.engine.learn();
});
afterAll(() => shop.close());
const ask = (text: string): Answer => shop.engine.ask({ text }, shop.engine.newConversation());

describe('what the store itself is asked, though goods are named in it', () => {
  it.each([
    ['我带了只小狗，抱着能进吧', 'pets'],
    ['草莓买回去坏了一半，可以退吗', 'fresh'],
    ['满多少钱你们给送到家', 'delivery'],
  ])('%s', (text, id) => expect(ask(text).facts?.['knowledge']).toBe(id));

  it.each([
    ['狗绳在哪', '2'],
    ['草莓多少钱', '5'],
    ['where are the lunch boxes', '3'],
  ])('%s is about goods', (text, gtin) => {
    const answer = ask(text);
    expect(answer.facts?.['knowledge']).toBeUndefined();
    expect(answer.items[0]?.gtin).toBe(gtin);
  });
});

it.each(["What's on special today?", '今天商场都有哪些活动'])('%s names no goods', (text) => {
  const answer = ask(text);
  expect(answer.intent).toBe('promotion.list');
  expect(answer.items).toEqual([]);
});
