import type { Lang } from '../contract';
import { say } from './say';

/** Names in a row: `洗发水、护发素、香皂`, `shampoo, conditioner and soap`. */
export function listOf(names: readonly string[], lang: Lang): string {
  const [first = '', ...rest] = names;
  const last = rest.pop();
  if (last === undefined) return first;
  const before = rest.reduce((list, next) => say(lang, 'list.next', { first: list, next }), first);
  return say(lang, 'list.two', { first: before, last });
}

/** Sentences in a row, empty ones left out; languages that space words put a space between. */
export const sentences = (lang: Lang, ...parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined && part !== '')
    .reduce<string>(
      (first, next) => (first === '' ? next! : say(lang, 'sentence.next', { first, next: next! })),
      '',
    );

/** The first letter in capitals, as a sentence begins. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
