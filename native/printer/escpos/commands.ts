import type { Bitmap } from '../layout/line';
import { BAR_HEIGHT, codeSet } from '../symbols';

/**
 * ESC/POS commands as bytes, after Epson's "ESC/POS Command Reference" (the name in each comment is the
 * reference's section). Pure: no I/O.
 */
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;

/** ESC @: initialise the printer; clears the line buffer and all modes. */
export const initialize = (): number[] => [ESC, 0x40];
/** FS &: select Kanji character mode (on Simplified Chinese models: GB18030). */
export const hanziMode = (): number[] => [FS, 0x26];
/** FS .: cancel Kanji character mode. */
export const latinMode = (): number[] => [FS, 0x2e];
/** FS S: left and right space of Kanji characters, in motion units. */
export const hanziSpacing = (left: number, right: number): number[] => [FS, 0x53, left, right];
const ALIGNMENTS = { left: 0, center: 1, right: 2 } as const;
/** ESC a: 0 left, 1 centre, 2 right. Only at the beginning of a line. */
export const align = (where: 'left' | 'center' | 'right'): number[] => [ESC, 0x61, ALIGNMENTS[where]];
/** ESC E: emphasised. */
export const bold = (on: boolean): number[] => [ESC, 0x45, on ? 1 : 0];
/** ESC -: underline for half-width, FS -: for Kanji characters. */
export const underline = (on: boolean): number[] => [ESC, 0x2d, on ? 1 : 0, FS, 0x2d, on ? 1 : 0];
/** GS B: white on black. */
export const reverse = (on: boolean): number[] => [GS, 0x42, on ? 1 : 0];
/** GS !: character size, one to eight times. */
export const size = (width: number, height: number): number[] => [
  GS,
  0x21,
  ((width - 1) << 4) | (height - 1),
];
/** ESC 2: default line spacing. */
export const defaultSpacing = (): number[] => [ESC, 0x32];
/** LF: print and feed a line. */
export const lineFeed = (): number[] => [0x0a];
/** ESC J: print and feed so many motion units. */
export const feedDots = (dots: number): number[] => [ESC, 0x4a, Math.max(0, Math.min(255, dots))];
/** ESC d: print and feed lines. */
export const feedLines = (lines: number): number[] => [ESC, 0x64, Math.max(0, Math.min(255, lines))];
/** GS V (function B): feed to the cutting position and cut; 65 full, 66 partial. */
export const cut = (kind: 'full' | 'partial'): number[] => [GS, 0x56, kind === 'full' ? 65 : 66, 0];
/** DLE EOT: transmit real-time status; 1 printer, 2 offline cause, 3 error cause, 4 paper sensor. */
export const requestStatus = (n: 1 | 2 | 3 | 4): number[] => [DLE, 0x04, n];
/** GS r: transmit status (1: paper sensor) once everything before it has been processed. */
export const requestPaper = (): number[] => [GS, 0x72, 1];
/** DLE DC4 (function 8): clear all buffers, also while offline. */
export const clearBuffers = (): number[] => [DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];
/** ESC p: cash drawer pulse. Never sent unless a document asks for it. */
export const drawerKick = (): number[] => [ESC, 0x70, 0, 25, 250];

/**
 * GS ( k: QR code, model 2, error correction M, stored (function 180) and printed (function 181). UTF-8 data,
 * at most 7,089 bytes.
 */
export function qr(data: string, module: number): number[] {
  const bytes = [...Buffer.from(data, 'utf8')];
  const group = (fn: number, ...parameters: number[]) => {
    const length = parameters.length + 2;
    return [GS, 0x28, 0x6b, length & 0xff, length >> 8, 49, fn, ...parameters];
  };
  return [
    ...group(65, 50, 0),
    ...group(67, Math.max(1, Math.min(16, module))),
    ...group(69, 49),
    ...group(80, 48, ...bytes),
    ...group(81, 48),
  ];
}

/**
 * GS h, GS w, GS H, GS k (function B): bar code with bars `BAR_HEIGHT` dots high, no text below; `module` in
 * dots. Code 128 as pairs of digits in code set C (`{C`, each pair one byte) or in code set B (`{B`, a brace
 * in the data is doubled), as `codeSet` says.
 */
export function barcode(symbology: 'code128' | 'ean13', data: string, module: number): number[] {
  const body = symbology === 'ean13' ? [...Buffer.from(data.slice(0, 12), 'ascii')] : code128(data);
  return [
    GS,
    0x68,
    BAR_HEIGHT,
    GS,
    0x77,
    module,
    GS,
    0x48,
    0,
    GS,
    0x6b,
    symbology === 'ean13' ? 67 : 73,
    body.length,
    ...body,
  ];
}

function code128(data: string): number[] {
  if (codeSet(data) === 'B') return [...Buffer.from(`{B${data.replaceAll('{', '{{')}`, 'ascii')];
  return [...Buffer.from('{C', 'ascii'), ...(data.match(/\d\d/g) ?? []).map(Number)];
}

/**
 * GS v 0: raster bit image, in bands so that small printer buffers do not overflow. A printer obeys real-time
 * commands (DLE EOT, DLE ENQ, DLE DC4) wherever they stand, also in the dots of a picture; where dots happen
 * to spell one, one dot is added.
 */
export function raster(bitmap: Bitmap): number[] {
  const across = Math.ceil(bitmap.width / 8);
  const out: number[] = [];
  for (let top = 0; top < bitmap.height; top += BAND) {
    const rows = Math.min(BAND, bitmap.height - top);
    out.push(GS, 0x76, 0x30, 0, across & 0xff, across >> 8, rows & 0xff, rows >> 8);
    let before = 0;
    for (let y = top; y < top + rows; y++) {
      for (let k = 0; k < across; k++) {
        let byte = eightDots(bitmap, k * 8, y);
        if (before === DLE && REAL_TIME.has(byte)) byte |= 0x08;
        out.push((before = byte));
      }
    }
  }
  return out;
}

/** Eight dots of a row from `left`, the leftmost the highest bit. */
function eightDots({ width, dots }: Bitmap, left: number, y: number): number {
  let byte = 0;
  for (let bit = 0; bit < 8; bit++)
    if (left + bit < width && dots[y * width + left + bit]) byte |= 0x80 >> bit;
  return byte;
}

/** Rows of one band. */
const BAND = 240;
/** What follows DLE in a real-time command: EOT, ENQ, DC4. */
const REAL_TIME: ReadonlySet<number> = new Set([0x04, 0x05, 0x14]);
