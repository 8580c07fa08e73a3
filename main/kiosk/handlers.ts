import type { ServiceClient, catalogService, devicesService } from '../contract';
import type { IpcHandlers } from '../ipc';
import type { StaffDoors } from '../staff';
import type { Director } from './director';
import type { ScreenStore } from './screen-store';
import { createStaffHandlers } from './staff';

export interface HandlerDeps {
  director: Director;
  screen: ScreenStore;
  services: { catalog: { call: ServiceClient<typeof catalogService> }; devices: { call: ServiceClient<typeof devicesService> } };
  doors: StaffDoors;
  pageAlive: () => void;
}

/** The main side of every channel the page may invoke. */
export function createHandlers({ director, screen, services, doors, pageAlive }: HandlerDeps): IpcHandlers {
  return {
    'screen.snapshot': () => screen.snapshot(),
    'page.alive': () => pageAlive(),
    'screen.activity': () => director.activity(),
    'screen.home': () => director.home(),
    'screen.language': ({ lang }) => director.setLanguage(lang),
    'turn.start': () => director.startTurn(),
    'turn.cancel': () => director.cancelTurn(),
    'ask.text': ({ text }) => director.ask({ text }),
    'catalog.browse': (request) => services.catalog.call.browse(request),
    'catalog.offers': () => services.catalog.call.offers(),
    'catalog.map': () => director.storeMap(),
    'item.open': ({ gtin }) => director.openItem(gtin),
    'facility.open': ({ id }) => director.openFacility(id),
    'nav.plan': (target) => director.plan(target),
    'nav.start': (target) => director.lead(target),
    'nav.stop': () => director.stopMoving(),
    'nav.wait': ({ on }) => director.wait(on),
    'nav.home': () => director.goHome(),
    'print.preview': ({ gtins }) => director.previewSlip(gtins),
    'print.slip': ({ gtins }) => director.printSlip(gtins),
    'person.call': (request) => director.callPerson(request?.reason ?? 'requested'),
    'person.cancel': () => director.cancelPerson(),
    ...createStaffHandlers({ director, screen, services, doors }),
  };
}
