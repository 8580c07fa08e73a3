import type {
  CatalogStatus,
  DeviceStatus,
  ServiceClient,
  ServiceListeners,
  VoiceStatus,
  catalogService,
  devicesService,
  voiceService,
} from '../contract';
import { logFailure, type Log } from './attempts';
import type { Director } from './director';
import { idleTurn, type ScreenStore } from './screen-store';

export interface SubscribeDeps {
  director: Director;
  screen: ScreenStore;
  services: {
    voice: { call: ServiceClient<typeof voiceService> };
    catalog: { call: ServiceClient<typeof catalogService> };
    devices: { call: ServiceClient<typeof devicesService> };
  };
  connectAudio: () => void;
  refreshNotices: () => void;
  prerender: boolean;
  log: Log;
}

/** What main does when a service says something, and when it comes (back) up. */
export interface Subscriptions {
  readonly voice: ServiceListeners<typeof voiceService>;
  readonly catalog: ServiceListeners<typeof catalogService>;
  readonly devices: ServiceListeners<typeof devicesService>;
  voiceUp(): void;
  catalogUp(): void;
  devicesUp(): void;
}

/** Joins the services to the screen and the director. */
export function subscribe(deps: SubscribeDeps): Subscriptions {
  return { ...subscribeVoice(deps), ...subscribeCatalog(deps), ...subscribeDevices(deps) };
}

function subscribeVoice({
  director: { conversation },
  screen,
  services,
  connectAudio,
  refreshNotices,
  prerender,
  log,
}: SubscribeDeps): Pick<Subscriptions, 'voice' | 'voiceUp'> {
  const take = ({ stages, mic }: VoiceStatus): void => {
    screen.set({ stages, mic });
    refreshNotices();
  };
  return {
    voice: {
      status: take,
      turn: (event) => conversation.onTurn(event),
      partial: (event) => conversation.onPartial(event),
      level: ({ level }) => conversation.onLevel(level),
      final: (transcript) => logFailure(log, conversation.onTranscript(transcript), 'answer'),
      silent: (event) => conversation.onSilent(event),
      caption: (event) => conversation.onCaption(event),
    },
    voiceUp() {
      screen.set({ turn: idleTurn, ...(screen.state.view === 'listening' ? { view: 'home' as const } : {}) });
      connectAudio();
      logFailure(log, services.voice.call.status().then(take), 'voice status');
      if (screen.state.catalog?.ready) logFailure(log, compileVoice(services, prerender), 'compile');
    },
  };
}

/**
 * Recogniser and speech output are compiled for the catalog in force; a slow or absent voice process must not matter
 * here.
 */
async function compileVoice(
  { voice, catalog }: SubscribeDeps['services'],
  prerender: boolean,
): Promise<void> {
  await voice.call.compile(await catalog.call.lexicon());
  if (prerender) await voice.call.prerender(await catalog.call.phrases());
}

function subscribeCatalog({
  director,
  screen,
  services,
  refreshNotices,
  prerender,
  log,
}: SubscribeDeps): Pick<Subscriptions, 'catalog' | 'catalogUp'> {
  const take = (catalog: CatalogStatus): void => {
    screen.set({ catalog });
    refreshNotices();
  };
  const refreshStore = async (): Promise<void> => {
    const status = await services.catalog.call.status();
    take(status);
    if (!status.ready || !status.storeId || !status.storeName) return;
    screen.set({ store: { id: status.storeId, name: status.storeName } });
    await compileVoice(services, prerender);
  };
  const swapped = (): void => {
    director.guidance.onCatalogSwapped();
    logFailure(log, refreshStore(), 'catalog status');
  };
  return {
    catalog: { status: take, swapped, call: ({ state }) => director.assistance.onCall(state) },
    catalogUp() {
      swapped();
      // A restarted catalog process knows neither.
      logFailure(log, services.catalog.call.health(healthOf(screen.state.devices)), 'device health');
      logFailure(
        log,
        services.catalog.call
          .call(director.assistance.standing())
          .then((state) => director.assistance.onCall(state)),
        'call',
      );
    },
  };
}

const healthOf = (devices: readonly DeviceStatus[]) =>
  devices.map(({ name, kind, state }) => ({ name, kind, state }));

function subscribeDevices({
  director: { conversation, guidance, printing },
  screen,
  services,
  log,
}: SubscribeDeps): Pick<Subscriptions, 'devices' | 'devicesUp'> {
  /** The fleet hears how the devices are when that changes, not at every step of a battery. */
  const take = (devices: DeviceStatus[]): void => {
    const changed = JSON.stringify(healthOf(devices)) !== JSON.stringify(healthOf(screen.state.devices));
    screen.set({ devices });
    if (changed) logFailure(log, services.catalog.call.health(healthOf(devices)), 'device health');
  };
  return {
    devices: {
      status: take,
      nav: (nav) => guidance.onNav(nav),
      print: (print) => printing.onPrint(print),
      scan: (scan) => conversation.onScan(scan),
    },
    devicesUp() {
      screen.set({ nav: { state: 'idle', path: [] } });
      logFailure(log, services.devices.call.status().then(take), 'devices status');
    },
  };
}
