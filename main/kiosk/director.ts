import type { Lang, ServiceClient, catalogService, devicesService, voiceService } from '../contract';
import { Assistance } from './assistance';
import { logFailure, type Log } from './attempts';
import { Conversation } from './conversation';
import { Guidance } from './guidance';
import { Idle } from './idle';
import { Printing } from './printing';
import type { ScreenStore } from './screen-store';
import { Speaker } from './speaker';
import { Visit } from './visit';

export interface DirectorDeps {
  screen: ScreenStore;
  voice: ServiceClient<typeof voiceService>;
  catalog: ServiceClient<typeof catalogService>;
  devices: ServiceClient<typeof devicesService>;
  defaultLang: Lang;
  idleResetMs: number;
  log: Log;
}

/** Who speaks, what shows and what moves, in answer to what the shopper does: one duty a part. */
export interface Director {
  readonly conversation: Conversation;
  readonly guidance: Guidance;
  readonly printing: Printing;
  readonly assistance: Assistance;
  readonly idle: Idle;
}

/** Wires the parts. */
export function createDirector({
  screen,
  voice,
  catalog,
  devices,
  defaultLang,
  idleResetMs,
  log,
}: DirectorDeps): Director {
  const speaker = new Speaker({ screen, voice, log });
  const visit = new Visit({ screen, catalog, devices, defaultLang, log });
  const idle = new Idle({
    screen,
    idleResetMs,
    onIdle: () => {
      // A robot that has led somebody goes back to its post.
      if (screen.state.nav.state === 'arrived') logFailure(log, guidance.goHome(), 'back to the post');
      conversation.home();
    },
  });
  const activity = (): void => idle.activity();
  const assistance: Assistance = new Assistance({
    screen,
    catalog,
    speaker,
    visit,
    storeMap: () => guidance.storeMap(),
    activity,
    log,
  });
  const guidance: Guidance = new Guidance({
    screen,
    catalog,
    devices,
    speaker,
    visit,
    assistance,
    activity,
    log,
  });
  const printing = new Printing({ screen, catalog, devices, speaker, visit, assistance, activity, log });
  const conversation = new Conversation({
    screen,
    voice,
    catalog,
    visit,
    idle,
    speaker,
    guidance,
    printing,
    assistance,
    log,
  });
  return { conversation, guidance, printing, assistance, idle };
}
