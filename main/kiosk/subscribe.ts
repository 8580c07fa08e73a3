import type {
  CatalogStatus,
  DeviceStatus,
  NavState,
  PrintState,
  Scan,
  ServiceClient,
  Transcript,
  TurnSource,
  TurnState,
  VoiceStatus,
  catalogService,
  devicesService,
  voiceService,
} from '../contract';
import { DaogouError } from '../contract';
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
  log: { warn(o: object, m: string): void };
}

type Handler = (event: string, payload: unknown) => void;

/** What main does when a service says something or comes (back) up. Payloads were checked by the RPC client. */
export function subscribe(deps: SubscribeDeps): { voice: Handler; catalog: Handler; devices: Handler; voiceUp(): void; catalogUp(): void; devicesUp(): void } {
  const { director, screen, services, connectAudio, refreshNotices, prerender, log } = deps;
  const guard = (what: string, work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => log.warn({ what, error: DaogouError.toWire(error) }, 'part of the terminal did not answer'));
  };

  const takeVoice = ({ stages, mic }: VoiceStatus): void => {
    screen.set({ stages, mic });
    refreshNotices();
  };
  const takeCatalog = (catalog: CatalogStatus): void => {
    screen.set({ catalog });
    refreshNotices();
  };

  /** The fleet hears how the devices are when that changes, not at every step of a battery. */
  const takeDevices = (devices: DeviceStatus[]): void => {
    const health = (list: DeviceStatus[]) => list.map(({ name, kind, state }) => ({ name, kind, state }));
    const changed = JSON.stringify(health(devices)) !== JSON.stringify(health(screen.state.devices));
    screen.set({ devices });
    if (changed) guard('device health', () => services.catalog.call.health(health(devices)));
  };

  /** Recogniser and mouth are compiled for the catalog in force; a slow or absent voice process must not matter here. */
  const compileVoice = (): void => {
    guard('compile', async () => {
      await services.voice.call.compile(await services.catalog.call.lexicon());
      if (prerender) await services.voice.call.prerender(await services.catalog.call.phrases());
    });
  };
  const refreshStore = (): void => {
    guard('catalog status', async () => {
      const status = await services.catalog.call.status();
      takeCatalog(status);
      if (!status.ready || !status.storeId || !status.storeName) return;
      screen.set({ store: { id: status.storeId, name: status.storeName } });
      compileVoice();
    });
  };

  return {
    voice(event, payload) {
      switch (event) {
        case 'status':
          return takeVoice(payload as VoiceStatus);
        case 'turn':
          return director.onTurn(payload as { turnId: string; state: TurnState; source?: TurnSource; fault?: string });
        case 'partial':
          return director.onPartial(payload as { turnId: string; text: string });
        case 'level':
          return director.onLevel((payload as { level: number }).level);
        case 'final':
          return guard('answer', () => director.onTranscript(payload as Transcript));
        case 'silent':
          return director.onSilent(payload as { turnId: string });
        case 'caption':
          return director.onCaption(payload as { turnId: string; text: string });
      }
    },
    catalog(event, payload) {
      if (event === 'status') takeCatalog(payload as CatalogStatus);
      if (event === 'swapped') {
        director.onCatalogSwapped();
        refreshStore();
      }
    },
    devices(event, payload) {
      if (event === 'status') takeDevices(payload as DeviceStatus[]);
      if (event === 'nav') director.onNav(payload as NavState);
      if (event === 'print') director.onPrint(payload as PrintState);
      if (event === 'scan') director.onScan(payload as Scan);
    },
    voiceUp() {
      screen.set({ turn: idleTurn, ...(screen.state.view === 'listening' ? { view: 'home' as const } : {}) });
      connectAudio();
      guard('voice status', async () => takeVoice(await services.voice.call.status()));
      if (screen.state.catalog?.ready) compileVoice();
    },
    catalogUp() {
      director.onCatalogSwapped();
      refreshStore();
      // A restarted catalog process knows neither.
      guard('device health', () => services.catalog.call.health(screen.state.devices.map(({ name, kind, state }) => ({ name, kind, state }))));
      guard('call', () => services.catalog.call.call(director.standingCall()));
    },
    devicesUp() {
      screen.set({ nav: { state: 'idle', path: [] } });
      guard('devices status', async () => takeDevices(await services.devices.call.status()));
    },
  };
}
