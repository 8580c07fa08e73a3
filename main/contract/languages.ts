import { z } from 'zod';

/**
 * The languages in which the terminal shows and says things, by BCP 47 tag. `npm run language -- TAG` adds one:
 * messages that it doesn't have yet are told in the languages that follow in `FALLBACKS`.
 */
export const LANGUAGES = ['zh', 'en'] as const;
export const Lang = z.enum(LANGUAGES);
export type Lang = z.infer<typeof Lang>;

/** The languages that questions are understood in: they have rules, corpora and names of goods. */
export const UNDERSTOOD = ['zh', 'en'] as const;
export const Understood = z.enum(UNDERSTOOD);
export type Understood = z.infer<typeof Understood>;

/** That language, where questions in it are understood and answers spoken. */
export const ifUnderstood = (lang: Lang | undefined): Understood | undefined =>
  UNDERSTOOD.find((tag) => tag === lang);

/** The language whose rules read a question of somebody whose screen stands in `lang`. */
export function understoodAs(lang: Lang): Understood {
  return ifUnderstood(lang) ?? 'en';
}

/** What is looked at, in this order, where a language lacks a text. */
const FALLBACKS = ['en', 'zh'] as const;

/** The language of the small line beside the first one: the store's first where that is another, else English. */
export function secondLang(lang: Lang, first?: Lang): Lang {
  return [first, ...FALLBACKS].find((other) => other !== undefined && other !== lang) ?? lang;
}

/** A language and what stands in for it, nearest first. */
export function fallbacksOf(lang: Lang): readonly Lang[] {
  return [...new Set<Lang>([lang, ...FALLBACKS])];
}

/** The form of a BCP 47 tag: `zh`, `th`, `pt-BR`, `zh-Hant-HK`. */
export const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/;

const ENGLISH_NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/**
 * The canonical form of a BCP 47 tag as people write it (`TH`, `pt_br`, `zh-hant`); nothing where it is no
 * language that Unicode knows, or holds more than language, script and region.
 */
export function canonicalTag(text: string): string | undefined {
  try {
    const tag = Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0] ?? '';
    return LANGUAGE_TAG.test(tag) && ENGLISH_NAMES.of(tag) !== undefined ? tag : undefined;
  } catch {
    return undefined;
  }
}

/** A text of the store by BCP 47 tag: a name, an answer, a title. An empty one counts as none. */
export const LocalizedText = z.record(z.string().regex(LANGUAGE_TAG), z.string());
export type LocalizedText = Readonly<z.infer<typeof LocalizedText>>;

/** Texts of the store that are lists (a path, questions), by BCP 47 tag, in languages beside `zh` and `en`. */
export type OtherLists = Readonly<Record<string, readonly string[]>>;

/** A text that the code itself has in every language that it understands, such as the name of a kind of goods. */
export type InBoth = Readonly<Record<Understood, string>>;

/** The text in `lang`, else in the language that stands in for it, else in any. Empty where there is none. */
export function textIn(text: LocalizedText | undefined, lang: Lang): string {
  if (!text) return '';
  for (const tag of fallbacksOf(lang)) if (text[tag]) return text[tag];
  return Object.values(text).find((other) => other !== '') ?? '';
}

/** The text in that language alone; empty where it has none. For what reads a language's own words. */
export const onlyIn = (text: LocalizedText | undefined, tag: string): string => text?.[tag] ?? '';

/** The texts that questions are compared with, one for each language that is understood; empty where it has none. */
export const inUnderstood = (text: LocalizedText | undefined): string[] =>
  UNDERSTOOD.map((tag) => onlyIn(text, tag));
