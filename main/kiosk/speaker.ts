import { randomUUID } from 'node:crypto';
import type { Lang, ServiceClient, voiceService } from '../contract';
import { quietly, type Log } from './attempts';
import type { ScreenStore } from './screen-store';

/** Says something on screen and aloud; without a voice the screen alone has it. */
export class Speaker {
  constructor(private readonly deps: { screen: ScreenStore; voice: Pick<ServiceClient<typeof voiceService>, 'speak'>; log: Log }) {}

  /** `relisten` opens the ear again afterwards. Without a turn it stands for itself. */
  say(text: string, lang: Lang, { turnId = randomUUID(), relisten = false }: { turnId?: string; relisten?: boolean } = {}): void {
    if (text === '') return;
    const { screen, voice, log } = this.deps;
    screen.set({ caption: text });
    quietly(log, voice.speak({ turnId, text, lang, relisten }), 'speak');
  }
}
