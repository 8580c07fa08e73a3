import { describe, expect, it } from 'vitest';
import { normalize } from './index';

/** Written → said. */
const SAID: readonly (readonly [string, string])[] = [
  ['¥12.90', 'twelve yuan ninety'], ['12.9 yuan', 'twelve yuan ninety'], ['¥12.05', 'twelve yuan oh five'], ['¥5', 'five yuan'], ['¥0.50', 'zero point five yuan'], ['$5.99', 'five dollars ninety nine'], ['¥1,299', 'one thousand two hundred ninety nine yuan'],
  ['¥10-¥20', 'ten to twenty yuan'], ['¥3.98/500g', 'three yuan ninety eight per five hundred grams'],
  ['500ml', 'five hundred milliliters'], ['1.5L', 'one point five liters'], ['1 kg', 'one kilogram'], ['100g', 'one hundred grams'], ['6x250ml', 'six by two hundred fifty milliliters'], ['-18°C', 'minus eighteen degrees Celsius'],
  ['22:00', 'ten PM'], ['9:30', 'nine thirty AM'], ['9:30 pm', 'nine thirty PM'], ['8:05', 'eight oh five AM'], ['12:00', 'noon'], ['0:00', 'midnight'], ['8:00-22:00', 'eight AM to ten PM'], ['10 a.m.', 'ten AM'],
  ['2026-11-22', 'November twenty second, twenty twenty six'], ['Nov 22', 'November twenty second'], ['22 November 2026', 'November twenty second, twenty twenty six'], ['May 1st', 'May first'],
  ['50%', 'fifty percent'], ['3.5%', 'three point five percent'], ['1/2', 'one half'], ['3/4', 'three quarters'], ['2/3', 'two thirds'], ['2+1', 'buy two get one free'],
  ['B3', 'B three'], ['aisle B3, bay 2', 'aisle B three, bay two'], ['2F-07', 'two F oh seven'], ['A-03', 'A oh three'], ['No. 3', 'number three'], ['#4', 'number four'], ['2nd floor', 'second floor'],
  ['call 0571-88886666', 'call zero five seven one, eight eight eight eight six six six six'], ['13812345678', 'one three eight, one two three four, five six seven eight'],
  ['3-5 days', 'three to five days'], ['12', 'twelve'], ['21', 'twenty one'], ['100', 'one hundred'], ['1234', 'one thousand two hundred thirty four'], ['1000000', 'one million'], ['0', 'zero'],
  ['6901234567892', ''], ['Coke (barcode 6901234567892)', 'Coke'], ['salt & pepper', 'salt and pepper'], ["M&M's", "M and M's"], ['gluten-free', 'gluten free'],
];

describe('English as it is said', () => {
  it.each(SAID)('%s → %s', (written, said) => {
    expect(normalize(written, 'en')).toBe(said);
  });
});
