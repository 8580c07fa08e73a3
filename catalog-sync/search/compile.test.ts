import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogMigrations, publishedTables } from '../db/catalog-schema';
import { migrate } from '../db/migrate';
import { openDatabase, type Database } from '../db/open';
import { openCatalogReader } from '../db/reader';
import { compileSearch } from './compile';

let dir: string;
beforeAll(() => void (dir = mkdtempSync(path.join(tmpdir(), 'compile-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Item {
  gtin: string;
  id: number;
  name_zh: string;
  name_en: string;
  category_zh: string;
  category_en: string;
  brand_zh: string;
  brand_en: string;
  aliases_zh: string;
  aliases_en: string;
  size: string;
  price: string;
  aisle: string;
}

/** One night: products put in or changed, products gone, a knowledge entry rewritten. */
interface Night {
  put: Item[];
  gone: string[];
  knowledge: string;
}

const KINDS = [
  ['个护 > 洗发水', 'Care > Shampoo', '洗发水', 'Shampoo'],
  ['个护 > 牙膏/牙刷', 'Care > Toothpaste and Brushes', '牙膏', 'Toothpaste'],
  ['食品 > 酱油', 'Food > Soy Sauce', '酱油', 'Soy Sauce'],
  ['食品 > 番茄', '', '西红柿', 'Tomatoes'],
  ['番茄', 'Tomato', '番茄', ''],
] as const;
const BRANDS = [
  ['清泉', 'Qingquan'],
  ['清泉', 'Clear Spring'],
  ['', 'Lays'],
  ['', ''],
  ['乐事', "Lay's"],
] as const;

const item = (n: number): fc.Arbitrary<Item> =>
  fc
    .record({
      kind: fc.constantFrom(...KINDS),
      brand: fc.constantFrom(...BRANDS),
      word: fc.constantFrom('去屑', '薄荷', '男士', '', '重庆', '男士'),
      alias: fc.constantFrom('', '洗头水|薄荷膏', '小番茄', '番茄'),
      aliasEn: fc.constantFrom('', 'minty fresh', 'tomato'),
      size: fc.constantFrom('', '500ml', '2L', '12包'),
      aisle: fc.constantFrom('A1', 'B2', '冷柜'),
      renumber: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ kind, brand, word, alias, aliasEn, size, aisle, renumber }) => ({
      gtin: String(n),
      id: renumber === 0 ? n + 100 : n,
      name_zh: `${brand[0]}${word}${kind[2]}`,
      name_en: `${brand[1]} ${kind[3]} ${size}`.trim(),
      category_zh: kind[0],
      category_en: kind[1],
      brand_zh: brand[0],
      brand_en: brand[1],
      aliases_zh: alias,
      aliases_en: aliasEn,
      size,
      price: '5',
      aisle,
    }));
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 7 });
const night: fc.Arbitrary<Night> = fc.record({
  put: numbers.chain((ns) => fc.tuple(...ns.map(item))),
  gone: numbers.map((ns) => ns.map(String)),
  knowledge: fc.constantFrom('怎么退货', '停车费多少'),
});

/** As the build opens it: a file that is not finished is thrown away. */
function open(file: string): Database {
  const db = openDatabase(file);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  return db;
}

function create(file: string): Database {
  const db = open(file);
  migrate(db, catalogMigrations);
  db.prepare("INSERT INTO store VALUES ('s', ?)").run(
    JSON.stringify({ id: 's', name: { zh: '店', en: 'Shop' }, timezone: 'Asia/Shanghai', currency: 'CNY' }),
  );
  return db;
}

function apply(db: Database, { put, gone, knowledge }: Night): string[] {
  const remove = (gtin: string): void =>
    ['location', 'product'].forEach((table) => db.prepare(`DELETE FROM ${table} WHERE gtin = ?`).run(gtin));
  db.transaction(() => {
    for (const gtin of [...gone, ...put.map(({ gtin }) => gtin)]) remove(gtin);
    for (const { aisle, ...row } of put) {
      db.prepare(
        `INSERT INTO product (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join(', ')})`,
      ).run(...Object.values(row));
      db.prepare('INSERT INTO location (gtin, position, aisle) VALUES (?, 0, ?)').run(row.gtin, aisle);
    }
    db.prepare(
      'INSERT OR REPLACE INTO knowledge (id, topic, questions_zh, questions_en, answer_zh, answer_en) VALUES (?, ?, ?, ?, ?, ?)',
    ).run('k', 'policy', knowledge, '', knowledge, '');
  })();
  return [...gone, ...put.map(({ gtin }) => gtin)];
}

/** The same published rows in a file of their own, compiled from nothing. */
function fromScratch(base: string, file: string): Database {
  const db = open(file);
  migrate(db, catalogMigrations);
  db.prepare('ATTACH ? AS base').run(base);
  for (const table of publishedTables) db.exec(`INSERT INTO main.${table} SELECT * FROM base.${table}`);
  db.exec('DETACH base');
  compileSearch(db, 'all');
  return db;
}

/** Every derived table, with category ids replaced by their paths: only those may be numbered otherwise. */
function contents(db: Database): Record<string, unknown> {
  const paths = new Map(
    (db.prepare('SELECT id, path_zh FROM category').all() as { id: number; path_zh: string }[]).map(
      ({ id, path_zh }) => [String(id), path_zh],
    ),
  );
  const entries = (
    db.prepare('SELECT * FROM entry').all() as { key: string; kind: string; ref: string }[]
  ).map((row) => (row.kind === 'c' ? { ...row, ref: paths.get(row.ref) } : row));
  db.exec('CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, search, row)');
  const tokens: Record<string, number[]> = {};
  for (const term of db.prepare('SELECT term FROM temp.vocabulary').pluck().all() as string[]) {
    const rows = db
      .prepare('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid')
      .pluck()
      .all(`"${term}"`) as number[];
    if (rows.length > 0) tokens[term.startsWith('c_') ? `c_${paths.get(term.slice(2))}` : term] = rows;
  }
  return {
    categories: db.prepare('SELECT path_zh, path_en, count FROM category ORDER BY path_zh').all(),
    entries: entries.map((row) => JSON.stringify(row)).sort(),
    pieces: db.prepare('SELECT hash, count, hex(rows) AS rows FROM piece').all(),
    variants: db.prepare('SELECT hash, key FROM variant').all(),
    filters: db.prepare('SELECT key, hex(value) AS value FROM search_meta').all(),
    tokens,
  };
}

const ASKED = [
  '洗发水',
  '西发水',
  '清泉洗发水',
  '番茄在哪',
  'shampoo 2 litre',
  'soysauce',
  'lays',
  '两升的酱油',
  'b2',
  '薄荷膏',
  'minty fresh',
];

/** What the open catalog makes of some words. */
function heard(file: string): unknown {
  const reader = openCatalogReader(file);
  try {
    return [
      reader.categories(),
      ...ASKED.map((text) =>
        reader.spans(text).map((span) => {
          const { all: _opaque, ...found } = reader.find({ groups: [span.entries], text });
          return { span, found };
        }),
      ),
    ];
  } finally {
    reader.close();
  }
}

describe('the search tables', () => {
  it('end the same whether compiled from nothing or change by change', () => {
    let run = 0;
    fc.assert(
      fc.property(fc.array(night, { minLength: 2, maxLength: 4 }), (nights) => {
        const at = (name: string | number): string => path.join(dir, `${run}-${name}.db`);
        run++;
        const first = create(at(0));
        apply(first, nights[0]!);
        compileSearch(first, 'all');
        first.close();
        nights.slice(1).forEach((change, i) => {
          copyFileSync(at(i), at(i + 1));
          const db = open(at(i + 1));
          const gtins = apply(db, change);
          compileSearch(db, { gtins, before: at(i) });
          const fresh = fromScratch(at(i + 1), at(`${i + 1}-fresh`));
          expect(contents(db)).toEqual(contents(fresh));
          db.close();
          fresh.close();
          expect(heard(at(i + 1))).toEqual(heard(at(`${i + 1}-fresh`)));
        });
      }),
      { numRuns: 12 },
    );
  });

  it('forget a word with the last product that had it, and its misspellings too', () => {
    const file = path.join(dir, 'forget.db');
    const db = create(file);
    const base: Item = {
      gtin: '1',
      id: 1,
      name_zh: '云台山泉',
      name_en: 'Yuntai Spring',
      category_zh: '饮料',
      category_en: 'Drinks',
      brand_zh: '云台',
      brand_en: 'Yuntai',
      aliases_zh: '',
      aliases_en: '',
      size: '',
      price: '2',
      aisle: 'A1',
    };
    apply(db, { put: [base, { ...base, gtin: '2', id: 2 }], gone: [], knowledge: '' });
    compileSearch(db, 'all');
    const brands = (): unknown => db.prepare("SELECT count(*) FROM entry WHERE kind = 'b'").pluck().get();
    expect(brands()).toBe(2);
    for (const [gone, left] of [
      ['1', 2],
      ['2', 0],
    ] as const) {
      const before = path.join(dir, `forget-${gone}.db`);
      copyFileSync(file, before);
      compileSearch(db, { gtins: apply(db, { put: [], gone: [gone], knowledge: '' }), before });
      expect(brands()).toBe(left);
    }
    expect(db.prepare("SELECT count(*) FROM variant WHERE key LIKE 'yun%'").pluck().get()).toBe(0);
    db.close();
  });
});
