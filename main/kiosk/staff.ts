import {
  DaogouError,
  type ServiceClient,
  type StaffPage,
  type StoreMap,
  type catalogService,
  type devicesService,
} from '../contract';
import type { IpcHandlers } from '../ipc';
import type { StaffDoors } from '../staff';
import type { Director } from './director';
import type { ScreenStore } from './screen-store';
import { summarize } from './unanswered-summary';

export interface StaffDeps {
  director: Director;
  screen: ScreenStore;
  services: {
    catalog: { call: ServiceClient<typeof catalogService> };
    devices: { call: ServiceClient<typeof devicesService> };
  };
  doors: StaffDoors;
}

type StaffChannel = Extract<keyof IpcHandlers, `staff.${string}`>;

/**
 * What only staff may do. Every order carries the PIN, so a page that was left open is worth nothing to who
 * can't give it.
 */
export function createStaffHandlers({
  director,
  screen,
  services,
  doors,
}: StaffDeps): Pick<IpcHandlers, StaffChannel> {
  const { catalog, devices } = services;

  const page = async (): Promise<StaffPage> => ({
    failedPrints: await devices.call.failedPrints().catch(() => []),
    promotions: (await catalog.call.offers().catch(() => ({ promotions: [] }))).promotions,
    places: placesOf(await director.guidance.storeMap().catch(() => null)),
    turns: await catalog.call.turns().catch(() => []),
    unanswered: summarize(await catalog.call.unanswered().catch(() => [])),
    wanted: await catalog.call.wanted().catch(() => []),
  });

  return {
    'staff.door': () => doors.state(),
    'staff.setPin': async ({ pin, current }) => {
      await doors.setPin(pin, current);
      return page();
    },
    'staff.enter': async ({ pin }) => {
      await doors.page.check(pin);
      return page();
    },
    'staff.resetEmergencyStop': async ({ pin }) => {
      await doors.stop.check(pin);
      screen.set({ devices: await devices.call.resetEmergencyStop() });
    },
    'staff.sync': async ({ pin }) => {
      await doors.page.check(pin);
      screen.set({ catalog: await catalog.call.sync() });
    },
    'staff.here': async ({ pin, anchor }) => {
      await doors.page.check(pin);
      const map = await director.guidance.storeMap();
      if (!map) throw new DaogouError('not_found', 'This store’s catalog has no floor plan.');
      screen.set({ nav: await devices.call.here({ map, anchor }) });
    },
    'staff.reprint': async ({ pin, jobId }) => {
      await doors.page.check(pin);
      await devices.call.reprint({ jobId });
      return page();
    },
    'staff.print': async ({ pin, paper }) => {
      await doors.page.check(pin);
      const { lang, store } = screen.state;
      if (paper.type !== 'diagnostic')
        return devices.call.print(await catalog.call.paper({ ...paper, lang }));
      const lines = (await devices.call.status()).flatMap(({ name, kind, state, port, detail, counters }) => [
        [kind, name, state, port, detail].filter(Boolean).join(', '),
        ...Object.entries(counters ?? {}).map(([key, value]) => `  ${key} ${value}`),
      ]);
      return devices.call.print({
        type: 'diagnostic',
        storeName: store?.name ?? { zh: '导购', en: 'Daogou' },
        printedAt: localTime(new Date()),
        lines,
      });
    },
  };
}

/** Post first, then the surveyed anchors and the other kiosks, by the names of the plan. */
function placesOf(map: StoreMap | null): StaffPage['places'] {
  if (!map) return [];
  return [...map.kiosks, ...map.anchors.filter(({ heading }) => heading !== undefined)].map(({ id, at }) => ({
    id,
    name: `${at[0].toFixed(1)} m, ${at[1].toFixed(1)} m`,
  }));
}

/** RFC 3339 in the machine's zone, to the second. */
function localTime(now: Date): string {
  const minutes = -now.getTimezoneOffset();
  const two = (n: number) => String(Math.floor(Math.abs(n))).padStart(2, '0');
  return `${new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, 19)}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
