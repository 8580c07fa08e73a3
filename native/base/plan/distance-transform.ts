/**
 * Exact Euclidean distance transform in linear time (Meijster, Roerdink, Hesselink 2000). Gives metres from
 * each cell's centre to the nearest blocked cell's centre, in shared memory. `width + height` stays below
 * 65,536.
 */
export function distanceTransform(
  blocked: Uint8Array,
  width: number,
  height: number,
  res: number,
): Float32Array {
  const far = width + height;
  const column = new Uint16Array(width * height);
  for (let i = 0; i < width; i++) column[i] = blocked[i] ? 0 : far;
  for (let at = width; at < column.length; at++) column[at] = blocked[at] ? 0 : column[at - width]! + 1;
  for (let at = column.length - width - 1; at >= 0; at--) {
    const below = column[at + width]! + 1;
    if (below < column[at]!) column[at] = below;
  }
  const out = new Float32Array(new SharedArrayBuffer(4 * width * height));
  const s = new Int32Array(width);
  const t = new Int32Array(width);
  for (let j = 0; j < height; j++) {
    const row = j * width;
    let q = 0;
    s[0] = 0;
    t[0] = 0;
    for (let u = 1; u < width; u++) {
      const gu = column[row + u]!;
      while (q >= 0) {
        const a = t[q]! - s[q]!;
        const b = t[q]! - u;
        const gs = column[row + s[q]!]!;
        if (a * a + gs * gs > b * b + gu * gu) q--;
        else break;
      }
      if (q < 0) {
        q = 0;
        s[0] = u;
        t[0] = 0;
      } else {
        const k = s[q]!;
        const gk = column[row + k]!;
        const w = 1 + Math.floor((u * u - k * k + gu * gu - gk * gk) / (2 * (u - k)));
        if (w < width) {
          q++;
          s[q] = u;
          t[q] = w;
        }
      }
    }
    for (let u = width - 1; u >= 0; u--) {
      const k = s[q]!;
      const g = column[row + k]!;
      out[row + u] = Math.sqrt((u - k) * (u - k) + g * g) * res;
      if (u === t[q]) q--;
    }
  }
  return out;
}
