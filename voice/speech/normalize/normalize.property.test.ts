import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitClauses } from '../clauses';
import { normalize } from './index';

const STORE_BITS = [
  '¥',
  '12.90',
  '元',
  'ml',
  'B3',
  '2F-07',
  '22:00',
  '-',
  '~',
  '/',
  '%',
  '折',
  '买',
  '送',
  '第',
  '号',
  '+',
  '.',
  ',',
  '，',
  ' ',
  '6901234567892',
  '×',
  '(',
  '）',
  'L',
  '0',
  '00',
  '℃',
  'x',
  '2026-11-22',
  ':',
  '1/2',
  '٣',
  '３',
  '①',
  '½',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...STORE_BITS), { maxLength: 14 }).map((b) => b.join('')),
);
const lang = fc.constantFrom('zh' as const, 'en' as const);

describe('any text', () => {
  it('comes through with no digit left', () => {
    fc.assert(
      fc.property(anyText, lang, (text, l) => !/\p{Nd}/u.test(normalize(text, l))),
      { numRuns: 3_000 },
    );
  });

  it('is whole again when its clauses are put together', () => {
    const sounding = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(
        anyText,
        (text) =>
          sounding(
            splitClauses(text)
              .map((c) => c.text)
              .join(''),
          ) === sounding(text),
      ),
      { numRuns: 2_000 },
    );
  });

  it('takes linear time', () => {
    for (const hostile of [
      '1'.repeat(20_000),
      '1,'.repeat(10_000),
      '-'.repeat(20_000),
      '<'.repeat(20_000),
      '1/'.repeat(10_000),
      ' '.repeat(20_000),
      'A1'.repeat(10_000),
      '电话'.repeat(10_000),
    ]) {
      const began = process.cpuUsage();
      normalize(hostile, 'zh');
      normalize(hostile, 'en');
      expect(process.cpuUsage(began).user).toBeLessThan(20_000_000);
    }
  });
});
