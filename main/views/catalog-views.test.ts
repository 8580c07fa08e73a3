import { describe, expect, it } from 'vitest';
import { placesOf, storeTime } from './catalog-views';

describe('storeTime', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-22T06:30:00+08:00'],
    ['Europe/London', '2026-11-21T22:30:00+00:00'],
    ['Asia/Kathmandu', '2026-11-22T04:15:00+05:45'],
  ])('%s', (timezone, expected) => {
    expect(storeTime({ timezone }, new Date('2026-11-21T22:30:00Z'))).toBe(expected);
  });
});

describe('placesOf', () => {
  it('names each shelf once, all places of an item included', () => {
    const answer = {
      items: [
        { gtin: '1', aisle: 'B3', bay: '2', locations: [{ aisle: 'B3', bay: '2' }, { aisle: 'E1' }] },
        { gtin: '2', aisle: 'B3', bay: '2' },
        { gtin: '3' },
      ],
    };
    expect(placesOf({ answer } as never)).toEqual([{ aisle: 'B3', bay: '2' }, { aisle: 'E1' }]);
  });
});
