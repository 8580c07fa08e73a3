import { expect, it } from 'vitest';
import { dataTime } from './data-time';

const catalog = { publishedAt: '2026-11-20T00:00:00Z' };
const COUNTED = '2026-11-21T22:00:00+08:00';

it('dates a stock by its count, not by the moment of asking', () => {
  const answer = { as_of: '2026-11-22T10:00:00+08:00', facts: { stock: 'in' as const, as_of: COUNTED } };
  expect(dataTime(answer, catalog)).toBe(COUNTED);
});

it('dates a price by what it came with, else by the catalog', () => {
  expect(dataTime({ facts: { price: 3, as_of: COUNTED } }, catalog)).toBe(COUNTED);
  expect(dataTime({ facts: { price: 3 } }, catalog)).toBe(catalog.publishedAt);
  expect(dataTime({ facts: { price: 3 } }, null)).toBeUndefined();
});

it('dates nothing where there are no figures', () => {
  expect(dataTime({ facts: {} }, catalog)).toBeUndefined();
  expect(dataTime({ facts: { stock: 'unknown' } }, catalog)).toBeUndefined();
});
