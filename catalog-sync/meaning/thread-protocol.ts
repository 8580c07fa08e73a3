import type { Understood, WireError } from '../../main/contract';

/** What waits in `state[0]`; `state[1]` is the job that it belongs to. */
export const WAITING = 0;
export const READY = 1;
export const FAILED = 2;

export interface EncoderJob {
  id: number;
  lang: Understood;
  texts: string[];
  /** Where a question's vector is written; the asker sleeps until it is there. */
  answer?: { state: Int32Array; vector: Float32Array };
}

/** First which encoders loaded, and why the others did not; then an answer to each job. */
export type EncoderReply =
  | { languages: Understood[]; refused: WireError[] }
  | { id: number; vectors: Float32Array[] }
  | { id: number; error: string };
