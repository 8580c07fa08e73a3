import { describe, expect, it } from 'vitest';
import { clockText, dayText, endText, momentText, spansText, storeTime } from '.';

describe('storeTime', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-22T06:30:00+08:00'],
    ['Europe/London', '2026-11-21T22:30:00+00:00'],
    ['Asia/Kathmandu', '2026-11-22T04:15:00+05:45'],
  ])('%s', (timezone, expected) => {
    expect(storeTime({ timezone }, new Date('2026-11-21T22:30:00Z'))).toBe(expected);
  });
});

describe('times in words', () => {
  it('are those of the store’s zone, whatever zone they come in', () => {
    for (const time of ['2026-11-19T22:30:00Z', '2026-11-19T17:30:00-05:00']) {
      expect(momentText(time, 'zh', 'Asia/Shanghai')).toBe('11月20日 06:30');
      expect(momentText(time, 'en', 'Asia/Shanghai')).toBe('20 Nov, 06:30');
      expect(dayText(time, 'zh', 'Asia/Shanghai')).toBe('11月20日');
      expect(dayText(time, 'en', 'Europe/London')).toBe('19 Nov');
    }
  });

  it('tell the day of a clock only where it is another', () => {
    const [at, today] = ['2026-11-20T06:30:00+08:00', '2026-11-20T09:00:00+08:00'];
    expect(clockText(at, today, 'zh')).toBe('06:30');
    expect(clockText(at, '2026-11-21T00:10:00+08:00', 'zh')).toBe('11月20日 06:30');
    expect(clockText(at, '2026-11-21T00:10:00+08:00', 'en')).toBe('06:30 on 11/20');
    const spans = [
      ['08:00', '12:00'],
      ['14:00', '20:00'],
    ] as const;
    expect(spansText(spans, 'zh')).toBe('08:00 到 12:00、14:00 到 20:00');
    expect(spansText(spans, 'en')).toBe('08:00 to 12:00 and 14:00 to 20:00');
  });

  it('are nothing of what is no time', () => {
    expect([momentText('soon', 'zh'), momentText(undefined, 'en'), dayText('', 'zh')]).toEqual(['', '', '']);
  });
});

describe('when something ends', () => {
  const now = new Date('2026-11-22T04:00:00Z');
  it.each([
    ['2026-11-30T23:59:59+08:00', '11月30日', false],
    ['2026-12-01T00:00:00+08:00', '11月30日', false],
    ['2026-11-30T16:00:00Z', '11月30日', false],
    ['2026-11-30T14:30:00Z', '11月30日 22:30', true],
    ['2027-01-01T00:00:00+08:00', '12月31日', false],
    ['2027-01-05T00:00:00+08:00', '2027年1月4日', false],
  ])('%s is told as %s', (end, when, clock) =>
    expect(endText(end, now, 'zh', 'Asia/Shanghai')).toEqual({ when, clock }),
  );
});
