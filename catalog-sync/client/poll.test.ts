import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nightOf } from './night-budget';
import { parseWindow, startPolling, untilOpen, type PollPlan } from './poll';

const HOUR = 3_600_000;
const zone = 'Asia/Shanghai';
/** 2026-11-22, that hour in Shanghai. */
const at = (hour: number) => new Date(Date.parse('2026-11-22T00:00:00+08:00') + hour * HOUR);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(plan: Partial<PollPlan>, start: Date, outcome: () => boolean = () => true) {
  vi.setSystemTime(start);
  const polls: Date[] = [];
  const stop = startPolling({ minutes: 60, timeZone: () => zone, random: () => 0.5, ...plan }, () => {
    polls.push(new Date());
    return Promise.resolve(outcome());
  });
  return { polls, stop };
}
const hours = (polls: Date[]) =>
  polls.map((poll) => Math.round(((poll.getTime() - at(0).getTime()) / HOUR) * 100) / 100);

describe('a window', () => {
  it.each([
    ['01:00-05:00', 3, { wait: 0, open: 2 * HOUR }],
    ['01:00-05:00', 5, { wait: 20 * HOUR, open: 4 * HOUR }],
    ['01:00-05:00', 0.5, { wait: HOUR / 2, open: 4 * HOUR }],
    ['22:00-04:00', 23, { wait: 0, open: 5 * HOUR }],
    ['22:00-04:00', 3, { wait: 0, open: HOUR }],
    ['22:00-04:00', 12, { wait: 10 * HOUR, open: 6 * HOUR }],
  ])('%s at %d o’clock', (text, hour, wanted) => {
    expect(untilOpen(parseWindow(text)!, at(hour), zone)).toEqual(wanted);
  });

  it('is none where none is given', () => expect(parseWindow('')).toBeUndefined());
});

describe('polling', () => {
  it('without a window begins at once and comes back every interval, spread by a quarter', async () => {
    const early = watch({ random: () => 0 }, at(12));
    await vi.advanceTimersByTimeAsync(2 * HOUR);
    expect(hours(early.polls)).toEqual([12, 12.75, 13.5]);
    early.stop();
    const late = watch({ random: () => 1 }, at(12));
    await vi.advanceTimersByTimeAsync(2.6 * HOUR);
    expect(hours(late.polls)).toEqual([12, 13.25, 14.5]);
    late.stop();
  });

  it('with a window polls only inside it, the first time at a random moment', async () => {
    const { polls, stop } = watch({ window: parseWindow('01:00-05:00') }, at(12));
    await vi.advanceTimersByTimeAsync(36 * HOUR);
    expect(hours(polls)).toEqual([25.5, 26.5, 27.5, 28.5]);
    stop();
  });

  it('spreads a fleet over the first interval of the night', async () => {
    const first = await Promise.all(
      [0, 0.2, 0.999].map(async (share) => {
        const { polls, stop } = watch({ window: parseWindow('01:00-05:00'), random: () => share }, at(12));
        await vi.advanceTimersByTimeAsync(15 * HOUR);
        stop();
        return hours(polls)[0];
      }),
    );
    expect(new Set(first).size).toBe(3);
    for (const hour of first) expect(hour).toBeGreaterThanOrEqual(25);
    for (const hour of first) expect(hour).toBeLessThanOrEqual(26);
  });

  it('does not wait for the night while there is nothing to answer from', async () => {
    let urgent = true;
    const { polls, stop } = watch(
      { window: parseWindow('01:00-05:00'), urgent: () => urgent },
      at(12),
      () => !(urgent = false),
    );
    await vi.advanceTimersByTimeAsync(12 * HOUR);
    expect(polls).toHaveLength(1);
    stop();
  });

  it('comes back sooner after a failure, waiting longer each time, and stops when told', async () => {
    const { polls, stop } = watch({}, at(12), () => false);
    await vi.advanceTimersByTimeAsync(16 * 60_000);
    const waits = polls.slice(1).map((poll, n) => poll.getTime() - polls[n]!.getTime());
    expect(waits).toEqual([30_000, 60_000, 120_000, 240_000, 480_000]);
    stop();
    await vi.advanceTimersByTimeAsync(5 * HOUR);
    expect(polls).toHaveLength(6);
  });
});

it('counts a night from noon to noon of the store', () => {
  expect([at(11.9), at(12.1), at(23), at(27), at(35.9)].map((time) => nightOf(time, zone))).toEqual([
    '2026-11-21',
    '2026-11-22',
    '2026-11-22',
    '2026-11-22',
    '2026-11-22',
  ]);
});
