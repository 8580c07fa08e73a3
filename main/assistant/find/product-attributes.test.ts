import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Claim, type Product } from '../../contract';
import { attributesOf } from './product-attributes';

const list = (separator: string) =>
  z.string().transform((cell) => cell.split(separator).filter((item) => item !== ''));
/** Names as shops' master data has them, with what was marked by hand. */
const Row = z.strictObject({
  name_zh: z.string(),
  name_en: z.string(),
  size: z.string(),
  brand_zh: z.string(),
  brand_en: z.string(),
  claims: list('|').pipe(z.array(Claim)),
  /** Values that it bears, others may stand beside. */
  bears: list(' '),
  /** In base units. */
  quantities: list(' '),
  /** What it doesn't bear, neither value nor quantity. */
  never: list(' '),
});
type Row = z.infer<typeof Row>;

const rows = z
  .array(Row)
  .parse(
    parse(readFileSync('main/assistant/evals/attributes/untidy-names.csv'), { columns: true, bom: true }),
  );

function product({ name_zh, name_en, size, brand_zh, brand_en, claims }: Row): Product {
  return {
    gtin: '1',
    name: { zh: name_zh, en: name_en },
    categoryZh: [],
    categoryEn: [],
    price: 1,
    ...(brand_zh || brand_en ? { brand: { zh: brand_zh, en: brand_en } } : {}),
    ...(size ? { size } : {}),
    allergensContains: [],
    allergensMayContain: [],
    allergensFreeFrom: [],
    claims,
    aliasesZh: [],
    aliasesEn: [],
    related: [],
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

describe('what untidy names say of a product', () => {
  it.each(rows.map((row) => [row.name_zh || row.name_en, row] as const))('%s', (_, row) => {
    const { values, quantities } = attributesOf(product(row));
    const measures = quantities.map(({ value, unit }) => `${rounded(value)}${unit}`);
    expect(values.ids).toEqual(expect.arrayContaining(row.bears));
    expect(measures).toEqual(expect.arrayContaining(row.quantities));
    expect([...values.ids, ...measures].filter((one) => row.never.includes(one))).toEqual([]);
  });
});
