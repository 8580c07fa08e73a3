import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { DaogouError } from '../../contract';

/** A name that goods bear instead of a noun, and what is sold under it. */
export interface Brand {
  names: string[];
  /** Names that mean something else as well ('小米'): they tell nothing by themselves. */
  ambiguous: string[];
  /** Ids of kinds, the most typical first. */
  makes: string[];
}

const list = z.string().transform((cell) =>
  cell
    .split('|')
    .map((item) => item.trim())
    .filter(Boolean),
);
const Row = z.strictObject({
  zh: z.string(),
  en: z.string(),
  aliases: list,
  makes: list.pipe(z.array(z.string()).min(1)),
});

/** The brands of a file; a name with `!` before it is ambiguous. Throws `bad_request` naming file and row. */
export function readBrands(csv: string, file: string): Brand[] {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as unknown[];
  return rows.map((raw, i) => {
    const row = Row.safeParse(raw);
    if (!row.success)
      throw new DaogouError('bad_request', `${file} row ${i + 2}: ${z.prettifyError(row.error)}`);
    const { zh, en, aliases, makes } = row.data;
    const names = [zh, en, ...aliases].filter(Boolean);
    return {
      names: names.filter((n) => !n.startsWith('!')),
      ambiguous: names.filter((n) => n.startsWith('!')).map((n) => n.slice(1)),
      makes,
    };
  });
}
