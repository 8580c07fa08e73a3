import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../db/rows';
import { gtinOf, smallFeed, temporaryFolder, writeFeed, type FeedFiles } from '../../testing';
import { tooManyBadRows } from './bad-rows';
import { readFeed } from './read-feed';

let dir: string;
beforeAll(() => (dir = temporaryFolder()));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function read(change: (files: FeedFiles) => FeedFiles, products = 12) {
  const rows: Record<string, Row[]> = {};
  const report = await readFeed(writeFeed(join(dir, 'feed'), change(smallFeed({ products }))), (table, row) =>
    (rows[table] ??= []).push(row),
  );
  return { ...report, put: rows };
}
const edit = (file: string, from: string | RegExp, to: string) => (files: FeedFiles) => ({
  ...files,
  [file]: (files[file] ?? '').replace(from, to),
});
const append = (file: string, line: string) => (files: FeedFiles) => ({
  ...files,
  [file]: `${files[file]}${line}\n`,
});
const offer = (id: string, value: string, gtins: string, category = '') =>
  `${id},a,b,amount_off,${value},2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,${gtins},${category}`;

describe('a bad row costs that row', () => {
  it.each([
    ['products.csv', edit('products.csv', ',1.90,', ',cheap,'), 'product'],
    ['products.csv', edit('products.csv', 'milk|soy', 'milk|honey'), 'product'],
    ['products.csv', edit('products.csv', /^(\S+)$/m, '$1'), undefined],
    ['stock.csv', edit('stock.csv', ',3,', ',three,'), 'stock'],
    ['locations.csv', edit('locations.csv', ',A2,', ',,'), 'location'],
  ] as const)('of %s', async (file, change, table) => {
    const { errors, stopped, faulty, put } = await read(change);
    if (table === undefined) return void expect(errors).toEqual([]);
    expect(stopped).toBe(false);
    expect([...new Set(errors.map((error) => error.file))]).toEqual([file]);
    expect(faulty).toEqual({ [file]: { rows: 1, of: 12 } });
    expect(put[table]).toHaveLength(11);
  });

  it('and what names its product goes with it: places, counts, offers and links', async () => {
    const { errors, warnings, put, corrections } = await read((files) => ({
      ...append('promotions.csv', offer('P2', '1', `${gtinOf(0)}|${gtinOf(1)}`))(files),
      'products.csv': (files['products.csv'] ?? '')
        .replace(',1.90,', ',cheap,')
        .replace(/^gtin.*$/m, (header) => `${header},related`)
        .replace(
          /^(?=690)(.*)$/gm,
          (row) => `${row},${row.includes(gtinOf(1)) ? `${gtinOf(0)}|${gtinOf(2)}` : ''}`,
        ),
    }));
    expect(errors.map(({ file }) => file)).toEqual(['products.csv']);
    for (const table of ['location', 'stock'])
      expect(put[table]?.map(([gtin]) => gtin)).not.toContain(gtinOf(0));
    expect(put.promotion?.map(([id]) => id)).toEqual(['P1']);
    expect(corrections.related).toEqual([{ gtin: gtinOf(1), related: gtinOf(2) }]);
    expect(warnings.map(({ file }) => file).sort()).toEqual([
      'locations.csv',
      'products.csv',
      'promotions.csv',
      'stock.csv',
    ]);
  });

  it('an offer is never told of more than it names', async () => {
    const { errors, put } = await read((files) =>
      append(
        'promotions.csv',
        offer('P3', '1', '', '酒水'),
      )(append('promotions.csv', offer('P2', '1', '4006381333931'))(files)),
    );
    expect(errors.map(({ line }) => line)).toEqual([3, 4]);
    expect(put.promotion?.map(([id]) => id)).toEqual(['P1']);
  });

  it('one lost product excuses no other that was never there', async () => {
    const { errors } = await read((files) =>
      append(
        'stock.csv',
        '4006381333931,3,2026-11-21T22:00:00+08:00',
      )(edit('products.csv', ',1.90,', ',cheap,')(files)),
    );
    expect(errors.map(({ file }) => file)).toEqual(['products.csv', 'stock.csv']);
  });

  it('a product twice is out where the rows differ, and once where they agree', async () => {
    const again = (files: FeedFiles, price: string) =>
      `${(files['products.csv'] ?? '').split('\n')[1]?.replace(',1.90,', `,${price},`) ?? ''}`;
    const same = await read((files) => append('products.csv', again(files, '1.90'))(files));
    expect(same.errors).toEqual([]);
    expect(same.put.product).toHaveLength(12);
    const other = await read((files) => append('products.csv', again(files, '2.50'))(files));
    expect(other.errors.map(({ line }) => line)).toEqual([14, 2]);
    expect(other.corrections.withdrawn).toEqual([gtinOf(0)]);
    expect(other.rows.product).toBe(11);
    expect(other.put.stock?.map(([gtin]) => gtin)).not.toContain(gtinOf(0));
  });

  it('an answer twice, too', async () => {
    const again = (answer: string) => append('knowledge.csv', `K1,return,q,q,${answer},a`);
    expect((await read((files) => again('b')(files))).put.knowledge ?? []).toEqual([]);
    const { errors, put } = await read((files) =>
      again('c')(again('c')(edit('knowledge.csv', 'K1', 'K2')(files))),
    );
    expect(errors).toEqual([]);
    expect(put.knowledge).toHaveLength(2);
  });
});

describe('the guard', () => {
  const broken = (rows: number) => (files: FeedFiles) => {
    let left = rows;
    return {
      ...files,
      'stock.csv': (files['stock.csv'] ?? '').replace(/,\d+,/g, (cell) => (left-- > 0 ? ',x,' : cell)),
    };
  };
  it.each([
    [12, 3, undefined, true],
    [12, 4, undefined, false],
    [1000, 10, undefined, true],
    [1000, 11, undefined, false],
    [12, 1, 0, false],
    [12, 12, 1, true],
  ])('of %i rows, %i with faults and a share of %s: %s', async (rows, bad, share, passes) => {
    const report = await read(broken(bad), rows);
    expect(report.errorCount).toBe(bad);
    expect(tooManyBadRows(report, share).length === 0).toBe(passes);
    if (!passes) expect(tooManyBadRows(report, share)[0]).toMatch(`${bad} of ${rows} rows`);
  });
  it.each([
    ['a missing file', ({ 'products.csv': _, ...files }: FeedFiles) => files],
    ['a missing column', edit('stock.csv', 'as_of', 'when')],
    ['a column twice', edit('stock.csv', 'gtin,', 'gtin,gtin,')],
    ['a plan that can’t be read', edit('map/level.geojson', /^/, 'x')],
    ['no hours', edit('store.json', '"Sunday"', '"Sonntag"')],
  ])('never lets %s pass', async (_name, change) => expect((await read(change)).stopped).toBe(true));
});
