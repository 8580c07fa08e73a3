import type { DictionaryWord } from '../../main/contract';
import { isEnglishWord } from './english-words';
import { tagWords } from './segment';

/** '问问', '看看': verbs said twice, which jieba tags as names. */
const TWICE = /^(.)\1$/;

/**
 * The words of folded text that the general dictionaries know: jieba's for Chinese, two characters and more;
 * for English words of four letters and more. What they know and the catalog does not is a thing of its own,
 * no slip for another: 花盆 is no 脸盆.
 */
export function dictionaryWords(folded: string): DictionaryWord[] {
  const out: DictionaryWord[] = [];
  let at = 0;
  for (const { word, tag } of tagWords(folded)) {
    if (/^[\u3400-\u9fff]{2,}$/.test(word))
      out.push({ start: at, end: at + word.length, noun: /^(?:n|vn)/.test(tag) && !TWICE.test(word) });
    at += word.length;
  }
  for (const match of folded.matchAll(/[a-z]{4,}/g)) {
    if (isEnglishWord(match[0]))
      out.push({ start: match.index, end: match.index + match[0].length, noun: false });
  }
  return out;
}
