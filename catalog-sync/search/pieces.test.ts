import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogMigrations } from '../db/catalog-schema';
import { migrate } from '../db/migrate';
import { openDatabase } from '../db/open';
import { openCatalogReader, type CatalogReader } from '../db/reader';
import { compileSearch } from './compile';
import { piecesOf, readRows, RowBytes } from './pieces';

const names = [
  ['清扬去屑洗发露', 'Clear anti-dandruff shampoo'],
  ['蓝月亮洗衣液', 'Blue Moon laundry liquid'],
  ['品客浓香奶酪味', 'Pringles cheese'],
  ['去屑洗头皂', 'Anti-dandruff soap'],
] as const;
let dir: string;
let reader: CatalogReader;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'pieces-'));
  const file = path.join(dir, 'a.db');
  const db = openDatabase(file);
  migrate(db, catalogMigrations);
  db.prepare("INSERT INTO store VALUES ('s', ?)").run(
    JSON.stringify({ id: 's', name: { zh: '店', en: 'Shop' }, timezone: 'Asia/Shanghai', currency: 'CNY' }),
  );
  const product = db.prepare(
    "INSERT INTO product (id, gtin, name_zh, name_en, category_zh, category_en, price) VALUES (?, ?, ?, ?, '日用', 'Household', '5')",
  );
  names.forEach(([zh, en], i) => product.run(1000 * i + 9, String(i), zh, en));
  compileSearch(db, 'all');
  db.close();
  reader = openCatalogReader(file);
});
afterAll(() => {
  reader.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('rows of pieces', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 31 - 1 })), (rows) => {
        rows.sort((a, b) => a - b);
        const list = new RowBytes();
        for (const row of rows) list.push(row);
        const read: number[] = [];
        expect(readRows(list.done(), Infinity, (row) => void read.push(row))).toBe(rows.length);
        expect(read).toEqual(rows);
      }),
    );
  });

  it('are of pairs of characters, of their sounds, and of threes of letters', () => {
    const shared = (a: string, b: string): number =>
      [...piecesOf(a)].filter((piece) => piecesOf(b).has(piece)).length;
    expect(shared('洗发露', '洗发水')).toBe(2);
    expect(shared('去谢', '去屑')).toBe(1);
    expect(shared('Pringle', 'pringles')).toBeGreaterThan(5);
    expect(shared('milk', '牛奶')).toBe(0);
  });
});

describe('products by their rows', () => {
  it('are found by what their names share with a text, rare pieces first', () => {
    const rows = reader.rows();
    expect([rows.count, rows.end]).toEqual([4, 3010]);
    expect(rows.sharing('去屑洗发', 2).map(({ row }) => row)).toEqual([9, 3009]);
    expect(rows.sharing('去谢洗花', 1)[0]).toMatchObject({ row: 9 });
    expect(rows.sharing('dandruf sope', 4)[0]!.row).toBe(3009);
    expect(rows.sharing('pringels', 4).map(({ row }) => row)).toEqual([2009]);
    expect(rows.sharing('自行车', 4)).toEqual([]);
    // One question leaves nothing behind for the next.
    expect(rows.sharing('洗衣液', 9)).toEqual(rows.sharing('洗衣液', 9));
  });

  it('come page by page and by number', () => {
    const rows = reader.rows();
    expect(rows.after(-1, 2).map(({ row, product }) => [row, product.gtin])).toEqual([
      [9, '0'],
      [1009, '1'],
    ]);
    expect(rows.after(1009, 9).map(({ row }) => row)).toEqual([2009, 3009]);
    expect(rows.at([3009, 5, 9]).map(({ product }) => product.gtin)).toEqual(['3', '0']);
    expect(rows.rowsOf(['2', 'none', '0'])).toEqual([2009, 9]);
  });
});
