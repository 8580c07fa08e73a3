import { assertNever } from '../../main/contract';
import type { PrintedImage, PrintedSymbol, PrintedText, Slip } from './printed';
import { barsOf, qrOf } from './symbols';

const LINE = 30;

/**
 * Draws a slip as it left the simulated printer. `dots` is the paper's printable width; one dot is one unit.
 */
export function slipSvg(slip: Slip, dots: number): string {
  let y = 16;
  const parts: string[] = [];
  for (const line of slip.lines) {
    const wide = Math.max(0, ...line.items.map((item) => extent(item)));
    const shift = shiftOf(line.align, wide, dots);
    for (const item of line.items) parts.push(...drawn(item, shift, y));
    y += Math.max(line.feed, line.items.length > 0 ? LINE : 0);
  }
  const height = y + 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 0 ${dots + 32} ${height}" width="${dots + 32}" height="${height}" font-family="'Noto Sans Mono CJK SC','Noto Sans CJK SC',monospace"><rect x="-16" width="${dots + 32}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`;
}

type Item = Slip['lines'][number]['items'][number];

/** How far a line of that width is moved by its alignment, 1 centred and 2 to the right. */
function shiftOf(align: Slip['lines'][number]['align'], wide: number, dots: number): number {
  if (align === 0) return 0;
  return align === 1 ? (dots - wide) / 2 : dots - wide;
}

function drawn(item: Item, shift: number, y: number): string[] {
  switch (item.kind) {
    case 'text':
      return drawnText(item, item.x + shift, y);
    case 'image':
      return drawnImage(item, item.x + shift, y);
    case 'qr':
      return [drawnQr(item, shift, y)];
    case 'barcode':
      return drawnBars(item, shift, y);
    default:
      return assertNever(item, 'item');
  }
}

function drawnText(item: PrintedText, left: number, y: number): string[] {
  const parts: string[] = [];
  let x = left;
  for (const char of item.text) {
    const cell = (char.charCodeAt(0) < 0x80 ? 12 : 24) * item.width;
    const height = 24 * item.height;
    if (item.reverse) parts.push(`<rect x="${x}" y="${y}" width="${cell}" height="${height}"/>`);
    if (char.trim()) {
      const font = `font-size="${char.charCodeAt(0) < 0x80 ? 20 : 24}" ${item.bold ? 'font-weight="bold"' : ''} fill="${item.reverse ? '#fff' : '#000'}"`;
      parts.push(
        `<text transform="translate(${x + cell / 2} ${y + height * 0.82}) scale(${item.width} ${item.height})" text-anchor="middle" ${font}>${escape(char)}</text>`,
      );
    }
    x += cell;
  }
  return parts;
}

function drawnImage({ rows, columns, dots }: PrintedImage, x: number, y: number): string[] {
  const parts = [`<g transform="translate(${x} ${y})">`];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      if (!dots[r * columns + c]) continue;
      const from = c;
      while (c + 1 < columns && dots[r * columns + c + 1]) c += 1;
      parts.push(`<rect x="${from}" y="${r}" width="${c - from + 1}" height="1"/>`);
    }
  return [...parts, '</g>'];
}

function drawnQr(item: PrintedSymbol, x: number, y: number): string {
  const cells = qrOf(item.data)
    .flatMap((row, r) => row.flatMap((dark, c) => (dark ? `M${c} ${r}h1v1h-1z` : [])))
    .join('');
  return `<path transform="translate(${x} ${y}) scale(${item.module})" shape-rendering="crispEdges" d="${cells}"/>`;
}

function drawnBars(item: PrintedSymbol, left: number, y: number): string[] {
  let x = left;
  return (barsOf(item.symbology ?? 0, item.data) ?? []).flatMap((width, k) => {
    const bar = `<rect x="${x}" y="${y}" width="${width * item.module}" height="${item.height ?? 60}" shape-rendering="crispEdges"/>`;
    x += width * item.module;
    return k % 2 === 0 ? [bar] : [];
  });
}

function extent(item: Item): number {
  if (item.kind === 'text')
    return (
      item.x + [...item.text].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x80 ? 12 : 24) * item.width, 0)
    );
  if (item.kind === 'image') return item.x + item.columns;
  if (item.kind === 'qr') return item.module * qrOf(item.data).length;
  return item.module * (barsOf(item.symbology ?? 0, item.data) ?? []).reduce((sum, width) => sum + width, 0);
}

const escape = (text: string) =>
  text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b-\u001f]/g, '');
