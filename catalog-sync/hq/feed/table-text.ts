import { createReadStream } from 'node:fs';
import { encodingOfFile, ENCODING_NAMES, ENCODINGS } from './encoding';

/** What stands between the cells of a row, and how that is called. */
export const SEPARATORS = { ',': 'commas', ';': "';'", '\t': 'tabs', '|': "'|'" } as const;
export type Separator = keyof typeof SEPARATORS;

/** The text of a table's file, however a spreadsheet wrote it. */
export interface TableText {
  text: AsyncIterable<string>;
  separator: Separator;
  /** How it was read where that is not UTF-8 with commas, for the person who made it. */
  readAs?: string;
  /** Lines before the header. */
  skipped: number;
  /** Some bytes are no letters; U+FFFD stands for them. */
  damaged: boolean;
  /** What the letters are written in. */
  encoding: string;
}

/** Text without a line's end that is no header any more. */
const LONGEST_HEADER = 1 << 16;
/** Excel's own hint, on a line before the header. */
const HINT = /^\ufeff?sep=([,;|\t])(?:\r\n|\n|\r)/i;

/**
 * Opens a table. `worth` says how many columns of a header are known; the separator is the one that gives
 * most. Where the file is no text that can be read without guessing, what is wrong with it comes back.
 */
export async function openTable(
  path: string,
  worth: (names: readonly string[]) => number,
): Promise<TableText | string> {
  const { encoding, damaged, not } = await encodingOfFile(path);
  if (not !== undefined) return `is ${not} and no CSV; save it as CSV in UTF-8`;
  const name = encoding && ENCODING_NAMES[encoding];
  const known = ENCODINGS.find((one) => one === encoding);
  if (known === undefined)
    return `is not UTF-8${name === undefined ? ', GBK or UTF-16' : ` but seems to be ${name}`}; export it as UTF-8`;
  const { head, rest } = await headOf(decoded(path, known));
  const hint = HINT.exec(head);
  const body = hint ? head.slice(hint[0].length) : head;
  const separator = (hint?.[1] as Separator | undefined) ?? separatorOf(body, worth);
  const readAs = [
    known === 'utf-8' ? undefined : `is written in ${name}`,
    separator === ',' ? undefined : `is separated by ${SEPARATORS[separator]}`,
  ].filter((part) => part !== undefined);
  return {
    text: joined(body, rest),
    separator,
    skipped: hint ? 1 : 0,
    damaged,
    encoding: name ?? '',
    ...(readAs.length > 0 && { readAs: readAs.join(' and ') }),
  };
}

/** The separator that a header of a table is parted by. */
export function separatorOf(text: string, worth: (names: readonly string[]) => number): Separator {
  const line = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replace(/^\ufeff/, '');
  const names = (separator: string): string[] =>
    line.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const marks = Object.keys(SEPARATORS) as Separator[];
  const worths = new Map(marks.map((mark) => [mark, worth(names(mark))]));
  return marks.sort((a, b) => (worths.get(b) ?? 0) - (worths.get(a) ?? 0))[0] ?? ',';
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }))
    yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/** The text up to the end of the header's line at least, and what follows. */
async function headOf(text: AsyncGenerator<string>): Promise<{ head: string; rest: AsyncGenerator<string> }> {
  let head = '';
  for (let next = await text.next(); !next.done; next = await text.next()) {
    head += next.value;
    // A hint stands on a line of its own before it.
    if (head.length > LONGEST_HEADER || head.split(/\r\n|\n|\r/).length > 2) break;
  }
  return { head, rest: text };
}

async function* joined(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}
