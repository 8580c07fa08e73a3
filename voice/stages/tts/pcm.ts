/** Loudness all speech is brought to: RMS of the sounding part, about −21 dBFS, as broadcasters level speech. */
const TARGET_RMS = 0.09;
const PEAK = 0.95;
const FADE_MS = 6;

/** Brings speech to the common level, never clipping. In place; gives the same array. */
export function matchLevel(samples: Float32Array, sampleRate: number): Float32Array {
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
    if (sum / (end - at) > 1e-4) {
      energy += sum;
      count += end - at;
    }
  }
  if (count === 0 || peak === 0) return samples;
  const gain = Math.min(TARGET_RMS / Math.sqrt(energy / count), PEAK / peak);
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) * gain;
  return samples;
}

/** Fades both ends over a few milliseconds so that joined pieces never click. In place. */
export function fadeEnds(samples: Float32Array, sampleRate: number): Float32Array {
  const n = Math.min(Math.round((sampleRate * FADE_MS) / 1000), samples.length >> 1);
  for (let i = 0; i < n; i++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * (i + 0.5)) / n);
    samples[i] = (samples[i] ?? 0) * gain;
    samples[samples.length - 1 - i] = (samples[samples.length - 1 - i] ?? 0) * gain;
  }
  return samples;
}

/** The samples followed by silence. */
export function withPause(samples: Float32Array, pauseMs: number, sampleRate: number): Float32Array {
  const out = new Float32Array(samples.length + Math.round((pauseMs * sampleRate) / 1000));
  out.set(samples);
  return out;
}
