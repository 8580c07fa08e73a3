import { describe, expect, it } from 'vitest';
import { splitClauses, syllables } from './clauses';

const texts = (text: string): string[] => splitClauses(text).map((c) => c.text);

describe('clauses', () => {
  it('keeps Latin words apart from the mark before them', () => {
    expect(splitClauses('Sure, follow me: it is near.').map((c) => c.text)).toEqual([
      'Sure, follow me:',
      'it is near.',
    ]);
  });

  it('end at punctuation and keep it', () => {
    expect(texts('洗发水在 B3 货架，现在有货。要我带您过去吗？')).toEqual([
      '洗发水在 B3 货架，',
      '现在有货。',
      '要我带您过去吗？',
    ]);
    expect(texts('Shampoo is in aisle B3. Shall I take you there?')).toEqual([
      'Shampoo is in aisle B3.',
      'Shall I take you there?',
    ]);
  });

  it('never end inside a number, a time or after its label', () => {
    expect(texts('一共¥1,299.50，营业到22:00。')).toEqual(['一共¥1,299.50，', '营业到22:00。']);
    expect(texts('客服电话：0571-88886666')).toEqual(['客服电话：0571-88886666']);
  });

  it('pause longer after a sentence than within', () => {
    const [comma, stop] = splitClauses('洗发水在货架上，现在有货。');
    expect(stop?.pauseMs ?? 0).toBeGreaterThan(comma?.pauseMs ?? Infinity);
  });

  it('take a very short beginning along', () => {
    expect(texts('好，洗发水在货架上。')).toEqual(['好，洗发水在货架上。']);
  });

  it('are never long, even without punctuation', () => {
    for (const clause of texts('海飞丝去屑洗发水'.repeat(30)))
      expect(syllables(clause)).toBeLessThanOrEqual(48);
    for (const clause of texts('very long product name '.repeat(30)))
      expect(syllables(clause)).toBeLessThanOrEqual(50);
  });

  it('are none where nothing sounds', () => {
    expect(texts(' 。，！ ')).toEqual([]);
  });
});
