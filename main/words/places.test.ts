import { expect, it } from 'vitest';
import { aislesText, capital, chain, listOf, money, placeLabel, placeText, priceTag, sentences } from '.';

it('names places the same in a sentence and by themselves, with what is known of them', () => {
  const place = { aisle: 'B3', bay: '2', shelf: '3' };
  expect(placeText(place, 'zh')).toBe('B3 货架第 2 节');
  expect(placeLabel(place, 'zh')).toBe('B3 货架第 2 节（第 3 层）');
  expect(placeText(place, 'en')).toBe('aisle B3, bay 2');
  expect(placeLabel(place, 'en')).toBe('Aisle B3, bay 2, shelf 3');
  expect(placeLabel({ aisle: 'B3' }, 'zh')).toBe('B3 货架');
  expect(placeLabel({ aisle: 'B3' }, 'en')).toBe('Aisle B3');
});

it('leaves an aisle as it is that is named in words', () => {
  expect(placeText({ aisle: '生鲜区', bay: '2' }, 'zh')).toBe('生鲜区第 2 节');
  expect(placeText({ aisle: '生鲜区' }, 'en')).toBe('生鲜区');
  expect(placeLabel({ aisle: 'Aisle 5' }, 'zh')).toBe('Aisle 5');
  expect(aislesText(['A1', 'A2'], 'zh')).toBe('A1、A2 货架');
  expect(aislesText(['A1', '收银台前'], 'zh')).toBe('A1 货架、收银台前');
  expect([aislesText(['A1'], 'en'), aislesText(['A1', 'A2'], 'en')]).toEqual([
    'aisle A1',
    'aisles A1 and A2',
  ]);
});

it('says amounts as one speaks of them, and writes them as on a price tag', () => {
  expect([money(12.9, 'CNY', 'zh'), money(12.9, 'CNY', 'en')]).toEqual(['12.9 元', '12.9 yuan']);
  expect([money(8, 'USD', 'en'), money(8.5, 'HKD', 'zh')]).toEqual(['$8', 'HK$8.50']);
  expect(money(12.95, 'MYR', 'en')).toBe('12.95 MYR');
  expect(priceTag(12.9, 'CNY', 'zh')).toBe('¥12.90');
  expect(priceTag(8, 'CNY', 'en')).toBe('¥8');
  expect(priceTag(1234.5, 'USD', 'en')).toBe('$1,234.50');
  expect(priceTag(5, 'not a code', 'zh')).toBe('not a code 5.00');
});

it('puts names and sentences in a row as each language does', () => {
  expect(listOf(['a', 'b', 'c'], 'zh')).toBe('a、b、c');
  expect(listOf(['a', 'b', 'c'], 'en')).toBe('a, b and c');
  expect([listOf(['a'], 'en'), listOf([], 'zh')]).toEqual(['a', '']);
  expect(sentences('en', 'One.', '', undefined, 'Two.')).toBe('One. Two.');
  expect(sentences('zh', '一。', '二。')).toBe('一。二。');
  expect(chain(['a', 'b', 'c'], 'en')).toBe('a, b, c');
  expect([capital('', 'en'), capital('soap', 'en'), capital('vivo', 'zh')]).toEqual(['', 'Soap', 'vivo']);
});
