import { describe, expect, it } from 'vitest';
import { expectationOf, judge, type Expectation } from './field-judge';

const expectation: Expectation = {
  has: ['^published', 'counts as 0'],
  never: ['not found'],
  lines: ['^两万元$', { has: ['牛奶', '面包'] }],
};
const told = ['published', '-3 counts as 0', '20,000元 → 两万元', '两样 → 牛奶在 A，面包在 B'];

describe('a case from the field', () => {
  it('is right where all stands there and nothing that must not', () => {
    expect(judge(expectation, told)).toEqual({ verdict: 'right', why: [] });
  });

  it.each([
    ['what is lacking', told.slice(1), ['lacks ^published']],
    ['what must not be', [...told, 'not found when scanned'], ['has not found']],
    [
      'the line that is wrong',
      [...told.slice(0, 2), '20,000元 → 二十零零零元', told[3]!],
      ['20,000元 → 二十零零零元: lacks ^两万元$'],
    ],
    ['lines that were not tried', told.slice(0, 3), ['1 line(s) were not tried']],
  ])('is wrong by %s', (_, lines, why) => {
    expect(judge(expectation, lines)).toEqual({ verdict: 'WRONG', why });
  });

  it('is not judged where nothing is written down, or something else does', () => {
    expect(judge(expectationOf('no-such-case'), told).verdict).toBe('not judged');
    expect(judge(expectationOf('26-base-reboot'), [])).toEqual({
      verdict: 'not judged',
      why: ['npx vitest run native/base'],
    });
  });
});
