import type { Understood } from '../../main/contract';
import type { ModelRecognitionSession } from '../stages/asr/recognition-session';
import type { WakeSpotter } from '../stages/wake/spotter';

/** One utterance being heard, as far as the conversation goes; `stages/asr` implements it. */
export type RecognitionSession = Pick<
  ModelRecognitionSession,
  'partial' | 'push' | 'onset' | 'review' | 'speculate' | 'retract' | 'finish'
>;

/** What the conversation needs of a speech recognizer. */
export interface RecognizerPort {
  /** Begins an utterance. `lang` is the language that is likelier, not the only one. */
  open(lang?: Understood): RecognitionSession;
}

/** What the conversation needs of a wake word spotter; `stages/wake` implements it. */
export type WakePort = Pick<WakeSpotter, 'push' | 'reset'>;
