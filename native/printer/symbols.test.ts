import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { PrintDocument } from '../../main/contract';
import { PrinterSim } from '../simulators/printer-sim';
import { barsOf, qrOf } from '../simulators/symbols';
import { encodeLines } from './escpos/encode';
import { layout } from './layout/document';
import type { Bitmap } from './layout/line';
import { pictureBitmap } from './picture';
import { profileOf } from './profiles';
import { qrBitmap, qrModules } from './qr';
import { barcodeBitmap, barWidths, fittingModule } from './symbols';

beforeAll(() => {
  const wasmBinary = readFileSync(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  return prepareZXingModule({
    overrides: {
      wasmBinary: wasmBinary.buffer.slice(
        wasmBinary.byteOffset,
        wasmBinary.byteOffset + wasmBinary.length,
      ) as ArrayBuffer,
    },
    fireImmediately: true,
  }).then(() => undefined);
});

/** What ZXing, a program of others, reads from dots on white paper. */
async function read(bitmap: Bitmap): Promise<string[]> {
  const margin = 40;
  const [width, height] = [bitmap.width + 2 * margin, bitmap.height + 2 * margin];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < bitmap.height; y++) {
    for (let x = 0; x < bitmap.width; x++)
      if (bitmap.dots[y * bitmap.width + x])
        data.fill(0, ((y + margin) * width + x + margin) * 4, ((y + margin) * width + x + margin) * 4 + 3);
  }
  const found = await readBarcodes({ data, width, height, colorSpace: 'srgb' } as ImageData, {
    tryHarder: true,
  });
  return found.map((code) => `${code.format} ${code.text}`);
}

describe('bar codes', () => {
  it.each([
    ['ean13', '6901234567892', /^EAN-?13 6901234567892$/i],
    ['code128', 'DAOGOU-2026{x}', /^Code ?128 DAOGOU-2026\{x\}$/i],
    ['code128', '00123456', /^Code ?128 00123456$/i],
    ['code128', '1234567', /^Code ?128 1234567$/i],
  ] as const)('%s %s is read by ZXing at two and three dots a module', async (symbology, data, expected) => {
    for (const module of [2, 3])
      expect(await read(barcodeBitmap(symbology, data, module))).toEqual([expect.stringMatching(expected)]);
  });

  it('has on screen the very bars that the printer draws from the bytes it gets', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^[\x20-\x7e]{1,20}$/), fc.stringMatching(/^\d{2,20}$/)),
        (code) => {
          const document: PrintDocument = {
            type: 'coupon',
            lang: 'en',
            storeName: { zh: '店', en: 'Shop' },
            printedAt: '2026-11-22T23:52:00+08:00',
            title: { zh: '券', en: 'Coupon' },
            code,
            endsAt: '2026-12-01T00:00:00+08:00',
          };
          const sim = new PrinterSim(576, () => undefined);
          const lines = layout(document, profileOf('generic-80'));
          for (const chunk of encodeLines(lines, profileOf('generic-80'))) sim.receive(chunk);
          const printed = sim.slips
            .flatMap((slip) => slip.lines.flatMap((line) => line.items))
            .find((item) => item.kind === 'barcode');
          const laid = lines.find((line) => line.kind === 'barcode');
          expect(printed === undefined).toBe(laid === undefined);
          if (printed?.kind !== 'barcode' || laid?.kind !== 'barcode') return;
          expect(barsOf(printed.symbology!, printed.data)).toEqual(barWidths(laid.symbology, laid.data));
          expect([printed.module, printed.height]).toEqual([laid.module, 72]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is left out where the paper is too narrow, rather than printed so that it does not scan', () => {
    expect(fittingModule('code128', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 384)).toBeUndefined();
    expect(fittingModule('code128', 'ABCDEFGH', 384)).toBe(2);
    expect(fittingModule('ean13', '6901234567892', 384)).toBe(3);
    expect(fittingModule('code128', '龙', 576)).toBeUndefined();
  });
});

describe('QR codes', () => {
  it.each(['https://id.gs1.org/01/06901234567892', '优惠券 2026-A', 'A'])(
    '%s is read by ZXing, and is the same from two encoders',
    async (data) => {
      expect(await read(qrBitmap(data, 4))).toEqual([expect.stringContaining(data)]);
      expect(qrOf(data).length).toBe(qrModules(data).length);
    },
  );
});

describe('pictures', () => {
  const png = (width: number, height: number, grey: (x: number, y: number) => [number, number]) => {
    const image = new PNG({ width, height });
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [value, alpha] = grey(x, y);
        image.data.set([value, value, value, alpha], (y * width + x) * 4);
      }
    }
    return { png: PNG.sync.write(image).toString('base64') };
  };
  const share = ({ width, height, dots }: Bitmap) =>
    dots.reduce((sum, dot) => sum + dot, 0) / (width * height);

  it.each([0, 64, 128, 191, 255])('grey %d keeps its darkness as dots', (value) => {
    expect(
      share(
        pictureBitmap(
          png(120, 80, () => [value, 255]),
          576,
        ),
      ),
    ).toBeCloseTo(1 - value / 255, 1);
  });

  it('is made to fit the paper, a ramp stays a ramp, and what is transparent stays paper', () => {
    const ramp = pictureBitmap(
      png(1_200, 300, (x) => [(x * 255) / 1_199, 255]),
      384,
    );
    expect([ramp.width, ramp.height]).toEqual([384, 96]);
    const third = (k: number) =>
      share({
        width: 128,
        height: 96,
        dots: Uint8Array.from(
          { length: 128 * 96 },
          (_, i) => ramp.dots[Math.floor(i / 128) * 384 + k * 128 + (i % 128)]!,
        ),
      });
    expect(third(0)).toBeGreaterThan(third(1) + 0.2);
    expect(third(1)).toBeGreaterThan(third(2) + 0.2);
    expect(
      share(
        pictureBitmap(
          png(50, 50, () => [0, 0]),
          576,
        ),
      ),
    ).toBe(0);
  });

  it('refuses what is no PNG, or too large, without reading it in', () => {
    expect(() => pictureBitmap({ png: Buffer.from('GIF89a').toString('base64') }, 576)).toThrow(/PNG/);
    const huge = Buffer.from(png(1, 1, () => [0, 255]).png, 'base64');
    huge.writeUInt32BE(60_000, 16);
    huge.writeUInt32BE(60_000, 20);
    expect(() => pictureBitmap({ png: huge.toString('base64') }, 576)).toThrow(/12 megapixels/);
  });
});
