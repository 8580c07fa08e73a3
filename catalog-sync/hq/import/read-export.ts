import { readFileSync, statSync } from 'node:fs';
import { parse, CsvError } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { DaogouError } from '../../../main/contract';
import { encodingOf, ENCODING_NAMES } from '../feed/encoding';
import { separatorOf } from '../feed/table-text';

/** A row of an export: its cells by their column's name, and the line it ends on. */
export interface ExportRow {
  line: number;
  cells: Readonly<Record<string, string>>;
}

export interface Export {
  columns: string[];
  rows: ExportRow[];
  /** How the file was read, for the person who made it. */
  encoding: string;
  separator: string;
}

/** More is a dump and no export of a store. */
const LARGEST = 512 * 1024 * 1024;

/** Reads a table however a spreadsheet wrote it: its encoding and what parts its columns are found out. */
export function readExport(file: string): Export {
  if (statSync(file).size > LARGEST)
    throw new DaogouError(
      'bad_request',
      `${file} is larger than ${LARGEST / 1024 / 1024} MB; cut out what the store sells.`,
    );
  const { text, encoding } = decoded(readFileSync(file), file);
  // Excel's own hint stands before the header.
  const hint = /^\ufeff?sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const separator = hint?.[1] ?? separatorOf(body, (names) => names.length);
  const records = parsed(body, separator, file);
  const columns = records[0]?.record.map((name) => name.trim()) ?? [];
  if (columns.length < 2)
    throw new DaogouError('bad_request', `${file} has no header with two columns or more.`);
  return {
    columns,
    encoding,
    separator,
    rows: records.slice(1).map(({ record, info }) => rowOf(columns, record, info.lines)),
  };
}

function rowOf(columns: readonly string[], record: readonly string[], line: number): ExportRow {
  return { line, cells: Object.fromEntries(columns.map((column, i) => [column, (record[i] ?? '').trim()])) };
}

/** A person looks at what comes of it, so an encoding that is only likely is taken. */
function decoded(bytes: Buffer, file: string): { text: string; encoding: string } {
  const { encoding, not } = encodingOf(bytes);
  if (not !== undefined) throw new DaogouError('bad_request', `${file} is ${not}; save it as CSV in UTF-8.`);
  if (encoding !== undefined)
    return { text: new TextDecoder(encoding).decode(bytes), encoding: ENCODING_NAMES[encoding] };
  return { text: iconv.decode(bytes, 'windows-1252'), encoding: 'Windows-1252' };
}

type Record_ = { record: string[]; info: { lines: number } };

function parsed(text: string, delimiter: string, file: string): Record_[] {
  const read = (quote: '"' | null): Record_[] =>
    parse(text, {
      ...{ delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true, quote },
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as Record_[];
  try {
    return read('"');
  } catch (error) {
    // Tabs need no quotes, and who writes them (Open Food Facts, Merchant Center) means a quote as it stands.
    if (error instanceof CsvError && delimiter === '\t') return read(null);
    throw new DaogouError(
      'bad_request',
      `${file} can't be read as a table: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
