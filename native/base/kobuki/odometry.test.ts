import { describe, expect, it } from 'vitest';
import { METRES_PER_TICK, Odometry, wrap16 } from './odometry';

describe('odometry', () => {
  it('counts across the wrap of the encoders', () => {
    expect(wrap16(5, 65_530)).toBe(11);
    expect(wrap16(65_530, 5)).toBe(-11);
    const odometry = new Odometry();
    odometry.locate({ x: 1, y: 2, theta: 0 }, 0.05);
    odometry.update(65_000, 65_000, 0, 65_530);
    odometry.update((65_000 + 5_000) & 0xffff, (65_000 + 5_000) & 0xffff, 0, 470);
    expect(odometry.pose!.x).toBeCloseTo(1 + 5_000 * METRES_PER_TICK, 9);
    expect(odometry.linear).toBeCloseTo((5_000 * METRES_PER_TICK) / 0.476, 6);
  });

  it('comes back to where it began after a square', () => {
    const odometry = new Odometry();
    odometry.locate({ x: 0, y: 0, theta: 0.3 }, 0.02);
    let [ticks, angle, time] = [0, 0, 0];
    odometry.update(0, 0, 0, 0);
    for (let side = 0; side < 4; side++) {
      for (let k = 0; k < 100; k++) odometry.update((ticks += 100), ticks, angle, (time += 20));
      for (let k = 0; k < 50; k++) odometry.update(ticks, ticks, (angle += Math.PI / 100), (time += 20));
    }
    expect(Math.hypot(odometry.pose!.x, odometry.pose!.y)).toBeLessThan(1e-6);
    expect(odometry.pose!.theta).toBeCloseTo(0.3, 6);
  });

  it('is less sure of itself the farther it drives, and sure again when told', () => {
    const odometry = new Odometry();
    odometry.locate({ x: 0, y: 0, theta: 0 }, 0.05);
    odometry.update(0, 0, 0, 0);
    const bounds = [odometry.bound];
    for (let k = 1; k <= 600; k++) {
      odometry.update((k * 400) & 0xffff, (k * 400) & 0xffff, 0, (k * 50) & 0xffff);
      if (k % 100 === 0) bounds.push(odometry.bound);
    }
    expect(bounds).toEqual([...bounds].sort((a, b) => a - b));
    expect(odometry.bound).toBeGreaterThan(0.1);
    expect(odometry.bound).toBeLessThan(0.6);
    odometry.locate({ x: 0, y: 0, theta: 0 }, 0.05);
    expect(odometry.bound).toBeCloseTo(0.05, 9);
  });

  it('loses the place when the counters jump as after a power cycle', () => {
    const odometry = new Odometry();
    odometry.locate({ x: 0, y: 0, theta: 0 }, 0.05);
    odometry.update(30_000, 30_000, 0, 0);
    odometry.update(0, 0, 0, 20);
    expect(odometry.pose).toBeUndefined();
  });

  /** As `odo.ts` of the field case: located at (10, 10), then two readings and more. */
  const after = (
    ...readings: [left: number, right: number, angle: number, timestamp: number, heardAt?: number][]
  ) => {
    const odometry = new Odometry();
    odometry.locate({ x: 10, y: 10, theta: 0 }, 0.01);
    for (const reading of readings) odometry.update(...reading);
    return odometry;
  };

  it.each<[string, Parameters<typeof after>]>([
    [
      'counters that start again, 43 cm back',
      [
        [5_000, 5_000, 0, 40_000],
        [0, 0, 0, 40_020],
      ],
    ],
    [
      'the base restarted, its clock too',
      [
        [11_000, 11_000, 0, 40_000],
        [0, 0, 0, 20],
      ],
    ],
    [
      'the base restarted, half the counter away',
      [
        [40_000, 40_000, 0, 40_000],
        [0, 0, 0, 20],
      ],
    ],
    [
      'the gyro starts again',
      [
        [100, 100, Math.PI / 2, 0],
        [100, 100, 0, 20],
      ],
    ],
    [
      'a restart with counters near zero',
      [
        [300, 300, 2.5, 60_000],
        [0, 0, 0, 20],
      ],
    ],
    [
      'a restart that no counter shows',
      [
        [0, 0, 0, 60_000],
        [0, 0, 0, 20],
      ],
    ],
    [
      'one bit flipped in an encoder',
      [
        [100, 100, 0, 0],
        [100 + 8_192, 100, 0, 20],
        [100, 100, 0, 40],
      ],
    ],
    [
      'a jump of four centimetres',
      [
        [100, 100, 0, 0],
        [600, 600, 0, 20],
      ],
    ],
    [
      'one wheel that jumps',
      [
        [100, 100, 0, 0],
        [100, 500, 0, 20],
      ],
    ],
    [
      'the clock goes back a little',
      [
        [100, 100, 0, 1_000],
        [100, 100, 0, 980],
      ],
    ],
    [
      'the clock leaps while this machine’s does not',
      [
        [100, 100, 0, 1_000, 5_000],
        [100, 100, 0, 21_000, 5_020],
      ],
    ],
    [
      'so far while nothing was heard',
      [
        [100, 100, 0, 0, 0],
        [100 + 12_500, 100 + 12_500, 0, 3_000, 3_000],
      ],
    ],
  ])('loses the place at %s', (_what, readings) => {
    const odometry = after(...readings);
    expect(odometry.pose).toBeUndefined();
    expect([odometry.linear, odometry.angular, odometry.bound]).toEqual([0, 0, Infinity]);
  });

  it.each<[string, Parameters<typeof after>]>([
    [
      'encoders wrap',
      [
        [65_530, 65_530, 0, 0],
        [10, 10, 0, 20],
      ],
    ],
    [
      'the clock wraps',
      [
        [0, 0, 0, 65_530],
        [20, 20, 0, 14],
      ],
    ],
    [
      'the gyro wraps',
      [
        [0, 0, 3.13, 0],
        [0, 0, -3.13, 20],
      ],
    ],
    [
      'it drives at top speed',
      [
        [0, 0, 0, 0],
        [164, 164, 0, 20],
      ],
    ],
    [
      'it spins at top speed',
      [
        [0, 0, 0, 0],
        [0, 0, Math.PI * 0.02, 20],
      ],
    ],
    [
      'frames were dropped',
      [
        [0, 0, 0, 0],
        [820, 820, 0, 100],
      ],
    ],
    [
      'the same frame comes twice',
      [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [100, 100, 0, 20],
      ],
    ],
    [
      'it was unplugged for 40 seconds, by both clocks',
      [
        [100, 100, 0, 1_000, 5_000],
        [100, 100, 0, 41_000, 45_100],
      ],
    ],
    [
      'it was unplugged for two minutes, by both clocks',
      [
        [100, 100, 0, 1_000, 5_000],
        [100, 100, 0, 121_000 & 0xffff, 125_000],
      ],
    ],
  ])('keeps the place when %s', (_what, readings) => {
    expect(after(...readings).pose).toBeDefined();
  });

  it('loses no step to a frame whose clock stood still', () => {
    expect(after([0, 0, 0, 0], [50, 50, 0, 0], [100, 100, 0, 20]).pose!.x).toBeCloseTo(
      10 + 100 * METRES_PER_TICK,
      9,
    );
  });

  it('says how wrong it may be after a jump too small to be one', () => {
    // 1.7 cm in one frame from standstill: no motor does that.
    const nudged = after([200, 200, 0, 0], [200, 200, 0, 20], [0, 0, 0, 40]);
    expect(nudged.bound).toBeGreaterThan(10 - nudged.pose!.x);
    // 5° that the wheels know nothing of: a metre on it may be 9 cm aside.
    const turned = after([0, 0, 0.087, 0], [0, 0, 0.087, 20], [0, 0, 0, 40]);
    expect(turned.headingBound).toBeGreaterThan(0.087);
    for (let k = 1; k <= 200; k++)
      turned.update((k * 59) & 0xffff, (k * 59) & 0xffff, 0, (40 + k * 20) & 0xffff);
    expect(turned.bound).toBeGreaterThan(0.087 * turned.distance);
    // What it drove while nothing was heard may be all wrong.
    expect(after([0, 0, 0, 0, 0], [6_000, 6_000, 0, 3_000, 3_000]).bound).toBeGreaterThan(0.5);
  });
});
