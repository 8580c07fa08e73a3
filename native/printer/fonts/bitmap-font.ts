import { inflateRawSync } from 'node:zlib';
import { leftOf, type Align, type Bitmap, type Span } from '../layout/line';
import { charColumns, columnsOf } from '../text';
import data from './unifont-gb2312.json';

/** Dots of one column and one row of text on paper (font A), and of the font's own grid. */
const COLUMN = 12;
const ROW = 24;
const GRID = 16;
/** Free dots below a line of text. */
const LEADING = 6;

let half: Uint8Array | undefined;
let full: Uint8Array | undefined;
let places: Map<string, number> | undefined;

/** True when the bundled font draws this character: ASCII and GB 2312. */
export function hasGlyph(char: string): boolean {
  places ??= new Map([...data.chars].map((c, k) => [c, k]));
  return char.codePointAt(0)! < 0x7f || places.has(char);
}

/** One dot of a character on its grid of 8 or 16 by 16; a character the font lacks is an empty box. */
function dot(char: string, x: number, y: number): number {
  if (char < '\u0080') {
    half ??= inflateRawSync(Buffer.from(data.half, 'base64'));
    return ((half[(char.charCodeAt(0) - 0x20) * GRID + y] ?? 0) >> (7 - x)) & 1;
  }
  full ??= inflateRawSync(Buffer.from(data.full, 'base64'));
  if (!hasGlyph(char)) return x === 2 || x === 13 || y === 2 || y === 13 ? 1 : 0;
  return (full[(places!.get(char)! * GRID + y) * 2 + (x >> 3)]! >> (7 - (x & 7))) & 1;
}

/**
 * A line of text as a picture as wide as the paper, in the sizes and places the printer's own fonts would
 * have.
 */
export function drawText(spans: readonly Span[], align: Align, dots: number): Bitmap {
  const wide = spans.reduce((sum, span) => sum + columnsOf(span.text) * COLUMN * (span.scale ?? 1), 0);
  const tallest = Math.max(1, ...spans.map((span) => span.scale ?? 1));
  const height = ROW * tallest + LEADING;
  const out = new Uint8Array(dots * height);
  let left = Math.floor(leftOf(align, wide, dots));
  for (const span of spans) {
    const top = ROW * (tallest - (span.scale ?? 1));
    for (const char of span.text) left += drawChar(char, span, left, top, { width: dots, height, dots: out });
  }
  return { width: dots, height, dots: out };
}

/** Inks a character with its upper left corner there; how wide it is, dots. What lies off the paper is left out. */
function drawChar(char: string, span: Span, left: number, top: number, paper: Bitmap): number {
  const scale = span.scale ?? 1;
  const width = charColumns(char) * COLUMN * scale;
  for (let y = 0; y < ROW * scale; y++)
    for (let x = 0; x < width; x++) {
      const at = left + x;
      if (at >= 0 && at < paper.width && inked(char, span, x, y))
        paper.dots[(top + y) * paper.width + at] = 1;
    }
  return width;
}

/** Whether a dot of a character is black, in the way the span is printed. */
function inked(char: string, span: Span, x: number, y: number): boolean {
  const scale = span.scale ?? 1;
  const across = Math.floor((x * GRID) / (2 * COLUMN * scale));
  const down = Math.floor((y * GRID) / (ROW * scale));
  const underlined = span.underline === true && y >= ROW * scale - 2;
  const bold = span.bold === true && across > 0;
  const ink = underlined || dot(char, across, down) === 1 || (bold && dot(char, across - 1, down) === 1);
  return ink !== (span.reverse === true);
}
