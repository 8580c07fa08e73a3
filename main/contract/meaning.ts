import type { Understood } from './languages';

/**
 * Whose vectors: those of the two encoders that are installed, or of the student that every copy of the
 * program carries. What is learnt of one's is not true of the other's.
 */
export type EncodedBy = 'encoders' | 'student';

/**
 * Sentences as vectors of unit length, a width a language. What means the same lies close, whatever the
 * words.
 */
export interface SentenceEncoder {
  readonly by: EncodedBy;
  /** Languages that it encodes. */
  readonly languages: readonly Understood[];
  /** A question's vector, at once; undefined where it can't be had in time. */
  encode(text: string, lang: Understood): Float32Array | undefined;
  /**
   * Vectors of many texts, in the background, kept on disk under `shelf` for the next start. Rejects with
   * `unavailable` where there is no encoder for the language.
   */
  encodeAll(texts: readonly string[], lang: Understood, shelf: string): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/** A place on disk for what can be made anew: nothing depends on it. */
export interface Shelf {
  read(name: string): Uint8Array | undefined;
  write(name: string, bytes: Uint8Array): void;
}
