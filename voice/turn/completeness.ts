import type { Completeness } from './endpointer';

/** The call that ends everything, in one syllable. */
export const STOP = '停';
/** The only syllables that are an answer by themselves. */
export const ONE_SYLLABLE_ANSWERS: ReadonlySet<string> = new Set('好是对不停要行嗯有');

/** Words after which more comes. */
const HANGING = [
  '的',
  '和',
  '跟',
  '还有',
  '或者',
  '我想',
  '我要',
  '我想买',
  '我要买',
  '请问',
  '那个',
  '这个',
  '有没有',
  '帮我找',
  '就是',
];

/** How words look that are no whole question by the store's vocabulary. */
export const completenessByWords = (words: string): Completeness =>
  HANGING.some((ending) => words.endsWith(ending)) ? 'open' : 'unknown';
