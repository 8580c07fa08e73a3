import { AUDIO_PORT_MESSAGE, FromVoice, type MicState, type ToVoice } from '../../../main/contract';
import { setLevel } from './level';
import { openMicrophone } from './microphone';
import { PlaybackQueue } from './playback-queue';
import { openSpeaker } from './speaker';

export { levelNow } from './level';

/**
 * Connects microphone and loudspeaker with the voice process, for the life of the page. Call it before the
 * page has loaded: main hands the port over once, and again whenever voice came back; a new port replaces the
 * old one.
 */
export function startAudio(): void {
  let port: MessagePort | null = null;
  let mic: MicState = 'starting';
  const tell = (message: ToVoice): void => port?.postMessage(message);
  const queue = new PlaybackQueue(openSpeaker(), tell);

  window.addEventListener('message', (event) => {
    if (event.source !== window || event.data !== AUDIO_PORT_MESSAGE || !event.ports[0]) return;
    port?.close();
    queue.reset();
    port = event.ports[0];
    port.onmessage = ({ data }) => {
      const message = FromVoice.safeParse(data);
      if (message.success) queue.take(message.data);
      else
        console.warn(
          'audio port: dropped a message that does not fit the contract',
          message.error.issues[0]?.message,
        );
    };
    tell({ kind: 'mic', state: mic });
  });

  openMicrophone({
    frame: (samples) => tell({ kind: 'pcm', samples }),
    level: setLevel,
    state: (state) => {
      mic = state;
      if (state !== 'ok' && state !== 'silent') setLevel(0);
      tell({ kind: 'mic', state });
    },
  });
}
