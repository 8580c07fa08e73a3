import { describe, expect, it } from 'vitest';
import type { StoreMap } from '../../../main/contract';
import { beamsAt } from '../../simulators/dock-beams';
import { makeStore } from '../../testing/store';
import { VirtualRobot } from '../../testing/virtual-robot';
import { DockApproach } from './docking';

const DOCK = { id: 'dock', at: [3, 1] as [number, number], heading: -Math.PI / 2 };
const map: StoreMap = { ...makeStore({ width: 16, depth: 16, aisleWidth: 1.7, bay: 1.5 }), anchors: [DOCK] };
const TARGET = { aisle: 'C', bay: '2', label: 'C2' };

/** A point robot that does exactly as told, at 20 Hz. */
function approach(x: number, y: number, theta: number, seconds = 240) {
  const dock = { x: 0, y: 0, theta: 0 };
  const drive = new DockApproach();
  let now = 0;
  let step = 0;
  for (; now < seconds * 1_000; now += 50) {
    const docked = x > -0.015 && Math.abs(y) < 0.06 && Math.abs(theta) < 0.35;
    const { linear, angular, state } = drive.step(beamsAt({ x, y, theta }, dock), docked, theta, step, now);
    if (state === 'contact' || state === 'lost') break;
    step = linear * 0.05;
    theta = Math.atan2(Math.sin(theta + angular * 0.05), Math.cos(theta + angular * 0.05));
    x += step * Math.cos(theta);
    y += step * Math.sin(theta);
  }
  return { state: drive.state, seconds: now / 1_000, x, y };
}

describe('docking by the beams', () => {
  it.each([
    ['straight in front', -0.7, 0, 0],
    ['in front, facing away', -0.9, 0.05, Math.PI],
    ['to its left', -0.8, -0.3, 0],
    ['to its right', -0.8, 0.3, 0],
    ['far to the right, facing aside', -1.4, 0.5, Math.PI / 2],
    ['far to the left, facing aside', -1.4, -0.5, 2],
  ])('reaches the contacts from %s', (_name, x, y, theta) => {
    expect(approach(x, y, theta)).toMatchObject({ state: 'contact' });
  });

  it('gives up where there is no charger', () => {
    expect(approach(-6, 0, 0)).toMatchObject({ state: 'lost' });
  });

  it('goes home onto the charger and knows its place there again', () => {
    const robot = new VirtualRobot(map, { seed: 3, dock: 'dock' });
    robot.navigate(TARGET);
    expect(robot.finish().state).toBe('arrived');
    const before = robot.base.odometry.bound;
    robot.navigator.goHome(map, robot.now);
    expect(robot.finish().state).toBe('idle');
    expect(robot.base.odometry.bound).toBeLessThan(before);
    expect(
      Math.hypot(
        robot.base.odometry.pose!.x - robot.sim.body.x,
        robot.base.odometry.pose!.y - robot.sim.body.y,
      ),
    ).toBeLessThan(0.07);
    robot.run(1_000);
    expect(robot.still()).toBe(true);
  });

  it('says so when the charger was put elsewhere, and stands', () => {
    const away = new VirtualRobot({ ...map, anchors: [{ ...DOCK, at: [13, 1] }] }, { seed: 4, dock: 'dock' });
    away.navigator.goHome(map, away.now);
    const end = away.finish();
    expect(end).toMatchObject({ state: 'fault' });
    expect(end.detail).toMatch(/charger.*staff/);
    away.run(1_000);
    expect(away.still()).toBe(true);
  });
});
