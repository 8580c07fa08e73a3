import { describe, expect, it } from 'vitest';
import { AllergenKey, Verdict } from '../../../main/contract';
import { allergenNames } from './allergen-names';

describe('what the allergen banner names', () => {
  it.each(AllergenKey.options)('%s, in words of each language', (key) => {
    for (const verdict of Verdict.options) {
      expect(allergenNames({ allergens: [key] }, verdict, 'zh')).toMatch(/^[\u4e00-\u9fff]+$/);
      expect(allergenNames({ allergens: [key] }, verdict, 'en')).toMatch(/^[a-z ]+$/);
    }
  });

  it('several as a list, with what the feed has no column for', () => {
    const asked = { allergens: ['egg', 'milk'] as const, other_allergen: '芒果' };
    const facts = { ...asked, allergens: [...asked.allergens] };
    expect(allergenNames(facts, 'contains', 'zh')).toBe('蛋、奶或芒果');
    expect(allergenNames({ allergens: ['egg', 'milk'] }, 'contains', 'en')).toBe('egg or milk');
    expect(allergenNames({ allergens: ['egg', 'milk'] }, 'free', 'en')).toBe('egg and milk');
    expect(allergenNames({}, 'unknown', 'zh')).toBe('过敏原');
  });
});
