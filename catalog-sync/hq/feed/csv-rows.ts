import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse, CsvError } from 'csv-parse';
import type { z } from 'zod';
import { cleanCell } from './hidden-characters';
import type { Mended } from './mended';
import { mendCell } from './mends';
import { columnsMeant } from './column-names';
import type { FeedProblem, FeedProblems } from './problems';
import type { FeedTable } from './tables';
import { otherColumn, otherTextsOf, type FeedTags } from './tagged-columns';

/** RFC 4180 with what real exports do: a BOM, CR LF and LF in one file, blank lines. */
const csvOptions = {
  bom: true,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  // An unclosed quote would otherwise swallow the rest of the file into memory.
  max_record_size: 1_000_000,
};

/** Text of a file, chunk by chunk; bytes that are not UTF-8 are an error, never a replacement character. */
async function* utf8(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }))
    yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

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
  let header: Header | undefined;
  let lastLine = 0;
  // pipeline() hands an error of the file or the decoder on to the parser, where the loop below meets it.
  const parser = pipeline(utf8(path), parse(csvOptions), () => undefined) as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>;
  try {
    for await (const { record, info } of parser) {
      lastLine = info.lines;
      const line = info.lines - breaksIn(record);
      if (!header) {
        header = readHeader(record, table, problems, tags);
        if (!header) return;
        continue;
      }
      if (record.every((cell) => cell.trim() === '')) continue;
      if (record.length > header.length && record.slice(header.length).some((cell) => cell.trim() !== '')) {
        problems.error({
          file,
          line,
          message: `has ${record.length} cells but the header has ${header.length}; quote cells that hold commas`,
        });
        continue;
      }
      if (record.length < header.length) {
        problems.error({
          file,
          line,
          message: `has ${record.length} cells but the header has ${header.length}`,
        });
        continue;
      }
      const cells: Record<string, string> = { ...blank };
      for (let i = 0; i < header.length; i++) {
        const column = header[i];
        if (column !== undefined) cells[column] = record[i] as string;
      }
      const read = readRow(table, cells, { file, line }, problems);
      if (read) yield { line, ...read };
    }
    if (!header) problems.unreadable({ file, line: 1, message: 'is empty; it needs a header row' });
  } catch (error) {
    problems.unreadable({ file, line: lastLine + 1, message: explain(error, path) });
  }
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
  const clean = cleanRow(table, cells, at, problems);
  if (!clean) return undefined;
  standIn(table, clean, at, problems);
  const result = table.row.safeParse(clean);
  const before = problems.errorCount;
  const texts = otherTextsOf(table, clean, (column, message) => problems.error({ ...at, column, message }));
  if (result.success) return problems.errorCount === before ? { row: result.data, texts } : undefined;
  for (const issue of result.error.issues)
    problems.error({ ...at, column: issue.path.map(String).join('.'), message: issue.message });
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
    if (fault !== undefined) problems.error({ ...at, column, message: fault });
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
  const separator = missing.length > 0 ? separatorOf(record, table) : undefined;
  if (separator !== undefined) {
    problems.unreadable({ file, line: 1, message: `is separated by ${separator}; export it with commas` });
    return undefined;
  }
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

const SEPARATORS: readonly [string, string][] = [
  [';', "';'"],
  ['\t', 'tabs'],
  ['|', "'|'"],
];

/** What stands between the columns instead of commas, in words. */
function separatorOf(header: readonly string[], { required }: FeedTable): string | undefined {
  const line = header.join(',').toLowerCase();
  return SEPARATORS.find(([mark]) =>
    required.every((column) => line.split(mark).some((name) => name.trim() === column)),
  )?.[1];
}

function explain(error: unknown, path: string): string {
  if (error instanceof CsvError) {
    if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE')
      return 'a quote is opened and never closed';
    if (error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE')
      return 'a quote stands inside a cell; put the cell in quotes and write each quote in it twice: "5"" pipe"';
    return error.message;
  }
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    const encoding = encodingOf(path);
    return encoding === undefined
      ? 'is not UTF-8 from here on; export it as UTF-8'
      : `is not UTF-8 but ${encoding} text; export it as UTF-8`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Bytes looked at to name an encoding. */
const HEAD = 1 << 20;
/**
 * More than so many of its letters are ideographs in text that really is GBK; Latin-1 read as GBK has a few
 * by chance.
 */
const IDEOGRAPHS = 0.5;

/** By its mark, or by the zero bytes that stand beside plain letters. */
const isUtf16 = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) ||
  (bytes[0] === 0xfe && bytes[1] === 0xff) ||
  bytes.subarray(0, 64).filter((byte) => byte === 0).length > 8;

/** The encoding of a file that is not UTF-8, where it can be told. */
function encodingOf(path: string): string | undefined {
  const head = Buffer.alloc(HEAD);
  const fd = openSync(path, 'r');
  let bytes: Buffer;
  try {
    bytes = head.subarray(0, readSync(fd, head));
  } finally {
    closeSync(fd);
  }
  if (isUtf16(bytes)) return 'UTF-16';
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes, { stream: true });
    const foreign = text.match(/[^\u0000-\u007f]/g) ?? [];
    return foreign.filter((letter) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(letter)).length >
      foreign.length * IDEOGRAPHS
      ? 'GBK'
      : undefined;
  } catch {
    return undefined;
  }
}
