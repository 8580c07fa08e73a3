import { expect, it } from 'vitest';
import { metres, money, placeText } from './format';

it('writes money as shoppers read it', () => {
  expect(money(12.9, 'CNY', 'zh')).toBe('¥12.90');
  expect(money(8, 'CNY', 'en')).toBe('¥8');
  expect(money(1234.5, 'USD', 'en')).toBe('$1,234.50');
  expect(money(5, 'not a code', 'zh')).toBe('not a code 5.00');
});

it('writes places with what is known of them', () => {
  expect(placeText({ aisle: 'B3', bay: '2', shelf: '3' }, 'zh')).toBe('B3 货架 · 第 2 节 · 第 3 层');
  expect(placeText({ aisle: 'B3' }, 'en')).toBe('Aisle B3');
});

it('never says nought metres', () => {
  expect(metres(0.2)).toBe(1);
  expect(metres(11.6)).toBe(12);
});
