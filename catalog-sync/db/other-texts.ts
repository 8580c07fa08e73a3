import { z } from 'zod';
import { LANGUAGE_TAG, type LocalizedText, type OtherLists } from '../../main/contract';

/**
 * Texts of a row in languages beside `zh` and `en`. A row keeps them in its last column, `texts`, as a JSON
 * object by the names that the columns have in the feed: `{"name_th":"น้ำปลา"}`; '' where there are none.
 */
export const TEXTS_COLUMN = 'texts';

const FEED_COLUMN = new RegExp(`^[a-z]+_${LANGUAGE_TAG.source.slice(1)}`);
const OtherTexts = z.record(z.string().regex(FEED_COLUMN), z.string().min(1));
/** A feed's cells by their columns. */
export type OtherTexts = Readonly<z.infer<typeof OtherTexts>>;

/** As a cell of `texts`. Sorted, so that the order of a feed's columns changes no row. */
export function textsCell(texts: OtherTexts): string {
  const columns = Object.keys(texts)
    .filter((column) => texts[column] !== '')
    .sort();
  return columns.length === 0 ? '' : JSON.stringify(Object.fromEntries(columns.map((c) => [c, texts[c]])));
}

/** What is wrong with a cell of `texts` that came from outside; nothing where it is sound. */
export function textsFault(cell: unknown): string | undefined {
  if (cell === '') return undefined;
  try {
    const read = OtherTexts.safeParse(JSON.parse(String(cell)));
    return read.success ? undefined : 'texts are not by column and language tag';
  } catch {
    return 'texts are not JSON';
  }
}

/**
 * The texts of a row that was checked when it came in; absent where it has none, or its file is older than
 * the column.
 */
export const readTexts = (cell: string | undefined): OtherTexts | undefined =>
  cell ? (JSON.parse(cell) as OtherTexts) : undefined;

/** The texts of one field by tag; nothing where there are none. */
export function textsOf(texts: OtherTexts | undefined, field: string): LocalizedText | undefined {
  const start = `${field}_`;
  const own = Object.entries(texts ?? {}).filter(([column]) => column.startsWith(start));
  return own.length === 0
    ? undefined
    : Object.fromEntries(own.map(([column, text]) => [column.slice(start.length), text]));
}

/** The lists of one field by tag, each cell read by `split`; nothing where there are none. */
export function listsOf(
  texts: OtherTexts | undefined,
  field: string,
  split: (cell: string) => string[],
): OtherLists | undefined {
  const own = textsOf(texts, field);
  return own && Object.fromEntries(Object.entries(own).map(([tag, cell]) => [tag, split(cell)]));
}
