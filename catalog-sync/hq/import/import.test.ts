import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gtinOf, smallFeed, temporaryFolder, writeFeed } from '../../testing';
import { readFeed } from '../feed/read-feed';
import { importFeed } from './import';
import type { ExportKind } from './presets';

let dir: string;
beforeEach(() => (dir = temporaryFolder()));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const now = new Date('2026-11-22T04:00:00Z');
function imported(from: ExportKind | undefined, content: string | Buffer, columns?: Record<string, string>) {
  const file = join(dir, 'export.csv');
  writeFileSync(file, content);
  const out = join(dir, 'feed');
  const result = importFeed({ from, file, out, columns, now });
  const table = (name: string) =>
    parse(readFileSync(join(out, name)), { columns: true }) as Record<string, string>[];
  return { ...result, table };
}
const [A, B, C] = [gtinOf(1), gtinOf(2), '036000291452'];

describe('an export of', () => {
  it('Odoo', async () => {
    const { table, leftOut } = imported(
      'odoo',
      `Internal Reference,Name,Barcode,Sales Price,Product Category,Quantity On Hand\nX1,Milk 1L,${A},12.50,All / Food / Dairy,7\nX2,面包,${B},"1,299.00",All / Food,-3\nX3,Loose,,3,All,1\n`,
    );
    expect(table('products.csv')).toMatchObject([
      { gtin: A, name_en: 'Milk 1L', name_zh: '', price: '12.50', category_en: 'All > Food > Dairy' },
      { gtin: B, name_zh: '面包', price: '1299.00' },
    ]);
    expect(table('stock.csv')).toEqual([
      { gtin: A, quantity: '7', as_of: now.toISOString() },
      { gtin: B, quantity: '0', as_of: now.toISOString() },
    ]);
    expect(leftOut).toEqual({ 'no barcode': { count: 1, lines: [4] } });
    const { errors, rows } = await readFeed(
      writeFeed(join(dir, 'whole'), {
        ...smallFeed(),
        'products.csv': readFileSync(join(dir, 'feed/products.csv'), 'utf8'),
        'stock.csv': readFileSync(join(dir, 'feed/stock.csv'), 'utf8'),
        'locations.csv': 'gtin,aisle\n',
        'promotions.csv': 'id,title_zh,title_en,kind,starts_at,ends_at\n',
      }),
      undefined,
      now,
    );
    expect(errors).toEqual([]);
    expect(rows).toMatchObject({ product: 2, stock: 2 });
  });

  it('Shopify, whose variants follow their product', () => {
    const { table, leftOut, mended } = imported(
      'shopify',
      `Handle,Title,Body (HTML),Vendor,Type,Option1 Value,Variant Inventory Qty,Variant Price,Variant Barcode,Status\ntea,Green Tea,"<p>Fresh &amp; <b>green</b></p>",Leaf,Drinks > Tea,100 g,5,3.50,'${A},active\ntea,,,,,250 g,2,7.00,${B},\nold,Old,,,,Default Title,1,1.00,${C},archived\n`,
    );
    expect(table('products.csv')).toMatchObject([
      { gtin: A, name_en: 'Green Tea 100 g', brand_en: 'Leaf', description_en: 'Fresh & green' },
      { gtin: B, name_en: 'Green Tea 250 g', brand_en: 'Leaf', category_en: 'Drinks > Tea' },
    ]);
    expect(leftOut).toEqual({ 'not on sale (archived)': { count: 1, lines: [4] } });
    expect(Object.keys(mended)).not.toEqual([]);
  });

  it('Merchant Center, with tabs and a currency', () => {
    const { table, mended } = imported(
      'merchant',
      `id\ttitle\tdescription\tprice\tavailability\tgtin\tbrand\tproduct_type\n1\t5" screws\tSteel\t12.90 CNY\tout_of_stock\t${C}\tFix\tHome > Tools\n`,
    );
    expect(table('products.csv')).toMatchObject([{ gtin: C, name_en: '5" screws', price: '12.90' }]);
    expect(table('stock.csv')).toMatchObject([{ gtin: C, quantity: '0' }]);
    expect(Object.keys(mended)).toContainEqual(expect.stringMatching(/prices are in CNY/));
  });

  it('Open Food Facts fills what products lack, and tells allergens it has no word for', () => {
    writeFeed(join(dir, 'feed'), {
      'products.csv': `gtin,name_zh,name_en,category_zh,category_en,price\n${C},麦片,Cereal,a,b,39\n${A},牛奶,Milk,a,b,9\n`,
    });
    const { table, products, mended } = imported(
      'openfoodfacts',
      `code\tproduct_name\tbrands\tquantity\tingredients_text\tallergens\ttraces_tags\tlabels_tags\n0${C}\tOther name\tK\t500 g\tOats\ten:gluten,en:milk,en:kiwi\ten:nuts\ten:organic,en:vegan\n`,
    );
    expect(products).toBe(1);
    expect(table('products.csv')).toMatchObject([
      {
        ...{ gtin: C, name_en: 'Cereal', brand_en: 'K', size: '500 g', ingredients_en: 'Oats', price: '39' },
        ...{ allergens_contains: 'gluten|milk', allergens_may_contain: 'tree_nut', claims: 'organic|vegan' },
      },
      { gtin: A, allergens_contains: '' },
    ]);
    expect(Object.keys(mended)).toContainEqual(expect.stringMatching(/'kiwi' is no allergen/));
  });

  it.each(['gbk', 'utf-16le', 'utf-16be', 'utf-8'])(
    'a Chinese system, in %s and with semicolons',
    (encoding) => {
      const text = `商品条码;商品名称;分类;零售价;库存数量;货架\n${A};牛奶;乳品;12.50;7;A3\n`;
      const { table } = imported('csv', iconv.encode(text, encoding, { addBOM: encoding !== 'gbk' }));
      expect(table('products.csv')).toMatchObject([
        { gtin: A, name_zh: '牛奶', category_zh: '乳品', price: '12.50' },
      ]);
      expect(table('locations.csv')).toMatchObject([{ gtin: A, aisle: 'A3' }]);
      expect(table('stock.csv')).toMatchObject([{ quantity: '7' }]);
    },
  );
});

it('rows are told by kind, whatever stood in them', () => {
  const { leftOut, mended } = imported(
    'csv',
    `gtin,name,price\n${A},Tea,3\n6900000000001,a,1\n6900000000002,b,1\n12345,c,1\n1234567890,d,1\n36000291452,e,1\n`,
  );
  expect(leftOut).toEqual({
    'barcode has the wrong check digit': { count: 2, lines: [3, 4] },
    'barcode has another number of digits; a GTIN has 8, 12, 13 or 14': { count: 2, lines: [5, 6] },
  });
  expect(mended).toEqual({ 'gtin … is read as what was meant': { count: 1, lines: [7] } });
});

describe('the mapping', () => {
  const text = `Artikel,EAN-Nr,Preis\nMilch,${A},"12.50"\n`;
  it('by hand is kept, and used again', () => {
    const columns = { gtin: 'EAN-Nr', name: 'Artikel', price: 'Preis' };
    const { mappingFile } = imported('csv', text, columns);
    expect(JSON.parse(readFileSync(mappingFile, 'utf8'))).toEqual({ from: 'csv', columns });
    expect(imported(undefined, text).table('products.csv')).toMatchObject([{ gtin: A, name_en: 'Milch' }]);
  });
  it.each([
    [undefined, text, undefined, /Say where the export comes from/],
    ['csv', text, undefined, /No column of the export is known to hold gtin, price, name/],
    ['csv', text, { gtin: 'Nummer' }, /no column 'Nummer'/],
    ['csv', 'nothing\n', undefined, /no header/],
    ['csv', 'gtin,name,price\n', undefined, /No row of .* can be taken; nothing was written/],
    ['csv', 'gtin,name,price\n,Tea,3\n,Milk,2\n', undefined, /no barcode \(2 rows, first line 2\)/],
  ] as const)('%s of %j says what is missing', (from, content, columns, message) => {
    expect(() => imported(from, content, columns)).toThrow(message);
  });
});

it('any table is read or refused with a sentence, and every row is in the feed or told', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      A,
      B,
      C,
      '12.90',
      '',
      '1,299.00',
      '牛奶',
      '<b>x</b>',
      '6.9E+12',
      '"',
      "'",
      '\n',
      ';',
      '\u200b',
    ),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const content = ['gtin,name,price', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
      const columns = { gtin: 'gtin', name: 'name', price: 'price' };
      let result: ReturnType<typeof imported>;
      try {
        result = imported('csv', content, columns);
      } catch (error) {
        expect((error as Error).message).toMatch(/No row of .* can be taken/);
        return;
      }
      const { products, leftOut } = result;
      const told = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
      expect(products + told).toBe(rows.length);
    }),
    { numRuns: 60 },
  );
});
