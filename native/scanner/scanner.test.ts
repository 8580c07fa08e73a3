import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { checkDigitValid, type Scan } from '../../main/contract';
import { SerialConnection } from '../serial/connection';
import { parseScan, parseScans } from './parse';
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
    ['04252614', 'gtin', '042100005264'],
    [']E00425261400000', 'unknown', undefined],
    ['9787115428028 59000', 'gtin', '9787115428028'],
    ['978711542802859000', 'gtin', '9787115428028'],
    ['977167412300505', 'gtin', '9771674123005'],
    ['03600029145212', 'gtin', '036000291452'],
    ['978-7-115-42802-8', 'gtin', '9787115428028'],
    ['ISBN 7-115-42802-6', 'gtin', '9787115428028'],
    ['080442957X', 'gtin', '9780804429573'],
    ['2101234000005', 'gtin', '2101234000005'],
    ['20123459', 'gtin', '20123459'],
    ['2100001027506', 'gtin', '2100001027506'],
    [']C1112612310106901234567892', 'gtin', '6901234567892'],
    ['112612310106901234567892', 'gtin', '6901234567892'],
    ['(11)261231(01)06901234567892', 'gtin', '6901234567892'],
    [']C10212345678901231371200', 'unknown', undefined],
    [']d2<GS>0106901234567892<GS>10A', 'gtin', '6901234567892'],
    [']C110LOT\u001d410401234500000912406901234567892', 'unknown', undefined],
    [']C110LOT\u001d410401234500000901069012345678921726', 'unknown', undefined],
  ])('%s is %s %s', (line, kind, gtin) => {
    expect(parseScan(line)).toMatchObject(gtin === undefined ? { kind } : { kind, gtin });
  });

  it('lets no wrong check digit through, in whatever carrier', () => {
    fc.assert(
      // In-store numbers (2…) often have none, and stand in the feed so.
      fc.property(fc.stringMatching(/^[013-9]\d{11}$/), (body) => {
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

  it.each([
    ['01234565', '01234565', ['012345000065']],
    [']E496385074', '96385074', undefined],
  ])('%s may be %s and %j', (line, gtin, also) =>
    expect(parseScan(line)).toEqual({ kind: 'gtin', gtin, raw: line, ...(also && { also }) }),
  );

  it.each([
    [']e001906901234567803103001250', { kilograms: 1.25 }],
    ['(01)90690123456780(3102)000125(3922)1299', { kilograms: 1.25, price: 12.99 }],
    [']e00190690123456780310300125039221299\u001d10A', { kilograms: 1.25, price: 12.99 }],
    ['(01)90690123456780(3103)000000', undefined],
  ])('%s says %j of its piece', (line, measure) => expect(parseScan(line)?.measure).toEqual(measure));

  it.each([
    ['69012345678926923456789012', ['6901234567892', '6923456789012']],
    [']E06901234567892]E06923456789012', ['6901234567892', '6923456789012']],
    ['6901234567892036000291452', ['6901234567892', '036000291452']],
    ['https://a.example/01/06901234567892https://a.example/x', ['6901234567892', undefined]],
    ['69012345678926923456789013', [undefined]],
  ])('%s is %j', (line, gtins) => expect(parseScans(line).map(({ gtin }) => gtin)).toEqual(gtins));

  it('takes any bytes without falling over', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (line) => void parseScans(line)),
      { numRuns: 500 },
    );
  });
});

describe('a scanner as it is sold', () => {
  const sent = async (...pieces: readonly (string | number)[]) => {
    vi.useFakeTimers();
    const scans: Scan[] = [];
    const scanner = new BarcodeScanner(
      new SerialConnection({ name: 'scanner', resolve: () => Promise.resolve(undefined), baudRate: 9600 }),
      (scan) => scans.push(scan),
    );
    for (const piece of pieces)
      if (typeof piece === 'number') await vi.advanceTimersByTimeAsync(piece);
      else scanner.push(piece);
    await vi.advanceTimersByTimeAsync(150);
    await scanner.close();
    vi.useRealTimers();
    return scans.map(({ kind, gtin }) => gtin ?? kind);
  };
  it.each<[string, (string | number)[], string[]]>([
    ['no suffix', ['6901234567892', 5_000, '6923456789012'], ['6901234567892', '6923456789012']],
    ['tab', ['6901234567892\t'], ['6901234567892']],
    ['STX and ETX', ['\x026901234567892\x03'], ['6901234567892']],
    ['STX alone', ['\x026901234567892\x026923456789012'], ['6901234567892', '6923456789012']],
    ['broken off', ['690123', 10_000, '6923456789012\r'], ['6923456789012']],
    ['broken off, no suffix', ['690123', 10_000, '6923456789012'], ['6923456789012']],
    ['in pieces', ['690', 20, '1234', 60, '567892', 60, '\r\n'], ['6901234567892']],
    ['suffix late', ['6901234567892', 200, '\r\n'], ['6901234567892']],
    ['unknown, no suffix', ['https//none'], ['unknown']],
    ['wrong digit, no suffix', ['6901234567893'], ['unknown']],
  ])('%s', async (_name, pieces, expected) => expect(await sent(...pieces)).toEqual(expected));
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
