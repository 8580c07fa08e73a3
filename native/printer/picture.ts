import dither from 'canvas-dither';
import { PNG } from 'pngjs';
import { DaogouError, type Picture } from '../../main/contract';
import type { Bitmap } from './layout/line';

/** Largest picture that is taken in, pixels, and tallest that is printed, dots. */
const MAX_PIXELS = 12_000_000;
const MAX_HEIGHT = 700;
/** Width and height stand in the IHDR chunk, which comes first (PNG specification, 11.2.2). */
const IHDR = Buffer.from('IHDR', 'latin1');

/**
 * A picture in black and white dots, as wide as asked at most, by Floyd and Steinberg's error diffusion;
 * transparent is paper.
 */
export function pictureBitmap(picture: Picture, dots: number): Bitmap {
  const { width, height, grey } = decode(Buffer.from(picture.png, 'base64'));
  const shrink = Math.min(1, dots / width, MAX_HEIGHT / height);
  const [w, h] = [Math.max(1, Math.round(width * shrink)), Math.max(1, Math.round(height * shrink))];
  const small = scaled(grey, width, height, w, h);
  const data = new Uint8ClampedArray(w * h * 4);
  small.forEach((value, k) => data.fill(value, k * 4, k * 4 + 3));
  const black = dither.floydsteinberg({ width: w, height: h, data }).data;
  return {
    width: w,
    height: h,
    dots: Uint8Array.from({ length: w * h }, (_, k) => (black[k * 4]! < 128 ? 1 : 0)),
  };
}

/** Grey values 0 (black) to 255, over white paper. */
function decode(bytes: Buffer): { width: number; height: number; grey: Float32Array } {
  const at = bytes.indexOf(IHDR);
  if (at !== 12 || bytes.length < 24 || bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > MAX_PIXELS)
    throw new DaogouError(
      'bad_request',
      'The picture is no PNG, or larger than 12 megapixels; save it smaller.',
    );
  let image: PNG;
  try {
    image = PNG.sync.read(bytes);
  } catch (error) {
    throw new DaogouError(
      'bad_request',
      `The picture can not be read: ${(error as Error).message}; save it as PNG anew.`,
      false,
      { cause: error },
    );
  }
  const { width, height, data } = image;
  const grey = new Float32Array(width * height);
  for (let k = 0; k < grey.length; k++) {
    const luma = data[k * 4]! * 0.299 + data[k * 4 + 1]! * 0.587 + data[k * 4 + 2]! * 0.114;
    const alpha = data[k * 4 + 3]! / 255;
    grey[k] = luma * alpha + 255 * (1 - alpha);
  }
  return { width, height, grey };
}

/** Every dot is the mean of the pixels it covers. */
function scaled(grey: Float32Array, width: number, height: number, w: number, h: number): Float32Array {
  if (w === width && h === height) return grey;
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const y0 = Math.floor((y * height) / h);
    const y1 = Math.max(y0 + 1, Math.floor(((y + 1) * height) / h));
    for (let x = 0; x < w; x++) {
      const x0 = Math.floor((x * width) / w);
      const x1 = Math.max(x0 + 1, Math.floor(((x + 1) * width) / w));
      let sum = 0;
      for (let j = y0; j < y1; j++) for (let i = x0; i < x1; i++) sum += grey[j * width + i]!;
      out[y * w + x] = sum / ((y1 - y0) * (x1 - x0));
    }
  }
  return out;
}
