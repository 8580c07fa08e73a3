/**
 * Whisper's input features (openai/whisper, audio.py `log_mel_spectrogram`): 80 log-mel bands of 25 ms
 * windows every 10 ms at 16 kHz.
 */

const RATE = 16_000;
const WINDOW = 400;
const HOP = 160;
const BINS = WINDOW / 2 + 1;
export const MEL_BANDS = 80;
/** Frames a second. */
export const MEL_RATE = RATE / HOP;

// 400 = 20 × 20: two rounds of 20-point sums instead of one of 400.
const SIDE = 20;
const COS = Float64Array.from({ length: WINDOW }, (_, k) => Math.cos((2 * Math.PI * k) / WINDOW));
const SIN = Float64Array.from({ length: WINDOW }, (_, k) => Math.sin((2 * Math.PI * k) / WINDOW));
const HANN = Float64Array.from({ length: WINDOW }, (_, i) => 0.5 - 0.5 * COS[i]!);

/** Slaney's mel scale: linear below 1 kHz, logarithmic above. */
const melOf = (hz: number) =>
  hz < 1_000 ? (3 * hz) / 200 : 15 + (27 * Math.log(hz / 1_000)) / Math.log(6.4);
const hertzOf = (mel: number) =>
  mel < 15 ? (200 * mel) / 3 : 1_000 * Math.exp((Math.log(6.4) * (mel - 15)) / 27);

const BANDS = (() => {
  const edges = Array.from({ length: MEL_BANDS + 2 }, (_, i) =>
    hertzOf((melOf(RATE / 2) * i) / (MEL_BANDS + 1)),
  );
  return Array.from({ length: MEL_BANDS }, (_, b) => {
    const [low, mid, high] = [edges[b]!, edges[b + 1]!, edges[b + 2]!];
    const weights: { bin: number; weight: number }[] = [];
    for (let bin = 0; bin < BINS; bin++) {
      const hz = (bin * RATE) / WINDOW;
      const weight =
        Math.max(0, Math.min((hz - low) / (mid - low), (high - hz) / (high - mid))) * (2 / (high - low));
      if (weight > 0) weights.push({ bin, weight });
    }
    return weights;
  });
})();

const stageRe = new Float64Array(WINDOW);
const stageIm = new Float64Array(WINDOW);

/**
 * Power spectrum of one real window of 400 samples, 201 bins, by Cooley–Tukey with n = 20·n1 + n2, k = k1 +
 * 20·k2.
 */
function powerSpectrum(frame: Float64Array, power: Float64Array): void {
  for (let n2 = 0; n2 < SIDE; n2++) {
    for (let k1 = 0; k1 < SIDE; k1++) {
      let re = 0;
      let im = 0;
      for (let n1 = 0; n1 < SIDE; n1++) {
        const angle = (n1 * k1 * SIDE) % WINDOW;
        const x = frame[SIDE * n1 + n2]!;
        re += x * COS[angle]!;
        im -= x * SIN[angle]!;
      }
      const twiddle = n2 * k1;
      const [c, s] = [COS[twiddle]!, SIN[twiddle]!];
      stageRe[n2 * SIDE + k1] = re * c + im * s;
      stageIm[n2 * SIDE + k1] = im * c - re * s;
    }
  }
  for (let k = 0; k < BINS; k++) {
    const k1 = k % SIDE;
    const k2 = (k - k1) / SIDE;
    let re = 0;
    let im = 0;
    for (let n2 = 0; n2 < SIDE; n2++) {
      const angle = (n2 * k2 * SIDE) % WINDOW;
      const [a, b] = [stageRe[n2 * SIDE + k1]!, stageIm[n2 * SIDE + k1]!];
      re += a * COS[angle]! + b * SIN[angle]!;
      im += b * COS[angle]! - a * SIN[angle]!;
    }
    power[k] = re * re + im * im;
  }
}

/**
 * Features of `samples` (16 kHz), silence appended up to `frames` frames.
 * @returns band-major [80 × frames]
 */
export function logMel(samples: Float32Array, frames: number): Float32Array {
  const out = new Float32Array(MEL_BANDS * frames);
  const frame = new Float64Array(WINDOW);
  const power = new Float64Array(BINS);
  const half = WINDOW / 2;
  let loudest = -Infinity;
  for (let t = 0; t < frames; t++) {
    const start = t * HOP - half;
    for (let i = 0; i < WINDOW; i++) {
      const at = start + i;
      frame[i] = (samples[at < 0 ? -at : at] ?? 0) * HANN[i]!;
    }
    powerSpectrum(frame, power);
    for (let b = 0; b < MEL_BANDS; b++) {
      let energy = 0;
      for (const { bin, weight } of BANDS[b]!) energy += weight * power[bin]!;
      const value = Math.log10(Math.max(energy, 1e-10));
      if (value > loudest) loudest = value;
      out[b * frames + t] = value;
    }
  }
  for (let i = 0; i < out.length; i++) out[i] = (Math.max(out[i]!, loudest - 8) + 4) / 4;
  return out;
}
