import type { Bilingual, Lang } from '../../../main/contract';
import { en } from './en';
import { zh, type MessageKey } from './zh';

export type { MessageKey } from './zh';

const tables: Record<Lang, Record<MessageKey, string>> = { zh, en };

export type Values = Record<string, string | number>;

/** A message of the table in a language, its `{holes}` filled. */
export function translate(lang: Lang, key: MessageKey, values: Values = {}): string {
  return tables[lang][key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(zh, key);

/** A text of the catalog in the shopper's language, or in the other one where only that is known. */
export function pick(text: Partial<Bilingual> | undefined, lang: Lang): string {
  return text?.[lang] || text?.[otherLang(lang)] || '';
}

export const otherLang = (lang: Lang): Lang => (lang === 'zh' ? 'en' : 'zh');
