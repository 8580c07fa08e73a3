import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gtinOf, smallFeed, storeJson, temporaryFolder, writeFeed, type FeedFiles } from '../../testing';
import type { Row } from '../../db/rows';
import { readFeed } from './read-feed';

let dir: string;
beforeAll(() => (dir = temporaryFolder()));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Reads the small feed with some files changed. */
async function read(change: (files: FeedFiles) => FeedFiles = (files) => files) {
  const rows: Record<string, Row[]> = {};
  const report = await readFeed(writeFeed(join(dir, 'feed'), change(smallFeed())), (table, row) =>
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

describe('a sound feed', () => {
  it('is read whole, without a word', async () => {
    const { errors, warnings, rows } = await read();
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
    expect(rows).toEqual({
      store: 1,
      product: 12,
      location: 12,
      stock: 12,
      promotion: 1,
      knowledge: 1,
      map: 8,
    });
  });

  it('may have a BOM, CR LF, blank lines, quotes, line breaks in cells and columns in another order', async () => {
    const { errors, put } = await read((files) => ({
      ...files,
      'knowledge.csv':
        '\ufefftopic,id,questions_zh,questions_en,answer_zh,answer_en,owner\r\n\r\n' +
        'care,K1,"怎么洗|怎么洗, 快", How to wash? | ,"先""冲""\r\n再洗",Rinse first,HQ\r\n',
    }));
    expect(errors).toEqual([]);
    expect(put.knowledge).toEqual([
      ['K1', 'care', '怎么洗|怎么洗, 快', 'How to wash?', '先"冲"\n再洗', 'Rinse first', ''],
    ]);
  });

  it('whose country has no emergency numbers is published with a warning, and may give its own', async () => {
    const at = (change: object) => (files: FeedFiles) => ({
      ...files,
      'store.json': JSON.stringify({ ...storeJson, timezone: 'UTC', currency: 'USD', ...change }, null, 2),
    });
    const unknown = await read(at({}));
    expect(unknown.errors).toEqual([]);
    expect(unknown.warnings).toEqual([
      expect.objectContaining({
        file: 'store.json',
        column: 'emergency',
        message: expect.stringMatching(/no emergency numbers/) as string,
      }),
    ]);
    expect((await read(at({ country: 'RU' }))).warnings).toEqual([]);
    const own = { fire: '01', medical: '+1 555 02', police: '03' };
    const given = await read(at({ emergency: own }));
    expect({ errors: given.errors, warnings: given.warnings }).toEqual({ errors: [], warnings: [] });
    expect(JSON.parse(String(given.put.store?.[0]?.[1]))).toMatchObject({ emergency: own });
    for (const wrong of [
      { ...own, fire: 'call us' },
      { ...own, fire: '' },
      { ...own, fire: '1'.repeat(21) },
      { fire: '119' },
    ]) {
      expect((await read(at({ emergency: wrong }))).errors[0]).toMatchObject({
        file: 'store.json',
        column: expect.stringMatching(/^emergency\./) as string,
      });
    }
  });

  it('reports columns and files it does not know', async () => {
    const { errors, warnings } = await read((files) => ({
      ...edit('stock.csv', 'as_of', 'as_of,owner')(files),
      'stock.csv': `gtin,quantity,as_of,owner\n${gtinOf(1)},1,2026-11-21T14:00:00Z,me\n`,
      'notes.txt': 'x',
    }));
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual({
      file: 'stock.csv',
      line: 1,
      column: 'owner',
      message: 'unknown column, ignored',
    });
    expect(warnings).toContainEqual({ file: 'notes.txt', message: 'unknown file, ignored' });
  });

  it('takes a whole IMDF archive without a word, and reports what is no part of one', async () => {
    const empty = JSON.stringify({ type: 'FeatureCollection', features: [] });
    const names = [
      'address',
      'building',
      'detail',
      'footprint',
      'geofence',
      'occupant',
      'relationship',
      'section',
      'unit',
    ];
    const { errors, warnings } = await read((files) => ({
      ...files,
      ...Object.fromEntries(names.map((name) => [`map/${name}.geojson`, empty])),
      'map/shelves.geojson': empty,
    }));
    expect(errors).toEqual([]);
    expect(warnings.filter(({ file }) => file.startsWith('map/'))).toEqual([
      { file: 'map/shelves.geojson', message: 'unknown file, ignored' },
    ]);
  });

  it('keeps the newest of several counts, and an item in several places', async () => {
    const { errors, put } = await read((files) => ({
      ...append('locations.csv', `${gtinOf(1)},C9,,`)(files),
      'stock.csv': `gtin,quantity,as_of\n${gtinOf(1)},5,2026-11-21T22:00:00+08:00\n${gtinOf(1)},7,2026-11-21T15:00:00Z\n${gtinOf(1)},9,2026-11-21T21:00:00+08:00\n`,
    }));
    expect(errors).toEqual([]);
    expect(put.stock).toEqual([[gtinOf(1), 7, '2026-11-21T15:00:00Z']]);
    expect(put.location?.filter(([gtin]) => gtin === gtinOf(1))).toEqual([
      [gtinOf(1), 0, 'A2', '1', '2'],
      [gtinOf(1), 1, 'C9', '', ''],
    ]);
  });

  it('may name goods, offers and answers in one language only, and is told where', async () => {
    const { put, errors, warnings } = await read((files) => ({
      ...files,
      'products.csv': `${files['products.csv'] ?? ''}6901234567892,,Pink wash,,Household,1,,,,\n`,
      'knowledge.csv':
        'id,topic,questions_zh,questions_en,answer_zh,answer_en\nK9,policy,能退货吗,,七天内,\n',
    }));
    expect(errors).toEqual([]);
    expect(put.product?.find(([gtin]) => gtin === '6901234567892')?.slice(2, 6)).toEqual([
      'Pink wash',
      'Pink wash',
      'Household',
      'Household',
    ]);
    expect(put.knowledge).toEqual([['K9', 'policy', '能退货吗', '能退货吗', '七天内', '七天内', '']]);
    expect(warnings.map(({ column }) => column)).toEqual([
      'name_zh',
      'category_zh',
      'questions_en',
      'answer_en',
    ]);
  });

  it('may lack stock, offers, knowledge and map', async () => {
    const { errors, warnings } = await read((files) => ({
      'store.json': files['store.json'] ?? '',
      'products.csv': files['products.csv'] ?? '',
    }));
    expect(errors).toEqual([]);
    expect(warnings).toHaveLength(5);
  });
});

describe('a feed with a fault', () => {
  const product = (cells: string) => append('products.csv', cells);
  const faults: [
    string,
    (files: FeedFiles) => FeedFiles,
    { file: string; line?: number; column?: string; message: RegExp },
  ][] = [
    [
      'a wrong check digit',
      product('6901234567890,洗,wash,a,b,1,,,,'),
      { file: 'products.csv', line: 14, column: 'gtin', message: /check digit; 6901234567892/ },
    ],
    [
      'a number in scientific notation',
      product('6.9E+12,洗,wash,a,b,1,,,,'),
      { file: 'products.csv', line: 14, column: 'gtin', message: /digits only/ },
    ],
    [
      'a price with a currency',
      product('6901234567892,洗,wash,a,b,¥1.20,,,,'),
      { file: 'products.csv', line: 14, column: 'price', message: /not a price/ },
    ],
    [
      'a negative price',
      product('6901234567892,洗,wash,a,b,-1,,,,'),
      { file: 'products.csv', line: 14, column: 'price', message: /not a price/ },
    ],
    [
      'no name in any language',
      product('6901234567892,,,a,b,1,,,,'),
      { file: 'products.csv', line: 14, column: 'name_zh', message: /is empty/ },
    ],
    [
      'an allergen nobody knows',
      product('6901234567892,洗,wash,a,b,1,,,,milk|honey'),
      {
        file: 'products.csv',
        line: 14,
        column: 'allergens_contains',
        message: /'honey' is not one of milk egg/,
      },
    ],
    [
      'a gtin twice',
      product(`${gtinOf(0)},洗,wash,a,b,1,,,,`),
      { file: 'products.csv', line: 14, column: 'gtin', message: /already stands on line 2/ },
    ],
    [
      'too many cells',
      product('6901234567892,洗,wash,a,b,1,,,,milk,more'),
      { file: 'products.csv', line: 14, message: /11 cells but the header has 10/ },
    ],
    [
      'too few cells',
      product('6901234567892,洗,wash'),
      { file: 'products.csv', line: 14, message: /3 cells but the header has 10/ },
    ],
    [
      'a quote that stays open',
      product('6901234567892,"洗,wash,a,b,1,,,,'),
      { file: 'products.csv', message: /never closed/ },
    ],
    [
      'a missing required column',
      edit('products.csv', 'category_en', 'category'),
      { file: 'products.csv', line: 1, column: 'category_en', message: /required column is missing/ },
    ],
    [
      'no products at all',
      ({ 'products.csv': _, ...files }) => files,
      { file: 'products.csv', message: /is missing/ },
    ],
    [
      'an empty table',
      (files) => ({ ...files, 'stock.csv': '' }),
      { file: 'stock.csv', line: 1, message: /is empty/ },
    ],
    [
      'a place for no product',
      append('locations.csv', '4006381333931,A1,,'),
      { file: 'locations.csv', line: 14, column: 'gtin', message: /no product '4006381333931'/ },
    ],
    [
      'a count for no product',
      append('stock.csv', '4006381333931,3,2026-11-21T22:00:00+08:00'),
      { file: 'stock.csv', line: 14, column: 'gtin', message: /no product/ },
    ],
    [
      'a time without offset',
      edit('stock.csv', '2026-11-21T22:00:00+08:00', '2026-11-21 22:00:00'),
      { file: 'stock.csv', line: 2, column: 'as_of', message: /not a time with offset/ },
    ],
    [
      'a day that does not exist',
      edit('stock.csv', '2026-11-21', '2026-02-30'),
      { file: 'stock.csv', line: 2, column: 'as_of', message: /not a time/ },
    ],
    [
      'a count that is none',
      edit('stock.csv', ',3,', ',three,'),
      { file: 'stock.csv', line: 3, column: 'quantity', message: /not a count/ },
    ],
    [
      'an offer for no product',
      append('promotions.csv', 'P2,a,b,gift,,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,4006381333931,'),
      { file: 'promotions.csv', line: 3, column: 'gtins', message: /no product/ },
    ],
    [
      'an offer on no category',
      append('promotions.csv', 'P2,a,b,gift,,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,,酒水'),
      { file: 'promotions.csv', line: 3, column: 'category_zh', message: /no product has the category/ },
    ],
    [
      'an offer that ends before it starts',
      edit('promotions.csv', '2026-11-30', '2026-10-30'),
      { file: 'promotions.csv', line: 2, column: 'ends_at', message: /not after/ },
    ],
    [
      'a percentage above 100',
      edit('promotions.csv', ',20,', ',120,'),
      { file: 'promotions.csv', line: 2, column: 'value', message: /percentage/ },
    ],
    [
      'a kind of offer nobody knows',
      edit('promotions.csv', 'percent_off', 'half_price'),
      { file: 'promotions.csv', line: 2, column: 'kind', message: /not one of percent_off/ },
    ],
    [
      'a fault below a cell with line breaks',
      append('knowledge.csv', 'K1,again,q,q,a,a'),
      { file: 'knowledge.csv', line: 4, column: 'id', message: /already stands on line 2/ },
    ],
    [
      'an action nobody knows',
      (files) => ({
        ...files,
        'knowledge.csv': 'id,topic,questions_zh,questions_en,answer_zh,answer_en,action\nK1,a,b,c,d,e,sing\n',
      }),
      { file: 'knowledge.csv', line: 2, column: 'action', message: /not one of navigate/ },
    ],
    [
      'a store without hours on Sunday',
      (files) => ({
        ...files,
        'store.json': JSON.stringify(
          { ...storeJson, hours: { ...storeJson.hours, Sunday: undefined } },
          null,
          2,
        ),
      }),
      { file: 'store.json', column: 'hours.Sunday', message: /./ },
    ],
    [
      'a time zone that is none',
      edit('store.json', 'Asia/Shanghai', 'Beijing'),
      { file: 'store.json', line: 7, column: 'timezone', message: /IANA/ },
    ],
    [
      'broken JSON',
      edit('store.json', '"currency"', 'currency'),
      { file: 'store.json', line: 8, message: /not JSON/ },
    ],
    [
      'a map without a frame',
      (files) => ({ ...files, 'map/manifest.json': '{}' }),
      { file: 'map/manifest.json', column: 'local_frame', message: /./ },
    ],
    [
      'a map file that is no GeoJSON',
      (files) => ({ ...files, 'map/fixture.geojson': '{"type":"Feature"}' }),
      { file: 'map/fixture.geojson', message: /./ },
    ],
  ];

  it.each(faults)('%s', async (_name, change, expected) => {
    const { errors, errorCount } = await read(change);
    expect(errorCount).toBeGreaterThan(0);
    const { message, ...place } = expected;
    expect(errors).toContainEqual(
      expect.objectContaining({ ...place, message: expect.stringMatching(message) as string }),
    );
  });

  it('in another encoding is said to be', async () => {
    writeFeed(join(dir, 'feed'), smallFeed());
    writeFileSync(
      join(dir, 'feed', 'products.csv'),
      Buffer.concat([
        Buffer.from('gtin,name_zh,name_en,category_zh,category_en,price\n'),
        Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x2c, 0x0a]),
      ]),
    );
    expect((await readFeed(join(dir, 'feed'))).errors).toContainEqual(
      expect.objectContaining({
        file: 'products.csv',
        message: expect.stringMatching(/not UTF-8/) as string,
      }),
    );
  });

  it('all faults are told, not the first only', async () => {
    const { errors } = await read((files) => append('stock.csv', '1,x,y')(product('1,,,,,,,,,')(files)));
    expect(errors.filter(({ file }) => file === 'products.csv').length).toBeGreaterThanOrEqual(5);
    expect(errors.filter(({ file }) => file === 'stock.csv').length).toBe(3);
  });
});

it('never throws, whatever stands in a table', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
      const report = await read((files) => ({ ...files, 'locations.csv': `gtin,aisle\n${text}` }));
      expect(report.rows.product).toBe(12);
    }),
    { numRuns: 60 },
  );
});
