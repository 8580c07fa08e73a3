import { readFileSync, statSync } from 'node:fs';
import { parse, CsvError } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { DaogouError } from '../../../main/contract';

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
const SEPARATORS = [',', '\t', ';', '|'];

/** Reads a table however a spreadsheet wrote it: its encoding and what parts its columns are found out. */
export function readExport(file: string): Export {
  if (statSync(file).size > LARGEST)
    throw new DaogouError(
      'bad_request',
      `${file} is larger than ${LARGEST / 1024 / 1024} MB; cut out what the store sells.`,
    );
  const { text, encoding } = decoded(readFileSync(file));
  // Excel's own hint stands before the header.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint ? text.slice(hint[0].length) : text;
  const separator = hint?.[1] ?? separatorOf(body);
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

function decoded(bytes: Buffer): { text: string; encoding: string } {
  const zeros = bytes.subarray(0, 64).filter((byte) => byte === 0).length;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (zeros > 8 && bytes[1] === 0))
    return { text: iconv.decode(bytes, 'utf-16le'), encoding: 'UTF-16' };
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || zeros > 8)
    return { text: iconv.decode(bytes, 'utf-16be'), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    const text = iconv.decode(bytes, 'gb18030');
    const foreign = text.match(/[^\u0000-\u007f]/g) ?? [];
    const han = foreign.filter((letter) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(letter)).length;
    return han > foreign.length / 2
      ? { text, encoding: 'GB18030' }
      : { text: iconv.decode(bytes, 'windows-1252'), encoding: 'Windows-1252' };
  }
}

/** What stands most often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (mark: string): number => first.split(mark).length;
  return [...SEPARATORS].sort((a, b) => count(b) - count(a))[0] ?? ',';
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
