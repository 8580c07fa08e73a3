import { MIC_SAMPLE_RATE } from '../../main/contract';

/** What a microphone may do wrong while it delivers sound. */
export type MicTrouble = 'clipping' | 'wrong_rate';

const CLIPPED = 0.985;
/**
 * Frames (32 ms) with clipped samples, of the last hundred: above the first the microphone is overdriven,
 * below the second it is well again.
 */
const TOO_MANY = 25;
const FEW = 6;
const WINDOW = 100;
/** One loud plosive clips a sample or two; an overdriven input flattens many. */
const SAMPLES_CLIPPED = 4;

/** How long samples are counted against the clock, milliseconds, and how often the same answer must come. */
const COUNT_MS = 4_000;
const TIMES = 3;
/** Rates that hardware runs at while it claims another. */
const RATES = [8_000, 11_025, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000];
const NEAR = 0.012;

/**
 * Watches the microphone's own sound: overdriven input, and a device that delivers another rate than it
 * claims (speech then sounds slow or fast and nothing is understood).
 */
export class MicWatch {
  private readonly clipped: boolean[] = [];
  private overdriven = false;
  private since: number | undefined;
  private counted = 0;
  private guesses: number[] = [];
  /** What the device truly delivers, hertz; undefined while it is what it claims. */
  trueRate: number | undefined;

  get trouble(): MicTrouble | undefined {
    if (this.trueRate !== undefined) return 'wrong_rate';
    return this.overdriven ? 'clipping' : undefined;
  }

  /** A new device or port: nothing is known of it. */
  reset(): void {
    this.clipped.length = 0;
    this.overdriven = false;
    this.since = undefined;
    this.counted = 0;
    this.guesses = [];
    this.trueRate = undefined;
  }

  /** Samples as the page sent them at `at` milliseconds. True when `trouble` changed. */
  push(samples: Float32Array, claimedRate: number, at: number): boolean {
    const before = this.trouble;
    this.countClipped(samples);
    this.measure(samples.length, claimedRate, at);
    return this.trouble !== before;
  }

  private countClipped(samples: Float32Array): void {
    let count = 0;
    for (const sample of samples) if (Math.abs(sample) >= CLIPPED) count++;
    this.clipped.push(count >= SAMPLES_CLIPPED);
    if (this.clipped.length > WINDOW) this.clipped.shift();
    const many = this.clipped.filter(Boolean).length;
    this.overdriven = this.overdriven ? many > FEW : many > TOO_MANY;
  }

  private measure(count: number, claimedRate: number, at: number): void {
    if (this.since === undefined) {
      this.since = at;
      return;
    }
    this.counted += count;
    const elapsed = at - this.since;
    if (elapsed < COUNT_MS) return;
    const rate = (this.counted * 1_000) / elapsed;
    this.since = at;
    this.counted = 0;
    // A page that was held up delivers too little now and the rest later: only a rate that hardware knows,
    // met again and again, is believed.
    const near = [claimedRate, ...RATES].find((r) => Math.abs(rate / r - 1) < NEAR) ?? 0;
    this.guesses.push(near);
    if (this.guesses.length > TIMES) this.guesses.shift();
    if (this.guesses.length === TIMES && this.guesses.every((g) => g === near) && near > 0)
      this.trueRate = near === claimedRate ? undefined : near;
  }
}

/** Rates that can be made into 16 kHz speech at all. */
export const usableRate = (rate: number): boolean =>
  Number.isFinite(rate) && rate >= 8_000 && rate <= 192_000 && Number.isInteger(rate);

/** The rate to resample from. */
export const rateOf = (watch: MicWatch, claimed: number | undefined): number =>
  watch.trueRate ?? claimed ?? MIC_SAMPLE_RATE;
