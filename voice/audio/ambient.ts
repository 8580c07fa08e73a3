import { rms } from './level';

/** Decibels a frame of 32 ms that the estimate moves by: some 1.5 dB a second. */
const STEP = 0.05;
/** The estimate settles where this share of the frames is quieter. */
const SHARE = 0.6;
/** Frames over which the first estimate is a plain mean: two seconds. */
const SETTLING = 64;

/**
 * How loud the shop is, in dBFS at the microphone, followed slowly. Feed it what is heard while neither side
 * speaks.
 */
export class Ambient {
  private frames = 0;
  private estimate = -60;

  /** The noise now; undefined until two seconds were heard. */
  get level(): number | undefined {
    return this.frames < SETTLING ? undefined : this.estimate;
  }

  push(frame: Float32Array): void {
    const level = Math.max(-90, 20 * Math.log10(rms(frame) + 1e-9));
    this.frames++;
    if (this.frames <= SETTLING) this.estimate += (level - this.estimate) / this.frames;
    else this.estimate += level > this.estimate ? STEP * SHARE * 2 : -STEP * (1 - SHARE) * 2;
  }
}
