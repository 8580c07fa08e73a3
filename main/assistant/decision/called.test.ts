import { describe, expect, it } from 'vitest';
import { subjectName } from '../answer/product-answers';
import type { Scene } from '../answer/draft';
import { productWith, subjectWith } from '../testing';
import { calledTogether } from './set-meant';

const items = ['A', 'B', 'C'].map((zh) => productWith({ gtin: zh, name: { zh, en: zh } }));
const scene = (lang: 'zh' | 'en'): Scene => ({ lang }) as Scene;

describe('what several items are called', () => {
  it('is such of their category, whose count theirs is not', () => {
    const some = subjectWith({ products: items, total: 3, single: false, ...calledTogether(items) });
    expect(subjectName(scene('zh'), some)).toBe('这样的饼干');
    expect(subjectName(scene('en'), some)).toBe('Biscuits like that');
  });

  it('is what two of them are called', () => {
    const two = items.slice(0, 2);
    const subject = subjectWith({ products: two, total: 2, single: false, ...calledTogether(two) });
    expect(subjectName(scene('zh'), subject)).toBe('A、B');
  });

  it('is the kind, where it is all of the kind', () => {
    const all = subjectWith({
      products: items,
      total: 3,
      single: false,
      name: { zh: '饼干', en: 'biscuit' },
    });
    expect(subjectName(scene('zh'), all)).toBe('饼干');
  });
});
