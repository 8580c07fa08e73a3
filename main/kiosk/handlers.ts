import type { ScreenState, ServiceClient, catalogService, devicesService } from '../contract';
import type { IpcHandlers } from '../ipc';
import type { StaffDoors } from '../staff';
import type { Director } from './director';
import type { ScreenStore } from './screen-store';
import { createStaffHandlers } from './staff';

export interface HandlerDeps {
  director: Director;
  screen: ScreenStore;
  services: {
    catalog: { call: ServiceClient<typeof catalogService> };
    devices: { call: ServiceClient<typeof devicesService> };
  };
  doors: StaffDoors;
  pageAlive: () => void;
}

/** How many there are of the kind whose items stand on the screen, where these are they. */
const totalOf = (
  { answer, cards }: Pick<ScreenState, 'answer' | 'cards'>,
  gtins: readonly string[],
): number | undefined =>
  answer?.scope && cards.every(({ gtin }, i) => i >= gtins.length || gtin === gtins[i])
    ? answer.scope.count
    : undefined;

/** The main side of every channel the page may invoke. */
export function createHandlers({ director, screen, services, doors, pageAlive }: HandlerDeps): IpcHandlers {
  const { conversation, guidance, printing, assistance, idle } = director;
  return {
    'screen.snapshot': () => screen.snapshot(),
    'page.alive': () => pageAlive(),
    'screen.activity': () => idle.activity(),
    'screen.home': () => conversation.home(),
    'screen.language': ({ lang }) => conversation.setLanguage(lang),
    'turn.start': () => conversation.startTurn(),
    'turn.cancel': () => conversation.cancelTurn(),
    'ask.text': ({ text }) => conversation.ask({ text }),
    'catalog.browse': (request) => services.catalog.call.browse(request),
    'catalog.offers': () => services.catalog.call.offers(),
    'catalog.map': () => guidance.storeMap(),
    'scan.typed': async ({ line }) => {
      try {
        await services.devices.call.scan({ line });
      } catch {
        conversation.onScanLost();
      }
    },
    'item.open': ({ gtin }) => conversation.openItem(gtin),
    'facility.open': ({ id }) => conversation.openFacility(id),
    'nav.plan': (target) => guidance.plan(target),
    'nav.start': (target) => guidance.leadByTouch(target),
    'nav.stop': () => guidance.stopByTouch(),
    'nav.wait': ({ on }) => guidance.holdByTouch(on),
    'nav.home': () => guidance.goHome(),
    'print.preview': () => printing.preview(),
    'print.slip': ({ gtins }) =>
      printing.printByTouch({ type: 'print', what: 'slip', gtins, total: totalOf(screen.state, gtins) }),
    'print.paper': ({ what, id }) => printing.printByTouch({ type: 'print', what, ids: [id] }),
    'person.call': (request) => assistance.callByTouch(request?.reason),
    'person.cancel': () => assistance.cancel(),
    ...createStaffHandlers({ director, screen, services, doors }),
  };
}
