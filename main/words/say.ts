import { IntlMessageFormat } from 'intl-messageformat';
import { fallbacksOf, LANGUAGES, type Lang } from '../contract';
import { MESSAGES, type MessageKey } from './messages';

export type { MessageKey } from './messages';

/** What fills a message's arguments. */
export type Values = Readonly<Record<string, string | number | boolean>>;

const compiled = new Map<string, IntlMessageFormat>();
/** Without these a message has neither arguments nor quoting: it stands as it is. */
const PLAIN = /^[^{}'#]*$/;

/** Whether a message has words of its own in `lang`. */
export const isSaidIn = (lang: Lang, key: MessageKey): boolean => Boolean(MESSAGES[lang][key]);

/** Whether `key` is a message: for keys that are put together from codes. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(MESSAGES.zh, key);

/**
 * A message in `lang`, else in the language that stands in for it: ICU MessageFormat
 * (https://unicode-org.github.io/icu/userguide/format_parse/messages/).
 * @param values fills its arguments; numbers stand as they are, `{n, number}` groups them
 * @throws Error where an argument has no value: the caller is wrong, not the language
 */
export function say(lang: Lang, key: MessageKey, values?: Values): string {
  const spoken = fallbacksOf(lang).find((tag) => isSaidIn(tag, key)) ?? lang;
  const text = MESSAGES[spoken][key] ?? '';
  if (PLAIN.test(text)) return text;
  const id = `${spoken} ${key}`;
  let message = compiled.get(id);
  if (!message) {
    message = new IntlMessageFormat(text, localeOf(spoken), undefined, { ignoreTag: true });
    compiled.set(id, message);
  }
  return String(message.format(values));
}

/** A message in each language that has it, for places that stand in no one's language. */
export function sayInAll(key: MessageKey, values?: Values): string[] {
  return LANGUAGES.filter((lang) => isSaidIn(lang, key)).map((lang) => say(lang, key, values));
}

/**
 * A message by language, for who doesn't know yet who will read it.
 * @param values what fills it, the same in each language or by language
 */
export function sayInEach(
  key: MessageKey,
  values?: Values | ((lang: Lang) => Values),
): Readonly<Record<Lang, string>> {
  const texts = LANGUAGES.map((lang) => [
    lang,
    say(lang, key, typeof values === 'function' ? values(lang) : values),
  ]);
  return Object.fromEntries(texts) as Record<Lang, string>;
}

/** The locale by which numbers, plurals and dates of a language are written. */
export function localeOf(lang: Lang): string {
  if (lang === 'zh') return 'zh-CN';
  return lang === 'en' ? 'en-GB' : lang;
}
