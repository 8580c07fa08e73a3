import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gtinFault } from '../../../main/contract';
import { readRow } from './csv-rows';
import { hiddenFault } from './hidden-characters';
import { FeedProblems } from './problems';
import * as tables from './tables';

/** `FUZZ_ROUNDS=100000 npx vitest run catalog-sync/hq/feed/rows.fuzz.test.ts` tries more. */
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 150);

const scrap = fc.constantFrom(
  ...[
    '6901234567892',
    '36000291452',
    '04252614',
    '="',
    '"',
    "'",
    '.0',
    'E+12',
    '6.90123',
    '1,299',
    ',00',
    '-3',
  ],
  ...[
    '¥',
    '元',
    ' ',
    '\n',
    '\u200b',
    '\u202e',
    '\ufffd',
    '<b>',
    '&nbsp;',
    '&#x202e;',
    '|',
    '>',
    '#N/A',
    '９０',
  ],
  ...[
    '2036-01-01T00:00:00Z',
    '2026-11-21T22:00:00+08:00',
    '牛奶',
    'milk',
    '2+1',
    'percent_off',
    'x'.repeat(300),
  ],
);
const cell = fc.oneof(
  fc.array(scrap, { maxLength: 4 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const all = [tables.products, tables.locations, tables.stock, tables.promotions, tables.knowledge] as const;

it('any cells give a row that is sound, or are told; nothing falls over', () => {
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.array(cell, { minLength: 25, maxLength: 25 }), (table, cells) => {
      const problems = new FeedProblems();
      const columns = Object.keys(table.row.shape);
      const given = Object.fromEntries(columns.map((column, i) => [column, cells[i % cells.length] ?? '']));
      const read = readRow(table as tables.FeedTable, given, { file: table.file, line: 2 }, problems);
      expect(read === undefined).toBe(problems.errorCount > 0);
      for (const [column, value] of Object.entries(read?.row ?? {})) {
        if (column === 'gtin') expect(gtinFault(String(value))).toBeUndefined();
        if (typeof value === 'string') expect(hiddenFault(value)).toBeUndefined();
      }
    }),
    { numRuns: ROUNDS },
  );
});

it('a number or a price by itself comes through whole, or is told', () => {
  fc.assert(
    fc.property(cell, cell, (gtin, price) => {
      const problems = new FeedProblems();
      const row = { gtin, name_zh: '奶', name_en: 'Milk', category_zh: 'a', category_en: 'b', price };
      const blank = Object.fromEntries(Object.keys(tables.products.row.shape).map((column) => [column, '']));
      const read = readRow(
        tables.products,
        { ...blank, ...row },
        { file: 'products.csv', line: 2 },
        problems,
      );
      if (!read) return void expect(problems.errorCount).toBeGreaterThan(0);
      expect(gtinFault(read.row.gtin)).toBeUndefined();
      expect(Number(read.row.price)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: ROUNDS },
  );
});
