import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { normalize } from './index';

/** The words alone: pauses and spaces between Chinese characters are not what is asked here. */
const words = (lang: 'zh' | 'en', text: string): string =>
  text
    .replace(/[，、：；,;:]/gu, ' ')
    .replace(/\s+/gu, lang === 'zh' ? '' : ' ')
    .trim();

/** Written → said, each line of a list of what stands on price tags and packages. */
const lines = (lang: 'zh' | 'en'): [string, string[]][] =>
  readFileSync(path.join(__dirname, 'said', `${lang}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => {
      const [written = '', said = ''] = line.split(' → ');
      return [written, said.split(' | ').map((one) => words(lang, one))];
    });

describe.each(['zh', 'en'] as const)('price tags and packages in %s', (lang) => {
  const all = lines(lang);

  it('are some two hundred', () => {
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect(new Set(all.map(([written]) => written)).size).toBe(all.length);
  });

  it.each(all)('%s', (written, said) => {
    expect(said).toContain(words(lang, normalize(written, lang)));
  });
});
