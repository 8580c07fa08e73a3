import type { Lang } from '../contract';
import { localeOf, say, type MessageKey, type Values } from './say';

/** Names in a row: `洗发水、护发素、香皂`, `shampoo, conditioner and soap`. */
export function listOf(names: readonly string[], lang: Lang): string {
  const before = [...names];
  const last = before.pop();
  if (before.length === 0) return last ?? '';
  return say(lang, 'list.two', { first: chain(before, lang), last: last! });
}

/** Keys of messages that put one text behind another. */
type Joint = Extract<MessageKey, `${string}.next` | 'list.either'>;

/** Texts in a row, each put behind those before by `joint`; with none told, commas alone. */
export const chain = (parts: readonly string[], lang: Lang, joint: Joint = 'list.next'): string =>
  parts.length === 0 ? '' : parts.reduce((first, next) => say(lang, joint, { first, next }));

/** Sentences in a row, empty ones left out; languages that space words put a space between. */
export const sentences = (lang: Lang, ...parts: readonly (string | undefined)[]): string =>
  chain(parts.filter((part) => part !== undefined).filter(Boolean), lang, 'sentence.next');

/** Scripts that begin a sentence with a capital. */
const WITH_CAPITALS: ReadonlySet<string | undefined> = new Set(['Latn', 'Cyrl', 'Grek', 'Armn']);
const capitals = new Map<Lang, boolean>();

/** The text as a sentence or a line of its own begins: with a capital where the language has them. */
export function capital(text: string, lang: Lang): string {
  let has = capitals.get(lang);
  if (has === undefined)
    capitals.set(lang, (has = WITH_CAPITALS.has(new Intl.Locale(localeOf(lang)).maximize().script)));
  return has ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
}

/** A message whose first word comes from outside, as a sentence begins. */
export const sentence = (lang: Lang, key: MessageKey, values?: Values): string =>
  capital(say(lang, key, values), lang);
