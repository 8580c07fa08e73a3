import { expect, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DaogouBridge, ScreenState, StoreMap } from '../contract';
import { eventually, readJson, type Rig } from './harness';

/** The screen's state as the page itself would read it. */
export async function screenState(page: Page): Promise<ScreenState> {
  const result = await page.evaluate(() =>
    (globalThis as unknown as { daogou: DaogouBridge }).daogou.invoke('screen.snapshot'),
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value.state;
}

/**
 * Looks at something in the main process. The inspector behind Playwright loses an evaluation whose promise
 * V8 collects before it is awaited ("garbage collected"): as a look changes nothing, it is taken again.
 */
export async function lookInMain<T>(look: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('garbage collected'))) throw error;
    }
  }
}

/** Asks by touch, as the keypad does. */
export const askByTouch = (page: Page, text: string): Promise<unknown> =>
  page.evaluate(
    (words) => (globalThis as unknown as { daogou: DaogouBridge }).daogou.invoke('ask.text', { text: words }),
    text,
  );

/** Ends the visit, as the next shopper's first touch of 'home' does. */
export async function goHome(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as { daogou: DaogouBridge }).daogou.invoke('screen.home'));
  await expect.poll(async () => (await screenState(page)).view).toBe('home');
}

/** Waits until all three services are up, a catalog is in, both devices are ready and the recognizer hears. */
export async function untilReady(page: Page, within = 120_000): Promise<void> {
  await expect
    .poll(
      async () => {
        const { services, catalog, devices, mic, stages } = await screenState(page);
        return {
          services: Object.values(services).every((health) => health === 'up'),
          catalog: (catalog?.ready ?? false) && catalog?.finding !== 'learning',
          devices: ['base', 'printer'].every((kind) =>
            devices.some((device) => device.kind === kind && device.state === 'ready'),
          ),
          mic: mic === 'ok' || mic === 'silent',
          stages: stages.length > 0,
        };
      },
      { timeout: within },
    )
    .toEqual({ services: true, catalog: true, devices: true, mic: true, stages: true });
}

export interface SimulatedPose {
  x: number;
  y: number;
  theta: number;
}

/** Where the simulated base truly stands. */
export function truePose(rig: Rig): SimulatedPose | undefined {
  return readJson<SimulatedPose>(path.join(rig.simulators.state, 'base.json'));
}

/** The newest slip that came out of the simulated printer, as text. */
export function printedSlip(rig: Rig): Promise<string> {
  const dir = path.join(rig.simulators.state, 'printer');
  return eventually(() => {
    const slip = readdirSync(dir)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .pop();
    return slip && readFileSync(path.join(dir, slip), 'utf8');
  }, 'a printed slip');
}

/**
 * Metres from which a shopper who was led sees the item's bay: an arm's length and a step. A busy machine
 * steers the base later, not elsewhere.
 */
export const AT_THE_SHELF = 1;

/** Metres from a point to the nearest edge of any fixture of the aisle (and bay, where given). */
export function distanceToShelf(
  map: StoreMap,
  { aisle, bay }: { aisle: string; bay?: string },
  { x, y }: SimulatedPose,
): number {
  const fixtures = map.fixtures.filter(
    (f) => f.aisle === aisle && (bay === undefined || f.bay === undefined || f.bay === bay),
  );
  const distances = fixtures.flatMap(({ outline }) =>
    outline.map((a, i) => {
      const b = outline[(i + 1) % outline.length]!;
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const length = dx * dx + dy * dy;
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / length));
      return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
    }),
  );
  return Math.min(...distances);
}

/** Waits until the base has driven and stands still again; gives where it truly stands. */
export async function untilArrived(rig: Rig): Promise<SimulatedPose> {
  await expect
    .poll(async () => (await screenState(rig.page)).nav.state, { timeout: 180_000, intervals: [500] })
    .toBe('arrived');
  return eventually(() => truePose(rig), 'the simulator’s pose');
}
