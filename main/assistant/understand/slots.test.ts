import { describe, expect, it } from 'vitest';
import { slotSpans } from './slots';

const limits = (text: string): string[] =>
  slotSpans(text).flatMap(({ tags }) => tags.filter((tag) => /^(?:min|max):/.test(tag)));

describe('a price between two', () => {
  it.each([
    '20块到30块的洗发水',
    '二十到三十块的洗发水',
    '20-30元的洗发水',
    'shampoo between 20 and 30 yuan',
    'from 20 to 30 yuan',
    'between twenty and thirty',
  ])('%s has a least and a most', (text) => {
    expect(limits(text).sort()).toEqual(['max:30', 'min:20']);
  });

  it.each(['3到6岁的奶粉', '20到30厘米的锅', '买2到3盒', '三十到二十块', 'a 20-30cm pan'])(
    '%s has none',
    (text) => {
      expect(limits(text)).toEqual([]);
    },
  );
});
