import { say } from '../../words';
import type { Draft, Scene } from './draft';
import { clockOf, localTime } from './time';

/**
 * Of an answer that tells prices: from when they are, for the screen, and in so many words where this
 * terminal has not heard from HQ for too long.
 */
export function sayStaleness({ catalog, lang, now, staleAfterMs }: Scene, draft: Draft): Draft {
  const { confirmedAt } = catalog.info;
  if (confirmedAt === undefined || !draft.tellsPrice) return draft;
  const { timezone } = catalog.store();
  const dated = {
    ...draft,
    facts: { as_of: localTime(new Date(confirmedAt), timezone).iso, ...draft.facts },
  };
  if (draft.abstained || now.getTime() - Date.parse(confirmedAt) <= staleAfterMs) return dated;
  const spoken = draft.lang ?? lang;
  const at = clockOf(confirmedAt, timezone, now, spoken);
  return {
    ...dated,
    text: say(spoken, 'goods.price.as_of', { text: draft.text, at }),
  };
}
