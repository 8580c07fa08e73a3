import { describe, expect, it } from 'vitest';
import { contradicts, largerOf, meets, quantitiesOf } from './quantities';

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

  it.each([
    ['4分 PPR 热水管', [{ value: 0.5, unit: 'inch' }]],
    ['球阀 DN15', [{ value: 0.5, unit: 'inch' }]],
    ['快接 1/2寸', [{ value: 0.5, unit: 'inch' }]],
    [
      'M8×40',
      [
        { value: 8, unit: 'thread' },
        { value: 40, unit: 'mm' },
      ],
    ],
    [
      '550ml*24',
      [
        { value: 550, unit: 'ml' },
        { value: 24, unit: 'count' },
      ],
    ],
    [
      '24×550ml',
      [
        { value: 24, unit: 'count' },
        { value: 550, unit: 'ml' },
      ],
    ],
    [
      '12粒×2板',
      [
        { value: 12, unit: 'count' },
        { value: 24, unit: 'count' },
      ],
    ],
    [
      'e27 9w 6500k',
      [
        { value: 9, unit: 'w' },
        { value: 6500, unit: 'kelvin' },
      ],
    ],
    [
      '6-12个月',
      [
        { value: 6, unit: 'months' },
        { value: 12, unit: 'months' },
      ],
    ],
    [
      '插座 10a 1.2kw',
      [
        { value: 10, unit: 'amp' },
        { value: 1200, unit: 'w' },
      ],
    ],
  ] as const)('reads what stands on packs: %s', (text, expected) => {
    const read = quantitiesOf(text);
    for (const quantity of expected) expect(read).toContainEqual(quantity);
  });

  it('says where another size of the same dimension stands', () => {
    expect(contradicts({ value: 1500, unit: 'ml' }, quantitiesOf('1.5L'))).toBe(false);
    expect(contradicts({ value: 500, unit: 'ml' }, quantitiesOf('1.5L'))).toBe(true);
    expect(contradicts({ value: 500, unit: 'g' }, quantitiesOf('1.5L'))).toBe(false);
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
