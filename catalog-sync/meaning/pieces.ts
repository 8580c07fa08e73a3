/** Runs of Chinese characters are cut into pieces of up to so many. */
const LONGEST_HAN = 4;
const LETTERS = { least: 3, most: 5 };
const RUNS = /[\u4e00-\u9fff]+|[a-z]+(?:'[a-z]+)*|[0-9]+/g;

/**
 * The pieces of a text that the student knows a vector of: runs of 1 to 4 characters; words, pairs of words
 * and runs of 3 to 5 letters; numbers. Words stand between underscores and pairs have a space.
 * `training/pieces.py` cuts in the same way.
 */
export function piecesOf(text: string): string[] {
  const out: string[] = [];
  let before = '';
  for (const run of text.normalize('NFKC').toLowerCase().match(RUNS) ?? []) {
    const isWord = /^[a-z]/.test(run);
    if (!isWord) {
      if (/^\d/.test(run)) out.push(run);
      else {
        out.push(...runsOf(run, 1, LONGEST_HAN));
        before = '';
      }
      continue;
    }
    const word = `_${run.replaceAll("'", '')}_`;
    out.push(word, ...runsOf(word, LETTERS.least, Math.min(LETTERS.most, word.length - 1)));
    if (before) out.push(`${before} ${word}`);
    before = word;
  }
  return out;
}

function runsOf(text: string, least: number, most: number): string[] {
  const out: string[] = [];
  for (let n = least; n <= most; n++)
    for (let at = 0; at + n <= text.length; at++) out.push(text.slice(at, at + n));
  return out;
}
