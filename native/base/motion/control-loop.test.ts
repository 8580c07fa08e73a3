import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ControlLoop } from './control-loop';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('keeps the rate although every call comes late, and leaves out what was missed', () => {
  let now = 0;
  let held = 0;
  const calls: number[] = [];
  const loop = new ControlLoop(
    50,
    (at) => calls.push(at),
    () => now,
  );
  loop.start();
  for (let ms = 0; ms < 1_000; ms++) {
    now = ms + held;
    // From 500 ms on everything comes 3 ms later than the timer.
    if (ms === 500) held = 3;
    vi.advanceTimersByTime(1);
  }
  expect(calls.length).toBeGreaterThanOrEqual(19);
  expect(calls.length).toBeLessThanOrEqual(20);
  expect(loop.jitter.max).toBeLessThan(10);
  const before = calls.length;
  // A stall of 400 ms: one call, not nine.
  held += 400;
  for (let ms = 1_000; ms < 1_060; ms++) {
    now = ms + held;
    vi.advanceTimersByTime(1);
  }
  expect(calls.length - before).toBeLessThanOrEqual(2);
  expect(loop.jitter.max).toBeGreaterThan(300);
  loop.stop();
  vi.advanceTimersByTime(500);
  expect(calls.length - before).toBeLessThanOrEqual(2);
});
