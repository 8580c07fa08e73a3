import type { SpokenPhrase, StageStatus, Understood } from '../../main/contract';

/** What the conversation needs of speech output; `stages/tts` implements it. */
export interface SpeechOutputPort {
  readonly status: StageStatus;
  /**
   * Sound of a reply, chunk by chunk as it is made; ends early when the signal fires. `text` is the clause a
   * chunk begins.
   */
  say(request: {
    text: string;
    lang: Understood;
    signal: AbortSignal;
  }): AsyncIterable<{ sampleRate: number; samples: Float32Array; text?: string }>;
  prerender(phrases: readonly SpokenPhrase[]): void;
  adjust(change: 'louder' | 'softer' | 'slower' | 'faster'): void;
  /** How loud the shop is, dBFS at the microphone: the volume follows. */
  ambient?(level: number): void;
  /** Keeps the processor free for the recognizer: no rendering ahead while on. */
  hold?(on: boolean): void;
  close(): Promise<void>;
}
