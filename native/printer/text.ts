import anyAscii from 'any-ascii';
import iconv from 'iconv-lite';

/**
 * Signs that GB18030 has only in its four-byte part, which receipt printers do not know, and what stands in
 * for them.
 */
const STAND_INS: Readonly<Record<string, string>> = {
  '¥': '￥',
  '£': '￡',
  '¢': '￠',
  '•': '·',
  '–': '-',
  '‑': '-',
  '\u00a0': ' ',
  '“': '“',
  '”': '”',
  '’': "'",
  '‘': "'",
  '″': '"',
  '′': "'",
  '®': '(R)',
  '©': '(C)',
  '™': '(TM)',
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '²': '2',
  '³': '3',
};
/** Shown for a character the printer has no glyph for. */
const MISSING = '□';

/**
 * The text with every character replaced that would not come out: only ASCII and the two-byte part of GB18030
 * (GBK) is left. Control characters become blanks.
 */
export function printable(text: string, has: (char: string) => boolean = inPrinter): string {
  let out = '';
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0)!;
    if (code < 0x20 || code === 0x7f) out += char === '\n' ? '\n' : ' ';
    else if (code < 0x7f) out += char;
    else out += single(char, has);
  }
  return out;
}

/** Whether a printer's own Chinese font has a character: the two-byte part of GB18030. */
const inPrinter = (char: string): boolean => iconv.encode(char, 'gb18030').length === 2;

function single(char: string, has: (char: string) => boolean): string {
  const stand = STAND_INS[char];
  if (stand !== undefined && [...stand].every((one) => one < '\u007f' || has(one))) return stand;
  const bare = char.normalize('NFKD').replace(/\p{M}/gu, '');
  // GB18030 has a few accented letters, but as wide as a hanzi: café would be torn apart.
  if (/\p{Script=Latin}/u.test(char) && /^[\x21-\x7e]+$/.test(bare) && char < '\uff00') return bare;
  if (has(char)) return char;
  if (bare !== char && bare !== '' && [...bare].every((c) => c < '\u007f' || has(c))) return bare;
  // Letters of other scripts and hanzi that only four bytes hold are read out: Gimchi for 김치.
  const spelt = /[\p{L}\p{M}\p{N}]/u.test(char) ? anyAscii(char) : '';
  if (/^[\x20-\x7e]+$/.test(spelt)) return spelt;
  return /\p{M}|\p{Cf}/u.test(char) ? '' : MISSING;
}

/** GB18030 bytes of text that went through `printable`. */
export function encodeGb(text: string): Buffer {
  return iconv.encode(text, 'gb18030');
}

/**
 * Columns a printable character takes: one for ASCII, two for anything else, exactly as many as it has bytes.
 */
export function charColumns(char: string): 1 | 2 {
  return char.codePointAt(0)! < 0x80 ? 1 : 2;
}

/** Columns of a printable text. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) columns += charColumns(char);
  return columns;
}

/** No line begins with one of these. */
const NO_START = new Set('，。、；：！？）】》」』”,.;:!?)]}%…·');

/**
 * Breaks text into lines of at most `columns`: between Chinese characters anywhere but before closing
 * punctuation, in Latin text at blanks, inside a word only when the word alone is too long.
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) wrapParagraph(paragraph, columns, lines);
  return lines;
}

function wrapParagraph(paragraph: string, columns: number, lines: string[]): void {
  let line = '';
  const end = (): void => {
    lines.push(line.trimEnd());
    line = '';
  };
  for (const token of paragraph.match(/[\x21-\x7e]+|\s+|[^\x00-\x7f]/g) ?? []) {
    const blank = /^\s+$/.test(token);
    const need = columnsOf(token);
    if (columnsOf(line) + need <= columns) {
      // A line that was wrapped doesn't begin with a blank.
      if (!blank || line !== '' || lines.length === 0) line += token;
    } else if (blank) end();
    else if (need <= columns) {
      const [stays, carry] = NO_START.has(token[0]!) ? carried(line, columns - need) : [line, ''];
      if (stays.trimEnd() !== '') lines.push(stays.trimEnd());
      line = (carry + token).trimStart();
    } else
      for (const char of token) {
        if (columnsOf(line) + charColumns(char) > columns) end();
        line += char;
      }
  }
  end();
}

/** A line without its last character, and that character, where the next line has room for it and this one is longer. */
function carried(line: string, room: number): [stays: string, carry: string] {
  const chars = [...line];
  const last = chars.pop();
  if (last === undefined || line.length < 2 || charColumns(last) > room) return [line, ''];
  return [chars.join(''), last];
}

/** The text cut to so many columns, with an ellipsis when something is missing. */
export function clip(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let out = '';
  let width = 0;
  for (const char of text) {
    if (width + charColumns(char) > columns - 2) break;
    out += char;
    width += charColumns(char);
  }
  return out + '..';
}
