/** A microphone that delivers exact zeros this long is muted or broken: a live one always has noise. */
const SILENT_AFTER_MS = 15_000;

/** Watches frames for a microphone that is there but hears nothing, and for the level the screen shows. */
export class MicMonitor {
  private zeroMs = 0;

  /** Takes one frame; answers its loudness in [0,1] and whether the microphone is dead silent. */
  take(frame: Float32Array, frameMs: number): { level: number; silent: boolean } {
    let sum = 0;
    for (const sample of frame) sum += sample * sample;
    this.zeroMs = sum === 0 ? this.zeroMs + frameMs : 0;
    return { level: loudness(Math.sqrt(sum / frame.length)), silent: this.zeroMs >= SILENT_AFTER_MS };
  }
}

/** Root mean square to a bar's height: −60 dBFS is nothing, −12 dBFS is full. */
export function loudness(rms: number): number {
  const decibels = 20 * Math.log10(Math.max(rms, 1e-6));
  return Math.min(1, Math.max(0, (decibels + 60) / 48));
}
