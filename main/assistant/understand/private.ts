import { patternOf } from './pattern';
import { bodily, condition, nameFollows, place, telling, tellingEn, titlePrecedes } from './tables/private';

/**
 * An utterance that is looked at in whole sentences has this put where something private stood: no word
 * reaches over it.
 */
const GAP = '\u3002';

const PRIVATE = [
  patternOf(telling, 'gu'),
  patternOf(tellingEn, 'g'),
  patternOf(bodily, 'gu'),
  patternOf(place, 'gu'),
];
const NAME_FOLLOWS = patternOf(nameFollows);
const TITLE_PRECEDES = patternOf(titlePrecedes);
const CONDITION = patternOf(condition);

/** Folded text with a gap in the place of whatever tells of a person. Offsets change. */
export const withoutPrivate = (folded: string): string =>
  PRIVATE.reduce((text, pattern) => text.replace(pattern, GAP), folded);

/** Whether what stands there may be somebody's name, by what stands before it and behind it. */
export const mayBeName = (text: string, start: number, end: number): boolean =>
  NAME_FOLLOWS.test(text.slice(0, start)) || TITLE_PRECEDES.test(text.slice(end));

/** Whether a word is of an illness. */
export const isCondition = (word: string): boolean => CONDITION.test(word);
