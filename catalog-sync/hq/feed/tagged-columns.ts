import { canonicalTag } from '../../../main/contract';
import { textsCell } from '../../db/other-texts';
import type { FeedTable } from './tables';

/**
 * Columns `<field>_<tag>`: a text in a language beside `zh` and `en`. Only those in a language that
 * `store.json` lists are read, because `category_id` is a number in most exports and Indonesian in few.
 */

/** Languages with columns of their own. */
const OWN = ['zh', 'en'];

/** The languages beside `zh` and `en` that a store's feed may have columns in; absent: not known. */
export type FeedTags = ReadonlySet<string> | undefined;

/** What `languages` of `store.json` comes to, and those of it that name no language. */
export function feedTags(languages: readonly string[]): { tags: Set<string>; strangers: string[] } {
  const tags = languages.map(canonicalTag);
  return {
    tags: new Set(tags.filter((tag) => tag !== undefined && !OWN.includes(tag)) as string[]),
    strangers: languages.filter((_, i) => tags[i] === undefined),
  };
}

/** What a column that the table does not name is. */
export interface OtherColumn {
  /** As it is read: `name_th`; absent where it is ignored. */
  column?: string;
  /** Why it is ignored, to be warned about. */
  ignored?: string;
  /** Why it can't be read, where it was surely meant to be. */
  fault?: string;
}

const UNKNOWN = 'unknown column, ignored';

/** Reads the name of a column that the table does not name itself. */
export function otherColumn(table: FeedTable, name: string, tags: FeedTags): OtherColumn {
  const [, field = '', suffix = ''] = /^([a-z]+)_(.+)$/i.exec(name) ?? [];
  const text = field.toLowerCase();
  if (!table.texts || !Object.hasOwn(table.texts, text)) return { ignored: UNKNOWN };
  const tag = canonicalTag(suffix);
  if (tag !== undefined && OWN.includes(tag)) return { ignored: `${UNKNOWN}; write it as ${text}_${tag}` };
  if (tag !== undefined && (tags === undefined || tags.has(tag))) return { column: `${text}_${tag}` };
  const meant = listedLike(suffix, tags);
  if (meant !== undefined)
    return {
      fault: `'${suffix}' is not among the languages that store.json lists; write the column as ${text}_${meant}${tag ? `, or list '${tag}' there` : ''}`,
    };
  if (tag === undefined)
    return { ignored: `${UNKNOWN}; a text in another language is ${text}_<tag>, such as ${text}_th` };
  return {
    ignored: `${UNKNOWN}, because store.json does not list '${tag}' among its languages; list it there if these are texts in that language`,
  };
}

/** The listed language that a suffix begins with, such as `th` of `th-TH` and of `th_`. */
function listedLike(suffix: string, tags: FeedTags): string | undefined {
  const language = /^([a-z]{2,3})[-_]/i.exec(suffix)?.[1]?.toLowerCase();
  return language && [...(tags ?? [])].find((tag) => tag.split('-')[0] === language);
}

/**
 * The cell of `texts` from a row's cleaned cells; what is wrong goes to `fault` by column. Empty cells are no
 * texts.
 */
export function otherTextsOf(
  table: FeedTable,
  cells: Readonly<Record<string, string>>,
  fault: (column: string, message: string) => void,
): string {
  const texts: Record<string, string> = {};
  for (const [column, text] of Object.entries(cells)) {
    if (text === '' || column in table.row.shape) continue;
    const read = table.texts?.[column.slice(0, column.indexOf('_'))]?.safeParse(text);
    if (read?.success) texts[column] = read.data;
    else for (const issue of read?.error.issues ?? []) fault(column, issue.message);
  }
  return textsCell(texts);
}
