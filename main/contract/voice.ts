import { z } from 'zod';
import { Hypothesis } from './answer';
import { Understood } from './languages';
import { ErrorCode } from './errors';

export const TurnState = z.enum([
  'idle',
  'listening',
  'endpointing',
  'recognizing',
  'answering',
  'speaking',
  'interrupted',
  'fault',
]);
export type TurnState = z.infer<typeof TurnState>;

export const TurnSource = z.enum(['tap', 'wake', 'presence', 'barge_in', 'relisten']);
export type TurnSource = z.infer<typeof TurnSource>;

/** Why a turn can't hear. */
export const VoiceFault = z.enum([
  'mic_absent',
  'mic_denied',
  'mic_lost',
  /** Frames stopped coming. */
  'no_sound',
  /** Detection or recognition failed; the log says how. */
  'hearing_failed',
]);
export type VoiceFault = z.infer<typeof VoiceFault>;

/** Why a turn came to nothing: it could not hear, heard nothing, or the question was not answered. */
export const TurnFault = z.enum([...VoiceFault.options, 'nothing_heard', ...ErrorCode.options]);
export type TurnFault = z.infer<typeof TurnFault>;

export const Transcript = z.object({
  turnId: z.string(),
  text: z.string(),
  lang: Understood,
  /** In [0,1]. */
  confidence: z.number(),
  nbest: z.array(Hypothesis),
  ms: z.object({ audio: z.number(), first: z.number(), total: z.number() }),
});
export type Transcript = z.infer<typeof Transcript>;

/** What the recogniser compiles for this store: phrases by sound, weighted. */
export const DecodingLexicon = z.object({
  sequence: z.number().int(),
  entries: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(['product', 'brand', 'category', 'alias', 'aisle', 'term', 'question']),
      weight: z.number(),
    }),
  ),
});
export type DecodingLexicon = z.infer<typeof DecodingLexicon>;

/**
 * Something the store will say. A `part` is what clauses begin with, such as a name: the rest follows in the
 * same breath.
 */
export const SpokenPhrase = z.object({ lang: Understood, text: z.string(), part: z.boolean().optional() });
export type SpokenPhrase = z.infer<typeof SpokenPhrase>;

export const StageStatus = z.object({
  stage: z.enum(['wake', 'vad', 'asr', 'asr2', 'tts']),
  ok: z.boolean(),
  model: z.string().optional(),
  detail: z.string().optional(),
  /** Id of an installed model that is not used, since its files changed; another may have taken its place. */
  changed: z.string().optional(),
});
export type StageStatus = z.infer<typeof StageStatus>;
