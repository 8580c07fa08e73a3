import type { Understood } from '../../../main/contract';
import type { Pcm } from '../../audio/wav';

export interface SynthesisOptions {
  rate: number;
  /**
   * How the pieces come: as soon as they can be heard, in large ones between which the work can be given up,
   * or all in one.
   */
  pieces: 'soon' | 'large' | 'one';
  signal?: AbortSignal;
}

/** Sound on its way; nothing of the clause comes after the `last`. */
export interface Piece extends Pcm {
  last: boolean;
}

/** One way to turn a clause into sound. */
export interface Synthesizer {
  /** Shown in the status: model and voices. */
  readonly name: string;
  /** Seconds of work a second of sound, of late. */
  readonly realTimeFactor: number;
  /**
   * All that shapes a clause's sound besides rate: voice, phonemes or text, version. Undefined when nothing
   * in it can be spoken.
   */
  identity(text: string, lang: Understood): Promise<readonly string[] | undefined>;
  /** Somebody is about to need it. */
  prepare?(): void;
  /** A clause's sound, mono in [-1, 1], with hardly any silence at the ends. */
  synthesize(text: string, lang: Understood, options: SynthesisOptions): AsyncIterable<Piece>;
  close(): Promise<void>;
}
