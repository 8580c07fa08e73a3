import { expect, it } from 'vitest';
import type { StaffPlace } from '../../../main/contract';
import { wordsIn } from '../../lib/i18n';
import { placeName } from './place-name';

const place = (over: Partial<StaffPlace>): StaffPlace => ({
  id: '5f0c2a8e-1111',
  kind: 'anchor',
  number: 2,
  at: [3.1, 4.2],
  ...over,
});

it('names a place by what stands near it, never by its id', () => {
  expect(placeName(place({ near: { aisle: 'B3' } }), wordsIn('zh'))).toBe(
    '定位点 2 · B3 货架附近 · 横 3.1 米，纵 4.2 米',
  );
  expect(placeName(place({ kind: 'post', near: { category: 'information' } }), wordsIn('zh'))).toBe(
    '原位 · 服务台附近 · 横 3.1 米，纵 4.2 米',
  );
  expect(placeName(place({ kind: 'kiosk' }), wordsIn('en'))).toBe(
    'Terminal 2 · 3.1 m along the front, 4.2 m in',
  );
});
