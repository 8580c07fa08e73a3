import { assertNever } from '../../../main/contract';
import { ruleText, type Line, type Span } from '../layout/line';
import { drawText } from '../fonts/bitmap-font';
import type { PrinterProfile } from '../profiles';
import { qrBitmap } from '../qr';
import { barcodeBitmap } from '../symbols';
import { encodeGb } from '../text';
import * as cmd from './commands';

/**
 * The bytes of a document for one printer, a chunk a line, so that the sender can watch the paper between
 * lines.
 */
export function encodeLines(lines: readonly Line[], profile: PrinterProfile): Uint8Array[] {
  const chunks: number[][] = [
    [
      ...cmd.initialize(),
      ...(profile.hanzi ? [...cmd.hanziMode(), ...cmd.hanziSpacing(0, 0)] : cmd.latinMode()),
      ...cmd.defaultSpacing(),
    ],
  ];
  for (const line of lines) chunks.push(encodeLine(line, profile));
  return chunks.map((chunk) => Uint8Array.from(chunk));
}

function encodeLine(line: Line, profile: PrinterProfile): number[] {
  switch (line.kind) {
    case 'text':
      // Without a Chinese font in the printer, lines that need one go out as pictures.
      if (!profile.hanzi && line.spans.some((span) => /[^\x00-\x7f]/.test(span.text)))
        return [...cmd.align('left'), ...cmd.raster(drawText(line.spans, line.align, profile.dots))];
      return [...cmd.align(line.align), ...line.spans.flatMap(encodeSpan), ...cmd.lineFeed()];
    case 'rule':
      return [
        ...cmd.align('left'),
        ...Array.from(encodeGb(ruleText(line.style, profile.columns))),
        ...cmd.lineFeed(),
      ];
    case 'space':
      return cmd.feedDots(line.dots);
    case 'qr':
      if (!profile.qr)
        return [
          ...cmd.align('center'),
          ...cmd.raster(qrBitmap(line.data, line.module)),
          ...cmd.align('left'),
        ];
      return [...cmd.align('center'), ...cmd.qr(line.data, line.module), ...cmd.lineFeed()];
    case 'barcode':
      if (!profile.barcodes)
        return [
          ...cmd.align('center'),
          ...cmd.raster(barcodeBitmap(line.symbology, line.data, line.module)),
          ...cmd.align('left'),
          ...cmd.feedDots(6),
        ];
      return [
        ...cmd.align('center'),
        ...cmd.barcode(line.symbology, line.data, line.module),
        ...cmd.lineFeed(),
      ];
    case 'image':
      return [...cmd.align('center'), ...cmd.raster(line.bitmap), ...cmd.align('left')];
    case 'cut':
      return profile.cutter === 'none'
        ? cmd.feedLines(profile.feedBeforeCut)
        : [...cmd.feedLines(1), ...cmd.cut(profile.cutter)];
    default:
      return assertNever(line, 'line');
  }
}

function encodeSpan(span: Span): number[] {
  const scale = span.scale ?? 1;
  const before: number[] = [];
  const after: number[] = [];
  if (scale !== 1) {
    before.push(...cmd.size(scale, scale));
    after.push(...cmd.size(1, 1));
  }
  if (span.bold) {
    before.push(...cmd.bold(true));
    after.push(...cmd.bold(false));
  }
  if (span.underline) {
    before.push(...cmd.underline(true));
    after.push(...cmd.underline(false));
  }
  if (span.reverse) {
    before.push(...cmd.reverse(true));
    after.push(...cmd.reverse(false));
  }
  return [...before, ...encodeGb(span.text), ...after];
}
