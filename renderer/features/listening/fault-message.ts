import type { MicState, ScreenState } from '../../../main/contract';
import { isMessageKey, type MessageKey } from '../../lib/i18n/translate';
import { errorMessage } from '../../lib/ui-store';

const micMessages = {
  absent: 'fault.mic.absent',
  denied: 'fault.mic.denied',
  lost: 'fault.mic.lost',
  silent: 'fault.mic.silent',
} as const satisfies Partial<Record<MicState, MessageKey>>;

/**
 * Why listening does not work, in plain words: voice away, the microphone, an error code of main, else
 * 'please say it again'. Null where all is well.
 */
export function faultMessage(state: Pick<ScreenState, 'services' | 'mic' | 'turn'>): MessageKey | null {
  if (state.services.voice === 'down' || state.services.voice === 'gave_up') return 'fault.voiceDown';
  if (state.mic === 'absent' || state.mic === 'denied' || state.mic === 'lost') return micMessages[state.mic];
  if (state.turn.fault && isMessageKey(`error.${state.turn.fault}`)) return errorMessage(state.turn.fault);
  if (state.turn.state !== 'fault' && !state.turn.fault) return null;
  return state.mic === 'silent' ? micMessages.silent : 'fault.generic';
}
