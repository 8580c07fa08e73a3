import { describe, expect, it } from 'vitest';
import { numbersOf } from './numbers';

describe('numbers that tell items apart', () => {
  it.each([
    ['费列罗T16', ['t16', '16']],
    ['瑞士莲百分之九十的', ['90']],
    ['鞋码三十八的', ['38']],
    ['一百八的', ['180']],
    ['两百乘二三零', ['200', '230']],
    ['五零一三十二码', ['501', '32']],
    ['二段', ['2']],
    ['一段', ['1']],
    ['双瓶装', ['2']],
    ['半打', ['6']],
    ['pack of four', ['4']],
    ['500ml', ['500']],
  ])('%s', (said, numbers) => {
    expect(numbersOf(said)).toEqual(expect.arrayContaining(numbers));
  });

  it('takes a lone one for an article, not a number', () => {
    expect(numbersOf('买一瓶水')).toEqual([]);
  });
});
