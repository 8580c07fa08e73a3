import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { isEnglishWord } from './english-words';

it('knows exactly the words of the list that have four letters or more', () => {
  const words = createRequire(import.meta.url)('an-array-of-english-words') as string[];
  const set = new Set(words.filter((word) => word.length >= 4));
  for (const word of set) if (!isEnglishWord(word)) throw new Error(`${word} is missing`);
  const strange = words.map((word) => `${word}q`).filter((word) => !set.has(word));
  expect(strange.filter(isEnglishWord)).toEqual([]);
  expect(isEnglishWord('shampoo')).toBe(true);
  expect(isEnglishWord('qingquan')).toBe(false);
});
