import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse, CsvError } from 'csv-parse';
import type { z } from 'zod';
import { cleanCell } from './hidden-characters';
import type { FeedProblems } from './problems';
import type { FeedTable } from './tables';

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
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.includes('\n') || cell.includes('\r') ? cell.split(/\r\n|\r|\n/).length - 1 : 0), 0);

/**
 * Yields every readable row with the line it begins on. What can't be read is reported and left out.
 * `path` is the file on disk, `table.file` how it is called in reports.
 */
export async function* readTable<S extends z.ZodObject>(
  path: string,
  table: FeedTable<S>,
  problems: FeedProblems,
): AsyncGenerator<{ line: number; row: z.output<S> }> {
  const { file } = table;
  const blank = Object.fromEntries(Object.keys(table.row.shape).map((column) => [column, '']));
  let header: string[] | undefined;
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
        header = readHeader(record, table, problems);
        if (!header) return;
        continue;
      }
      if (record.every((cell) => cell.trim() === '')) continue;
      if (record.length > header.length && record.slice(header.length).some((cell) => cell.trim() !== '')) {
        problems.error({ file, line, message: `has ${record.length} cells but the header has ${header.length}; quote cells that hold commas` });
        continue;
      }
      if (record.length < header.length) {
        problems.error({ file, line, message: `has ${record.length} cells but the header has ${header.length}` });
        continue;
      }
      const cells: Record<string, string> = { ...blank };
      for (let i = 0; i < header.length; i++) {
        const column = header[i] as string;
        if (column in cells) cells[column] = record[i] as string;
      }
      const row = readRow(table, cells, { file, line }, problems);
      if (row) yield { line, row };
    }
    if (!header) problems.error({ file, line: 1, message: 'is empty; it needs a header row' });
  } catch (error) {
    problems.error({ file, line: lastLine + 1, message: explain(error) });
  }
}

/** One row out of its cells' text; what is wrong with it is reported, and nothing comes back. */
export function readRow<S extends z.ZodObject>(table: FeedTable<S>, cells: Record<string, string>, at: { file: string; line: number }, problems: FeedProblems): z.output<S> | undefined {
  const clean = cleanRow(table, cells, at, problems);
  if (!clean) return undefined;
  const result = table.row.safeParse(clean);
  if (result.success) return result.data;
  for (const issue of result.error.issues) problems.error({ ...at, column: issue.path.map(String).join('.'), message: issue.message });
  return undefined;
}

/** The cells without what nobody can see; nothing where such a character stands inside a text. */
function cleanRow(table: FeedTable, cells: Record<string, string>, at: { file: string; line: number }, problems: FeedProblems): Record<string, string> | undefined {
  const clean: Record<string, string> = {};
  let sound = true;
  for (const [column, cell] of Object.entries(cells)) {
    if (cell === '') {
      clean[column] = cell;
      continue;
    }
    const { text, dropped, fault } = cleanCell(cell, table.codes.includes(column));
    if (dropped !== undefined) problems.warn({ ...at, column, message: dropped });
    if (fault !== undefined) problems.error({ ...at, column, message: fault });
    sound &&= fault === undefined;
    clean[column] = text;
  }
  return sound ? clean : undefined;
}

function readHeader(record: string[], table: FeedTable, problems: FeedProblems): string[] | undefined {
  const { file } = table;
  const header = record.map((name) => cleanCell(name, true).text);
  const missing = table.required.filter((column) => !header.includes(column));
  for (const column of missing) problems.error({ file, line: 1, column, message: 'the required column is missing' });
  header.forEach((column, i) => {
    if (header.indexOf(column) !== i && column !== '') problems.error({ file, line: 1, column, message: 'the column appears twice' });
    else if (!(column in table.row.shape) && column !== '') problems.warn({ file, line: 1, column, message: 'unknown column, ignored' });
  });
  return missing.length === 0 ? header : undefined;
}

function explain(error: unknown): string {
  if (error instanceof CsvError) {
    if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') return 'a quote is opened and never closed';
    return error.message;
  }
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return 'is not UTF-8 from here on; export it as UTF-8';
  }
  return error instanceof Error ? error.message : String(error);
}
