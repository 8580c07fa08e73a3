import { describe, expect, it } from 'vitest';
import { makeStore } from '../../testing/store';
import { VirtualRobot } from '../../testing/virtual-robot';

const map = makeStore({ width: 16, depth: 16, aisleWidth: 1.7, bay: 1.5 });
const TARGET = { aisle: 'C', bay: '2', label: 'C2' };

/** A robot half-way on its trip. */
function driving(seed = 1): VirtualRobot {
  const robot = new VirtualRobot(map, { seed });
  robot.navigate(TARGET);
  expect(robot.run(20_000, () => robot.sim.body.driven > 2)).toBe(true);
  expect(robot.still()).toBe(false);
  return robot;
}

/** Milliseconds until the wheels stand. */
function toStandstill(robot: VirtualRobot): number {
  const from = robot.now;
  expect(robot.run(5_000, () => robot.still())).toBe(true);
  return robot.now - from;
}

describe('trips', () => {
  it.each([1, 2, 3])('arrives at the shelf facing it, comes home, touches nothing (seed %d)', (seed) => {
    const robot = new VirtualRobot(map, { seed });
    const planned = robot.navigate(TARGET);
    expect(planned.state).toBe('driving');
    expect(robot.finish().state).toBe('arrived');
    const { body } = robot.sim;
    expect(Math.hypot(body.x - planned.goal![0], body.y - planned.goal![1])).toBeLessThan(0.3);
    robot.navigator.goHome(map, robot.now);
    expect(robot.finish().state).toBe('idle');
    expect(Math.hypot(body.x - map.kiosks[0]!.at[0], body.y - map.kiosks[0]!.at[1])).toBeLessThan(0.3);
    expect(body.worstOverlap).toBe(0);
  });

  it('keeps to the pace that was set', () => {
    const robot = new VirtualRobot(map, { seed: 4, speed: 0.3 });
    robot.navigate(TARGET);
    let fastest = 0;
    robot.run(60_000, () => {
      fastest = Math.max(fastest, (robot.sim.body.left + robot.sim.body.right) / 2);
      return robot.navigator.state.state === 'arrived';
    });
    expect(fastest).toBeGreaterThan(0.2);
    expect(fastest).toBeLessThan(0.33);
  });

  it('never moves on start-up, nor after a stop, however long it waits', () => {
    const robot = new VirtualRobot(map, { seed: 5 });
    robot.run(10_000);
    expect(robot.sim.body.driven).toBe(0);
    const moving = driving();
    moving.navigator.stop();
    toStandstill(moving);
    const { driven } = moving.sim.body;
    moving.run(10_000);
    expect(moving.sim.body.driven - driven).toBeLessThan(0.01);
  });

  it('goes around a pallet that is not on the map', () => {
    const robot = new VirtualRobot(map, { seed: 6 });
    const planned = robot.navigate(TARGET);
    robot.run(2_000);
    const [a, b] = [planned.path[0]!, planned.path[1]!];
    const [x, y] = [a[0] + (b[0] - a[0]) * 0.7, a[1] + (b[1] - a[1]) * 0.7];
    robot.sim.control = {
      obstacles: [
        [
          [x - 0.2, y - 0.2],
          [x + 0.2, y - 0.2],
          [x + 0.2, y + 0.2],
          [x - 0.2, y + 0.2],
        ],
      ],
    };
    expect(robot.finish().state).toBe('arrived');
    expect(robot.states.some((state) => state.detail === 'bumper')).toBe(true);
    expect(Math.hypot(robot.sim.body.x - planned.goal![0], robot.sim.body.y - planned.goal![1])).toBeLessThan(
      0.3,
    );
  });

  it('gives up with a word to staff when the aisle stays blocked', () => {
    const robot = new VirtualRobot(map, { seed: 7 });
    robot.navigate(TARGET);
    robot.sim.control = {
      obstacles: [
        [
          [0, 4.5],
          [16, 4.5],
          [16, 4.7],
          [0, 4.7],
        ],
      ],
    };
    const end = robot.finish();
    expect(end.state).toBe('blocked');
    expect(end.detail).toMatch(/staff/);
    toStandstill(robot);
  });
});

describe('safety reactions', () => {
  it.each([
    ['bumper', { bumper: 'center' as const }],
    ['cliff', { cliff: 'left' as const }],
    ['overcurrent', { overcurrent: true }],
    ['button', { button: 1 }],
  ])('%s: brakes within 100 ms and no longer moves forward', (_name, control) => {
    const robot = driving();
    robot.sim.control = control;
    const speed = robot.sim.body.left;
    robot.run(150);
    expect(Math.max(robot.sim.body.left, robot.sim.body.right)).toBeLessThan(speed - 0.05);
    robot.run(400);
    expect(Math.max(robot.sim.body.left, robot.sim.body.right)).toBeLessThan(0.02);
  });

  it.each([
    ['cliff', { cliff: 'center' as const }],
    ['wheel drop', { wheelDrop: 'left' as const }],
    ['emergency stop', { inputs: 0 }],
  ])('%s latches until staff resets, and only when its cause is gone', (_name, control) => {
    const robot = new VirtualRobot(map, {
      seed: 8,
      kobuki: { emergencyStopInput: 0, emergencyStopLevel: 'low' },
    });
    robot.navigate(TARGET);
    robot.run(5_000);
    robot.sim.control = control;
    expect(robot.finish().state).toBe('fault');
    toStandstill(robot);
    expect(() => robot.navigate(TARGET)).toThrow(/staff/);
    expect(() => robot.navigator.reset(robot.now)).toThrow(/cause/);
    robot.sim.control = {};
    robot.run(200);
    expect(() => robot.navigate(TARGET)).toThrow(/staff/);
    robot.navigator.reset(robot.now);
    const { driven } = robot.sim.body;
    robot.run(2_000);
    expect(robot.sim.body.driven - driven).toBeLessThan(0.01);
    robot.navigate(TARGET);
    expect(robot.finish().state).toBe('arrived');
  });

  it('feedback silent: zero within 150 ms, on again after a hiccup, a fault when it lasts', () => {
    const robot = driving();
    robot.sim.control = { silent: true };
    robot.run(200);
    robot.sim.control = {};
    expect(robot.finish().state).toBe('arrived');
    const gone = driving(2);
    gone.sim.control = { silent: true };
    expect(toStandstill(gone)).toBeLessThan(600);
    expect(gone.finish().state).toBe('fault');
  });

  it('unplugged: the base brakes by itself, the trip ends, plugging in again does not start it', () => {
    const robot = driving();
    robot.wire.plug(false);
    expect(toStandstill(robot)).toBeLessThan(700);
    expect(robot.finish().state).toBe('fault');
    robot.wire.plug(true);
    const { driven } = robot.sim.body;
    robot.run(3_000);
    expect(robot.sim.body.driven - driven).toBeLessThan(0.01);
  });

  it('program hung: the base’s own deadman stops it', () => {
    const robot = driving();
    robot.alive = false;
    expect(toStandstill(robot)).toBeLessThan(700);
    expect(robot.sim.deadmanTrips).toBeGreaterThan(0);
    robot.alive = true;
    robot.run(100);
  });

  it('the machine slept or its clock jumped: standstill', () => {
    const slept = driving();
    slept.alive = false;
    slept.run(4_000);
    slept.alive = true;
    expect(slept.finish().state).toBe('stopped');
    const jumped = driving(2);
    jumped.wallJump = 3_600_000;
    expect(jumped.finish().state).toBe('stopped');
    toStandstill(jumped);
  });

  it('damaged bytes on the line neither stop nor mislead it', () => {
    const robot = new VirtualRobot(map, { seed: 9 });
    robot.sim.control = { damage: 0.2 };
    robot.navigate(TARGET);
    expect(robot.finish().state).toBe('arrived');
    expect(robot.base.state(robot.now).counters.badChecksums).toBeGreaterThan(10);
  });

  it('stops when its place is too uncertain', () => {
    const robot = driving();
    robot.base.locate(robot.base.odometry.pose!, 2);
    const end = robot.finish();
    expect(end).toMatchObject({ state: 'fault', detail: expect.stringMatching(/^lost/) });
    toStandstill(robot);
  });

  it('switched off on its way: stays where it is until staff have brought it to its post', () => {
    const robot = driving();
    robot.sim.body.leftTravel += 20;
    robot.sim.body.rightTravel += 20;
    expect(robot.finish()).toMatchObject({ state: 'fault' });
    toStandstill(robot);
    expect(() => robot.navigate(TARGET)).toThrow(/post/);
    const kiosk = map.kiosks[0]!;
    Object.assign(robot.sim.body, { x: kiosk.at[0], y: kiosk.at[1], theta: kiosk.heading });
    robot.navigator.reset(robot.now);
    const planned = robot.navigate(TARGET);
    expect(robot.finish().state).toBe('arrived');
    expect(Math.hypot(robot.sim.body.x - planned.goal![0], robot.sim.body.y - planned.goal![1])).toBeLessThan(
      0.3,
    );
  });

  it.each([
    ['counters that jump by a hand’s breadth', 0.08, 0],
    ['a gyro that starts again', 0, 0.5],
  ])('%s while it drives: stands within the tick, its place is lost', (_what, metres, radians) => {
    const robot = driving();
    robot.sim.body.leftTravel += metres;
    robot.sim.body.rightTravel += metres;
    robot.sim.body.gyro += radians;
    const { driven } = robot.sim.body;
    expect(robot.finish()).toMatchObject({ state: 'fault', detail: expect.stringMatching(/^lost/) });
    toStandstill(robot);
    expect(robot.sim.body.driven - driven).toBeLessThan(0.25);
    expect(robot.base.state(robot.now)).toMatchObject({ displaced: true, pose: undefined });
    expect(() => robot.navigate(TARGET)).toThrow(/post/);
  });

  it('refuses a trip on an empty battery', () => {
    const robot = new VirtualRobot(map, { seed: 10, start: { x: 8, y: 3, theta: 0 } });
    robot.sim.setControl({ volts: 13.3, pose: { x: 8, y: 3, theta: 0 } });
    robot.sim.body.x += 1;
    robot.run(100);
    expect(() => robot.navigate(TARGET)).toThrow(/battery/);
  });
});
