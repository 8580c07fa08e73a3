import { pipeline, Readable } from 'node:stream';
import { parse, CsvError } from 'csv-parse';
import type { z } from 'zod';
import { cleanCell } from './hidden-characters';
import type { Mended } from './mended';
import { decimalPoints } from './decimal-commas';
import { mendCell } from './mends';
import { columnsMeant } from './column-names';
import type { FeedProblem, FeedProblems } from './problems';
import { openTable, SEPARATORS, type Separator } from './table-text';
import type { FeedTable } from './tables';
import { otherColumn, otherTextsOf, type FeedTags } from './tagged-columns';

/** RFC 4180 with what real exports do: a BOM, CR LF and LF in one file, blank lines. */
const csvOptions = {
  bom: true,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  // A quote inside a cell is taken as it stands: 5" pipe.
  relax_quotes: true,
  // An unclosed quote would otherwise swallow the rest of the file into memory.
  max_record_size: 1_000_000,
};

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce(
    (sum, cell) =>
      sum + (cell.includes('\n') || cell.includes('\r') ? cell.split(/\r\n|\r|\n/).length - 1 : 0),
    0,
  );

/** A row of the feed as the catalog keeps it, and the cell of its texts in other languages ('': none). */
export interface FeedRow<S extends z.ZodObject> {
  row: z.output<S>;
  texts: string;
}

/**
 * Yields every readable row with the line it begins on. What can't be read is reported and left out.
 * `path` is the file on disk, `table.file` how it is called in reports, `tags` the store's other languages.
 */
export async function* readTable<S extends z.ZodObject>(
  path: string,
  table: FeedTable<S>,
  problems: FeedProblems,
  tags: FeedTags,
): AsyncGenerator<{ line: number } & FeedRow<S>> {
  const { file } = table;
  const blank = Object.fromEntries(Object.keys(table.row.shape).map((column) => [column, '']));
  const opened = await openTable(path, (names) => knownColumns(names, table));
  if (typeof opened === 'string') return problems.unreadable({ file, line: 1, message: opened });
  const { readAs, separator, skipped } = opened;
  if (readAs !== undefined) problems.warn({ file, message: `${readAs}; it is read so` });
  let header: Header | undefined;
  let lastLine = skipped;
  // pipeline() hands an error of the file or the decoder on to the parser, where the loop below meets it.
  const parser = pipeline(
    Readable.from(opened.text),
    parse({ ...csvOptions, delimiter: separator }),
    () => undefined,
  ) as AsyncIterable<{ record: string[]; info: { lines: number } }>;
  try {
    for await (const { record, info } of parser) {
      lastLine = info.lines + skipped;
      const breaks = breaksIn(record);
      const at = { file, line: lastLine - breaks };
      if (!header) {
        header = readHeader(record, table, problems, tags);
        if (!header) return;
        continue;
      }
      if (record.every((cell) => cell.trim() === '')) continue;
      const fault =
        (opened.damaged ? mendHalfLetters(record, opened.encoding, at, problems) : undefined) ??
        shapeFault(record, header.length, separator);
      if (fault !== undefined) {
        problems.fault({ ...at, message: fault }, breaks + 1);
        problems.lose(file, undefined, breaks + 1);
        continue;
      }
      const cells: Record<string, string> = { ...blank };
      for (let i = 0; i < header.length; i++) {
        const column = header[i];
        if (column !== undefined) cells[column] = record[i] as string;
      }
      if (separator === ';' && !decimalPoints(cells, at, problems)) continue;
      const read = readRow(table, cells, at, problems);
      if (read) yield { line: at.line, ...read };
    }
    if (!header) problems.unreadable({ file, line: 1, message: 'is empty; it needs a header row' });
  } catch (error) {
    tellUnread(error, { file, lastLine, skipped }, problems);
  }
}

/** How many columns of the table the names of a header stand for. */
const knownColumns = (names: readonly string[], table: FeedTable): number =>
  columnsMeant(
    names.map((name) => cleanCell(name, true).text),
    table,
  ).filter((name) => name in table.row.shape).length;

/** Where the last quote of a file stays open, the rows behind it are lost; else all that follows is unread. */
function tellUnread(
  error: unknown,
  { file, lastLine, skipped }: { file: string; lastLine: number; skipped: number },
  problems: FeedProblems,
): void {
  const at = { file, line: lastLine + 1, message: explain(error) };
  const end = error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED' ? error.lines : undefined;
  if (typeof end !== 'number' || lastLine === skipped) return problems.unreadable(at);
  const rows = Math.max(1, end + skipped - lastLine);
  problems.fault(at, rows);
  problems.lose(file, undefined, rows);
}

/** What is wrong with the shape of a row, if anything. */
function shapeFault(record: readonly string[], columns: number, separator: Separator): string | undefined {
  if (record.length > columns && record.slice(columns).some((cell) => cell.trim() !== ''))
    return `has ${record.length} cells but the header has ${columns}; quote cells that hold ${SEPARATORS[separator]}`;
  if (record.length < columns) return `has ${record.length} cells but the header has ${columns}`;
  // Text has blanks behind its commas; so many without one are other rows, taken in by a quote left open.
  const swallowed = record.some((cell) => {
    const breaks = breaksIn([cell]);
    return breaks > 0 && separatorsIn(cell, separator) >= breaks * (columns - 1);
  });
  return swallowed ? 'a quote is opened and never closed, so that rows stand in one cell' : undefined;
}

const separatorsIn = (cell: string, separator: Separator): number =>
  cell
    .split(separator)
    .slice(1)
    .filter((part) => !part.startsWith(' ')).length;

/**
 * A letter of several bytes that a system cut at a column's width is dropped with its half; other bytes that
 * are no letters are a fault of the row.
 */
function mendHalfLetters(
  record: string[],
  encoding: string,
  at: { file: string; line: number },
  problems: FeedProblems,
): string | undefined {
  for (const [i, cell] of record.entries()) {
    if (!cell.includes('\ufffd')) continue;
    const whole = /^([^\ufffd]+)\ufffd{1,3}$/.exec(cell)?.[1];
    if (whole === undefined) return `has bytes that are no ${encoding}: '${cell.slice(0, 40)}'`;
    record[i] = whole;
    problems.warn({ ...at, message: `ends in half a letter, which is dropped: '${whole.slice(-40)}'` });
  }
  return undefined;
}

/**
 * One row out of its cells' text; what is wrong with it is reported, and nothing comes back. Cells that the
 * table does not name are texts in other languages, their columns as `otherColumn` gives them.
 */
export function readRow<S extends z.ZodObject>(
  table: FeedTable<S>,
  cells: Record<string, string>,
  at: { file: string; line: number },
  problems: FeedProblems,
): FeedRow<S> | undefined {
  const read = soundRow(table, cells, at, problems);
  if (!read) problems.lose(at.file, mendCell(table, 'gtin', cells.gtin?.trim() ?? '').text);
  return read;
}

function soundRow<S extends z.ZodObject>(
  table: FeedTable<S>,
  cells: Record<string, string>,
  at: { file: string; line: number },
  problems: FeedProblems,
): FeedRow<S> | undefined {
  const clean = cleanRow(table, cells, at, problems);
  if (!clean) return undefined;
  standIn(table, clean, at, problems);
  const result = table.row.safeParse(clean);
  const before = problems.errorCount;
  const texts = otherTextsOf(table, clean, (column, message) => problems.fault({ ...at, column, message }));
  if (result.success) return problems.errorCount === before ? { row: result.data, texts } : undefined;
  for (const issue of result.error.issues)
    problems.fault({ ...at, column: issue.path.map(String).join('.'), message: issue.message });
  return undefined;
}

/**
 * What stands in one language only stands for both, as exports have it: an importer's names in English, a
 * market's in Mandarin. HQ is told, line by line.
 */
function standIn(
  table: FeedTable,
  cells: Record<string, string>,
  at: { file: string; line: number },
  problems: FeedProblems,
): void {
  for (const field of table.eitherLanguage ?? [])
    for (const [empty, other] of [
      [`${field}_zh`, `${field}_en`],
      [`${field}_en`, `${field}_zh`],
    ] as const) {
      if (cells[empty] !== '' || !cells[other]) continue;
      cells[empty] = cells[other];
      problems.warn({ ...at, column: empty, message: `is empty; ${other} is shown in its place` });
    }
}

/**
 * Most of the millions of cells of a large feed: ASCII and ideographs, nothing that could be HTML, a sign or
 * a thousands separator, no space at an end.
 */
const UNREMARKABLE =
  /^(?:[!-%'-*.-;=-~\u4e00-\u9fff](?:[ !-%'-+.-;=-~\u4e00-\u9fff-]*[!-%'-+.-;=-~\u4e00-\u9fff-])?)?$/;

/** No text so short needs cutting. */
const SHORT = 200;

/** Plain digits may be wrong as well: a GTIN without its zeros, a price out of a sum. */
function isAsMeant(table: FeedTable, column: string, cell: string): boolean {
  // UTF-8's own replacement characters read as GBK.
  if (!NUMBERS.has(column)) return !cell.includes('锟斤拷');
  const { text, fault } = mendCell(table, column, cell);
  return text === cell && fault === undefined;
}
const NUMBERS = new Set(['gtin', 'gtins', 'related', 'price', 'quantity']);

/** The cells without what nobody can see; nothing where such a character stands inside a text. */
function cleanRow(
  table: FeedTable,
  cells: Record<string, string>,
  at: { file: string; line: number },
  problems: FeedProblems,
): Record<string, string> | undefined {
  const clean: Record<string, string> = {};
  let sound = true;
  for (const [column, cell] of Object.entries(cells)) {
    if (UNREMARKABLE.test(cell) && cell.length <= SHORT && isAsMeant(table, column, cell)) {
      clean[column] = cell;
      continue;
    }
    const { text, warnings, fault } = tidyCell(table, column, cell);
    for (const message of warnings) problems.warn({ ...at, column, message });
    if (fault !== undefined) problems.fault({ ...at, column, message: fault });
    sound &&= fault === undefined;
    clean[column] = text;
  }
  return sound ? clean : undefined;
}

/** Codes are cleaned and then mended, texts the other way: an entity may stand for what nobody can see. */
function tidyCell(
  table: FeedTable,
  column: string,
  cell: string,
): { text: string; warnings: string[]; fault?: string } {
  const code = table.codes.includes(column);
  const first: Mended = code ? { text: cell } : mendCell(table, column, cell);
  const { text, dropped, fault } = cleanCell(first.text, code);
  const last: Mended = code && fault === undefined ? mendCell(table, column, text) : { text };
  const warnings = [first.warning, dropped, last.warning].filter((warning) => warning !== undefined);
  const why = fault ?? last.fault;
  return { text: last.text, warnings, ...(why !== undefined && { fault: why }) };
}

/** The columns of a file as they are read; nothing for those that are ignored. */
type Header = readonly (string | undefined)[];

/** How columns are called in the file, by the table's names; nothing where it can't be read by them. */
function readHeader(
  record: string[],
  table: FeedTable,
  problems: FeedProblems,
  tags: FeedTags,
): Header | undefined {
  const { file } = table;
  const names = record.map((name) => cleanCell(name, true).text);
  const header = columnsMeant(names, table);
  const missing = table.required.filter((column) => !header.includes(column));
  if (missing.length > 0) problems.unreadable(missingColumns(file, missing, names));
  const others = names.map((name, i) =>
    (header[i] ?? '') in table.row.shape ? undefined : otherColumn(table, name, tags),
  );
  const read = header.map((column, i) => (others[i] ? others[i].column : column));
  header.forEach((plain, i) => {
    const name = names[i] ?? '';
    const column = read[i] ?? plain;
    if (plain === '') return;
    const { fault, ignored } = others[i] ?? {};
    if (header.indexOf(plain) !== i || (read[i] !== undefined && read.indexOf(column) !== i))
      problems.error({ file, line: 1, column, message: 'the column appears twice' });
    else if (fault !== undefined) problems.error({ file, line: 1, column: name, message: fault });
    else if (ignored !== undefined) problems.warn({ file, line: 1, column: name, message: ignored });
    else if (column !== name)
      problems.warn({ file, line: 1, column, message: `column '${name}' is read as ${column}` });
  });
  return missing.length === 0 ? read : undefined;
}

/** One message, however many are missing: mostly the file has other names, or none. */
function missingColumns(file: string, missing: readonly string[], names: readonly string[]): FeedProblem {
  const [column = ''] = missing;
  const has = names.filter((name) => name !== '').slice(0, 8);
  const found = `its first line has ${has.map((name) => `'${name.slice(0, 30)}'`).join(', ')}${names.length > has.length ? ' …' : ''}`;
  return missing.length === 1
    ? { file, line: 1, column, message: `the required column is missing; ${found}` }
    : { file, line: 1, message: `the required columns ${missing.join(', ')} are missing; ${found}` };
}

function explain(error: unknown): string {
  if (
    error instanceof CsvError &&
    (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
  )
    return 'a quote is opened and never closed';
  return error instanceof Error ? error.message : String(error);
}
