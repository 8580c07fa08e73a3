import { describe, expect, it } from 'vitest';
import { NavReason, type StoreMap } from '../../../main/contract';
import { makeStore } from '../../testing/store';
import { VirtualRobot } from '../../testing/virtual-robot';
import { LocalDesk } from '../plan/desk';
import { Navigator } from './navigator';
import { HOLD_MS } from './policy';

const map: StoreMap = makeStore({ width: 16, depth: 16, aisleWidth: 1.7, bay: 1.5 });
const TARGET = { aisle: 'C', bay: '2', label: 'C2' };

function driving(seed: number): VirtualRobot {
  const robot = new VirtualRobot(map, { seed });
  robot.navigate(TARGET);
  expect(robot.run(20_000, () => robot.sim.body.driven > 2)).toBe(true);
  return robot;
}
const refusal = (begin: () => unknown): unknown => {
  try {
    begin();
  } catch (error) {
    return (error as { reason?: unknown }).reason;
  }
  return 'accepted';
};

describe('why a trip ended, as a code', () => {
  const endings: [string, (robot: VirtualRobot) => void, object][] = [
    ['lost', (robot) => robot.base.locate(robot.base.odometry.pose!, 3), { state: 'fault', reason: 'lost' }],
    [
      'an empty battery',
      (robot) => void (robot.sim.control = { volts: 13.2 }),
      { state: 'fault', reason: 'battery_empty' },
    ],
    ['an edge', (robot) => void (robot.sim.control = { cliff: 'left' }), { state: 'fault', reason: 'cliff' }],
    ['a pulled cable', (robot) => robot.wire.plug(false), { state: 'fault', reason: 'unplugged' }],
    ['a clock that jumps', (robot) => void (robot.wallJump = 600_000), { state: 'stopped', reason: 'slept' }],
  ];
  it.each(endings)('%s', (_what, happens, expected) => {
    const robot = driving(21);
    happens(robot);
    const end = robot.finish();
    expect(end).toMatchObject(expected);
    expect(NavReason.options).toContain(end.reason);
  });

  it('nobody who says go on; and a trip that goes on has none', () => {
    const robot = driving(22);
    expect(robot.navigator.wait(true, robot.now)).toMatchObject({ state: 'waiting', reason: 'asked' });
    expect(robot.navigator.wait(false, robot.now)).toMatchObject({ state: 'driving', reason: undefined });
    robot.navigator.wait(true, robot.now);
    robot.run(HOLD_MS + 1_000);
    expect(robot.navigator.state).toMatchObject({ state: 'stopped', reason: 'nobody_went_on' });
  });
});

describe('why a trip does not begin, as a code', () => {
  it('no wheels, no cable, locked, another floor', () => {
    const still = new Navigator(undefined, {
      speed: 0.5,
      radius: 0.25,
      desk: new LocalDesk(),
      emit: () => undefined,
    });
    expect(refusal(() => still.navigate(map, TARGET, 0))).toBe('no_base');
    const robot = driving(23);
    robot.sim.control = { cliff: 'left' };
    robot.finish();
    expect(refusal(() => robot.navigate(TARGET))).toBe('locked');
    expect(refusal(() => robot.navigator.reset(robot.now))).toBe('cliff');
    const other = new VirtualRobot(
      {
        ...map,
        otherLevels: [
          {
            ...makeStore({ width: 8, depth: 12, aisleWidth: 1.7 }),
            level: { id: 'l2', ordinal: 1 },
            fixtures: [
              {
                id: 'u',
                aisle: 'U7',
                outline: [
                  [1, 1],
                  [2, 1],
                  [2, 2],
                  [1, 2],
                ],
              },
            ],
          },
        ],
      },
      { seed: 24 },
    );
    expect(refusal(() => other.navigate({ aisle: 'U7', label: 'U7' }))).toBe('other_floor');
    other.wire.plug(false);
    expect(refusal(() => other.navigate(TARGET))).toBe('not_connected');
  });
});
