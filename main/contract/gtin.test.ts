import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, gtinFault } from './gtin';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe('gtinFault', () => {
  it.each(['96385074', '036000291452', '4006381333931', '6901234567892', '10614141000415'])(
    'accepts %s',
    (gtin) => {
      expect(gtinFault(gtin)).toBeUndefined();
    },
  );

  it.each(['20000001', '2012345678901'])('accepts the in-store number %s whatever its last digit', (gtin) => {
    expect(gtinFault(gtin)).toBeUndefined();
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(7, 11, 12, 13).chain(digits),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (body, at, by) => {
          const gtin = body + checkDigit(body);
          const i = at % gtin.length;
          const wrong = gtin.slice(0, i) + ((Number(gtin[i]) + by) % 10) + gtin.slice(i + 1);
          fc.pre((wrong.length !== 8 && wrong.length !== 13) || !wrong.startsWith('2'));
          expect(gtinFault(wrong)).toMatch(/check digit/);
        },
      ),
    );
  });

  it.each(['', '123', '12345678901', '69012345678921x', '6.90E+12'])('refuses %j', (gtin) => {
    expect(gtinFault(gtin)).toBeTypeOf('string');
  });
});
