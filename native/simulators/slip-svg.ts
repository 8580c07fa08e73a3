import type { Slip } from './printer-sim';

const LINE = 30;

/** Draws a slip as it left the simulated printer. `dots` is the paper's printable width; one dot is one unit. */
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
            parts.push(`<text transform="translate(${x + cell / 2} ${y + height * 0.82}) scale(${item.width} ${item.height})" text-anchor="middle" ${font}>${escape(char)}</text>`);
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
      } else {
        const side = item.kind === 'qr' ? item.module * 29 : extent(item);
        const height = item.kind === 'qr' ? side : 60;
        parts.push(`<rect x="${shift}" y="${y}" width="${side}" height="${height}" fill="none" stroke="#000" stroke-dasharray="6 4"/><text x="${shift + side / 2}" y="${y + height / 2}" text-anchor="middle" font-size="12">${escape(`${item.kind} ${item.data}`)}</text>`);
      }
    }
    y += Math.max(line.feed, line.items.length > 0 ? LINE : 0);
  }
  const height = y + 24;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 0 ${dots + 32} ${height}" width="${dots + 32}" height="${height}" font-family="'Noto Sans Mono CJK SC','Noto Sans CJK SC',monospace"><rect x="-16" width="${dots + 32}" height="${height}" fill="#fff"/>${parts.join('')}</svg>`;
}

function extent(item: Slip['lines'][number]['items'][number]): number {
  if (item.kind === 'text') return item.x + [...item.text].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x80 ? 12 : 24) * item.width, 0);
  if (item.kind === 'image') return item.x + item.columns;
  return item.kind === 'qr' ? item.module * 29 : item.data.length * 22;
}

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b-\u001f]/g, '');
