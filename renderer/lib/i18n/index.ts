import { useMemo } from 'react';
import type { Bilingual, Lang } from '../../../main/contract';
import { momentText } from '../../../main/words';
import { useScreen } from '../screen-store';
import { otherLang, pick, translate, type Values } from './translate';
import type { MessageKey } from './zh';

export { isMessageKey, otherLang, pick, translate } from './translate';
export type { MessageKey } from './zh';

export interface Words {
  lang: Lang;
  /** The message in the shopper's language. */
  t(key: MessageKey, values?: Values): string;
  /** The same in the other language, for the small line beside it. */
  other(key: MessageKey, values?: Values): string;
  /** A text of the catalog in the shopper's language. */
  say(text: Partial<Bilingual> | undefined): string;
  /** A moment, on the store's clock; empty for what is no time. */
  moment(rfc3339: string | undefined): string;
}

/** What the screen says, in the language it stands in now. */
export function useWords(): Words {
  const lang = useScreen((s) => s.lang);
  const timezone = useScreen((s) => s.catalog?.timezone);
  return useMemo(
    () => ({
      lang,
      t: (key, values) => translate(lang, key, values),
      other: (key, values) => translate(otherLang(lang), key, values),
      say: (text) => pick(text, lang),
      moment: (rfc3339) => momentText(rfc3339, lang, timezone),
    }),
    [lang, timezone],
  );
}
