import { expect, it } from 'vitest';
import type { ItemCard } from '../../../main/contract';
import { couponText, qrSvg, takeAwayText } from './take-away';

const card = (name: string, ...places: ItemCard['places']): ItemCard => ({
  gtin: name,
  name: { zh: name, en: '' },
  category: { zh: '', en: '' },
  price: 1,
  currency: 'CNY',
  stock: 'in',
  places,
  alternative: false,
});

it('holds what and where, a line an item, and few of them', () => {
  const text = takeAwayText(
    [
      card('酱油', { aisle: 'B3', bay: '2' }),
      card('无处'),
      card('醋', { aisle: 'B4' }),
      card('盐', { aisle: 'B5' }),
      card('糖', { aisle: 'B6' }),
    ],
    'zh',
  );
  expect(text).toBe('酱油：B3 货架第 2 节\n醋：B4 货架\n盐：B5 货架');
  expect(takeAwayText([card('无处')], 'zh')).toBe('');
});

it('holds a coupon by its title and its code', () => {
  const coupons = [{ title: { zh: '洗发九折', en: '10 % off shampoo' }, code: 'HAIR10' }];
  expect(couponText(coupons, 'zh')).toBe('洗发九折：券码 HAIR10');
  expect(couponText(coupons, 'en')).toBe('10 % off shampoo: code HAIR10');
});

it('is a code with a free margin, also of Chinese', () => {
  expect(qrSvg('酱油：B3 货架')).toMatch(/^<svg .*<path /);
});
