import { expect, it } from 'vitest';
import type { Product } from '../../contract';
import { askedAttributes, attributesOf, meets } from './attributes';

const product = (zh: string, en: string, size?: string): Product => ({
  gtin: zh, name: { zh, en }, ...(size ? { size } : {}), categoryZh: [], categoryEn: [], price: 1, allergensContains: [], allergensMayContain: [], allergensFreeFrom: [], claims: [], aliasesZh: [], aliasesEn: [], related: [],
});

it.each([
  ['500ml的洗发水', product('清泉洗发露 500ml', 'Shampoo 500ml'), [1, 0]],
  ['500ml的洗发水', product('清泉洗发露 750ml', 'Shampoo 750ml'), [0, 1]],
  ['半升装的', product('清泉洗发露 500毫升', 'Shampoo'), [1, 0]],
  ['八卷装的卷纸', product('云山卷纸 140g*8卷', 'Toilet Roll 8 rolls'), [1, 0]],
  ['八卷装的卷纸', product('云山卷纸 140g*27卷', 'Toilet Roll 27 rolls'), [0, 1]],
  ['要一卷胶带', product('胶带 10卷', 'Tape 10 rolls'), [0, 0]],
  ['E27螺口的灯泡', product('ＬＥＤ球泡 Ｅ27 9W', 'LED Bulb E27'), [1, 0]],
  ['E27螺口的灯泡', product('LED尖泡 E14 4W', 'LED Candle E14'), [0, 1]],
  ['五号电池', product('碱性电池 AA 8粒', 'Battery AA'), [1, 0]],
  ['五号电池', product('7号电池', 'AAA battery'), [0, 1]],
  ['无糖的可乐', product('可乐 零糖 330ml', 'Cola zero sugar'), [1, 0]],
  ['sugar-free cola', product('可乐 330ml', 'Cola 330ml'), [0, 0]],
  ['3 inch castor', product('万向轮 3寸', 'Castor 3 inch'), [1, 0]],
  ['food for dogs', product('成猫粮 2kg', 'Adult Cat Food 2kg'), [0, 1]],
  ['给狗狗吃的', product('宝路成犬粮 2kg', 'Adult Dog Food 2kg'), [1, 0]],
  ['草莓味的', product('夹心饼干 草莓味', 'Biscuits Strawberry'), [1, 0]],
  ['草莓味的', product('夹心饼干 香草味', 'Biscuits Vanilla'), [0, 1]],
  ['有没有洗发水', product('清泉洗发露 500ml', 'Shampoo 500ml'), [0, 0]],
])('%s', (said, each, expected) => {
  expect(meets(askedAttributes(said), attributesOf(each))).toEqual(expected);
});
