import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartBook } from './parts';

const book = () => {
  const parts = new PartBook();
  for (const text of ['洗发水', '护发素', '洗发', '在 B3 货架', '一共']) parts.add('zh', text);
  for (const text of ['Shampoo', 'Oat']) parts.add('en', text);
  return parts;
};

describe('parts of a clause', () => {
  it('are found from the beginning on, the longest first', () => {
    expect(book().split('洗发水在 B3 货架第 2 节，', 'zh')).toEqual(['洗发水', '在 B3 货架', '第 2 节，']);
    expect(book().split('洗发水现在有货，', 'zh')).toEqual(['洗发水', '现在有货，']);
    expect(book().split('Shampoo is in aisle B1.', 'en')).toEqual(['Shampoo', 'is in aisle B1.']);
    expect(book().split('Shampoo is in stock.', 'en')).toEqual(['Shampoo', 'is in stock.']);
    expect(book().split('shampoo is in stock.', 'en')).toEqual(['Shampoo', 'is in stock.']);
  });

  it('are the clause itself where only a mark follows after which the voice stays up', () => {
    expect(book().split('Shampoo:', 'en')).toEqual(['Shampoo']);
    expect(book().split('洗发水，', 'zh')).toEqual(['洗发水']);
  });

  it('are not looked for inside words, numbers and the other language, nor where too little is left', () => {
    expect(book().split('Oatmeal is out of stock.', 'en')).toEqual(['Oatmeal is out of stock.']);
    expect(book().split('洗发水 is in stock', 'en')).toEqual(['洗发水 is in stock']);
    expect(book().split('洗发水。', 'zh')).toEqual(['洗发水。']);
    expect(book().split('没有洗发水，', 'zh')).toEqual(['没有洗发水，']);
    expect(book().split('在 B3 货架25 元', 'zh')).toEqual(['在 B3 货架', '25 元']);
  });

  it('make the whole clause again, whatever it is', () => {
    const words = fc.constantFrom(
      '洗发水',
      '护发素',
      '在 B3 货架',
      '第 2 节，',
      '一共',
      '25',
      '款',
      'Oat',
      ' ',
      '。',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const clause = parts.join('');
        expect(book().split(clause, 'zh').join('').replace(/\s/g, '')).toBe(clause.replace(/\s/g, ''));
      }),
    );
  });
});
