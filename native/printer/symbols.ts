import bwip from 'bwip-js/node';
import type { Bitmap } from './layout/line';

/**
 * Bar codes as modules, drawn by BWIPP (Barcode Writer in Pure PostScript) just as the printer draws them
 * itself.
 */
export type Symbology = 'code128' | 'ean13';

/**
 * Height of the bars and free room on each side (ISO/IEC 15417 and 15420 ask for ten modules, eleven before
 * EAN-13).
 */
export const BAR_HEIGHT = 72;
const QUIET_MODULES = 11;
/**
 * Dots a module, best first; at 203 dpi these are 0.375 and 0.25 mm, the GS1 range for what is scanned at a
 * counter.
 */
const MODULES = [3, 2] as const;

/**
 * How data is put into Code 128: pairs of digits in set C where that is all there is, else set B. The same
 * choice goes to the printer.
 */
export function codeSet(data: string): 'B' | 'C' {
  return /^(\d\d)+$/.test(data) ? 'C' : 'B';
}

/** Widths of bars and spaces in modules, beginning with a bar. */
export function barWidths(symbology: Symbology, data: string): readonly number[] {
  const drawn: readonly unknown[] =
    symbology === 'ean13' ? bwip.raw('ean13', data, '') : bwip.raw('code128', words128(data), 'raw');
  const [first] = drawn as readonly { sbs?: readonly number[] }[];
  if (!first?.sbs) throw new RangeError(`${data} can't be drawn as ${symbology}`);
  return first.sbs;
}

/** The code words of `codeSet`, start included, in BWIPP's raw form; the check word is added in drawing. */
function words128(data: string): string {
  if (!/^[\x20-\x7e]+$/.test(data))
    throw new RangeError(`${data} has characters that Code 128 in set B has not`);
  const words =
    codeSet(data) === 'C'
      ? [105, ...(data.match(/\d\d/g) ?? []).map(Number)]
      : [104, ...[...data].map((char) => char.charCodeAt(0) - 32)];
  return words.map((word) => `^${String(word).padStart(3, '0')}`).join('');
}

/**
 * Dots a module at which the code and its quiet zones fit the paper; undefined when none does, or the data
 * can't be drawn.
 */
export function fittingModule(symbology: Symbology, data: string, dots: number): 2 | 3 | undefined {
  let modules: number;
  try {
    modules = barWidths(symbology, data).reduce((sum, width) => sum + width, 0) + 2 * QUIET_MODULES;
  } catch {
    return undefined;
  }
  return MODULES.find((module) => modules * module <= dots);
}

/** The bars as dots, without quiet zones and text, as wide as the printer makes them. */
export function barcodeBitmap(symbology: Symbology, data: string, module: number): Bitmap {
  const widths = barWidths(symbology, data);
  const width = widths.reduce((sum, w) => sum + w, 0) * module;
  const row = new Uint8Array(width);
  let at = 0;
  widths.forEach((w, k) => {
    if (k % 2 === 0) row.fill(1, at, at + w * module);
    at += w * module;
  });
  const dots = new Uint8Array(width * BAR_HEIGHT);
  for (let y = 0; y < BAR_HEIGHT; y++) dots.set(row, y * width);
  return { width, height: BAR_HEIGHT, dots };
}
