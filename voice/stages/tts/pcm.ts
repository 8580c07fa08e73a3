/**
 * Loudness all speech is brought to: RMS of the sounding part, about −21 dBFS, as broadcasters level speech.
 */
const TARGET_RMS = 0.09;
const PEAK = 0.95;
const FADE_MS = 6;
/** Mean square below which a 20 ms block is a pause. */
const SILENCE_POWER = 1e-4;
/** Where loud samples begin to bend. */
const KNEE = 0.9;

/** The gain that brings speech to the common level without clipping; 1 for silence. */
export function levelGain(samples: Float32Array, sampleRate: number): number {
  const block = Math.max(1, Math.round(sampleRate / 50));
  let energy = 0;
  let count = 0;
  let peak = 0;
  for (let at = 0; at < samples.length; at += block) {
    let sum = 0;
    const end = Math.min(samples.length, at + block);
    for (let i = at; i < end; i++) {
      const v = samples[i] ?? 0;
      sum += v * v;
      if (Math.abs(v) > peak) peak = Math.abs(v);
    }
    if (sum / (end - at) > SILENCE_POWER) {
      energy += sum;
      count += end - at;
    }
  }
  if (count === 0 || peak === 0) return 1;
  return Math.min(TARGET_RMS / Math.sqrt(energy / count), PEAK / peak);
}

/** The samples louder or softer, bent below full scale rather than clipped. In place. */
export function amplify(samples: Float32Array, gain: number): Float32Array {
  if (gain === 1) return samples;
  for (let i = 0; i < samples.length; i++) {
    const value = (samples[i] ?? 0) * gain;
    const size = Math.abs(value);
    samples[i] =
      size <= KNEE ? value : Math.sign(value) * (KNEE + (1 - KNEE) * Math.tanh((size - KNEE) / (1 - KNEE)));
  }
  return samples;
}

/** Fades in over a few milliseconds, so that a piece never begins with a click. In place. */
export function fadeIn(samples: Float32Array, sampleRate: number): Float32Array {
  const n = Math.min(Math.round((sampleRate * FADE_MS) / 1000), samples.length >> 1);
  for (let i = 0; i < n; i++) samples[i] = (samples[i] ?? 0) * raisedCosine(i, n);
  return samples;
}

/** Fades out over a few milliseconds. In place. */
export function fadeOut(samples: Float32Array, sampleRate: number): Float32Array {
  const n = Math.min(Math.round((sampleRate * FADE_MS) / 1000), samples.length >> 1);
  for (let i = 0; i < n; i++)
    samples[samples.length - 1 - i] = (samples[samples.length - 1 - i] ?? 0) * raisedCosine(i, n);
  return samples;
}

function raisedCosine(i: number, n: number): number {
  return 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / n);
}

/** Pieces of the same rate, one after the other. */
export function concat(pieces: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(pieces.reduce((sum, p) => sum + p.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
