import { describe, expect, it } from 'vitest';
import type { StoreMap } from '../../../main/contract';
import { makeStore } from '../../testing/store';
import { VirtualRobot } from '../../testing/virtual-robot';
import { HOLD_MS } from './policy';

const MARKER = { id: 'pillar-3', at: [4, 3] as [number, number], heading: 0 };
const map: StoreMap = {
  ...makeStore({ width: 16, depth: 16, aisleWidth: 1.7, bay: 1.5 }),
  anchors: [MARKER, { id: 'nameless', at: [5, 3] }],
};
const TARGET = { aisle: 'C', bay: '2', label: 'C2' };

function driving(seed: number): VirtualRobot {
  const robot = new VirtualRobot(map, { seed });
  robot.navigate(TARGET);
  expect(robot.run(20_000, () => robot.sim.body.driven > 2)).toBe(true);
  return robot;
}

describe('wait for me', () => {
  it('stands within 200 ms, stays, and goes on to the same shelf', () => {
    const robot = driving(11);
    const goal = robot.navigator.state.goal!;
    expect(robot.navigator.wait(true, robot.now)).toMatchObject({ state: 'waiting', detail: 'asked' });
    robot.run(200);
    expect(robot.still()).toBe(true);
    const { driven } = robot.sim.body;
    robot.run(30_000);
    expect(robot.sim.body.driven - driven).toBeLessThan(0.01);
    expect(robot.navigator.wait(false, robot.now)).toMatchObject({ state: 'driving' });
    expect(robot.finish().state).toBe('arrived');
    expect(Math.hypot(robot.sim.body.x - goal[0], robot.sim.body.y - goal[1])).toBeLessThan(0.3);
  });

  it('is leant on while it waits, and does not back away from that', () => {
    const robot = driving(12);
    robot.navigator.wait(true, robot.now);
    robot.run(500);
    const { driven } = robot.sim.body;
    robot.sim.control = { bumper: 'center' };
    robot.run(3_000);
    expect(robot.sim.body.driven - driven).toBeLessThan(0.01);
    expect(robot.navigator.state).toMatchObject({ state: 'waiting' });
  });

  it('ends the trip when nobody says go on', () => {
    const robot = driving(13);
    robot.navigator.wait(true, robot.now);
    robot.run(HOLD_MS + 1_000);
    expect(robot.navigator.underWay).toBe(false);
    expect(robot.navigator.state.state).toBe('stopped');
  });

  it('a stop while it waits ends the trip; without a trip there is nothing to wait for', () => {
    const robot = driving(14);
    robot.navigator.wait(true, robot.now);
    robot.navigator.stop();
    expect(robot.navigator.wait(false, robot.now)).toMatchObject({ state: 'stopped' });
    const { driven } = robot.sim.body;
    robot.run(3_000);
    expect(robot.sim.body.driven - driven).toBeLessThan(0.05);
  });
});

describe('being told where it stands', () => {
  it('takes the post, or an anchor with a heading, over, and drives from there', () => {
    const robot = new VirtualRobot(map, { seed: 15, start: { x: 4, y: 3, theta: 0 } });
    expect(robot.navigator.here(map, 'pillar-3').pose).toMatchObject({ x: 4, y: 3, theta: 0 });
    const planned = robot.navigate(TARGET);
    expect(robot.finish().state).toBe('arrived');
    expect(Math.hypot(robot.sim.body.x - planned.goal![0], robot.sim.body.y - planned.goal![1])).toBeLessThan(
      0.3,
    );
    expect(robot.navigator.here(map, undefined).pose).toMatchObject({ x: 8, y: 2 });
  });

  it('finds its way after it was lost on its way, once staff said where it is', () => {
    const robot = driving(16);
    robot.base.locate(robot.base.odometry.pose!, 3);
    const lost = robot.finish();
    expect(lost.detail).toMatch(/^lost/);
    const { x, y, theta } = robot.sim.body;
    const here: StoreMap = { ...map, anchors: [{ id: 'here', at: [x, y], heading: theta }] };
    robot.navigator.here(here, 'here');
    const planned = robot.navigate(TARGET);
    expect(robot.finish().state).toBe('arrived');
    expect(Math.hypot(robot.sim.body.x - planned.goal![0], robot.sim.body.y - planned.goal![1])).toBeLessThan(
      0.3,
    );
  });

  it('refuses while it drives, for unknown places, and for anchors that do not say which way it faces', () => {
    const robot = driving(17);
    expect(() => robot.navigator.here(map, undefined)).toThrow(/driving/);
    robot.navigator.stop();
    expect(() => robot.navigator.here(map, 'nowhere')).toThrow(/no kiosk or anchor/);
    expect(() => robot.navigator.here(map, 'nameless')).toThrow(/heading/);
  });
});

describe('levels and battery', () => {
  it('says on which floor a target is that it can not drive to', () => {
    const upstairs: StoreMap = {
      ...map,
      otherLevels: [
        {
          ...makeStore({ width: 8, depth: 12, aisleWidth: 1.7 }),
          level: { id: 'l2', ordinal: 1, name: { zh: '二层', en: 'Upper floor' } },
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
    };
    const robot = new VirtualRobot(upstairs, { seed: 18 });
    expect(() => robot.navigate({ aisle: 'U7', label: '羽绒服' })).toThrow(
      /another floor \(二层, Upper floor\)/,
    );
    expect(robot.sim.body.driven).toBe(0);
  });

  it('stops and calls staff while there is still power to say so', () => {
    const robot = driving(19);
    robot.sim.control = { volts: 13.2 };
    const end = robot.finish();
    expect(end).toMatchObject({ state: 'fault' });
    expect(end.detail).toMatch(/battery.*staff/);
    robot.run(500);
    expect(robot.still()).toBe(true);
  });
});
