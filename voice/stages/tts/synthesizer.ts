import type { Lang } from '../../../main/contract';
import type { Pcm } from '../../audio/wav';

/** One way to turn a clause into sound. */
export interface Synthesizer {
  /** Shown in the status: model and voices. */
  readonly name: string;
  /** All that shapes a clause's sound besides rate: voice, phonemes or text, version. Undefined when nothing in it can be spoken. */
  identity(text: string, lang: Lang): Promise<readonly string[] | undefined>;
  /** Mono samples in [-1, 1] with hardly any silence at the ends. */
  synthesize(text: string, lang: Lang, rate: number, signal?: AbortSignal): Promise<Pcm>;
  close(): Promise<void>;
}
