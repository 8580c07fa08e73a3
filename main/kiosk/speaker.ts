import { randomUUID } from 'node:crypto';
import type { Lang, ServiceClient, TurnState, voiceService } from '../contract';
import { logFailure, type Log } from './attempts';
import type { ScreenStore } from './screen-store';

const HEARING: readonly TurnState[] = ['listening', 'endpointing', 'recognizing'];

/** Says something on screen and aloud; without a voice the screen alone has it. */
export class Speaker {
  constructor(
    private readonly deps: {
      screen: ScreenStore;
      voice: Pick<ServiceClient<typeof voiceService>, 'speak' | 'cancel'>;
      log: Log;
    },
  ) {}

  /** After a touch the recognizer closes: whoever touches does not speak, and nothing is said over an open microphone. */
  closeEar(): void {
    const { screen, voice, log } = this.deps;
    if (HEARING.includes(screen.state.turn.state)) logFailure(log, voice.cancel({}), 'cancel');
  }

  /** What became of a touch. */
  answerTouch(text: string, lang: Lang): void {
    this.closeEar();
    this.say(text, lang);
  }

  /** `relisten` opens the recognizer again afterwards. Without a turn it stands for itself. */
  say(
    text: string,
    lang: Lang,
    { turnId = randomUUID(), relisten = false }: { turnId?: string; relisten?: boolean } = {},
  ): void {
    if (text === '') return;
    const { screen, voice, log } = this.deps;
    screen.set({ caption: text });
    logFailure(log, voice.speak({ turnId, text, lang, relisten }), 'speak');
  }
}
