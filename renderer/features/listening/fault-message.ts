import { VoiceFault, type MicState, type ScreenState } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';
import { errorMessage } from '../../lib/ui-store';

const micMessages = {
  absent: 'fault.mic.absent',
  denied: 'fault.mic.denied',
  lost: 'fault.mic.lost',
  silent: 'fault.mic.silent',
} as const satisfies Partial<Record<MicState, MessageKey>>;

/** Of a microphone that is back nothing is told any more but that nothing was heard. */
const voiceMessages: Readonly<Record<VoiceFault, MessageKey>> = {
  mic_absent: 'fault.generic',
  mic_denied: 'fault.generic',
  mic_lost: 'fault.generic',
  no_sound: 'fault.mic.silent',
  hearing_failed: 'fault.hearing',
};

/**
 * Why listening does not work, in plain words: voice away, the microphone, what the voice or main ran into,
 * else 'please say it again'. Null where all is well.
 */
export function faultMessage(state: Pick<ScreenState, 'services' | 'mic' | 'turn'>): MessageKey | null {
  const { fault } = state.turn;
  if (state.services.voice === 'down' || state.services.voice === 'gave_up') return 'fault.voiceDown';
  if (state.mic === 'absent' || state.mic === 'denied' || state.mic === 'lost') return micMessages[state.mic];
  if (fault && fault !== 'nothing_heard') {
    const voice = VoiceFault.safeParse(fault);
    return voice.success ? voiceMessages[voice.data] : errorMessage(fault);
  }
  if (state.turn.state !== 'fault' && !fault) return null;
  return state.mic === 'silent' ? micMessages.silent : 'fault.generic';
}
