import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHlc, refuseFarAhead, tick } from './hlc';

it('always moves on, whatever the clocks do, and sorts as text', () => {
  const clock = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(clock, fc.constantFrom('a', 'b-1')), { minLength: 1, maxLength: 30 }),
      (ticks) => {
        let last: string | undefined;
        for (const [now, terminal] of ticks) {
          const next = tick(last, now, terminal);
          if (last) expect(next > last).toBe(true);
          expect(readHlc(next).terminal).toBe(terminal);
          last = next;
        }
      },
    ),
  );
});

it('does not believe a clock a day ahead', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  expect(() => refuseFarAhead(now + 23 * 3_600_000, now)).not.toThrow();
  expect(() => refuseFarAhead(now + 25 * 3_600_000, now)).toThrow(/clocks/);
});
