import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scan } from '../../main/contract';
import { SerialConnection } from '../serial/connection';
import { checkDigitValid, parseScan } from './parse';
import { BarcodeScanner } from './scanner';

describe('parseScan', () => {
  it.each([
    ['6901234567892', 'gtin', '6901234567892'],
    [']E06901234567892', 'gtin', '6901234567892'],
    [']E496385074', 'gtin', '96385074'],
    ['036000291452', 'gtin', '036000291452'],
    [']C101069012345678921726123110ABC', 'gtin', '6901234567892'],
    ['(01)06901234567892(10)A1', 'gtin', '6901234567892'],
    [']d20106901234567892', 'gtin', '6901234567892'],
    [']d21726123110LOT\u001d0106901234567892', 'gtin', '6901234567892'],
    ['https://id.gs1.org/01/06901234567892/10/LOT?17=261231', 'gtin', '6901234567892'],
    ['https://shop.example/gtin/6901234567892', 'gtin', '6901234567892'],
    ['\u00026901234567892\u0003', 'gtin', '6901234567892'],
    ['https://example.com/welcome', 'url', undefined],
    ['MEMBER-0012345678', 'member', undefined],
    ['6901234567893', 'unknown', undefined],
    ['hello', 'unknown', undefined],
  ])('%s is %s %s', (line, kind, gtin) => {
    expect(parseScan(line)).toMatchObject(gtin === undefined ? { kind } : { kind, gtin });
  });

  it('lets no wrong check digit through, in whatever carrier', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (body) => {
        const right = Array.from({ length: 10 }, (_, d) => `${body}${d}`).filter(checkDigitValid);
        expect(right).toHaveLength(1);
        for (let d = 0; d < 10; d++) {
          const code = `${body}${d}`;
          for (const carrier of [code, `]E0${code}`, `]C1010${code}`, `https://a.example/01/0${code}`])
            expect(parseScan(carrier)?.gtin !== undefined).toBe(code === right[0]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes any bytes without falling over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (line) => void parseScan(line)),
      { numRuns: 500 },
    );
  });
});

describe('BarcodeScanner', () => {
  it('puts lines together, drops doubles, keeps memory flat', () => {
    const scans: Scan[] = [];
    let now = 0;
    const scanner = new BarcodeScanner(
      new SerialConnection({ name: 'scanner', resolve: () => Promise.resolve(undefined), baudRate: 9600 }),
      (scan) => scans.push(scan),
      () => now,
    );
    scanner.push('69012345');
    scanner.push('67892\r\n6901234567892\r');
    now += 2_000;
    scanner.push('\n6901234567892\r\n');
    expect(scans.map((scan) => scan.gtin)).toEqual(['6901234567892', '6901234567892']);
    for (let k = 0; k < 200; k++) scanner.push('x'.repeat(10_000));
    scanner.push('\r\n6901234567892\r\n');
    expect(scans.at(-1)?.gtin).toBe('6901234567892');
  });
});
