import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeFacts, firstDifference } from '../db/digest';
import { textsCell } from '../db/other-texts';
import { readRows, rowWriter, type Row } from '../db/rows';
import { createStaging } from '../hq/staging';
import { temporaryFolder } from '../testing';
import { ChangeApplier } from './apply-changes';
import { Change, fromGaps, toGaps } from './changes';
import { compressFile, readCompressedLines } from './compress';
import { writeDelta, writeSnapshot } from './write-changes';
import { planRoute } from './route';

let dir: string;
beforeAll(() => (dir = temporaryFolder()));
afterAll(() => rmSync(dir, { recursive: true }));

it('ranks survive being written as gaps', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat({ max: 1e6 })), (list) => {
      const ranks = [...list].sort((a, b) => a - b);
      expect(fromGaps(toGaps(ranks))).toEqual(ranks);
    }),
  );
});

/** Any text a cell can hold; lone surrogates can't come out of UTF-8. */
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const key = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '货', '😀', '0'), minLength: 1, maxLength: 3 });
/** Texts in other languages; often none. */
const others = fc
  .dictionary(fc.constantFrom('name_th', 'name_zh-Hant', 'answer_pt-BR'), text, { maxKeys: 2 })
  .map(textsCell);
const catalog = fc.record({
  products: fc.uniqueArray(fc.tuple(key, text, text, others), { selector: ([gtin]) => gtin, maxLength: 12 }),
  entries: fc.uniqueArray(fc.tuple(key, text, others), { selector: ([id]) => id, maxLength: 6 }),
  places: fc.array(fc.nat({ max: 2 }), { maxLength: 12 }),
});
type Content = typeof catalog extends fc.Arbitrary<infer T> ? T : never;

function fill(file: string, { products, entries, places }: Content, idOf: (gtin: string) => number) {
  const db = createStaging(file);
  const product = rowWriter(db, 'product');
  const location = rowWriter(db, 'location');
  const stock = rowWriter(db, 'stock');
  const knowledge = rowWriter(db, 'knowledge');
  products.forEach(([gtin, name, price, texts], i) => {
    product([gtin, idOf(gtin), name, '', '', '', price, ...Array<string>(14).fill(''), texts]);
    stock([gtin, i, name]);
    for (let at = 0; at < (places[i] ?? 0); at++) location([gtin, at, price, '', '']);
  });
  for (const [id, answer, texts] of entries) knowledge([id, '', '', '', answer, '', '', texts]);
  return db;
}

describe('a delta', () => {
  it('turns any catalog into any other, row for row, with digests to match', async () => {
    await fc.assert(
      fc.asyncProperty(catalog, catalog, fc.boolean(), async (before, after, shuffle) => {
        const [baseFile, newFile, raw, packed] = ['base.db', 'new.db', 'raw', 'packed'].map((name) =>
          join(dir, name),
        ) as [string, string, string, string];
        const ids = new Map<string, number>();
        const idOf = (gtin: string) => ids.get(gtin) ?? (ids.set(gtin, ids.size + 1), ids.size);
        const base = fill(baseFile, before, idOf);
        // Now and then products come back under other row ids.
        if (shuffle) ids.clear();
        const target = fill(newFile, after, idOf);
        const wanted = computeFacts(target);
        target.prepare('ATTACH ? AS base').run(baseFile);
        const header = { format: 'daogou-changes/1', store: 's', base: 1, sequence: 2, schema: 1 } as const;
        const { length } = writeDelta(target, raw, header);
        await compressFile(raw, packed);
        const applier = new ChangeApplier(base, computeFacts(base));
        await applier.apply(readCompressedLines(packed, length), { store: 's', base: 1, sequence: 2 });
        expect(firstDifference(applier.facts(), wanted)).toBeUndefined();
        expect(firstDifference(computeFacts(base), wanted)).toBeUndefined();
        target.close();
        base.close();
      }),
      { numRuns: 60 },
    );
  });
});

it.each([
  ['no JSON', '{"name_th":'],
  ['no object', '["name_th"]'],
  ['a number', '{"name_th":1}'],
  ['an empty text', '{"name_th":""}'],
  ['a column without a tag', '{"name":"x"}'],
  ['a tag that is none', '{"name_thai":"x"}'],
  ['no text at all', 7],
])('texts that are %s are no change of a catalog', (_name, cell) => {
  const change = (texts: unknown) =>
    Change.safeParse({ update: 'product', columns: ['texts'], rows: [0], values: [[texts]] }).success;
  expect([change(''), change('{"name_th":"x"}'), change(cell)]).toEqual([true, true, false]);
});

it('a snapshot carries every cell as it is', async () => {
  const cells: Row[] = [['k', 't', 'a|b', 'q', '第一行\n"二"', 'a\u2028b', '']];
  const db = createStaging(join(dir, 'one.db'));
  for (const row of cells) rowWriter(db, 'knowledge')(row);
  const length = writeSnapshot(db, join(dir, 'raw'), {
    format: 'daogou-changes/1',
    store: 's',
    sequence: 1,
    schema: 1,
  });
  await compressFile(join(dir, 'raw'), join(dir, 'packed'));
  const copy = createStaging(join(dir, 'two.db'));
  await new ChangeApplier(copy).apply(readCompressedLines(join(dir, 'packed'), length), {
    store: 's',
    base: 0,
    sequence: 1,
  });
  expect([...readRows(copy, 'knowledge')]).toEqual(cells);
  db.close();
  copy.close();
});

it('the cheapest route is found, or none', () => {
  const steps = [
    { base: 0, sequence: 1, length: 1000 },
    { base: 1, sequence: 2, length: 10 },
    { base: 2, sequence: 3, length: 20 },
    { base: 0, sequence: 3, length: 900 },
    { base: 3, sequence: 4, length: 5 },
  ];
  const route = (from: number, to: number) =>
    planRoute(steps, from, to)?.map(({ base, sequence }) => `${base}-${sequence}`);
  expect(route(1, 4)).toEqual(['1-2', '2-3', '3-4']);
  expect(route(0, 4)).toEqual(['0-3', '3-4']);
  expect(route(4, 4)).toEqual([]);
  expect(route(7, 4)).toEqual(['0-3', '3-4']);
  expect(route(0, 9)).toBeUndefined();
});
