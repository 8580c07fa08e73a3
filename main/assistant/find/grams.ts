/**
 * Pieces of text that are compared. They are cut as scikit-learn's `TfidfVectorizer` cuts them (analyzers
 * `char`, `char_wb` and `word`), so that scores here and in the yardstick `find.py` are the same.
 */
export interface Pieces {
  /** The text that they are cut from: in small letters, white space tidied. */
  text: string;
  /** Start and end of each piece, in UTF-16 code units, one pair after the other. */
  bounds: number[];
}
export type Grams = (text: string) => Pieces;

const tidy = (text: string): string => text.toLowerCase().replace(/\s\s+/g, ' ');

/** The pieces as strings. */
export const listed = ({ text, bounds }: Pieces): string[] =>
  Array.from({ length: bounds.length / 2 }, (_, i) => text.slice(bounds[2 * i], bounds[2 * i + 1]));

/** Every run of `min` to `max` characters, spaces included. */
export const charGrams =
  (min: number, max: number): Grams =>
  (raw) => {
    const text = tidy(raw);
    const bounds: number[] = [];
    for (let n = min; n <= max; n++) for (let i = 0; i + n <= text.length; i++) bounds.push(i, i + n);
    return { text, bounds };
  };

/** Runs of `min` to `max` characters inside words, each word with a space on either side. */
export const wordBoundGrams =
  (min: number, max: number): Grams =>
  (raw) => {
    const text = ` ${tidy(raw).split(/\s+/).filter(Boolean).join(' ')} `;
    const bounds: number[] = [];
    for (let start = 0; start < text.length - 1;) {
      const end = text.indexOf(' ', start + 1) + 1;
      for (let n = min; n <= max; n++) {
        let at = start;
        bounds.push(at, Math.min(end, at + n));
        while (at + n < end) bounds.push(++at, at + n);
        // A word shorter than the run counts once.
        if (at === start) break;
      }
      start = end - 1;
    }
    return { text, bounds };
  };

/** Runs of `min` to `max` words between spaces. */
export const wordGrams =
  (min: number, max: number): Grams =>
  (raw) => {
    const words = tidy(raw).split(/\s+/).filter(Boolean);
    const text = words.join(' ');
    const starts = [0];
    for (const word of words) starts.push(starts.at(-1)! + word.length + 1);
    const bounds: number[] = [];
    for (let n = min; n <= max; n++)
      for (let i = 0; i + n <= words.length; i++) bounds.push(starts[i]!, starts[i + n]! - 1);
    return { text, bounds };
  };
