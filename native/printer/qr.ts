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
