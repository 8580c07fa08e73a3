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
      odometry.update((k * 400) & 0xffff, (k * 400) & 0xffff, 0, (k * 20) & 0xffff);
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
});
