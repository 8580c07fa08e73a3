import { z } from 'zod';
import { publishedTables } from '../db/catalog-schema';
import { TEXTS_COLUMN, textsFault } from '../db/other-texts';
import { shapeOf } from '../db/rows';

/**
 * What travels: a set of row changes as JSON lines, the first line a header. A snapshot is a change set whose
 * base is nothing (0). Cells travel by column, because columns compress better than rows. Rows of the base
 * are named by their rank in key order (byte order of UTF-8), written as gaps: the first rank, then how many
 * rows lie between. The base is known exactly, by its digests, so a rank is as good as a key at a fraction of
 * its bytes. Ranks always count in the base, before any change of this set. For each table: deletes, then
 * updates, then inserts, each in batches; tables in the order of `publishedTables`.
 */
export const CHANGES_FORMAT = 'daogou-changes/1';

export const ChangesHeader = z.object({
  format: z.literal(CHANGES_FORMAT),
  store: z.string().min(1),
  /** Sequence that the changes apply to; 0: an empty catalog. */
  base: z.number().int().min(0),
  sequence: z.number().int().positive(),
  schema: z.number().int().positive(),
});
export type ChangesHeader = z.infer<typeof ChangesHeader>;

const Table = z.enum(publishedTables);
const Gaps = z.array(z.number().int().min(0)).min(1);
const Columns = z.array(z.string()).min(1);
/** One array a column, all of the same length. */
const Values = z.array(z.array(z.union([z.string(), z.number().int()])));

const Delete = z.object({ delete: Table, rows: Gaps });
const Update = z.object({ update: Table, columns: Columns, rows: Gaps, values: Values });
const Insert = z.object({ insert: Table, columns: Columns, values: Values });

/** One line after the header. */
export const Change = z.union([Insert, Update, Delete]).superRefine((change, ctx) => {
  if ('delete' in change) return;
  const shape = shapeOf('update' in change ? change.update : change.insert);
  const rows = 'update' in change ? change.rows.length : (change.values[0]?.length ?? 0);
  const allowed = 'update' in change ? shape.columns.slice(shape.key) : shape.columns;
  const keyed =
    'update' in change ||
    shape.columns.slice(0, shape.key).every((column) => change.columns.includes(column));
  if (!keyed || change.columns.some((column) => !allowed.includes(column)))
    ctx.addIssue('columns do not fit the table');
  if (
    change.values.length !== change.columns.length ||
    change.values.some((column) => column.length !== rows)
  ) {
    ctx.addIssue('columns differ in length');
  }
  const texts = change.values[change.columns.indexOf(TEXTS_COLUMN)] ?? [];
  const fault = texts.map(textsFault).find((found) => found !== undefined);
  if (fault !== undefined) ctx.addIssue(fault);
});
export type Change = z.infer<typeof Change>;

/** Rows a line at most: bounds what either side holds in memory. */
export const BATCH_ROWS = 4_000;

export const toGaps = (ranks: readonly number[]): number[] =>
  ranks.map((rank, i) => (i === 0 ? rank : rank - (ranks[i - 1] ?? 0) - 1));

export function fromGaps(gaps: readonly number[]): number[] {
  let next = 0;
  return gaps.map((gap) => {
    const rank = next + gap;
    next = rank + 1;
    return rank;
  });
}
