import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const rows = readFileSync('native/base/SAFETY.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !line.startsWith('| ---') && !line.startsWith('| hazard'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const sources = globSync([
  'native/**/*.ts',
  'main/kiosk/**/*.ts',
  'main/cli/**/*.ts',
  'catalog-sync/db/**/*.ts',
  'catalog-sync/hq/**/*.ts',
]);

/** The files and the words in them that a cell names: `file` "words", "more words"; `file` … */
function named(cell: string): { file: string; words: string[] }[] {
  return cell.split(';').map((part) => ({
    file: /`([^`]+)`/.exec(part)?.[1] ?? '',
    words: [...part.matchAll(/"([^"]+)"/g)].map((match) => match[1]!),
  }));
}

describe('hazard table', () => {
  it('has rows, and each says hazard or the one above, cause, reaction and test', () => {
    expect(rows.length).toBeGreaterThan(10);
    for (const [, , cause, reaction, test] of rows)
      for (const cell of [cause, reaction, test]) expect(cell).not.toBe('');
  });

  it.each(rows.flatMap(([, , cause, , test]) => named(test ?? '').map((entry) => [cause!, entry] as const)))(
    '%s: $file',
    (_cause, { file, words }) => {
      const found = sources.filter((source) => source.endsWith(`/${file}`));
      expect(found, `no file ${file}`).toHaveLength(1);
      const text = readFileSync(found[0]!, 'utf8');
      expect(words).not.toEqual([]);
      for (const phrase of words) expect(text.includes(phrase), `${file} has no “${phrase}”`).toBe(true);
    },
  );
});
