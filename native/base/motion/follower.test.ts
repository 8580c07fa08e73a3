import { describe, expect, it } from 'vitest';
import type { Point, Pose } from '../../../main/contract';
import { PathFollower, limitsFor, type Surroundings } from './follower';

const open: Surroundings = { clearance: () => 5, clear: () => true, caution: 1 };

/** Drives exactly as told along the path at 20 Hz; the speeds by how far it has come. */
function drive(
  path: Point[],
  around: Surroundings = open,
): { at: number; linear: number; angular: number; pose: Pose }[] {
  const follower = new PathFollower(path, NaN, limitsFor(0.5));
  let pose: Pose = {
    x: path[0]![0],
    y: path[0]![1],
    theta: Math.atan2(path[1]![1] - path[0]![1], path[1]![0] - path[0]![0]),
  };
  let at = 0;
  const log = [];
  for (let k = 0; k < 4_000; k++) {
    const { linear, angular, done } = follower.step(pose, 0.05, around);
    if (done) break;
    const theta = pose.theta + angular * 0.05;
    pose = {
      x: pose.x + linear * 0.05 * Math.cos(theta),
      y: pose.y + linear * 0.05 * Math.sin(theta),
      theta,
    };
    at += linear * 0.05;
    log.push({ at, linear, angular, pose });
  }
  return log;
}
const fastest = (log: ReturnType<typeof drive>, from: number, to: number) =>
  Math.max(...log.filter(({ at }) => at >= from && at < to).map(({ linear }) => linear));

describe('following', () => {
  it('keeps to its accelerations, and ends where the path ends', () => {
    const log = drive([
      [0, 0],
      [6, 0],
    ]);
    for (let k = 1; k < log.length; k++) {
      const change = log[k]!.linear - log[k - 1]!.linear;
      expect(change).toBeLessThanOrEqual(0.3 * 0.05 + 1e-9);
      expect(change).toBeGreaterThanOrEqual(-0.6 * 0.05 - 1e-9);
    }
    expect(fastest(log, 2, 4)).toBeCloseTo(0.5, 2);
    expect(Math.hypot(log.at(-1)!.pose.x - 6, log.at(-1)!.pose.y)).toBeLessThan(0.08);
  });

  it('slows down before a corner, not only in it', () => {
    const log = drive([
      [0, 0],
      [5, 0],
      [5, 5],
    ]);
    expect(fastest(log, 2.5, 3.5)).toBeCloseTo(0.5, 2);
    expect(
      Math.min(...log.filter(({ at }) => at > 4.3 && at < 4.6).map(({ linear }) => linear)),
    ).toBeLessThan(0.35);
  });

  it('slows down beside shelves and with people near, and stands at caution 0', () => {
    expect(
      fastest(
        drive(
          [
            [0, 0],
            [6, 0],
          ],
          { ...open, clearance: () => 0.3 },
        ),
        0,
        6,
      ),
    ).toBeLessThan(0.3);
    expect(
      fastest(
        drive(
          [
            [0, 0],
            [6, 0],
          ],
          { ...open, caution: 0.4 },
        ),
        0,
        6,
      ),
    ).toBeLessThan(0.21);
    expect(
      fastest(
        drive(
          [
            [0, 0],
            [6, 0],
          ],
          { ...open, caution: 0 },
        ),
        -1,
        6,
      ),
    ).toBe(0);
  });
});
