import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../db/rows';
import { gtinOf, smallFeed, storeJson, temporaryFolder, writeFeed, type FeedFiles } from '../../testing';
import { readFeed } from './read-feed';

let dir: string;
beforeAll(() => (dir = temporaryFolder()));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Reads the small feed of a store with these languages and these files beside it. */
async function read(languages: string[], files: FeedFiles) {
  const rows: Record<string, Row[]> = {};
  const store = { 'store.json': JSON.stringify({ ...storeJson, languages }) };
  const report = await readFeed(
    writeFeed(join(dir, 'feed'), { ...smallFeed(), ...store, ...files }),
    (table, row) => (rows[table] ??= []).push(row),
  );
  return { ...report, put: rows };
}

const THAI = ['zh', 'en', 'th'];
const PLACES = { 'locations.csv': 'gtin,aisle\n', 'stock.csv': 'gtin,quantity,as_of\n' };
/** One product, with more columns. */
const product = (columns: string, cells: string): FeedFiles => ({
  ...PLACES,
  'products.csv': `gtin,name_zh,name_en,category_zh,category_en,price${columns}\n${gtinOf(1)},鱼露,Fish sauce,乳品 > 酱,Food > Sauces,9.90${cells}\n`,
});
const textsIn = (rows: Row[] | undefined): unknown => JSON.parse(String(rows?.[0]?.at(-1)));

describe('columns in other languages', () => {
  it('are read for every text, whatever their order, and cleaned as the others are', async () => {
    const columns = [
      ['name_th', ' น้ำปลา '],
      ['category_th', 'อาหาร＞ซอส'],
      ['brand_th', 'ตราปลา'],
      ['ingredients_th', 'ปลา &amp; เกลือ'],
      ['aliases_th', 'น้ำปลาดี| น้ำปลาแท้|'],
      ['description_th', ''],
      ['name_zh-Hant', '魚露'],
    ] as const;
    const languages = [...THAI, 'zh-Hant'];
    const readColumns = (list: readonly (readonly [string, string])[]) =>
      read(languages, {
        ...product(list.map(([name]) => `,${name}`).join(''), list.map(([, cell]) => `,${cell}`).join('')),
        'promotions.csv':
          'id,title_zh,title_en,kind,starts_at,ends_at,title_th,terms_th\nP1,特价,Deal,info,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,ลดราคา,จำกัดหนึ่งชิ้น\n',
        'knowledge.csv':
          'id,topic,questions_zh,questions_en,answer_zh,answer_en,questions_th,answer_th\nK1,return,退货,Return?,七天,Seven days,คืนสินค้า|คืนของ,ภายในเจ็ดวัน\n',
      });
    const { errors, put } = await readColumns(columns);
    expect(errors).toEqual([]);
    expect(textsIn(put.product)).toEqual({
      name_th: 'น้ำปลา',
      category_th: 'อาหาร > ซอส',
      brand_th: 'ตราปลา',
      ingredients_th: 'ปลา & เกลือ',
      aliases_th: 'น้ำปลาดี|น้ำปลาแท้',
      'name_zh-Hant': '魚露',
    });
    expect(textsIn(put.promotion)).toEqual({ title_th: 'ลดราคา', terms_th: 'จำกัดหนึ่งชิ้น' });
    expect(textsIn(put.knowledge)).toEqual({
      questions_th: 'คืนสินค้า|คืนของ',
      answer_th: 'ภายในเจ็ดวัน',
    });
    expect((await readColumns([...columns].reverse())).put.product).toEqual(put.product);
  });

  it('may be empty: the row is what it was without them', async () => {
    const bare = await read(['zh', 'en'], product('', ''));
    expect((await read(THAI, product(',name_th', ', '))).put.product).toEqual(bare.put.product);
  });

  it.each([
    ['name_TH', 'name_th'],
    ['NAME_th', 'name_th'],
    ['name_zh_hant', 'name_zh-Hant'],
    ['name_pt-br', 'name_pt-BR'],
  ])('written as %s are read as %s, and that is said', async (written, column) => {
    const { errors, warnings, put } = await read([...THAI, 'zh-hant', 'pt_BR'], product(`,${written}`, ',x'));
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual({
      file: 'products.csv',
      line: 1,
      column,
      message: `column '${written}' is read as ${column}`,
    });
    expect(textsIn(put.product)).toEqual({ [column]: 'x' });
  });

  it.each([
    ['name_th', /store\.json does not list 'th' among its languages; list it there/],
    // Numbers in most exports, Indonesian in few.
    ['category_id', /store\.json does not list 'id'/],
    ['name_thai', /a text in another language is name_<tag>, such as name_th/],
    ['description_html', /such as description_th/],
    ['name_eng', /write it as name_en/],
    ['price_th', /^unknown column, ignored$/],
    ['constructor_th', /^unknown column, ignored$/],
  ])('%s of a store in Mandarin and English is ignored with a reason', async (column, why) => {
    const { errors, warnings, put } = await read(['zh', 'en'], product(`,${column}`, ',17'));
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual({
      file: 'products.csv',
      line: 1,
      column,
      message: expect.stringMatching(why) as string,
    });
    expect(put.product).toEqual((await read(['zh', 'en'], product('', ''))).put.product);
  });

  it.each([
    ['name_th-TH', /'th-TH' is not among the languages that store\.json lists; write the column as name_th/],
    ['name_th_', /'th_' is not among the languages .* write the column as name_th/],
    ['answer_th-xyzzy1', /write the column as answer_th/],
  ])('%s of a store that lists th stops the feed: it was surely meant', async (column, why) => {
    const answers = {
      'knowledge.csv': `id,topic,questions_zh,questions_en,answer_zh,answer_en,${column}\nK1,a,b,c,d,e,f\n`,
    };
    const { errors } = await read(THAI, column.startsWith('name') ? product(`,${column}`, ',x') : answers);
    expect(errors).toEqual([
      {
        file: column.startsWith('name') ? 'products.csv' : 'knowledge.csv',
        line: 1,
        column,
        message: expect.stringMatching(why) as string,
      },
    ]);
  });

  it.each([',name_th,name_th', ',name_th,name_TH', ',name_th,NAME_th'])(
    'that stand twice (%s) stop the feed',
    async (columns) => {
      const { errors } = await read(THAI, product(columns, ',a,b'));
      expect(errors).toEqual([
        { file: 'products.csv', line: 1, column: 'name_th', message: 'the column appears twice' },
      ]);
    },
  );

  it('with what nobody can see in a text stop the feed, but for what its script is written with', async () => {
    const { errors } = await read([...THAI, 'fa'], product(',name_th,name_fa', ',น้ำ\u200bปลา,نیم\u200cروز'));
    expect(errors).toEqual([]);
    const hidden = await read(THAI, product(',name_th', ',น้ำ\u202eปลา'));
    expect(hidden.errors).toContainEqual({
      file: 'products.csv',
      line: 2,
      column: 'name_th',
      message: expect.stringContaining('U+202E') as string,
    });
  });

  it('whose path has another number of steps than the zh one are warned about', async () => {
    const { errors, warnings } = await read(THAI, product(',category_th', ',ซอส'));
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual({
      file: 'products.csv',
      line: 2,
      column: 'category_th',
      message: 'has 1 steps where category_zh has 2; categories are not called by it',
    });
  });
});

it('a language that is none is told, and its feed still read', async () => {
  const { errors, warnings } = await read(['zh', 'en', 'thai'], {});
  expect(errors).toEqual([]);
  expect(warnings).toEqual([
    {
      file: 'store.json',
      column: 'languages',
      message: expect.stringMatching(/'thai' is not the BCP 47 tag.*th, pt-BR or zh-Hant/) as string,
    },
  ]);
});
