import { describe, expect, it } from 'vitest';
import type { Allergen, Claim, Product, Verdict } from '../../contract';
import { allergenIn, allergensIn, claimOf, worse } from './allergens';
import { productWith } from '../testing';

const saying = (zh: string, en?: string): Product =>
  productWith({ ingredientsZh: zh, ...(en !== undefined && { ingredientsEn: en }) });
const verdict = (product: Product, allergen: Allergen): Verdict => allergenIn(product, allergen).verdict;

describe('the worse of two verdicts', () => {
  const order: Verdict[] = ['contains', 'may_contain', 'unknown', 'free'];
  it.each(order.flatMap((a, i) => order.map((b, j) => [a, b, order[Math.min(i, j)]!] as const)))(
    '%s and %s is %s',
    (a, b, expected) => expect(worse(a, b)).toBe(expected),
  );
});

describe('one allergen by the columns', () => {
  it.each([
    ['contains', { allergensContains: ['milk'] }, 'contains', 'contains'],
    ['may contain', { allergensMayContain: ['milk'] }, 'may_contain', 'may_contain'],
    ['free from', { allergensFreeFrom: ['milk'] }, 'free', 'free_from'],
    ['nothing', {}, 'unknown', 'none'],
    ['another allergen', { allergensContains: ['egg'], allergensFreeFrom: ['soy'] }, 'unknown', 'none'],
  ] as const)('%s', (_what, columns, expected, source) => {
    expect(allergenIn(productWith(columns as unknown as Partial<Product>), 'milk')).toEqual({
      verdict: expected,
      source,
    });
  });

  it('free from is believed against no sign of presence', () => {
    const free = { allergensFreeFrom: ['milk'] as Allergen[] };
    expect(verdict(productWith({ ...free, allergensContains: ['milk'] }), 'milk')).toBe('contains');
    expect(verdict(productWith({ ...free, allergensMayContain: ['milk'] }), 'milk')).toBe('may_contain');
    expect(verdict(productWith({ ...free, ingredientsZh: '小麦粉、全脂乳粉' }), 'milk')).toBe('contains');
    expect(verdict(productWith({ ...free, ingredientsZh: '大米。可能含有牛奶' }), 'milk')).toBe(
      'may_contain',
    );
  });

  it('wheat is gluten, and gluten is not wheat', () => {
    expect(verdict(productWith({ allergensContains: ['wheat'] }), 'gluten')).toBe('contains');
    expect(verdict(productWith({ allergensMayContain: ['wheat'] }), 'gluten')).toBe('may_contain');
    expect(verdict(productWith({ allergensContains: ['gluten'] }), 'gluten')).toBe('contains');
    expect(verdict(productWith({ allergensContains: ['gluten'] }), 'wheat')).toBe('unknown');
    // Free of wheat is not free of gluten: barley has it too.
    expect(verdict(productWith({ allergensFreeFrom: ['wheat'] }), 'gluten')).toBe('unknown');
  });

  it('a declared presence goes before what the ingredients warn of', () => {
    const product = productWith({ allergensMayContain: ['soy'], ingredientsZh: '大豆、盐' });
    expect(allergenIn(product, 'soy')).toEqual({ verdict: 'contains', source: 'ingredients', word: '大豆' });
  });
});

describe('one allergen by the ingredients', () => {
  it.each<[string, Allergen, Verdict]>([
    ['小麦粉、白砂糖、全脂乳粉', 'milk', 'contains'],
    ['大米、花生、盐', 'peanut', 'contains'],
    ['大米、盐', 'peanut', 'unknown'],
    // A denial says nothing, neither way.
    ['大米，不含牛奶', 'milk', 'unknown'],
    ['大米，未添加牛奶', 'milk', 'unknown'],
    ['大米，不添加牛奶', 'milk', 'unknown'],
    ['大米，无添加牛奶', 'milk', 'unknown'],
    ['大米，零添加牛奶', 'milk', 'unknown'],
    ['大米，不使用牛奶', 'milk', 'unknown'],
    ['大米，未使用牛奶', 'milk', 'unknown'],
    ['无蛋糕粉、大米', 'egg', 'unknown'],
    ['无花生酱', 'peanut', 'unknown'],
    ['无大豆油', 'soy', 'unknown'],
    ['无小麦粉', 'wheat', 'unknown'],
    ['无麸质小麦淀粉', 'gluten', 'unknown'],
    ['无坚果碎', 'tree_nut', 'unknown'],
    ['无奶油', 'milk', 'unknown'],
    ['无乳糖', 'milk', 'unknown'],
    ['无乳清粉', 'milk', 'unknown'],
    // It ends with its clause.
    ['不含花生，全脂乳粉', 'milk', 'contains'],
    ['不含花生、牛奶', 'milk', 'contains'],
    ['不含花生;牛奶', 'milk', 'contains'],
    ['不含花生；牛奶', 'milk', 'contains'],
    ['不含花生。牛奶', 'milk', 'contains'],
    ['大米（不含花生）牛奶', 'milk', 'contains'],
    ['大米(不含花生)牛奶', 'milk', 'contains'],
    // 无 before what is no allergen denies nothing.
    ['无水奶油', 'milk', 'contains'],
    // A warning reaches to the end of its sentence, over commas.
    ['大米。可能含有花生、牛奶', 'milk', 'may_contain'],
    ['大米。可能含花生，牛奶', 'milk', 'may_contain'],
    ['大米。可能会含有牛奶', 'milk', 'may_contain'],
    ['大米。可能会含牛奶', 'milk', 'may_contain'],
    ['大米。或含牛奶', 'milk', 'may_contain'],
    // A denial within a warning ends with that warning.
    ['大米。可能含有花生，不含牛奶。可能含有大豆', 'milk', 'unknown'],
    ['大米。可能含有花生，不含牛奶。可能含有大豆', 'soy', 'may_contain'],
    ['大米。含微量牛奶', 'milk', 'may_contain'],
    ['大米。痕量牛奶', 'milk', 'may_contain'],
    ['大米。本品与同一生产线加工牛奶', 'milk', 'may_contain'],
    ['大米。同工厂加工牛奶制品', 'milk', 'may_contain'],
    ['大米。同车间加工牛奶制品', 'milk', 'may_contain'],
    ['大米。此生产线也加工牛奶', 'milk', 'may_contain'],
    ['大米。本厂亦加工牛奶', 'milk', 'may_contain'],
    ['可能含有花生。全脂乳粉', 'milk', 'contains'],
    ['可能含有花生；全脂乳粉', 'milk', 'contains'],
    ['可能含有花生;全脂乳粉', 'milk', 'contains'],
    // Named in the list and warned of: it is in it.
    ['牛奶、糖。可能含有牛奶', 'milk', 'contains'],
    // Words that only look like it.
    ['椰奶、糖', 'milk', 'unknown'],
    ['花生奶', 'milk', 'unknown'],
    ['鱼香肉丝调料', 'fish', 'unknown'],
    ['大豆蛋白粉', 'egg', 'unknown'],
    ['荞麦面粉', 'wheat', 'unknown'],
    // And beside the thing itself.
    ['椰奶、牛奶', 'milk', 'contains'],
    ['鱼香汁、鳕鱼', 'fish', 'contains'],
  ])('%s: %s %s', (zh, allergen, expected) => {
    expect(verdict(saying(zh), allergen)).toBe(expected);
  });

  it.each<[string, Allergen, Verdict]>([
    ['rice, skimmed milk powder', 'milk', 'contains'],
    ['rice, Milk', 'milk', 'contains'],
    ['rice. Free from milk', 'milk', 'unknown'],
    ['rice. Free of milk', 'milk', 'unknown'],
    ['rice. Contains no milk', 'milk', 'unknown'],
    ['rice. Does not contain milk', 'milk', 'unknown'],
    ['rice. No added milk', 'milk', 'unknown'],
    ['rice, made without milk', 'milk', 'unknown'],
    ['rice. Suitable for milk allergy sufferers', 'milk', 'unknown'],
    ['rice, peanut-free oil', 'peanut', 'unknown'],
    ['rice, dairy free spread', 'milk', 'unknown'],
    ['free from peanuts, milk', 'milk', 'contains'],
    ['free from peanuts; milk', 'milk', 'contains'],
    ['free from peanuts. Milk', 'milk', 'contains'],
    ['rice (free from peanuts) milk', 'milk', 'contains'],
    ['rice. May contain peanuts, milk', 'milk', 'may_contain'],
    ['rice. May also contain milk', 'milk', 'may_contain'],
    ['rice. May have milk', 'milk', 'may_contain'],
    ['rice. Traces of milk', 'milk', 'may_contain'],
    ['rice. A trace of milk', 'milk', 'may_contain'],
    ['rice. Produced in a place that handles milk', 'milk', 'may_contain'],
    ['rice. Made in a factory with milk', 'milk', 'may_contain'],
    ['rice. Manufactured in a site with milk', 'milk', 'may_contain'],
    ['rice. Processed in a plant with milk', 'milk', 'may_contain'],
    ['rice. Packed in a hall with milk', 'milk', 'may_contain'],
    ['rice. On the same line as milk', 'milk', 'may_contain'],
    ['rice. Same facility as milk', 'milk', 'may_contain'],
    ['rice. Same factory as milk', 'milk', 'may_contain'],
    ['May contain peanuts. Milk', 'milk', 'contains'],
    ['May contain peanuts; milk', 'milk', 'contains'],
    ['coconut milk', 'milk', 'unknown'],
    ['coconut milk, milk', 'milk', 'contains'],
    ['celery', 'celery', 'contains'],
    ['mustard seed', 'mustard', 'contains'],
    ['lupin flour', 'lupin', 'contains'],
    ['sulphites', 'sulphite', 'contains'],
  ])('%s: %s %s', (en, allergen, expected) => {
    expect(verdict(productWith({ ingredientsEn: en }), allergen)).toBe(expected);
  });

  it('both languages count, and the worse of them', () => {
    expect(allergenIn(saying('大米、糖', 'rice, sugar, milk'), 'milk')).toEqual({
      verdict: 'contains',
      source: 'ingredients',
      word: 'milk',
    });
    expect(verdict(saying('大米。可能含有牛奶', 'rice, milk'), 'milk')).toBe('contains');
    expect(allergenIn(saying('大米。可能含有牛奶', 'rice. May contain milk'), 'milk')).toEqual({
      verdict: 'may_contain',
      source: 'ingredients',
      word: '牛奶',
    });
    expect(verdict(saying('', 'rice. May contain milk'), 'milk')).toBe('may_contain');
  });

  it('several warnings are all read', () => {
    const text = '大米。可能含有花生。糖。可能含有大豆';
    expect(verdict(saying(text), 'peanut')).toBe('may_contain');
    expect(verdict(saying(text), 'soy')).toBe('may_contain');
  });

  it('asked again, it says the same', () => {
    const product = saying('牛奶、糖。可能含有花生');
    for (let i = 0; i < 3; i++) {
      expect(verdict(product, 'milk')).toBe('contains');
      expect(verdict(product, 'peanut')).toBe('may_contain');
    }
  });
});

describe('a family of allergens', () => {
  it('is as bad as the worst of them', () => {
    const product = productWith({
      allergensFreeFrom: ['fish'],
      allergensMayContain: ['crustacean'],
      allergensContains: ['mollusc'],
    });
    expect(allergensIn(product, ['fish', 'crustacean', 'mollusc'])).toEqual({
      verdict: 'contains',
      source: 'contains',
    });
    expect(allergensIn(product, ['fish', 'crustacean']).verdict).toBe('may_contain');
    expect(allergensIn(product, ['fish', 'egg']).verdict).toBe('unknown');
    expect(allergensIn(product, ['fish']).verdict).toBe('free');
  });

  it('names the first that is as bad', () => {
    const product = productWith({ ingredientsZh: '花生、核桃' });
    expect(allergensIn(product, ['tree_nut', 'peanut']).word).toBe('核桃');
  });
});

describe('a claim', () => {
  const claims = (...all: Claim[]): Partial<Product> => ({ claims: all });

  it('is true only where the feed makes it', () => {
    expect(claimOf(productWith(claims('sugar_free')), 'sugar_free')).toBe('yes');
    expect(claimOf(productWith(claims('sugar_free')), 'low_sugar')).toBe('unknown');
    expect(claimOf(productWith(), 'organic')).toBe('unknown');
  });

  it('is denied by what the ingredients name, in either language, and not by what they deny', () => {
    expect(claimOf(saying('水、白砂糖'), 'sugar_free')).toBe('no');
    expect(claimOf(productWith({ ingredientsEn: 'water, sugar' }), 'sugar_free')).toBe('no');
    expect(claimOf(saying('水，不含白砂糖'), 'sugar_free')).toBe('unknown');
    expect(claimOf(saying('水、赤藓糖醇'), 'sugar_free')).toBe('unknown');
    expect(claimOf(saying('水', 'water'), 'sugar_free')).toBe('unknown');
    // The end of one language is not read on into the other.
    expect(claimOf(saying('不含糖', 'sugar'), 'sugar_free')).toBe('no');
  });

  it('is denied by what contradicts it alone', () => {
    expect(claimOf(saying('水、白砂糖'), 'organic')).toBe('unknown');
    expect(claimOf(saying('水、蜂蜜'), 'vegan')).toBe('no');
    expect(claimOf(saying('水、猪肉'), 'vegetarian')).toBe('no');
    expect(claimOf(saying('水、蜂蜜'), 'vegetarian')).toBe('unknown');
  });

  it('other than that of gluten is not touched by gluten', () => {
    const wheat = productWith({ ...claims('organic', 'vegan'), allergensContains: ['wheat'] });
    expect(claimOf(wheat, 'organic')).toBe('yes');
    const maybe = productWith({ ...claims('vegan'), allergensMayContain: ['wheat'] });
    expect(claimOf(maybe, 'vegan')).toBe('yes');
  });

  it('of the feed stands against ingredients, except for gluten', () => {
    expect(claimOf(productWith({ ...claims('vegan'), ingredientsZh: '蜂蜜' }), 'vegan')).toBe('yes');
    expect(claimOf(productWith(claims('gluten_free')), 'gluten_free')).toBe('yes');
    expect(claimOf(productWith({ ...claims('gluten_free'), ingredientsZh: '小麦粉' }), 'gluten_free')).toBe(
      'no',
    );
    expect(
      claimOf(productWith({ ...claims('gluten_free'), allergensMayContain: ['wheat'] }), 'gluten_free'),
    ).toBe('unknown');
    expect(claimOf(productWith({ allergensFreeFrom: ['gluten'] }), 'gluten_free')).toBe('unknown');
  });

  it.each<[Allergen, 'yes' | 'no' | 'unknown', 'yes' | 'no' | 'unknown']>([
    ['milk', 'no', 'unknown'],
    ['egg', 'no', 'unknown'],
    ['fish', 'no', 'no'],
    ['crustacean', 'no', 'no'],
    ['mollusc', 'no', 'no'],
    ['soy', 'unknown', 'unknown'],
    ['peanut', 'unknown', 'unknown'],
  ])('what holds %s is vegan: %s, vegetarian: %s', (allergen, vegan, vegetarian) => {
    const product = productWith({ allergensContains: [allergen] });
    expect(claimOf(product, 'vegan')).toBe(vegan);
    expect(claimOf(product, 'vegetarian')).toBe(vegetarian);
    expect(claimOf(product, 'halal')).toBe('unknown');
  });

  it('what may hold it is denied by nobody', () => {
    expect(claimOf(productWith({ allergensMayContain: ['milk'] }), 'vegan')).toBe('unknown');
  });
});
