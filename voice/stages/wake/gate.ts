import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../../main/contract';

/** Half of what counts as speech anywhere else: a call from afar is let through. */
const PERHAPS_SPEECH = 0.1;
const FRAMES_A_SECOND = MIC_SAMPLE_RATE / MIC_FRAME;
/** Sound from before the first sign of speech that the spotter hears too, and how long it listens on after the last. */
const LOOKBACK_FRAMES = Math.round(0.6 * FRAMES_A_SECOND);
const LINGER_FRAMES = Math.round(2 * FRAMES_A_SECOND);

interface Spotter {
  push(samples: Float32Array): string | undefined;
}

/** Lets the wake word's net rest while nobody speaks; it takes most of the processor time of an idle terminal. */
export class WakeGate {
  private held: Float32Array[] = [];
  private awake = 0;

  constructor(private readonly spotter: Spotter) {}

  /** Takes one frame with its chance of speech in [0,1]; answers with the phrase when it was just heard. */
  push(frame: Float32Array, speech: number): string | undefined {
    this.awake = speech >= PERHAPS_SPEECH ? LINGER_FRAMES : this.awake - 1;
    this.held.push(frame);
    if (this.awake <= 0) {
      if (this.held.length > LOOKBACK_FRAMES) this.held.shift();
      return undefined;
    }
    const frames = this.held;
    this.held = [];
    let phrase: string | undefined;
    for (const one of frames) phrase = this.spotter.push(one) ?? phrase;
    return phrase;
  }
}
