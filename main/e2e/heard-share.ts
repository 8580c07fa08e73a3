import { pinyin } from 'pinyin-pro';

const syllables = (text: string): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed' });

/**
 * Share in [0,1] of the wanted toneless syllables that were heard, in their order (longest common
 * subsequence); numbers and letters are left out.
 */
export function heardShare(wanted: string, heard: string): number {
  const [a, b] = [syllables(wanted), syllables(heard)];
  let row = new Array<number>(b.length + 1).fill(0);
  for (const syllable of a) {
    const next = [0];
    b.forEach((other, i) => next.push(syllable === other ? row[i]! + 1 : Math.max(row[i + 1]!, next[i]!)));
    row = next;
  }
  return a.length === 0 ? 1 : row[b.length]! / a.length;
}
