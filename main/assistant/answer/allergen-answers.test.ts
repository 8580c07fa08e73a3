import { describe, expect, it } from 'vitest';
import type { Product } from '../../contract';
import { catalogWith, productWith, subjectWith } from '../testing';
import { withHarm } from './allergen-answers';
import type { Draft, Scene } from './draft';

const PEANUT = [{ key: 'peanut', members: ['peanut'], nameZh: '花生', nameEn: 'peanut' }] as const;
const scene: Scene = {
  catalog: catalogWith({}),
  lang: 'zh',
  now: new Date('2026-11-22T12:00:00+08:00'),
  staleAfterMs: 1,
};
const question: Draft = { intent: 'product.allergen', text: '您是要找这个吗？', asks: true, facts: {} };
const pie = (n: number, more: Partial<Product>): Product =>
  productWith({ gtin: String(n), name: { zh: `馅饼${n}`, en: `Pie ${n}` }, ...more });
const told = (
  products: Product[],
  total = products.length,
  asked: readonly (typeof PEANUT)[number][] = PEANUT,
) => withHarm(scene, subjectWith({ products, total, how: 'unsure' }), asked, question);
const may: Partial<Product> = { allergensMayContain: ['peanut'] };
const has: Partial<Product> = { allergensContains: ['peanut'] };

describe('what is told before it is sure which item is meant', () => {
  it('is the harm of each that may be, with the question after it', () => {
    const answer = told([pie(1, has), pie(2, may)]);
    expect(answer.text).toContain('馅饼1含有花生');
    expect(answer.text).toContain('馅饼2可能含有花生');
    expect(answer.question).toBe(question.text);
    expect(answer.facts).toMatchObject({ allergens: ['peanut'], verdict: 'may_contain' });
    expect(told([pie(1, has)]).facts).toMatchObject({ verdict: 'contains' });
  });

  it.each([
    ['one is declared free', [pie(1, has), pie(2, { allergensFreeFrom: ['peanut'] })], 2],
    ['of one nothing is known', [pie(1, has), pie(2, {})], 2],
    ['there are more than are named', [pie(1, has)], 9],
    ['there is none', [], 0],
  ] as const)('is nothing where %s', (_why, products, total) =>
    expect(told([...products], total)).toBe(question),
  );

  it('is nothing where no allergen was asked about', () => {
    expect(told([pie(1, has)], 1, [])).toBe(question);
  });
});
