import { afterEach, expect, it } from 'vitest';
import { readFeedMap } from './simulators/feed-map';
import { seeded } from './simulators/kobuki-physics';
import { PtyRobot } from './testing/pty-robot';

const map = readFeedMap('build/demo-store/map');
const shelves = map.fixtures.filter((fixture) => fixture.aisle !== undefined);
const random = seeded(20261123);
let robot: PtyRobot | undefined;

afterEach(async () => {
  await robot?.close();
  robot = undefined;
});

// `benches/trips.ts` does a hundred without the PTY.
it.each(Array.from({ length: 10 }, (_, k) => [k, shelves[Math.floor(random() * shelves.length)]!] as const))(
  'random trip %i on the demo store, through a PTY: arrives within 0.3 m, enters no obstacle',
  async (seed, shelf) => {
    robot = await PtyRobot.open(map, 1_000 + seed);
    const { planned, end } = await robot.trip({ aisle: shelf.aisle, bay: shelf.bay, label: shelf.id });
    expect(end, end.detail).toMatchObject({ state: 'arrived' });
    const { x, y, worstOverlap } = robot.sim.body;
    expect(Math.hypot(x - planned.goal![0], y - planned.goal![1])).toBeLessThan(0.3);
    expect(worstOverlap).toBe(0);
    expect(robot.sim.badFrames).toBe(0);
  },
);

it('an aisle that is blocked by something not on the map is driven around, through a PTY', async () => {
  robot = await PtyRobot.open(map, 7);
  const shelf = shelves[Math.floor(shelves.length / 2)]!;
  const { path } = await robot.navigator.plan(map, { aisle: shelf.aisle, bay: shelf.bay, label: shelf.id });
  const [a, b] = [path[path.length - 2]!, path[path.length - 1]!];
  const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  robot.sim.control = {
    obstacles: [
      [
        [x - 0.15, y - 0.15],
        [x + 0.15, y - 0.15],
        [x + 0.15, y + 0.15],
        [x - 0.15, y + 0.15],
      ],
    ],
  };
  const { planned, end } = await robot.trip({ aisle: shelf.aisle, bay: shelf.bay, label: shelf.id });
  // Around it, or with a word to staff where the aisle leaves no other way; into it never.
  if (end.state === 'arrived')
    expect(Math.hypot(robot.sim.body.x - planned.goal![0], robot.sim.body.y - planned.goal![1])).toBeLessThan(
      0.3,
    );
  else expect(end).toMatchObject({ state: 'blocked', detail: expect.stringMatching(/staff/) });
  expect(robot.sim.body.worstOverlap).toBeLessThan(0.02);
});
