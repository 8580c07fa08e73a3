import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit } from './gtin';
import { LabelRule, labelRulesOf, readLabel } from './labels';

const withCheck = (body: string): string => `${body}${checkDigit(body)}`;

describe('a scale label', () => {
  it.each([
    ['CN', '2100001027506', '2100001000004', undefined],
    ['DE', withCheck('280123400250'), withCheck('280123400000'), undefined],
    ['CN', withCheck('21000010219402750'), withCheck('210000100000'), undefined],
    ['US', withCheck('20123450499'), withCheck('20123400000'), { price: 4.99 }],
    ['US', withCheck('020123450499'), withCheck('020123400000'), { price: 4.99 }],
  ])('of %s, %s, leads to %s and says %j', (country, number, item, measure) => {
    const label = readLabel(number, labelRulesOf(country));
    expect(label?.items[0]).toBe(item);
    expect(label?.measure).toEqual(measure);
  });

  it('of the store’s own kind goes before its country’s', () => {
    const own = LabelRule.parse({ pattern: '28IIIIIPPPPPC', priceDecimals: 2 });
    expect(readLabel(withCheck('280123400250'), [own, ...labelRulesOf('DE')])?.measure).toEqual({
      price: 2.5,
    });
    const weighed = LabelRule.parse({ pattern: '21IIIIIWWWWWC' });
    expect(readLabel('2100001027506', [weighed, ...labelRulesOf('CN')])?.measure).toEqual({
      kilograms: 2.75,
    });
    const both = LabelRule.parse({ pattern: '2IIIIIIPPPPPWWWWWC' });
    expect(readLabel(withCheck('21000010219402750'), [both, ...labelRulesOf('CN')])?.measure).toEqual({
      price: 21.94,
      kilograms: 2.75,
    });
  });
  it.each(['21IIIII', '21WWWWWIIIIIC', 'IIIIIIIIIIIIC', '21IIIIIWWWWWX', ''])(
    'refuses the rule %j',
    (pattern) => expect(LabelRule.safeParse({ pattern }).success).toBe(false),
  );

  it('with a wrong check digit is none', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^2[0-9]{11}$/), fc.integer({ min: 1, max: 9 }), (body, by) => {
        const wrong = `${body}${(checkDigit(body) + by) % 10}`;
        expect(readLabel(wrong, labelRulesOf('CN'))).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});
