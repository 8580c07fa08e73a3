import type { Slip } from './printer-sim';
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
    const shift = line.align === 1 ? (dots - wide) / 2 : line.align === 2 ? dots - wide : 0;
    for (const item of line.items) {
      if (item.kind === 'text') {
        let x = item.x + shift;
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
      } else if (item.kind === 'image') {
        parts.push(`<g transform="translate(${item.x + shift} ${y})">`);
        for (let r = 0; r < item.rows; r++) {
          for (let c = 0; c < item.columns; c++) {
            if (!item.dots[r * item.columns + c]) continue;
            const from = c;
            while (c + 1 < item.columns && item.dots[r * item.columns + c + 1]) c += 1;
            parts.push(`<rect x="${from}" y="${r}" width="${c - from + 1}" height="1"/>`);
          }
        }
        parts.push('</g>');
      } else if (item.kind === 'qr') {
        const rows = qrOf(item.data);
        const cells = rows
          .flatMap((row, r) => row.flatMap((dark, c) => (dark ? `M${c} ${r}h1v1h-1z` : [])))
          .join('');
        parts.push(
          `<path transform="translate(${shift} ${y}) scale(${item.module})" shape-rendering="crispEdges" d="${cells}"/>`,
        );
      } else {
        let x = shift;
        (barsOf(item.symbology ?? 0, item.data) ?? []).forEach((width, k) => {
          if (k % 2 === 0)
            parts.push(
              `<rect x="${x}" y="${y}" width="${width * item.module}" height="${item.height ?? 60}" shape-rendering="crispEdges"/>`,
            );
          x += width * item.module;
        });
      }
    }
    y += Math.max(line.feed, line.items.length > 0 ? LINE : 0);
  }
  const height = y + 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 0 ${dots + 32} ${height}" width="${dots + 32}" height="${height}" font-family="'Noto Sans Mono CJK SC','Noto Sans CJK SC',monospace"><rect x="-16" width="${dots + 32}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`;
}

function extent(item: Slip['lines'][number]['items'][number]): number {
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
