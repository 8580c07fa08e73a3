import type { Lang } from '../../contract';
import { say, type MessageKey } from '../../words';

/** Messages that join two texts, by arguments `first` and `next`. */
type Joint = Extract<
  MessageKey,
  'list.next' | 'dialog.next_clause' | 'dialog.next_item' | 'dialog.or' | 'dialog.and'
>;

/** Texts one behind another, as the language joins them. */
export const joined = (texts: readonly string[], { by, lang }: { by: Joint; lang: Lang }): string =>
  texts.length === 0 ? '' : texts.reduce((first, next) => say(lang, by, { first, next }));
