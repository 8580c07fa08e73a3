import qrcode from 'qrcode-generator';
import type { Bitmap } from './layout/line';

/** Free modules around a code (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/**
 * The modules of a QR code, error correction M, smallest version that holds the data as UTF-8; true is dark.
 */
export function qrModules(data: string): boolean[][] {
  const code = qrcode(0, 'M');
  code.addData(Buffer.from(data, 'utf8').toString('latin1'), 'Byte');
  code.make();
  const count = code.getModuleCount();
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => code.isDark(row, column)),
  );
}

/** Dots a module at which a camera still tells modules apart, at 203 dpi: 0.25 mm. */
const FEWEST_DOTS = 2;

/**
 * Dots a module, `best` or fewer, at which the code and its free room fit paper so wide; undefined where none
 * does, or the data is more than any code holds.
 */
export function fittingQr(data: string, dots: number, best: number): number | undefined {
  let modules: number;
  try {
    modules = qrModules(data).length + 2 * QUIET;
  } catch {
    return undefined;
  }
  const module = Math.min(best, Math.floor(dots / modules));
  return module >= FEWEST_DOTS ? module : undefined;
}

/** The code as a picture, for printers that draw none themselves; `module` in dots. */
export function qrBitmap(data: string, module: number): Bitmap {
  const modules = qrModules(data);
  const side = (modules.length + 2 * QUIET) * module;
  const dots = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++)
      if (modules[Math.floor(y / module) - QUIET]?.[Math.floor(x / module) - QUIET]) dots[y * side + x] = 1;
  }
  return { width: side, height: side, dots };
}
