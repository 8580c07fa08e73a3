import { expect, it } from 'vitest';
import { StallWatch } from './watches';

it('notices wheels that are commanded and do not turn, once, and only when it lasts', () => {
  const watch = new StallWatch();
  const over = (wanted: number, measured: number, from: number, to: number) => {
    let times = 0;
    for (let now = from; now < to; now += 50) if (watch.update(wanted, measured, now)) times += 1;
    return times;
  };
  expect(over(0.5, 0, 0, 1_400)).toBe(0);
  expect(over(0.5, 0.3, 1_400, 2_000)).toBe(0);
  expect(over(0.5, 0, 2_000, 3_600)).toBe(1);
  expect(over(0, 0, 3_600, 9_000)).toBe(0);
});
