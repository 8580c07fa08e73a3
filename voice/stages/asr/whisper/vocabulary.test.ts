import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Vocabulary } from './vocabulary';

let folder: string;
let words: Vocabulary;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vocabulary-'));
  // 'Ġ' is GPT-2's letter for a space; 奶 is the bytes E5 A5 B6.
  const vocab = { a: 0, Ġ: 1, Ġa: 2, Ġai: 3, s: 4, Ġaisle: 5, 'å¥': 6, '¶': 7 };
  await writeFile(
    join(folder, 'tokenizer.json'),
    JSON.stringify({ model: { vocab }, added_tokens: [{ id: 8, content: '<|endoftext|>' }] }),
  );
  await writeFile(join(folder, 'generation_config.json'), '{}');
  words = await Vocabulary.load(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a vocabulary of bytes', () => {
  it('spells with the longest tokens and reads them back', () => {
    expect(words.encode(' aisle a')).toEqual([5, 2]);
    expect(words.encode(' ais奶')).toEqual([3, 4, 6, 7]);
    expect(words.decode(words.encode(' ais奶'))).toBe(' ais奶');
  });

  it('says what it can’t spell', () => {
    expect(() => words.encode('zebra')).toThrow('zebra');
    expect(() => words.specialId('zh')).toThrow('<|zh|>');
  });
});
