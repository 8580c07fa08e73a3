/** Zero crossings on each side of the windowed sinc; 16 keep aliases below −70 dB. */
const LOBES = 16;

/**
 * Converts between sample rates with a Hann-windowed sinc, band-limited to the lower of the two.
 * @returns samples at `to` hertz; the same array when nothing changes
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to || samples.length === 0) return samples;
  const ratio = to / from;
  const cutoff = Math.min(1, ratio) * 0.97;
  const reach = LOBES / cutoff;
  const out = new Float32Array(Math.max(1, Math.round(samples.length * ratio)));
  // Phases repeat after to/gcd outputs, so the kernels are computed once each.
  const phases = to / gcd(from, to);
  const kernels = phases <= 2_048 ? new Map<number, { first: number; taps: Float64Array }>() : undefined;
  for (let i = 0; i < out.length; i++) {
    const at = i / ratio;
    const whole = Math.floor(at);
    let kernel = kernels?.get(i % phases);
    if (!kernel) {
      kernel = kernelAt(at - whole, cutoff, reach);
      kernels?.set(i % phases, kernel);
    }
    let sum = 0;
    for (let k = 0; k < kernel.taps.length; k++)
      sum += (samples[whole + kernel.first + k] ?? 0) * kernel.taps[k]!;
    out[i] = sum;
  }
  return out;
}

function kernelAt(fraction: number, cutoff: number, reach: number): { first: number; taps: Float64Array } {
  const first = Math.ceil(fraction - reach);
  const last = Math.floor(fraction + reach);
  const taps = new Float64Array(last - first + 1);
  let total = 0;
  for (let k = 0; k < taps.length; k++) {
    const x = first + k - fraction;
    const angle = Math.PI * x * cutoff;
    const sinc = x === 0 ? 1 : Math.sin(angle) / angle;
    const value = sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
    taps[k] = value;
    total += value;
  }
  return { first, taps: taps.map((t) => t / total) };
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
