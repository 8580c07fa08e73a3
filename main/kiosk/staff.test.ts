import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceStatus, PrintDocument, StoreMap, TurnNote } from '../contract';
import { createStaffDoors } from '../staff';
import { createScreenStore, initialScreen } from './screen-store';
import { createStaffHandlers, placesOf, type StaffDeps } from './staff';

/** Of a turn that a shopper had: what was understood, and no more. */
const turn: TurnNote = {
  hour: '2026-11-22T04:00:00.000Z',
  lang: 'zh',
  intent: 'product.location',
  decision: 'found',
  rules: [],
  kinds: [],
  items: [],
  heard: { by: 'speech', words: 4, hypotheses: 1 },
  ends: [],
  ms: 4,
};
const DEVICES: DeviceStatus[] = [
  {
    name: 'escpos-80',
    kind: 'printer',
    state: 'fault',
    simulated: false,
    port: '/dev/ttyUSB0',
    reason: 'paper_out',
    detail: 'the roll is at its end',
    counters: { printed: 4 },
  },
];
let dataDir: string;
beforeEach(
  () =>
    (dataDir = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'daogou-staff-page-'))),
);
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function page() {
  const done: string[] = [];
  const printed: PrintDocument[] = [];
  const screen = createScreenStore(initialScreen('zh'), () => {});
  const call =
    (name: string, value: unknown = []) =>
    () => (done.push(name), Promise.resolve(value));
  const deps = {
    director: { guidance: { storeMap: () => Promise.resolve(null) } },
    screen,
    services: {
      catalog: {
        call: {
          offers: call('offers', { promotions: [] }),
          unanswered: call('unanswered'),
          turns: call('turns', [turn]),
          wanted: call('wanted', [{ id: 'tent', name: { zh: '帐篷', en: 'tent' }, count: 3 }]),
          sync: call('sync', { ready: false, sync: { phase: 'idle' } }),
        },
      },
      devices: {
        call: {
          failedPrints: call('failedPrints'),
          resetEmergencyStop: call('reset'),
          status: call('status', DEVICES),
          print: (document: PrintDocument) => (
            printed.push(document),
            Promise.resolve({ jobId: 'j', state: 'queued' as const })
          ),
        },
      },
    },
    doors: createStaffDoors({ dataDir, demo: false, staffPin: '' }),
  };
  return { handlers: createStaffHandlers(deps as unknown as StaffDeps), done, printed, screen };
}
const outcome = (tried: unknown): Promise<string> =>
  Promise.resolve(tried).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

it('asks for a PIN first, and carries out nothing before there is one', async () => {
  const { handlers, done } = page();
  expect(await handlers['staff.door'](undefined)).toEqual({ pin: 'missing' });
  for (const pin of ['2580', '0000'])
    expect(await outcome(handlers['staff.enter']({ pin }))).toBe('not_ready');
  expect(await outcome(handlers['staff.resetEmergencyStop']({ pin: '2580' }))).toBe('not_ready');
  expect(await outcome(handlers['staff.setPin']({ pin: '2580' }))).toBe('bad_request');
  expect(done).toEqual([]);
  expect(await handlers['staff.setPin']({ pin: '4719' })).toMatchObject({
    unanswered: [],
    turns: [turn],
    wanted: [{ id: 'tent', name: { zh: '帐篷', en: 'tent' }, count: 3 }],
  });
  expect(await handlers['staff.door'](undefined)).toEqual({ pin: 'set' });
});

it('releases the emergency stop while wrong PINs keep the page shut', async () => {
  const { handlers, done } = page();
  await handlers['staff.setPin']({ pin: '4719' });
  for (const pin of ['0000', '0001', '0002'])
    expect(await outcome(handlers['staff.enter']({ pin }))).toBe('forbidden');
  expect(await outcome(handlers['staff.sync']({ pin: '4719' }))).toBe('conflict');
  expect(await outcome(handlers['staff.resetEmergencyStop']({ pin: '4719' }))).toBe('done');
  expect(done).toContain('reset');
  expect(done).not.toContain('sync');
  // Nor does a restart open the page.
  expect(await outcome(page().handlers['staff.enter']({ pin: '4719' }))).toBe('conflict');
});

it('prints the test page in the language of the screen, on the store’s clock', async () => {
  const { handlers, printed, screen } = page();
  await handlers['staff.setPin']({ pin: '4719' });
  const test = { pin: '4719', paper: { type: 'diagnostic' as const } };
  screen.set({ catalog: { ready: true, timezone: 'Asia/Kathmandu', sync: { phase: 'idle' } } });
  await handlers['staff.print'](test);
  screen.set({ lang: 'en' });
  await handlers['staff.print'](test);
  expect(printed).toMatchObject([
    {
      lang: 'zh',
      printedAt: expect.stringMatching(/\+05:45$/) as unknown,
      lines: ['打印机，escpos-80，故障，/dev/ttyUSB0，缺纸', '  计数：printed 4'],
    },
    { lang: 'en', lines: ['Printer, escpos-80, Fault, /dev/ttyUSB0, out of paper', '  Counters: printed 4'] },
  ]);
});

it('tells places by their kind and what stands near, and takes no anchor for the post', () => {
  const map = {
    outline: [],
    amenities: [{ id: 'd', category: 'information', at: [1, 1] }],
    fixtures: [{ id: 'f', aisle: 'B3', outline: [[21, 20]] }],
    openings: [],
    kiosks: [{ id: 'k1', at: [2, 1] }],
    anchors: [
      { id: 'a1', at: [20, 20], heading: 0 },
      { id: 'a2', at: [90, 90], heading: 0 },
      { id: 'a3', at: [1, 1] },
    ],
  } as unknown as StoreMap;
  expect(placesOf(map)).toEqual([
    { id: 'k1', kind: 'post', number: 1, at: [2, 1], near: { category: 'information' } },
    { id: 'a1', kind: 'anchor', number: 1, at: [20, 20], near: { aisle: 'B3' } },
    { id: 'a2', kind: 'anchor', number: 2, at: [90, 90] },
  ]);
  expect(placesOf({ ...map, kiosks: [] }).map(({ kind }) => kind)).toEqual(['anchor', 'anchor']);
});
