import type { Understood } from '../../../main/contract';

/** Another character that could have been said in a place. */
export interface Rival {
  character: string;
  probability: number;
}

/** One UTF-16 unit of a transcript with what else was considered in its place. */
export interface HeardCharacter {
  text: string;
  /** Natural log probability. */
  logProb: number;
  /** None where the model gives none. */
  rivals: readonly Rival[];
}

export interface SecondPassResult {
  /** Written as the model writes: traditional characters, digits and punctuation included. */
  text: string;
  lang: Understood;
  /** The chance of `lang` against the other language. */
  langProbability: number;
  /** Mean log probability a token, end of text included. */
  logProb: number;
  /** `text` unit by unit. */
  characters: readonly HeardCharacter[];
}

export interface SecondPassOptions {
  /** Taken when the sound leaves the language open. */
  prefer?: Understood;
  /** Stops the work between two steps; the promise then rejects. */
  signal?: AbortSignal;
}

/**
 * A model that hears a whole utterance at once: slower and stronger than the streaming net. Takes 16 kHz
 * mono; never blocks the calling thread for long.
 */
export interface SecondPass {
  transcribe(samples: Float32Array, options?: SecondPassOptions): Promise<SecondPassResult>;
  close(): Promise<void>;
}

/** A transcript of a model that tells no probabilities, each unit taken for as sure as `probability`. */
export function evenly(text: string, probability: number): HeardCharacter[] {
  return text.split('').map((unit) => ({ text: unit, logProb: Math.log(probability), rivals: [] }));
}
