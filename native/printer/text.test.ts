import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { charColumns, clip, columnsOf, encodeGb, printable, wrap } from './text';

/** Any text, with the characters shops really use over-represented. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...'海天酱油，。（）500ml Soy sauce ¥12.80 é—·×…”！\n\t龘𠮷😀'),
    maxLength: 60,
  }),
);

describe('printable', () => {
  it('leaves only ASCII and two-byte GB18030, one column a byte', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = printable(text);
        for (const char of clean) if (char !== '\n') expect(encodeGb(char).length).toBe(charColumns(char));
        expect(iconv.decode(encodeGb(clean), 'gb18030')).toBe(clean);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what shops write and replaces what printers lack', () => {
    expect(printable('¥12 café ½ • ™')).toBe('￥12 cafe 1/2 · (TM)');
    expect(printable('生抽 😀')).toBe('生抽 □');
    expect(printable('김치 Łódź đường Straße สม 𠮷')).toBe('GimChi Lodz duong Strasse sm Kichi');
    expect(printable('老干妈·风味豆豉')).toBe('老干妈·风味豆豉');
  });
});

describe('wrap', () => {
  it('never makes a line wider than the paper and never loses a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 4, max: 48 }), (text, columns) => {
        const clean = printable(text);
        const lines = wrap(clean, columns);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replace(/\s/g, '')).toBe(clean.replace(/\s/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps words whole and closing marks at the end of a line', () => {
    expect(wrap('Haitian Superior Light Soy Sauce', 16)).toEqual(['Haitian Superior', 'Light Soy Sauce']);
    expect(wrap('海天特级金标生抽。好', 16)).toEqual(['海天特级金标生', '抽。好']);
    expect(wrap('海海.lo', 4)).toEqual(['海海', '.lo']);
  });

  it('clips with an ellipsis', () => {
    expect(clip('海天特级金标生抽', 10)).toBe('海天特级..');
    expect(clip('short', 10)).toBe('short');
  });
});
