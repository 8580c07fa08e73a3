import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../db/rows';
import { gtinOf, smallFeed, storeJson, temporaryFolder, writeFeed, type FeedFiles } from '../../testing';
import { hiddenFault } from './hidden-characters';
import { readFeed } from './read-feed';

let dir: string;
beforeAll(() => (dir = temporaryFolder()));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function read(change: (files: FeedFiles) => FeedFiles) {
  const rows: Record<string, Row[]> = {};
  const report = await readFeed(writeFeed(join(dir, 'feed'), change(smallFeed())), (table, row) =>
    (rows[table] ??= []).push(row),
  );
  return { ...report, put: rows };
}
const edit = (file: string, from: string, to: string) => (files: FeedFiles) => ({
  ...files,
  [file]: (files[file] ?? '').replace(from, to),
});
const store = (change: object) => (files: FeedFiles) => ({
  ...files,
  'store.json': JSON.stringify({ ...storeJson, ...change }, null, 2),
});

describe('what nobody can see, inside a text, stops the feed and is named', () => {
  it.each([
    ['a zero-width space', '\u200b', 'U+200B'],
    ['a zero-width joiner', '\u200d', 'U+200D'],
    ['a soft hyphen', '\u00ad', 'U+00AD'],
    ['a byte order mark', '\ufeff', 'U+FEFF'],
    ['a right-to-left override', '\u202e', 'U+202E'],
    ['an isolate', '\u2066', 'U+2066'],
    ['a bell', '\u0007', 'U+0007'],
    ['an escape', '\u001b', 'U+001B'],
    ['a NUL', '\u0000', 'U+0000'],
    ['a C1 control', '\u009b', 'U+009B'],
    ['a tag', '\u{e0041}', 'U+E0041'],
  ])('%s', async (_name, mark, point) => {
    const { errors, put } = await read(edit('products.csv', '牛奶1号', `牛奶${mark}1号`));
    expect(errors).toContainEqual({
      file: 'products.csv',
      line: 3,
      column: 'name_zh',
      message: `has ${point}, which nobody can see, in '牛奶<${point}>1号'; remove it`,
    });
    expect(put.product?.map((row) => row[0])).not.toContain(gtinOf(1));
  });

  it('in an offer, an answer, a place, the store’s own file and a map', async () => {
    const { errors } = await read((files) => {
      const one = edit(
        'promotions.csv',
        '牛奶八折',
        '牛奶\u202e八折',
      )(edit('knowledge.csv', '凭小票', '凭\u200b小票')(files));
      const two = edit(
        'locations.csv',
        `${gtinOf(0)},A1`,
        `${gtinOf(0)},A\u20621`,
      )(store({ name: { zh: '测\u2067试店', en: 'Test' } })(one));
      return edit('map/fixture.geojson', '"aisle":"A2"', '"aisle":"A\u200b2"')(two);
    });
    const places = errors.map(({ file, line, column }) => `${file}:${line} ${column}`);
    expect(places).toEqual(
      expect.arrayContaining([
        'promotions.csv:2 title_zh',
        'knowledge.csv:2 answer_zh',
        'locations.csv:2 aisle',
        'store.json:4 name.zh',
        'map/fixture.geojson:1 features.1.properties.aisle',
      ]),
    );
  });
});

describe('what nobody can see and means nothing there is dropped with a warning', () => {
  it.each([
    ['after a number', `${gtinOf(1)}\u200b`, 'U+200B'],
    ['round a number', `\u202d${gtinOf(1)}\u202c`, 'U+202D'],
    ['inside a number', `690\u200b${gtinOf(1).slice(3)}`, 'U+200B'],
    ['a left-to-right mark', `\u200e${gtinOf(1)}`, 'U+200E'],
  ])('%s', async (_name, gtin, point) => {
    const { errors, warnings, put } = await read(edit('products.csv', gtinOf(1), gtin));
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual({
      file: 'products.csv',
      line: 3,
      column: 'gtin',
      message: `has ${point}, which nobody can see; it was dropped`,
    });
    expect(put.product?.map((row) => row[0])).toContain(gtinOf(1));
  });

  it('round a text, a price and a header', async () => {
    const { errors, warnings, put } = await read((files) =>
      edit(
        'products.csv',
        '牛奶1号',
        '\u200b牛奶1号 \u200b',
      )(edit('products.csv', '2.90', '\u200e２.90')(edit('products.csv', 'price', '\u200bprice')(files))),
    );
    expect(errors).toEqual([]);
    expect(warnings).toHaveLength(2);
    expect(put.product?.[1]).toEqual(expect.arrayContaining(['牛奶1号', '2.90']));
  });
});

it('tabs, line breaks of every kind and joined pictures are what they look like', async () => {
  const { errors, warnings, put } = await read((files) =>
    edit(
      'products.csv',
      '牛奶1号',
      '牛奶\t1号👨‍👩‍👧',
    )(edit('knowledge.csv', '七天内\n凭小票', '七天内\u2028凭小票')(files)),
  );
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  expect(put.product?.[1]?.[2]).toBe('牛奶 1号👨‍👩‍👧');
  expect(put.knowledge?.[0]?.[4]).toBe('七天内\n凭小票');
});

it.each([['.'], ['..'], ['a/b'], ['a+b'], ['#'], ['店'], ['a b'], ['x'.repeat(65)], [''], ['a\u0000b']])(
  'the store id %j is refused',
  async (id) => {
    const { errors, store: read_ } = await read(store({ id }));
    expect(errors).toContainEqual(expect.objectContaining({ file: 'store.json', line: 2, column: 'id' }));
    expect(read_).toBeUndefined();
  },
);
it.each([['s'], ['store-0001'], ['A.b_c-1'], ['...'], ['x'.repeat(64)]])(
  'the store id %j is taken',
  async (id) => {
    expect((await read(store({ id }))).errors).toEqual([]);
  },
);

it('nothing hidden is ever put, whatever stands in a cell', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (text) => {
      const { put } = await read(edit('products.csv', '牛奶1号', `"牛奶${text.replaceAll('"', '')}"`));
      for (const row of put.product ?? []) expect(hiddenFault(String(row[2]))).toBeUndefined();
    }),
    { numRuns: 100 },
  );
});
