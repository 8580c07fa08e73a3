import { describe, expect, it } from 'vitest';
import { largerOf, meets, quantitiesOf } from './quantities';

describe('quantities', () => {
  it.each([
    ['一米三', [{ value: 1300, unit: 'mm' }]],
    ['七米半', [{ value: 7500, unit: 'mm' }]],
    ['要一公斤的', [{ value: 1000, unit: 'g' }]],
    ['半斤装', [{ value: 250, unit: 'g' }]],
    ['四十一码', [{ value: 41, unit: 'size' }]],
    ['九瓦', [{ value: 9, unit: 'w' }]],
    ['nine watt', [{ value: 9, unit: 'w' }]],
    ['size forty-two', [{ value: 42, unit: 'size' }]],
    ['the two litre one', [{ value: 2000, unit: 'ml' }]],
    ['half a litre', [{ value: 500, unit: 'ml' }]],
    ['2.5平方', [{ value: 2.5, unit: '' }]],
    ['the second one', []],
    ['一个都没有', [{ value: 1, unit: 'count' }]],
  ] as const)('reads %s', (text, expected) => {
    const read = quantitiesOf(text).filter(({ unit, value }) => !(unit === '' && value === 1));
    for (const quantity of expected) expect(read).toContainEqual(quantity);
    if (expected.length === 0) expect(read).toEqual([]);
  });

  it('reads what is written once of both sides', () => {
    expect(quantitiesOf('毛毯 1.5*2m')).toEqual([
      { value: 1500, unit: 'mm' },
      { value: 2000, unit: 'mm' },
    ]);
  });

  it('compares across units', () => {
    expect(meets({ value: 1000, unit: 'g' }, quantitiesOf('Lavazza Whole Bean 1kg'))).toBe(true);
    expect(meets({ value: 42, unit: 'size' }, quantitiesOf('Nike Air Force 1 42'))).toBe(true);
    expect(meets({ value: 6, unit: 'mm' }, quantitiesOf('冲击钻头 8mm'))).toBe(false);
  });

  it('tells the larger of two', () => {
    expect(largerOf('收纳箱 90L', '收纳箱 55L')).toBe(1);
    expect(largerOf('拉拉裤 L44片', '拉拉裤 M50片')).toBe(1);
    expect(largerOf('狗粮 1.5kg', '狗粮 8kg')).toBe(-1);
    expect(largerOf('药盒 7格', '药盒 28格')).toBe(-1);
    expect(largerOf('牙膏', '牙膏')).toBe(0);
  });
});
