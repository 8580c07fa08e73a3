/**
 * Kaldi's log-mel filter bank (feature-fbank.cc, feature-window.cc) as FunASR's nets were trained: 25 ms
 * Hamming windows every 10 ms, 80 bands of 20–8000 Hz, int16 scale, no dither.
 */

const RATE = 16_000;
const WINDOW = 400;
const HOP = 160;
const FFT = 512;
export const BANDS = 80;
const LOWEST = 20;
const PREEMPHASIS = 0.97;
const SCALE = 32_768;
const FLOOR = 1.1920929e-7;

const HAMMING = Float64Array.from(
  { length: WINDOW },
  (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (WINDOW - 1)),
);
const COS = Float64Array.from({ length: FFT / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / FFT));
const SIN = Float64Array.from({ length: FFT / 2 }, (_, k) => Math.sin((2 * Math.PI * k) / FFT));
const REVERSED = Uint16Array.from({ length: FFT }, (_, i) => {
  let out = 0;
  for (let bit = 1, from = i; bit < FFT; bit <<= 1, from >>= 1) out = (out << 1) | (from & 1);
  return out;
});

const melOf = (hz: number) => 1127 * Math.log(1 + hz / 700);
const FILTERS = (() => {
  const low = melOf(LOWEST);
  const step = (melOf(RATE / 2) - low) / (BANDS + 1);
  return Array.from({ length: BANDS }, (_, b) => {
    const left = low + b * step;
    const weights: { bin: number; weight: number }[] = [];
    for (let bin = 0; bin < FFT / 2; bin++) {
      const at = (melOf((bin * RATE) / FFT) - left) / step;
      if (at > 0 && at < 2) weights.push({ bin, weight: at <= 1 ? at : 2 - at });
    }
    return weights;
  });
})();

const re = new Float64Array(FFT);
const im = new Float64Array(FFT);

function transform(): void {
  for (let i = 0; i < FFT; i++) {
    const j = REVERSED[i]!;
    if (j > i) {
      const r = re[i]!;
      re[i] = re[j]!;
      re[j] = r;
    }
  }
  im.fill(0);
  for (let length = 2; length <= FFT; length <<= 1) {
    const half = length >> 1;
    const stride = FFT / length;
    for (let start = 0; start < FFT; start += length) {
      for (let k = 0; k < half; k++) {
        const [c, s] = [COS[k * stride]!, -SIN[k * stride]!];
        const [a, b] = [start + k, start + k + half];
        const vr = re[b]! * c - im[b]! * s;
        const vi = re[b]! * s + im[b]! * c;
        re[b] = re[a]! - vr;
        im[b] = im[a]! - vi;
        re[a] = re[a]! + vr;
        im[a] = im[a]! + vi;
      }
    }
  }
}

function frameAt(samples: Float32Array, start: number, out: Float32Array, offset: number): void {
  let mean = 0;
  for (let i = 0; i < WINDOW; i++) {
    re[i] = samples[start + i]! * SCALE;
    mean += re[i]!;
  }
  mean /= WINDOW;
  for (let i = 0; i < WINDOW; i++) re[i] = re[i]! - mean;
  for (let i = WINDOW - 1; i > 0; i--) re[i] = (re[i]! - PREEMPHASIS * re[i - 1]!) * HAMMING[i]!;
  re[0] = re[0]! * (1 - PREEMPHASIS) * HAMMING[0]!;
  re.fill(0, WINDOW);
  transform();
  for (let b = 0; b < BANDS; b++) {
    let energy = 0;
    for (const { bin, weight } of FILTERS[b]!) energy += weight * (re[bin]! * re[bin]! + im[bin]! * im[bin]!);
    out[offset + b] = Math.log(Math.max(energy, FLOOR));
  }
}

/** Frames of a stream: samples in, whole frames out, the remainder kept. */
export class FbankStream {
  private rest = new Float32Array();

  /** @returns the new frames, frame-major, 80 values each */
  push(samples: Float32Array): Float32Array {
    const all = new Float32Array(this.rest.length + samples.length);
    all.set(this.rest);
    all.set(samples, this.rest.length);
    const count = all.length < WINDOW ? 0 : 1 + Math.floor((all.length - WINDOW) / HOP);
    const out = new Float32Array(count * BANDS);
    for (let t = 0; t < count; t++) frameAt(all, t * HOP, out, t * BANDS);
    this.rest = all.slice(count * HOP);
    return out;
  }
}
