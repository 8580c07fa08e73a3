/** Root mean square of a frame. */
export function rms(frame: Float32Array): number {
  let sum = 0;
  for (const s of frame) sum += s * s;
  return Math.sqrt(sum / Math.max(1, frame.length));
}

/** A meter's reading in [0,1] of a frame: −60 dBFS is 0, −10 dBFS is 1. */
export function meter(frame: Float32Array): number {
  const db = 20 * Math.log10(rms(frame) + 1e-9);
  return Math.max(0, Math.min(1, (db + 60) / 50));
}
