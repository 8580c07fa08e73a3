import { describe, expect, it } from 'vitest';
import { dayOfMonth, daysAhead, monthAndDay } from './days';

describe('a day that is asked about', () => {
  it.each([
    ['明天几点开门', 1],
    ['后天营业吗', 2],
    ['大后天营业吗', 3],
    ['三天后开不开', 3],
    ['are you open the day after tomorrow', 2],
    ['are you open in three days', 3],
    ['几点关门', undefined],
  ])('%s lies so many days ahead: %s', (text, days) => {
    expect(daysAhead(text)).toBe(days);
  });

  it.each([
    ['下个月一号几点开门', '2026-12-01'],
    ['下月15号开门吗', '2026-12-15'],
    ['这个月三十号营业吗', '2026-11-30'],
    ['二十六号上午几点开', '2026-11-26'],
    ['1号开门吗', '2026-12-01'],
    ['are you open on the first of next month', '2026-12-01'],
    ['next month the 2nd, what hours', '2026-12-02'],
    ['三十一号开门吗', undefined],
    ['2号门几点开', undefined],
    ['几点开门', undefined],
  ])('%s is told by the month of today: %s', (text, date) => {
    expect(dayOfMonth(text, '2026-11-22')).toBe(date);
  });

  it('of a month that is said is read before', () => {
    expect(monthAndDay('一月一号开门吗')).toBe('01-01');
    expect(dayOfMonth('一月一号开门吗', '2026-11-22')).toBeUndefined();
  });
});
