import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config, NavState } from '../main/contract';
import { createDevicesService, testDevice, type DevicesService } from './index';
import { Rig, bundlePrograms, eventually, pause } from './testing/rig';
import { makeStore } from './testing/store';

const map = makeStore({ width: 14, depth: 16, aisleWidth: 1.7, bay: 1.5 });
const TARGET = { aisle: 'C', bay: '2', label: 'C2' };

let programs: string;
let rig: Rig;
let config: Config;
let service: DevicesService | undefined;
let navs: NavState[];

beforeAll(async () => {
  programs = await bundlePrograms('native/testing/driver.ts');
});
beforeEach(async () => {
  navs = [];
  rig = new Rig(map);
  await rig.start(programs);
  config = rig.config({
    base: { driver: 'goal', port: await rig.startGoal(programs) },
    printer: { port: 'none' },
  });
});
afterEach(async () => {
  await service?.close();
  service = undefined;
  await rig.stop();
});

async function driving(): Promise<NavState> {
  service = createDevicesService({
    config,
    spoolDir: join(rig.dir, 'spool'),
    emit: (event, payload) => void (event === 'nav' && navs.push(payload as NavState)),
  });
  await eventually('the base', () =>
    (service!.handlers.status(undefined) as { kind: string; state: string }[]).some(
      (d) => d.kind === 'base' && d.state === 'ready',
    ),
  );
  const planned = await service.handlers.navigate({ map, target: TARGET });
  await eventually('movement', () => rig.goalTruth.driven > 0.5);
  return planned;
}
const over = (state: NavState['state']) => eventually(state, () => navs.at(-1)?.state === state, 90_000);
async function standstill(): Promise<void> {
  await pause(600);
  const { driven } = rig.goalTruth;
  await pause(800);
  expect(rig.goalTruth.driven - driven).toBeLessThan(0.005);
}

describe('goal-navigating base', () => {
  it('drives to the shelf, waits when asked to, says when it is blocked, and comes home', async () => {
    const planned = await driving();
    await service!.handlers.wait({ on: true });
    await standstill();
    await service!.handlers.wait({ on: false });
    rig.control('goal', { blocked: true });
    await over('blocked');
    rig.control('goal', { blocked: false });
    await over('arrived');
    expect(Math.hypot(rig.goalTruth.x - planned.goal![0], rig.goalTruth.y - planned.goal![1])).toBeLessThan(
      0.3,
    );
    await service!.handlers.goHome({ map });
    await over('idle');
  });

  it('stands when told to stop, and when it reports a hazard', async () => {
    await driving();
    await service!.handlers.stop(undefined);
    await standstill();
    await service!.handlers.navigate({ map, target: TARGET });
    await eventually('movement', () => rig.goalTruth.linear > 0.2);
    rig.control('goal', { hazards: ['emergency_stop'] });
    await over('fault');
    await standstill();
  });

  it.each<[string, [number, number, number]]>([
    ['its counters jump by half a metre', [0, 0.5, 0]],
    ['its gyro starts again', [0, 0, Math.PI / 2]],
  ])('stands and has lost its place when %s', async (_what, leap) => {
    await driving();
    rig.control('goal', { leap });
    await over('fault');
    expect(navs.at(-1)).toMatchObject({ state: 'fault', reason: 'lost' });
    await standstill();
    await expect(async () => service!.handlers.navigate({ map, target: TARGET })).rejects.toMatchObject({
      reason: 'displaced',
    });
  });

  it('unplugged while driving: brakes by its own deadman, and the trip is over', async () => {
    await driving();
    process.kill(rig.morePids[0]!);
    await over('fault');
    await eventually('deadman', () => rig.goalTruth.ms - rig.goalTruth.lastMovingMs > 500);
    const { lastMovingMs, lastCommandMs } = rig.goalTruth;
    expect(lastMovingMs - lastCommandMs).toBeLessThanOrEqual(300);
  });

  it('process killed while driving: stands within 300 ms of the last line', async () => {
    const file = (name: string, content: unknown) => {
      writeFileSync(join(rig.dir, name), JSON.stringify(content));
      return join(rig.dir, name);
    };
    const child = spawn(
      process.execPath,
      [
        join(programs, 'driver.cjs'),
        file('config.json', config),
        file('m.json', map),
        file('t.json', TARGET),
        join(rig.dir, 'spool'),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await eventually('movement', () => rig.goalTruth.driven > 0.5);
    child.kill('SIGKILL');
    await pause(1_000);
    const { lastMovingMs, lastCommandMs } = rig.goalTruth;
    expect(lastMovingMs - lastCommandMs).toBeLessThanOrEqual(300);
    await standstill();
  });

  it('is tested without moving', async () => {
    const { passed, lines } = await testDevice(config, 'base');
    expect({ passed, lines }).toMatchObject({ passed: true });
    expect(rig.goalTruth.driven).toBe(0);
  });
});
