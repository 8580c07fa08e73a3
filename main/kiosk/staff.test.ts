import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TurnNote } from '../contract';
import { createStaffDoors } from '../staff';
import { createScreenStore, initialScreen } from './screen-store';
import { createStaffHandlers, type StaffDeps } from './staff';

/** Of a turn that a shopper had: what was understood, and no more. */
const turn: TurnNote = {
  hour: '2026-11-22T04:00:00.000Z',
  lang: 'zh',
  intent: 'product.location',
  decision: 'found',
  rules: [],
  kinds: [],
  items: [],
  ms: 4,
};
let dataDir: string;
beforeEach(
  () =>
    (dataDir = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'daogou-staff-page-'))),
);
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function page() {
  const done: string[] = [];
  const call =
    (name: string, value: unknown = []) =>
    () => (done.push(name), Promise.resolve(value));
  const deps = {
    director: { guidance: { storeMap: () => Promise.resolve(null) } },
    screen: createScreenStore(initialScreen('zh'), () => {}),
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
      devices: { call: { failedPrints: call('failedPrints'), resetEmergencyStop: call('reset') } },
    },
    doors: createStaffDoors({ dataDir, demo: false, staffPin: '' }),
  };
  return { handlers: createStaffHandlers(deps as unknown as StaffDeps), done };
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
