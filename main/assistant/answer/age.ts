import type { Draft, Scene } from './draft';
import { clockOf } from './time';

/** Amounts of money in an answer's text, and offers. */
const MONEY = /\d\s*(元|CNY|USD|EUR|HKD)|[¥￥$€]\s*\d|\b[A-Z]{3}\s?\d/;
const PRICED: readonly string[] = ['product.price', 'product.promotion', 'promotion.list', 'product.compare'];

/**
 * Where this terminal has not heard from HQ for too long, an answer that tells prices says from when they
 * are.
 */
export function sayAge({ catalog, lang, now, staleAfterMs }: Scene, draft: Draft): Draft {
  const { confirmedAt } = catalog.info;
  if (confirmedAt === undefined || draft.abstained || now.getTime() - Date.parse(confirmedAt) <= staleAfterMs)
    return draft;
  if (!MONEY.test(draft.text) && !(PRICED.includes(draft.intent) && /\d|折|%/.test(draft.text))) return draft;
  const spoken = draft.lang ?? lang;
  const at = clockOf(confirmedAt, catalog.store().timezone, now, spoken);
  return {
    ...draft,
    text: spoken === 'zh' ? `${draft.text}（价格截至 ${at}）` : `${draft.text} (Prices as of ${at}.)`,
  };
}
