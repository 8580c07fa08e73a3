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
export type Understood = (typeof UNDERSTOOD)[number];

/** The language whose rules read a question of somebody whose screen stands in `lang`. */
export function understoodAs(lang: Lang): Understood {
  return (UNDERSTOOD as readonly string[]).includes(lang) ? (lang as Understood) : 'en';
}

/** What is looked at, in this order, where a language lacks a text. */
const FALLBACKS = ['en', 'zh'] as const;

/** A language and what stands in for it, nearest first. */
export function fallbacksOf(lang: Lang): readonly Lang[] {
  return [...new Set<Lang>([lang, ...FALLBACKS])];
}

/** A text of the store by BCP 47 tag: a name, an answer, a title. An empty one counts as none. */
export const LocalizedText = z.record(z.string(), z.string());
export type LocalizedText = Readonly<z.infer<typeof LocalizedText>>;

/** The text in `lang`, else in the language that stands in for it, else in any. Empty where there is none. */
export function textIn(text: LocalizedText | undefined, lang: Lang): string {
  if (!text) return '';
  for (const tag of fallbacksOf(lang)) if (text[tag]) return text[tag];
  return Object.values(text).find((other) => other !== '') ?? '';
}
