import { describe, expect, it, vi } from 'vitest';
import type { Allergen, Product, Verdict } from '../../contract';
import { catalogWith, productWith, subjectWith } from '../testing';
import { allergenTally, claimTally, everyItem, LOOKED_AT, worstOf, type Tally } from './verdicts';

const item = (n: number, more: Partial<Product> = {}): Product => productWith({ gtin: String(n), ...more });
const free: Partial<Product> = { allergensFreeFrom: ['milk'] };
const milky: Partial<Product> = { allergensContains: ['milk'] };
const gtins = (items: Iterable<Product>): string[] => [...items].map(({ gtin }) => gtin);
const MILK: Allergen[] = ['milk'];

describe('every item of a kind', () => {
  const page = [item(1), item(2)];
  const rest = [item(1), item(2), item(3), item(4)];

  it('is the page, where that is all of it', () => {
    const every = vi.fn();
    const subject = subjectWith({ products: page, total: 2, all: 'kind', aisle: 'B3' });
    expect(gtins(everyItem(catalogWith({ every, productsAt: every }), subject))).toEqual(['1', '2']);
    expect(every).not.toHaveBeenCalled();
  });

  it('is what the catalog names: an aisle, a set, a category', () => {
    const productsAt = vi.fn(() => rest);
    expect(
      gtins(everyItem(catalogWith({ productsAt }), subjectWith({ products: page, total: 4, aisle: 'B3' }))),
    ).toHaveLength(4);
    expect(productsAt).toHaveBeenCalledWith('B3');
    const every = vi.fn(() => rest);
    expect(
      gtins(everyItem(catalogWith({ every }), subjectWith({ products: page, total: 4, all: 'kind' }))),
    ).toHaveLength(4);
    expect(every).toHaveBeenCalledWith('kind');
    const productsIn = vi.fn(() => rest);
    const category = { pathZh: ['零食'], pathEn: ['Snacks'], count: 4 };
    expect(
      gtins(everyItem(catalogWith({ productsIn }), subjectWith({ products: page, total: 4, category }))),
    ).toHaveLength(4);
    expect(productsIn).toHaveBeenCalledWith(['零食'], LOOKED_AT + 1);
  });

  it('is only the page, where the category is not just these', () => {
    const category = { pathZh: ['零食'], pathEn: ['Snacks'], count: 9 };
    expect(gtins(everyItem(catalogWith({}), subjectWith({ products: page, total: 4, category })))).toEqual([
      '1',
      '2',
    ]);
    expect(gtins(everyItem(catalogWith({}), subjectWith({ products: page, total: 4 })))).toEqual(['1', '2']);
  });

  it('ends where it has looked at enough', () => {
    function* endless(): Iterable<Product> {
      for (let n = 0; ; n++) yield item(n);
    }
    const items = everyItem(catalogWith({ every: endless }), subjectWith({ total: 1e9, all: 'kind' }));
    expect(gtins(items)).toHaveLength(LOOKED_AT);
  });
});

describe('a tally', () => {
  it('counts each item once, by the worst of the allergens, and keeps what is free', () => {
    const products = [
      item(1, free),
      item(2, milky),
      item(3, { allergensMayContain: ['milk'] }),
      item(4),
      item(5, { ...free, allergensContains: ['egg'] }),
    ];
    const of = (members: Allergen[]): Tally<Verdict> =>
      allergenTally(catalogWith({}), subjectWith({ products }), members);
    expect(of(MILK)).toEqual({
      counts: { contains: 1, may_contain: 1, free: 2, unknown: 1 },
      total: 5,
      looked: 5,
      good: [products[0], products[4]],
    });
    expect(of(['milk', 'egg']).counts).toEqual({ contains: 2, may_contain: 1, free: 0, unknown: 2 });
  });

  it('of a claim does the same', () => {
    const products = [item(1, { claims: ['sugar_free'] }), item(2, { ingredientsZh: '白砂糖' }), item(3)];
    expect(claimTally(catalogWith({}), subjectWith({ products }), 'sugar_free')).toEqual({
      counts: { yes: 1, no: 1, unknown: 1 },
      total: 3,
      looked: 3,
      good: [products[0]],
    });
  });

  it('says how many there are, where it could look at some only, or found more', () => {
    const products = [item(1, free)];
    expect(allergenTally(catalogWith({}), subjectWith({ products, total: 7 }), MILK)).toMatchObject({
      total: 7,
      looked: 1,
    });
    const every = (): Product[] => [item(1), item(2), item(3)];
    const subject = subjectWith({ products, total: 2, all: 'grown' });
    expect(allergenTally(catalogWith({ every }), subject, MILK)).toMatchObject({ total: 3, looked: 3 });
  });

  it('keeps five hundred good ones at most, and counts them all', () => {
    const products = Array.from({ length: 600 }, (_, n) => item(n, free));
    const { counts, good } = allergenTally(catalogWith({}), subjectWith({ products }), MILK);
    expect(counts.free).toBe(600);
    expect(gtins(good)).toEqual(gtins(products.slice(0, 500)));
  });
});

describe('what was counted before', () => {
  const every = vi.fn((_all: string): Product[] => [item(1, free), item(2)]);
  const large = (all: string) => subjectWith({ products: [item(1)], total: 2, all });

  it('is not counted again for the same catalog, kind and question', () => {
    every.mockClear();
    const catalog = catalogWith({ every });
    const first = allergenTally(catalog, large('kind'), MILK);
    expect(allergenTally(catalog, large('kind'), MILK)).toBe(first);
    expect(every).toHaveBeenCalledTimes(1);
    // Another question, another kind, another catalog: each is counted.
    allergenTally(catalog, large('kind'), ['milk', 'egg']);
    claimTally(catalog, large('kind'), 'organic');
    allergenTally(catalog, large('other'), MILK);
    allergenTally(catalogWith({ every }), large('kind'), MILK);
    expect(every).toHaveBeenCalledTimes(5);
  });

  it('is counted again where only a page tells what it is', () => {
    const catalog = catalogWith({});
    const small = subjectWith({ products: [item(1, free)], all: 'kind' });
    expect(allergenTally(catalog, small, MILK).counts.free).toBe(1);
    const other = subjectWith({ products: [item(2, milky)], all: 'kind' });
    expect(allergenTally(catalog, other, MILK).counts).toMatchObject({ free: 0, contains: 1 });
    const unnamed = subjectWith({ products: [item(1, free)], total: 9 });
    expect(allergenTally(catalog, unnamed, MILK)).not.toBe(allergenTally(catalog, unnamed, MILK));
  });

  it('is forgotten, the oldest first, when there is too much of it', () => {
    every.mockClear();
    const catalog = catalogWith({ every });
    for (let n = 0; n < 64; n++) allergenTally(catalog, large(`kind ${n}`), MILK);
    allergenTally(catalog, large('kind 0'), MILK);
    expect(every).toHaveBeenCalledTimes(64);
    allergenTally(catalog, large('kind 64'), MILK);
    allergenTally(catalog, large('kind 1'), MILK);
    expect(every).toHaveBeenCalledTimes(65);
    allergenTally(catalog, large('kind 0'), MILK);
    expect(every).toHaveBeenCalledTimes(66);
  });
});

describe('the worst of a kind', () => {
  const worst = (counts: Partial<Record<Verdict, number>>, looked: number, total = looked): Verdict =>
    worstOf({
      counts: { contains: 0, may_contain: 0, free: 0, unknown: 0, ...counts },
      looked,
      total,
      good: [],
    });

  it.each<[Partial<Record<Verdict, number>>, Verdict]>([
    [{ free: 3 }, 'free'],
    [{ free: 3, unknown: 1 }, 'unknown'],
    [{ free: 3, unknown: 1, may_contain: 1 }, 'may_contain'],
    [{ free: 3, unknown: 1, may_contain: 1, contains: 1 }, 'contains'],
    [{ contains: 1 }, 'contains'],
    [{}, 'unknown'],
  ])('%j is %s', (counts, expected) => {
    expect(worst(counts, 3)).toBe(expected);
  });

  it('is never free of what was not looked at', () => {
    expect(worst({ free: 3 }, 3, 4)).toBe('unknown');
    expect(worst({ free: 2, contains: 1 }, 3, 4)).toBe('contains');
  });
});
