import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hanPhonemes, syllablePhonemes } from './g2p-zh';

const lines = readFileSync(path.join(__dirname, 'readings-zh.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [word = '', said = ''] = line.split(' → ');
    return [word, said.split(' | ')] as const;
  });

const sounds = (pinyin: string): string =>
  pinyin
    .split(' ')
    .map((syllable) => syllablePhonemes(syllable))
    .join('');

describe('polyphones of goods, brands and shops', () => {
  it('are some two hundred', () => {
    expect(lines.length).toBeGreaterThanOrEqual(200);
  });

  it.each(lines)('%s → %s', (word, said) => {
    expect(said.map(sounds)).toContain(hanPhonemes(word).replaceAll(' ', ''));
  });
});
