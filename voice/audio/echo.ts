import { MIC_SAMPLE_RATE } from '../../main/contract';
import { BANDS, FbankStream } from '../stages/asr/ctc/fbank';
import { resample } from './resample';

/** A frame of the filter bank. */
const HOP_MS = 10;
/** Neighbouring bands taken together: twelve groups tell a voice from an echo of another. */
const GROUPS = 12;
/** From the loudspeaker's first sample to its echo in the microphone, reverberation and all. */
const EARLIEST_MS = -40;
const LATEST_MS = 320;
/** What the page's queue waits before it plays a first chunk. */
const LEAD_MS = 20;
/** Natural log of energy: 1 is 4.3 dB. How far above the expected echo the middle group must lie. */
const OVER = 1.4;
/** Below this the reply makes no sound (log energy on the int16 scale). */
const AUDIBLE = 13;
/** Below this a loudness curve is taken for flat; an echo is softer than its reply. */
const SOFTEST = { reply: 14, heard: 12 } as const;
/** Frames of the curve that must sound before it can teach that the echo is louder: one rise is like any other. */
const SOUNDING = 30;
/** What the echo is expected to be against the reply until it was heard: 13 dB less. */
const FIRST_GAIN = -3;
/**
 * The expectation sinks by this with every frame of sounding reply, faster at first, and rises by this share
 * of what lies above it: it rests where few frames exceed it.
 */
const SINK = 0.02;
const FIRST_SINK = 0.05;
const RISE = 0.3;
/** Frames of sounding reply after which the expectation is trusted. */
const TRUSTED = 100;
/**
 * Loudness curve of up to half a second, no less than the first, that rises and falls with the reply's: this
 * much alike before the expectation is trusted, and after.
 */
const SHORTEST_CURVE = 20;
const CURVE = 50;
const SAME = 0.8;
const JUST_THE_SAME = 0.9;
const ALIKE = 0.7;
/** Frames after somebody else's from which nothing is learnt. */
const PAUSE = 50;
/** No echo is louder than this against its reply. */
const LOUDEST_GAIN = 3;

/**
 * What the microphone holds while a reply sounds: no more than the reply's echo; something louder that rises
 * and falls as the reply does; or somebody else.
 */
export type Overheard = 'echo' | 'alike' | 'other';

/** Log energy of the groups of one frame. */
type Groups = Float32Array;

function groupsOf(bank: Float32Array): Groups[] {
  const frames: Groups[] = [];
  for (let at = 0; at + BANDS <= bank.length; at += BANDS) {
    const groups = new Float32Array(GROUPS);
    for (let g = 0; g < GROUPS; g++) {
      const [from, to] = [Math.floor((g * BANDS) / GROUPS), Math.floor(((g + 1) * BANDS) / GROUPS)];
      let sum = 0;
      for (let b = from; b < to; b++) sum += Math.exp(bank[at + b]!);
      groups[g] = Math.log(sum / (to - from));
    }
    frames.push(groups);
  }
  return frames;
}

const loudness = (groups: Groups): number => groups.reduce((sum, g) => sum + g, 0) / GROUPS;
/**
 * The same with everything too soft to hear alike: the step from digital silence to a first sound would
 * outweigh all that follows, and every voice that begins rises as the reply does.
 */
const audibly = (groups: Groups, floor: number): number => Math.max(floor, loudness(groups));

/**
 * Tells the terminal's own voice in the microphone from a shopper's. The browser's canceller takes most of it
 * out; this knows what is being played and learns, band by band, how loud its echo comes back. Sound well
 * above that is somebody else.
 */
export class EchoGuard {
  private readonly gain = new Float32Array(GROUPS).fill(FIRST_GAIN);
  private learnt = 0;
  private pause = 0;
  private played: Groups[] = [];
  private reference = new FbankStream();
  private microphone = new FbankStream();
  private firstAt: number | undefined;
  private offset = 0;
  /** Loudness of the reply and of the microphone, frame by frame. */
  private curve: number[] = [];
  private heard: number[] = [];

  /** A new reply: nothing of it has sounded. What was learnt of the echo stays. */
  reset(): void {
    this.played = [];
    this.curve = [];
    this.reference = new FbankStream();
    this.microphone = new FbankStream();
    this.firstAt = undefined;
    this.offset = 0;
    this.heard = [];
  }

  /** Sound handed to the loudspeaker at `at` milliseconds, in order. */
  queue(samples: Float32Array, sampleRate: number, at: number): void {
    this.firstAt ??= at + LEAD_MS;
    // A chunk that comes late plays late: the silence before it belongs to the reference.
    const late = at + LEAD_MS - this.firstAt - this.played.length * HOP_MS;
    for (let ms = HOP_MS; ms <= late; ms += HOP_MS) this.played.push(new Float32Array(GROUPS));
    this.played.push(...groupsOf(this.reference.push(resample(samples, sampleRate, MIC_SAMPLE_RATE))));
    for (let i = this.curve.length; i < this.played.length; i++)
      this.curve.push(audibly(this.played[i]!, SOFTEST.reply));
  }

  /** The first sample left the loudspeaker at `at` milliseconds. */
  started(at: number): void {
    if (this.firstAt !== undefined) this.offset = at - this.firstAt;
  }

  /** What was taken for a shopper was the reply after all: its echo is louder than was expected. */
  mistook(): void {
    this.learnt = 0;
    for (let i = 0; i < GROUPS; i++) this.gain[i]! += 2;
  }

  /** What a microphone frame that ended at `at` milliseconds holds. */
  hear(frame: Float32Array, at: number): Overheard {
    const heard = groupsOf(this.microphone.push(frame));
    if (this.firstAt === undefined) return 'other';
    const counts = { echo: 0, alike: 0, other: 0 };
    heard.forEach((groups, i) => {
      const time = at - (heard.length - 1 - i) * HOP_MS - this.firstAt! - this.offset;
      this.heard.push(audibly(groups, SOFTEST.heard));
      if (this.heard.length > CURVE) this.heard.shift();
      counts[this.judge(groups, time)]++;
    });
    if (heard.length > 0 && counts.other * 2 < heard.length)
      return counts.echo > counts.alike ? 'echo' : 'alike';
    return 'other';
  }

  /** What a frame of the filter bank holds. Learns from what isn't somebody else's. */
  private judge(groups: Groups, time: number): Overheard {
    const reply = this.loudest(time);
    const sounding = loudness(reply) > AUDIBLE;
    const excess = Array.from(groups, (g, i) => g - Math.max(0, reply[i]! + this.gain[i]!));
    const middle = [...excess].sort((a, b) => a - b)[GROUPS >> 1]!;
    const over = middle > OVER;
    const trusted = this.learnt >= TRUSTED;
    if (!sounding || (over && !this.sameCurve(time, trusted ? JUST_THE_SAME : SAME))) {
      if (over) this.pause = PAUSE;
      return over ? 'other' : 'echo';
    }
    const judged = over ? 'alike' : 'echo';
    if (this.pause-- > 0) return judged;
    const sink = ++this.learnt < TRUSTED ? FIRST_SINK : SINK;
    // A shopper's soft sounds must not teach what an echo is: louder only where the whole curve is the
    // reply's.
    const rise =
      this.heard.length === CURVE &&
      this.heard.filter((l) => l > SOFTEST.heard).length >= SOUNDING &&
      excess.some((e) => e > 0) &&
      this.sameCurve(time, ALIKE)
        ? RISE
        : 0;
    for (let i = 0; i < GROUPS; i++)
      this.gain[i] = Math.min(LOUDEST_GAIN, this.gain[i]! + (excess[i]! > 0 ? excess[i]! * rise : -sink));
    return judged;
  }

  /** What the reply put into each group at most, over the delays an echo may have. */
  private loudest(time: number): Groups {
    const most = new Float32Array(GROUPS);
    const [from, to] = [Math.ceil((time - LATEST_MS) / HOP_MS), Math.floor((time - EARLIEST_MS) / HOP_MS)];
    for (let t = Math.max(0, from); t <= Math.min(to, this.played.length - 1); t++)
      for (let g = 0; g < GROUPS; g++) most[g] = Math.max(most[g]!, this.played[t]![g]!);
    return most;
  }

  /** The microphone's loudness rises and falls with the reply's. */
  private sameCurve(time: number, alike: number): boolean {
    const { length } = this.heard;
    if (length < (alike === SAME ? CURVE : SHORTEST_CURVE)) return true;
    for (let delay = EARLIEST_MS; delay <= LATEST_MS; delay += HOP_MS) {
      const end = Math.round((time - delay) / HOP_MS);
      if (
        end >= length &&
        end <= this.curve.length &&
        correlation(this.curve.slice(end - length, end), this.heard) > alike
      )
        return true;
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
