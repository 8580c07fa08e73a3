import { describe, expect, it } from 'vitest';
import { createPinCheck } from './staff-pin';

function pad(pin = '2580') {
  let now = 0;
  const check = createPinCheck(pin, () => now);
  const tried = (given: string): string => {
    try {
      check(given);
      return 'open';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  return { tried, later: (ms: number) => (now += ms) };
}

describe('staff PIN', () => {
  it('opens for the right one only, also where one begins with the other', () => {
    const { tried } = pad('25801');
    expect(tried('2580')).toBe('forbidden');
    expect(tried('25801')).toBe('open');
    expect(pad('2580').tried('25800000')).toBe('forbidden');
  });

  it('pauses longer with every wrong one, and refuses the right one meanwhile', () => {
    const { tried, later } = pad();
    for (const pin of ['0000', '0001', '0002']) expect(tried(pin)).toBe('forbidden');
    expect(tried('2580')).toBe('conflict');
    later(4_900);
    expect(tried('2580')).toBe('conflict');
    later(200);
    expect(tried('0003')).toBe('forbidden');
    later(9_900);
    expect(tried('2580')).toBe('conflict');
    later(200);
    expect(tried('2580')).toBe('open');
    expect(tried('1111')).toBe('forbidden');
    expect(tried('2580')).toBe('open');
  });

  it('lets a guesser try no more than 300 PINs a day', () => {
    const { tried, later } = pad();
    let guesses = 0;
    for (let second = 0; second < 86_400; second += 5) {
      if (tried('9999') === 'forbidden') guesses += 1;
      later(5_000);
    }
    expect(guesses).toBeLessThan(300);
  });
});
