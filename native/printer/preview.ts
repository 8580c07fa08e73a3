import { assertNever, type PrintDocument } from '../../main/contract';
import { layout } from './layout/document';
import { leftOf, ruleText, type Bitmap, type Line, type Span } from './layout/line';
import type { PrinterProfile } from './profiles';
import { qrModules } from './qr';
import { barcodeBitmap } from './symbols';
import { charColumns, columnsOf } from './text';

/** Dots of one column and of one line of text, the printer's default spacing (font A, 1/6 inch). */
const COLUMN = 12;
const ROW = 30;
const MARGIN = 24;

/** The document as it will lie on paper, as SVG; one dot of the printer is one unit. */
export function previewSvg(document: PrintDocument, profile: PrinterProfile): string {
  return linesToSvg(layout(document, profile), profile);
}

/** Draws laid-out lines. */
export function linesToSvg(lines: readonly Line[], profile: PrinterProfile): string {
  const parts: string[] = [];
  let y = MARGIN;
  for (const line of lines) y += draw(line, profile, y, parts);
  const height = y + MARGIN;
  const width = profile.dots + 2 * MARGIN;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="'Noto Sans Mono CJK SC','Noto Sans CJK SC','Noto Sans SC',monospace">` +
    `<rect width="${width}" height="${height}" fill="#fffef8"/><g transform="translate(${MARGIN} 0)" fill="#111">${parts.join('')}</g></svg>`
  );
}

type TextLine = Extract<Line, { kind: 'text' }>;

function draw(line: Line, profile: PrinterProfile, y: number, parts: string[]): number {
  switch (line.kind) {
    case 'text':
      return drawText(line, profile, y, parts);
    case 'rule':
      return draw(
        { kind: 'text', align: 'left', spans: [{ text: ruleText(line.style, profile.columns) }] },
        profile,
        y,
        parts,
      );
    case 'space':
      return line.dots;
    case 'qr': {
      const modules = qrModules(line.data);
      const side = modules.length * line.module;
      const path = modules
        .flatMap((row, r) => row.flatMap((dark, c) => (dark ? `M${c} ${r}h1v1h-1z` : [])))
        .join('');
      parts.push(
        `<path shape-rendering="crispEdges" transform="translate(${(profile.dots - side) / 2} ${y}) scale(${line.module})" d="${path}"/>`,
      );
      return side + ROW;
    }
    case 'barcode': {
      const bars = barcodeBitmap(line.symbology, line.data, line.module);
      parts.push(dots(bars, (profile.dots - bars.width) / 2, y));
      return bars.height + ROW;
    }
    case 'image': {
      parts.push(dots(line.bitmap, (profile.dots - line.bitmap.width) / 2, y));
      return line.bitmap.height;
    }
    case 'cut':
      parts.push(
        `<line x1="-${MARGIN}" x2="${profile.dots + MARGIN}" y1="${y + 30}" y2="${y + 30}" stroke="#999" stroke-dasharray="4 6"/>`,
      );
      return 36;
    default:
      return assertNever(line, 'line');
  }
}

/** A line of text at `y`; how high it is. */
function drawText({ align, spans }: TextLine, profile: PrinterProfile, y: number, parts: string[]): number {
  const wide = spans.reduce((sum, span) => sum + columnsOf(span.text) * COLUMN * (span.scale ?? 1), 0);
  const tallest = Math.max(1, ...spans.map((span) => span.scale ?? 1));
  let x = leftOf(align, wide, profile.dots);
  for (const span of spans) {
    const scale = span.scale ?? 1;
    const width = columnsOf(span.text) * COLUMN * scale;
    const baseline = y + 24 * tallest - 4 * scale;
    if (span.reverse) parts.push(`<rect x="${x}" y="${y}" width="${width}" height="${24 * tallest}"/>`);
    if (span.underline) parts.push(`<rect x="${x}" y="${baseline + 3}" width="${width}" height="2"/>`);
    parts.push(...characters(span, x, baseline));
    x += width;
  }
  return Math.max(ROW, 24 * tallest + 6);
}

/**
 * One element a character, centred in its cell: whatever font the screen has, the columns stay those of the
 * paper.
 */
function characters(span: Span, x: number, baseline: number): string[] {
  const scale = span.scale ?? 1;
  const look = `${span.bold ? ' font-weight="700"' : ''}${span.reverse ? ' fill="#fff"' : ''}`;
  const found: string[] = [];
  let at = x;
  for (const char of span.text) {
    const cell = charColumns(char) * COLUMN * scale;
    const size = (cell > COLUMN * scale ? 24 : 20) * scale;
    if (char !== ' ')
      found.push(
        `<text x="${at + cell / 2}" y="${baseline}" text-anchor="middle" font-size="${size}"${look}>${escapeXml(char)}</text>`,
      );
    at += cell;
  }
  return found;
}

/**
 * A picture, a path of runs. Rows that repeat the one above only make its runs taller, so that a bar code is
 * a bar a bar.
 */
function dots({ width, height, dots: cells }: Bitmap, x: number, y: number): string {
  let path = '';
  for (let r = 0; r < height;) {
    let rows = 1;
    while (
      r + rows < height &&
      cells.subarray(r * width, (r + 1) * width).every((dot, c) => dot === cells[(r + rows) * width + c])
    )
      rows += 1;
    for (let c = 0; c < width; c++) {
      if (!cells[r * width + c]) continue;
      const from = c;
      while (c + 1 < width && cells[r * width + c + 1]) c += 1;
      path += `M${from} ${r}h${c - from + 1}v${rows}h-${c - from + 1}z`;
    }
    r += rows;
  }
  return `<path transform="translate(${x} ${y})" shape-rendering="crispEdges" d="${path}"/>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
