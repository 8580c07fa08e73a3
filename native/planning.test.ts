import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Config, type NavState, type Point, type StoreMap } from '../main/contract';
import { LocalDesk, type PlanAnswer, type PlanDesk, type PlanRequest } from './base/plan/desk';
import { ThreadDesk } from './base/plan/thread-desk';
import { createDevicesService } from './service';
import { makeHospital } from './testing/hospital';
import { makeStore } from './testing/store';
import { VirtualRobot } from './testing/virtual-robot';

const map = makeStore({ width: 16, depth: 16, aisleWidth: 1.7, bay: 1.5 });
const TARGET = { aisle: 'C', bay: '2', label: 'C2' };
const request: PlanRequest = {
  map,
  radius: 0.25,
  from: { x: 8, y: 2, theta: 0 },
  to: { kind: 'target', target: TARGET },
  obstacles: [],
};

let dir: string;
let file: string;
let stuck: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'daogou-plan-'));
  [file, stuck] = [join(dir, 'plan.cjs'), join(dir, 'stuck.cjs')];
  await build({
    entryPoints: ['native/base/plan/plan.worker.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  await build({
    stdin: { contents: "require('node:worker_threads').parentPort.on('message', () => { for (;;); });" },
    outfile: stuck,
    platform: 'node',
    format: 'cjs',
  });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const asked = (desk: PlanDesk, what: PlanRequest): Promise<PlanAnswer> =>
  new Promise((resolve) => desk.ask(what, resolve));

describe('the planner’s thread', () => {
  it('answers as planning here would, with the floor in shared memory', async () => {
    const desk = new ThreadDesk(file, 60_000);
    try {
      const there = await asked(desk, request);
      const here = new LocalDesk().answer(request);
      expect(there).toEqual(here);
      expect(there).toMatchObject({
        floor: { grid: { clearance: { buffer: expect.any(SharedArrayBuffer) } } },
      });
      expect(
        await asked(desk, { ...request, to: { kind: 'target', target: { aisle: 'ZZ', label: 'ZZ' } } }),
      ).toMatchObject({ code: 'not_found' });
    } finally {
      await desk.close();
    }
  });

  it('is ended at its deadline, the question answered cannot_plan, and what waited gets a new one', async () => {
    const desk = new ThreadDesk(stuck, 50);
    try {
      const answers = await Promise.all([asked(desk, request), asked(desk, request)]);
      expect(answers).toMatchObject([
        { code: 'cannot_plan', message: expect.stringMatching(/longer than/) },
        { code: 'cannot_plan' },
      ]);
    } finally {
      await desk.close();
    }
  });

  it('that is closed leaves no question open', async () => {
    const desk = new ThreadDesk(stuck, 60_000);
    const open = Promise.all([asked(desk, request), asked(desk, request)]);
    await desk.close();
    expect(await open).toMatchObject([{ code: 'cannot_plan' }, { code: 'cannot_plan' }]);
  });

  it('that ends by itself answers cannot_plan', async () => {
    const desk = new ThreadDesk(join(dir, 'nowhere.cjs'), 60_000);
    expect(await asked(desk, request)).toMatchObject({
      code: 'cannot_plan',
      message: expect.stringMatching(/ended by itself/),
    });
    await desk.close();
  });
});

/** A jagged wall: most corners that are taken, over a floor of the largest kind. */
const jagged = (corners: number): Point[] =>
  Array.from({ length: corners }, (_, k): Point => [1 + (480 * k) / corners, k % 2 === 0 ? 20 : 300]);

describe('maps that are out of all bounds', () => {
  const with_ = (change: Partial<StoreMap>): StoreMap => ({ ...map, ...change });
  const box = (x: number, y: number, side = 1): Point[] => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ];
  it.each([
    [
      'a floor of a thousand kilometres',
      with_({
        outline: [
          [
            [0, 0],
            [1e6, 0],
            [1e6, 16],
            [0, 16],
          ],
        ],
      }),
    ],
    [
      'a floor of a square kilometre',
      with_({
        outline: [
          [
            [0, 0],
            [999, 0],
            [999, 999],
            [0, 999],
          ],
        ],
      }),
    ],
    [
      'a shelf a million kilometres away',
      with_({ fixtures: [...map.fixtures, { id: 'far', aisle: 'A1', outline: box(1e9, 1e9) }] }),
    ],
    [
      'a shelf two kilometres outside',
      with_({ fixtures: [...map.fixtures, { id: 'far', outline: box(2_000, 3) }] }),
    ],
    [
      'a shelf without a place',
      with_({ fixtures: [...map.fixtures, { id: 'lost', aisle: 'A1', outline: [] }] }),
    ],
    ['closed floor without a place', with_({ zones: [{ id: 'site', kind: 'no_go', outline: [] }] })],
    [
      'an outline without area',
      with_({
        outline: [
          [
            [0, 0],
            [16, 0],
          ],
        ],
      }),
    ],
    [
      'a coordinate that is no number',
      with_({
        fixtures: [
          {
            id: 'nan',
            outline: [
              [NaN, 1],
              [2, 2],
              [3, 1],
            ],
          },
        ],
      }),
    ],
    ['300,000 corners', with_({ fixtures: [{ id: 'scan', outline: jagged(300_000) }] })],
    [
      '100,000 corners up and down the largest floor',
      { ...makeHospital(), fixtures: [{ id: 'scan', outline: jagged(100_000) }] },
    ],
  ])('%s: nobody drives, and why is said', (_what, bad) => {
    expect(new LocalDesk().answer({ ...request, map: bad, to: { kind: 'point', at: [8, 4] } })).toMatchObject(
      { code: 'cannot_plan', message: expect.stringMatching(/can't be planned: /) },
    );
  });
});

describe('maps as no one would draw them', () => {
  it('are planned on or refused, never anything else', () => {
    const number = fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: -30, max: 30, noNaN: true }) },
      { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
      fc.constantFrom(0, -0, 1e-300, 9_999),
    );
    const ring = fc.array(fc.tuple(number, number), { maxLength: 8 });
    const area = fc.record({
      id: fc.string({ maxLength: 3 }),
      outline: ring,
      holes: fc.array(ring, { maxLength: 2 }),
    });
    const zone = fc
      .tuple(
        area,
        fc.constantFrom('no_go' as const, 'one_way' as const),
        fc.option(number, { nil: undefined }),
      )
      .map(([it, kind, heading]) => ({ ...it, kind, heading }));
    fc.assert(
      fc.property(
        fc.array(ring, { maxLength: 2 }),
        fc.array(area, { maxLength: 4 }),
        fc.array(zone, { maxLength: 2 }),
        number,
        number,
        (outline, fixtures, zones, x, y) => {
          const wild: StoreMap = { ...map, outline, fixtures, zones, kiosks: [{ id: 'k', at: [x, y] }] };
          const answer = new LocalDesk().answer({
            ...request,
            map: wild,
            from: { x, y, theta: 0 },
            to: { kind: 'point', at: [y, x] },
          });
          if ('path' in answer) expect(answer.path.flat().every(Number.isFinite)).toBe(true);
          else expect(['cannot_plan', 'not_found']).toContain(answer.code);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the devices service while a plan takes for ever', () => {
  const config = () =>
    Config.parse({
      dataDir: dir,
      base: { port: 'none' },
      printer: { port: 'none' },
      scanner: { port: 'none' },
    });

  it('goes on answering, and answers the plan cannot_plan', async () => {
    const service = createDevicesService({
      config: config(),
      emit: () => undefined,
      spoolDir: dir,
      planner: { file: stuck, deadlineMs: 100 },
    });
    let over = false;
    const planned = Promise.resolve(service.handlers.plan({ map, target: TARGET })).finally(
      () => (over = true),
    );
    const refused = expect(planned).rejects.toMatchObject({ code: 'cannot_plan' });
    expect(await service.handlers.stop(undefined)).toMatchObject({ state: 'idle' });
    expect(
      await service.handlers.preview({
        type: 'text',
        lang: 'en',
        storeName: { zh: '店', en: 'Shop' },
        printedAt: '2026-11-22T12:00:00+08:00',
        title: 'T',
        body: 'B',
      }),
    ).toHaveProperty('svg');
    expect(over).toBe(false);
    await refused;
    await service.close();
  });
});

/** A desk that answers when it is told to. */
class SlowDesk implements PlanDesk {
  readonly #local = new LocalDesk();
  readonly open: (() => void)[] = [];
  ask(what: PlanRequest, answer: (answer: PlanAnswer) => void): void {
    this.open.push(() => answer(this.#local.answer(what)));
  }
  answer(): void {
    this.open.shift()!();
  }
  close = () => Promise.resolve();
}

describe('a robot whose way is still being planned', () => {
  function asking(seed: number): { robot: VirtualRobot; desk: SlowDesk; first: NavState } {
    const desk = new SlowDesk();
    const robot = new VirtualRobot(map, { seed, desk });
    return { robot, desk, first: robot.navigate(TARGET) };
  }

  it('says so, stands, and departs when the way is there', async () => {
    const { robot, desk, first } = asking(31);
    expect(first).toMatchObject({ state: 'planning', path: [] });
    const planned = robot.navigator.planning.ended();
    robot.run(5_000);
    expect(robot.sim.body.driven).toBe(0);
    desk.answer();
    expect(await planned).toMatchObject({ state: 'driving', target: 'C2' });
    expect(robot.finish().state).toBe('arrived');
  });

  it('a stop calls the trip off, whatever the planner says later', async () => {
    const { robot, desk } = asking(32);
    const planned = expect(robot.navigator.planning.ended()).rejects.toMatchObject({ code: 'conflict' });
    expect(robot.navigator.stop()).toMatchObject({ state: 'stopped' });
    desk.answer();
    robot.run(5_000);
    await planned;
    expect(robot.sim.body.driven).toBe(0);
    expect(robot.navigator.underWay).toBe(false);
  });

  it('what locks the wheels meanwhile keeps it from departing', async () => {
    const { robot, desk } = asking(33);
    const planned = expect(robot.navigator.planning.ended()).rejects.toMatchObject({ code: 'conflict' });
    robot.sim.control = { cliff: 'center' };
    robot.run(200);
    desk.answer();
    await planned;
    robot.run(2_000);
    expect(robot.navigator.state.state).toBe('fault');
    expect(robot.sim.body.driven).toBe(0);
  });

  it('waits at somebody’s wish as soon as it has its way', () => {
    const { robot, desk } = asking(34);
    robot.navigator.wait(true, robot.now);
    desk.answer();
    robot.run(5_000);
    expect(robot.navigator.state).toMatchObject({ state: 'waiting' });
    expect(robot.sim.body.driven).toBeLessThan(0.01);
    robot.navigator.wait(false, robot.now);
    expect(robot.finish().state).toBe('arrived');
  });

  it('stands while another trip is planned, and goes on with the first when there is no way to the second', async () => {
    const { robot, desk } = asking(35);
    desk.answer();
    expect(robot.run(20_000, () => robot.sim.body.driven > 1)).toBe(true);
    robot.navigate({ aisle: 'nowhere', label: 'nowhere' });
    const planned = expect(robot.navigator.planning.ended()).rejects.toMatchObject({ code: 'not_found' });
    robot.run(1_000);
    const { driven } = robot.sim.body;
    robot.run(5_000);
    expect(robot.sim.body.driven - driven).toBeLessThan(0.01);
    desk.answer();
    await planned;
    expect(robot.navigator.state).toMatchObject({ state: 'driving', target: 'C2' });
    expect(robot.finish().state).toBe('arrived');
  });

  it('that was pushed away meanwhile does not drive a way that begins elsewhere', async () => {
    const { robot, desk } = asking(36);
    const planned = expect(robot.navigator.planning.ended()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/moved/),
    });
    robot.base.locate({ x: 7, y: 2, theta: 0 }, 0.1);
    desk.answer();
    await planned;
    robot.run(2_000);
    expect(robot.sim.body.driven).toBe(0);
  });

  it('stands while it looks for a way around something', () => {
    const { robot, desk } = asking(37);
    desk.answer();
    robot.run(3_000);
    robot.sim.control = { bumper: 'center' };
    robot.run(200);
    robot.sim.control = {};
    expect(robot.run(10_000, () => desk.open.length === 1)).toBe(true);
    robot.run(300);
    const { driven } = robot.sim.body;
    robot.run(5_000);
    expect(robot.sim.body.driven - driven).toBeLessThan(0.01);
    expect(desk.open).toHaveLength(1);
    desk.answer();
    expect(
      robot.run(
        60_000,
        () =>
          robot.navigator.state.detail === 'went around something in the way' || !robot.navigator.underWay,
      ),
    ).toBe(true);
    while (
      robot.run(400_000, () => !robot.navigator.underWay || desk.open.length > 0) &&
      desk.open.length > 0
    )
      desk.answer();
    expect(robot.navigator.state.state).toBe('arrived');
  });
});
