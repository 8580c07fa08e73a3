import type { Kind } from '../goods';
import { cleanName } from './product-name';
import { sortsIn, withoutSorts } from './product-sorts';

/** A word by which names of goods show a kind: one of its own names, or a mark. */
export interface KindWord {
  kind: number;
  mark: boolean;
  /**
   * It is the kind's word only where the good is of this sort as well: '防晒霜' of a child's, 'moisturiser' for
   * men.
   */
  sort?: string;
}

/** A word of a kind that a name holds. */
export interface Hit extends KindWord {
  /** Where it stands; characters in Chinese, words in English. */
  start: number;
  end: number;
  /** How much it says: about the number of Chinese characters; some four English letters are worth one. */
  weight: number;
}

const LONGEST_ZH = 16;
const LONGEST_EN = 7;
const LETTERS_A_CHARACTER = 3.5;

/** An English word without its plural's ending. */
export const singular = (word: string): string => {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return word.replace(/(?<=(?:x|ch|sh|ss|o))es$|s$/, '');
};

/** Words of English as they are compared: small letters, no hyphens or apostrophes, singular. */
export const englishWords = (text: string): string[] =>
  text
    .replace(/['’]s?\b/g, '')
    .split(/[^a-z0-9&.]+/)
    .filter(Boolean)
    .map(singular);

/** Which kinds a word names, in both languages: names of goods are often mixed. */
export class KindWords {
  private readonly zh = new Map<string, KindWord[]>();
  private readonly en = new Map<string, KindWord[]>();

  constructor(kinds: readonly Kind[]) {
    kinds.forEach((kind, number) => {
      const names = [...new Set([...kind.zh.map((name) => name.text), ...kind.en])];
      for (const text of names) this.add(text, { kind: number, mark: false });
      for (const text of names) {
        const sorts = sortsIn(cleanName(text));
        const [sort] = sorts;
        if (sort && sorts.size === 1)
          this.add(withoutSorts(cleanName(text)), { kind: number, mark: false, sort });
      }
      for (const mark of kind.marks) this.add(mark, { kind: number, mark: true });
    });
  }

  private add(text: string, word: KindWord): void {
    const clean = cleanName(text);
    const chinese = /[\u3400-\u9fff]/.test(clean);
    const [map, key] = chinese
      ? [this.zh, clean.replace(/\s+/g, '')]
      : [this.en, englishWords(clean).join(' ')];
    if (key.length < 2) return;
    const known = map.get(key);
    if (!known) map.set(key, [word]);
    else if (!known.some(({ kind }) => kind === word.kind)) known.push(word);
  }

  /** Kinds whose name or mark the whole text is. */
  exactly(text: string): readonly KindWord[] {
    const words =
      (/[\u3400-\u9fff]/.test(text)
        ? this.zh.get(text.replace(/\s+/g, ''))
        : this.en.get(englishWords(text).join(' '))) ?? [];
    return words.filter((word) => word.sort === undefined);
  }

  /** Words that a clean Chinese text holds. */
  inChinese(text: string): Hit[] {
    const hits: Hit[] = [];
    for (let start = 0; start < text.length; start++) {
      if (/[\s\p{P}]/u.test(text[start]!)) continue;
      // 'tv' is no word inside 'otv', nor 'ad' inside 'ready'.
      const cutsLatin = start > 0 && /[a-z0-9]/.test(text[start]!) && /[a-z0-9]/.test(text[start - 1]!);
      if (cutsLatin) continue;
      for (let end = start + 2; end <= Math.min(text.length, start + LONGEST_ZH); end++) {
        if (end < text.length && /[a-z]/.test(text[end]!) && /[a-z]/.test(text[end - 1]!)) continue;
        for (const word of this.zh.get(text.slice(start, end)) ?? [])
          hits.push({ ...word, start, end, weight: end - start });
      }
    }
    return hits;
  }

  /** Words that a list of clean English words holds. */
  inEnglish(words: readonly string[]): Hit[] {
    const hits: Hit[] = [];
    for (let start = 0; start < words.length; start++) {
      for (let end = start + 1; end <= Math.min(words.length, start + LONGEST_EN); end++) {
        const text = words.slice(start, end).join(' ');
        for (const word of this.en.get(text) ?? [])
          hits.push({ ...word, start, end, weight: text.length / LETTERS_A_CHARACTER });
      }
    }
    return hits;
  }
}
