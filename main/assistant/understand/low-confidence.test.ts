import { describe, expect, it } from 'vitest';
import { withLowConfidence } from './low-confidence';
import type { Meaning } from './types';

/** Whether a sentence is withoutHardlyHeard in which these names were found, each character heard with `sure`. */
function doubtful(
  text: string,
  names: readonly string[],
  sure: number,
  how: 'exact' | 'sound' = 'exact',
): boolean {
  const parts = names.map((name) => ({
    start: text.indexOf(name),
    end: text.indexOf(name) + name.length,
    text: name,
    span: { how },
  }));
  const meaning = { text, parts } as unknown as Meaning;
  return (
    withLowConfidence(
      meaning,
      { text, nbest: [{ text, score: 0, confidence: Array.from(text, () => sure) }] },
      text,
    ).doubtful ?? false
  );
}

describe('doubt', () => {
  it('falls on short names sooner than on long ones', () => {
    expect(doubtful('梨子在哪里', ['梨子'], 0.45)).toBe(true);
    expect(doubtful('君乐宝蓝莓酸奶在哪里', ['君乐宝蓝莓酸奶'], 0.45)).toBe(false);
    expect(doubtful('where is the soap', ['soap'], 0.45)).toBe(true);
    expect(doubtful('where is the dishwashing liquid', ['dishwashing liquid'], 0.45)).toBe(false);
  });

  it('falls on what only sounds like a name though it is long', () => {
    expect(doubtful('君乐宝蓝莓酸奶在哪里', ['君乐宝蓝莓酸奶'], 0.45, 'sound')).toBe(true);
    expect(doubtful('君乐宝蓝莓酸奶在哪里', ['君乐宝蓝莓酸奶'], 0.8, 'sound')).toBe(false);
  });

  it('falls on names that lie all over an unsure sentence', () => {
    expect(doubtful('which oil is the new lunch an aged baby', ['oil', 'lunch', 'baby'], 0.45)).toBe(true);
    expect(doubtful('which oil is the new lunch an aged baby', ['oil', 'lunch', 'baby'], 0.8)).toBe(false);
    expect(doubtful('where is johnsons baby oil', ['johnsons', 'baby', 'oil'], 0.45)).toBe(false);
  });

  it('needs confidences: what was typed is never withoutHardlyHeard', () => {
    const text = '梨子在哪里';
    const meaning = {
      text,
      parts: [{ start: 0, end: 2, text: '梨子', span: { how: 'exact' } }],
    } as unknown as Meaning;
    expect(withLowConfidence(meaning, { text }, text).doubtful).toBeUndefined();
  });
});
