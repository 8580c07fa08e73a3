import { timingSafeEqual } from 'node:crypto';
import { DaogouError, type ServiceClient, type catalogService, type devicesService } from '../contract';
import type { IpcHandlers } from '../ipc';
import type { Director } from './director';
import type { ScreenStore } from './screen-store';

export interface HandlerDeps {
  director: Director;
  screen: ScreenStore;
  services: { catalog: { call: ServiceClient<typeof catalogService> }; devices: { call: ServiceClient<typeof devicesService> } };
  staffPin: string;
}

/** Wrong PINs in a row before the pad is locked, and for how long, milliseconds. */
const PIN_TRIES = 5;
const PIN_LOCK = 60_000;

function createPinCheck(staffPin: string): (pin: string) => void {
  let wrong = 0;
  let lockedUntil = 0;
  return (pin) => {
    if (Date.now() < lockedUntil) throw new DaogouError('forbidden', 'too many wrong PINs; wait a minute and try again', true);
    const given = Buffer.from(pin.padEnd(8));
    if (timingSafeEqual(given, Buffer.from(staffPin.padEnd(8)))) {
      wrong = 0;
      return;
    }
    wrong += 1;
    if (wrong >= PIN_TRIES) {
      lockedUntil = Date.now() + PIN_LOCK;
      wrong = 0;
    }
    throw new DaogouError('forbidden', 'that PIN is not right', true);
  };
}

/** The main side of every channel the page may invoke. */
export function createHandlers({ director, screen, services, staffPin }: HandlerDeps): IpcHandlers {
  const checkPin = createPinCheck(staffPin);
  return {
    'screen.snapshot': () => screen.snapshot(),
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
    'nav.plan': (target) => director.plan(target),
    'nav.start': (target) => director.lead(target),
    'nav.stop': () => director.stopMoving(),
    'print.slip': ({ gtins }) => director.printSlip(gtins),
    'person.call': () => director.callPerson('requested'),
    'person.cancel': () => director.cancelPerson(),
    'staff.resetEmergencyStop': async ({ pin }) => {
      checkPin(pin);
      screen.set({ devices: await services.devices.call.resetEmergencyStop() });
    },
    'staff.sync': async ({ pin }) => {
      checkPin(pin);
      screen.set({ catalog: await services.catalog.call.sync() });
    },
  };
}
