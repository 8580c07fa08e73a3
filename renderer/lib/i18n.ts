import { useMemo } from 'react';
import { onlyIn, secondLang, textIn, type Lang, type LocalizedText } from '../../main/contract';
import { momentText, say, type MessageKey, type Values } from '../../main/words';
import { useScreen } from './screen-store';

export interface Words {
  lang: Lang;
  /** The message in the shopper's language. */
  t(key: MessageKey, values?: Values): string;
  /** The same in the other language, for the small line beside it. */
  other(key: MessageKey, values?: Values): string;
  /** A text of the catalog in the shopper's language. */
  say(text: LocalizedText | undefined): string;
  /** The same in the other language, for the small line beside it; empty where the store has none. */
  beside(text: LocalizedText | undefined): string;
  /** A moment, on the store's clock; empty for what is no time. */
  moment(rfc3339: string | undefined): string;
}

/** What the screen says, in the language it stands in now. */
export function useWords(): Words {
  const lang = useScreen((s) => s.lang);
  const timezone = useScreen((s) => s.catalog?.timezone);
  return useMemo(() => wordsIn(lang, timezone), [lang, timezone]);
}

/** The same in a given language. */
export function wordsIn(lang: Lang, timezone?: string): Words {
  return {
    lang,
    t: (key, values) => say(lang, key, values),
    other: (key, values) => say(secondLang(lang), key, values),
    say: (text) => textIn(text, lang),
    beside: (text) => onlyIn(text, secondLang(lang)),
    moment: (rfc3339) => momentText(rfc3339, lang, timezone),
  };
}
