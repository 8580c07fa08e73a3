import { expect, it } from 'vitest';
import { CategoryPath, Unanswered } from './unanswered';

it.each([
  '生鲜 > 蔬菜',
  'OTC药品',
  '3C数码 > 0-3岁',
  '母婴 > T恤、卫衣',
  'Paper & cleaning > Home cleaning > Kitchen & bathroom cleaners',
  'Grocery > Dried mushrooms, seaweed & fruit',
  'Men’s > Jeans',
])('takes a category path: %s', (path) => expect(CategoryPath.safeParse(path).success).toBe(true));

it.each([
  '王小明 13800138000 花生过敏',
  '王小明 花生过敏',
  '13800138000',
  '138 0013 8000',
  '138 > 001 > 380',
  '一三八零零一三八零零零',
  '１３８００１３８０００',
  '我叫王小明，我的孩子对花生过敏怎么办',
  'my son has a severe nut allergy',
  'someone@example.com',
  ' 蔬菜',
  '生鲜 >',
  '',
  Array(7).fill('生鲜').join(' > '),
])('refuses what can be none: %s', (text) => expect(CategoryPath.safeParse(text).success).toBe(false));

it('has no room for a number elsewhere either', () => {
  const good = {
    at: '2026-11-22T12:00:00.000Z',
    lang: 'zh',
    reason: 'abstained',
    intent: 'product.location',
    words: ['土豆'],
    kinds: ['生鲜 > 蔬菜'],
    said: 7,
  };
  expect(Unanswered.safeParse(good).success).toBe(true);
  for (const bad of [
    { said: 13_800_138_000 },
    { wanted: ['a_13800138000'] },
    { kinds: ['王小明 13800138000'] },
  ])
    expect(Unanswered.safeParse({ ...good, ...bad }).success).toBe(false);
});
