import { MIC_SAMPLE_RATE } from '../../main/contract';
import { rms } from './level';

const FRAME_MS = 32;
/** Loudspeaker, air and canceller together delay by no more. */
const LONGEST_DELAY_FRAMES = 20;
/** Envelope that is compared: half a second. */
const WINDOW = 16;
/** The microphone's loudness rises and falls with the reply's: this is the reply. */
const SAME = 0.8;

const decibels = (level: number): number => 20 * Math.log10(level + 1e-5);

/** Tells the terminal's own voice in the microphone from a shopper's: the browser's canceller takes most of it out, this looks at what is left. */
export class EchoGuard {
  private played: number[] = [];
  private startedAt: number | undefined;
  private heard: number[] = [];

  /** A new reply: nothing of it has sounded. */
  reset(): void {
    this.played = [];
    this.startedAt = undefined;
    this.heard = [];
  }

  /** Sound handed to the loudspeaker, in order. */
  queue(samples: Float32Array, sampleRate: number): void {
    const size = Math.round((sampleRate * FRAME_MS) / 1_000);
    for (let at = 0; at < samples.length; at += size) this.played.push(decibels(rms(samples.subarray(at, at + size))));
  }

  /** The first sample left the loudspeaker at `at` milliseconds. */
  started(at: number): void {
    this.startedAt ??= at;
  }

  /** A microphone frame that ended at `at` milliseconds; true when what it holds is the reply itself. */
  isEcho(frame: Float32Array, at: number): boolean {
    this.heard.push(decibels(rms(frame)));
    if (this.heard.length > WINDOW) this.heard.shift();
    if (this.startedAt === undefined || this.heard.length < WINDOW) return false;
    const now = Math.floor((at - this.startedAt) / ((frame.length * 1_000) / MIC_SAMPLE_RATE));
    for (let delay = -2; delay <= LONGEST_DELAY_FRAMES; delay++) {
      const end = now - delay;
      const reply = this.played.slice(Math.max(0, end - WINDOW), Math.max(0, end));
      if (reply.length === WINDOW && correlation(reply, this.heard) > SAME) return true;
    }
    return false;
  }
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (v: readonly number[]) => v.reduce((x, y) => x + y, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! - ma, b[i]! - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
