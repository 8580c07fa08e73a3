/**
 * Pieces of text that are compared. They are cut as scikit-learn's `TfidfVectorizer` cuts them (analyzers `char`, `char_wb`
 * and `word`), so that scores here and in the yardstick `find.py` are the same.
 */
export type Grams = (text: string) => string[];

const tidy = (text: string): string => text.toLowerCase().replace(/\s\s+/g, ' ');

/** Every run of `min` to `max` characters, spaces included. */
export const charGrams =
  (min: number, max: number): Grams =>
  (text) => {
    const chars = [...tidy(text)];
    const out: string[] = [];
    for (let n = min; n <= Math.min(max, chars.length); n++) for (let i = 0; i + n <= chars.length; i++) out.push(chars.slice(i, i + n).join(''));
    return out;
  };

/** Runs of `min` to `max` characters inside words, each word with a space on either side. */
export const wordBoundGrams =
  (min: number, max: number): Grams =>
  (text) => {
    const out: string[] = [];
    for (const word of tidy(text).split(/\s+/).filter(Boolean)) {
      const padded = ` ${word} `;
      for (let n = min; n <= max; n++) {
        let at = 0;
        out.push(padded.slice(at, at + n));
        while (at + n < padded.length) out.push(padded.slice(++at, at + n));
        // A word shorter than the run counts once.
        if (at === 0) break;
      }
    }
    return out;
  };

/** Runs of `min` to `max` words between spaces. */
export const wordGrams =
  (min: number, max: number): Grams =>
  (text) => {
    const words = tidy(text).split(/\s+/).filter(Boolean);
    const out: string[] = [];
    for (let n = min; n <= Math.min(max, words.length); n++) for (let i = 0; i + n <= words.length; i++) out.push(words.slice(i, i + n).join(' '));
    return out;
  };
