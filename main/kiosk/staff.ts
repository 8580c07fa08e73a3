import {
  DaogouError,
  type ServiceClient,
  type StaffPage,
  type Point,
  type StaffPlace,
  type StoreMap,
  type catalogService,
  type devicesService,
} from '../contract';
import type { IpcHandlers } from '../ipc';
import type { StaffDoors } from '../staff';
import { deviceLines, sayInEach, storeTime } from '../words';
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
      const { lang, store, catalog: catalogStatus } = screen.state;
      if (paper.type !== 'diagnostic')
        return devices.call.print(await catalog.call.paper({ ...paper, lang }));
      return devices.call.print({
        type: 'diagnostic',
        lang,
        storeName: store?.name ?? sayInEach('app.logo'),
        printedAt: storeTime({ timezone: catalogStatus?.timezone ?? machineZone() }, new Date()),
        lines: deviceLines(await devices.call.status(), lang),
      });
    },
  };
}

const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** So far something may be from a place that is told by it, metres. */
const NEAR_M = 6;

/** Post first, then the other kiosks and the surveyed anchors, each by what stands near it. */
export function placesOf(map: StoreMap | null): StaffPlace[] {
  if (!map) return [];
  const place = (
    kind: StaffPlace['kind'],
    number: number,
    { id, at }: { id: string; at: Point },
  ): StaffPlace => ({
    id,
    kind,
    number,
    at,
    ...nearest(map, at),
  });
  const [post, ...kiosks] = map.kiosks;
  return [
    ...(post ? [place('post', 1, post)] : []),
    ...kiosks.map((kiosk, i) => place('kiosk', i + 2, kiosk)),
    ...map.anchors
      .filter(({ heading }) => heading !== undefined)
      .map((anchor, i) => place('anchor', i + 1, anchor)),
  ];
}

/** What stands nearest: an amenity, else an aisle; nothing where all of it is far. */
function nearest(map: StoreMap, at: Point): Pick<StaffPlace, 'near'> {
  const away = ([x, y]: Point): number => Math.hypot(x - at[0], y - at[1]);
  const closest = <T>(all: readonly { what: T; distance: number }[]): T | undefined =>
    all.filter(({ distance }) => distance <= NEAR_M).sort((a, b) => a.distance - b.distance)[0]?.what;
  const amenity = closest(map.amenities.map((what) => ({ what, distance: away(what.at) })));
  if (amenity) return { near: { category: amenity.category, ...(amenity.name && { name: amenity.name }) } };
  const aisle = closest(
    map.fixtures.flatMap(({ aisle: what, outline }) =>
      what === undefined ? [] : outline.map((point) => ({ what, distance: away(point) })),
    ),
  );
  return aisle === undefined ? {} : { near: { aisle } };
}
