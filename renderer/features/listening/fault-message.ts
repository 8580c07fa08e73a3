import type { MicState, ScreenState } from '../../../main/contract';
import type { MessageKey } from '../../lib/i18n';

const micMessages = {
  absent: 'fault.mic.absent',
  denied: 'fault.mic.denied',
  lost: 'fault.mic.lost',
  silent: 'fault.mic.silent',
} as const satisfies Partial<Record<MicState, MessageKey>>;

/** Why listening does not work, in plain words: voice away, then the microphone, then 'please say it again'. Null where all is well. */
export function faultMessage(state: Pick<ScreenState, 'services' | 'mic' | 'turn'>): MessageKey | null {
  if (state.services.voice === 'down' || state.services.voice === 'gave_up') return 'fault.voiceDown';
  if (state.mic === 'absent' || state.mic === 'denied' || state.mic === 'lost') return micMessages[state.mic];
  if (state.turn.state !== 'fault') return null;
  return state.mic === 'silent' ? micMessages.silent : 'fault.generic';
}
