import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../db/rows';
import { gtinOf, smallFeed, temporaryFolder, writeFeed, type FeedFiles } from '../../testing';
import { offerWordsFault } from './offer-words';
import { readFeed } from './read-feed';

/** What feeds really hold, by kind: cases of other projects' public bug reports and their neighbours. */

let dir: string;
beforeAll(() => (dir = temporaryFolder()));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const now = new Date('2026-11-22T12:00:00+08:00');
async function read(change: (files: FeedFiles) => FeedFiles, encode?: { file: string; as: string }) {
  const rows: Record<string, Row[]> = {};
  const files = change(smallFeed());
  const feed = writeFeed(join(dir, 'feed'), files);
  if (encode)
    writeFileSync(
      join(feed, encode.file),
      iconv.encode(files[encode.file] ?? '', encode.as.replace('-bare', ''), {
        addBOM: encode.as.startsWith('utf-'),
      }),
    );
  const report = await readFeed(feed, (table, row) => (rows[table] ??= []).push(row), now);
  return { ...report, put: rows };
}
const edit = (file: string, from: string | RegExp, to: string | (() => string)) => (files: FeedFiles) => ({
  ...files,
  [file]: (files[file] ?? '').replace(from, typeof to === 'string' ? () => to : to),
});

describe('a table that can not be read is one true message', () => {
  it.each([
    [
      'Big5',
      edit('products.csv', /洗发水|薯片/g, '衛生紙、醬油'),
      'big5',
      /seems to be Big5; export it as UTF-8/,
    ],
    [
      'EUC-KR',
      edit('products.csv', /[洗发水牛奶薯片号]/g, '우유'),
      'euc-kr',
      /not UTF-8.*export it as UTF-8/,
    ],
    ['Latin-1', edit('products.csv', /\p{Script=Han}+/gu, 'Café'), 'latin1', /is not UTF-8, GBK or UTF-16/],
    ['empty', (files: FeedFiles) => ({ ...files, 'products.csv': '' }), undefined, /is empty/],
    ['without its GTINs', edit('products.csv', 'gtin', 'number'), undefined, /required column is missing/],
    [
      'with a quote that stays open',
      edit('products.csv', '洗发水0号', '"洗发水0号'),
      undefined,
      /never closed/,
    ],
  ])('%s', async (_name, change, as, message) => {
    const { errors, errorCount } = await read(change, as ? { file: 'products.csv', as } : undefined);
    expect(errors).toEqual([
      expect.objectContaining({ file: 'products.csv', message: expect.stringMatching(message) as string }),
    ]);
    expect(errorCount).toBe(1);
  });

  it('a workbook that was only renamed is told to be one', async () => {
    const { errors } = await read(edit('products.csv', /^[^]*$/, 'PK\u0003\u0004\u0014\u0000\u0006\u0000'));
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/Excel workbook .*and no CSV/) as string }),
    ]);
  });

  it('a missing one too', async () => {
    const { errors } = await read(({ 'products.csv': _, ...files }) => files);
    expect(errors).toEqual([{ file: 'products.csv', message: 'is missing' }]);
  });

  it('columns in capitals are read, with a warning', async () => {
    const { errors, warnings, put } = await read(edit('products.csv', 'gtin,name_zh', 'GTIN,Name_ZH'));
    expect(errors).toEqual([]);
    expect(warnings.map(({ message }) => message)).toEqual([
      "column 'GTIN' is read as gtin",
      "column 'Name_ZH' is read as name_zh",
    ]);
    expect(put.product).toHaveLength(12);
  });
});

describe('a table as spreadsheets write it is read, with one warning', () => {
  const by = (mark: string) => (files: FeedFiles) => ({
    ...files,
    'products.csv': (files['products.csv'] ?? '').replaceAll(',', mark),
  });
  it.each([
    ['in GBK', by(','), 'gbk', 'is written in GBK (GB18030)'],
    ['in GB18030 with a rare letter', edit('products.csv', '洗发水0', '洗发水㐀𠀀'), 'gb18030', /GB18030/],
    ['in UTF-16 with a mark', by(','), 'utf-16le', 'is written in UTF-16'],
    ['in UTF-16, the other way', by(','), 'utf-16be', 'is written in UTF-16'],
    ['in UTF-16 without a mark', by(','), 'utf16le-bare', 'is written in UTF-16'],
    ['with semicolons', by(';'), undefined, "is separated by ';'"],
    ['with tabs', by('\t'), undefined, 'is separated by tabs'],
    ['with bars', by('|'), undefined, undefined],
    ['as Excel’s Unicode text', by('\t'), 'utf-16le', 'is written in UTF-16 and is separated by tabs'],
    ['in GBK with semicolons', by(';'), 'gbk', "is written in GBK (GB18030) and is separated by ';'"],
    [
      'with a hint',
      (files: FeedFiles) => edit('products.csv', /^/, 'sep=;\r\n')(by(';')(files)),
      undefined,
      /';'/,
    ],
  ])('%s', async (_name, change, as, message) => {
    // Bars part lists, too.
    const files = (all: FeedFiles) =>
      change(message === undefined ? edit('products.csv', /milk\|soy/g, 'milk')(all) : all);
    const { errors, warnings, put } = await read(files, as ? { file: 'products.csv', as } : undefined);
    expect(errors).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ file: 'products.csv' });
    if (typeof message === 'string') expect(warnings[0]?.message).toBe(`${message}; it is read so`);
    else if (message) expect(warnings[0]?.message).toMatch(message);
    expect(put.product).toHaveLength(12);
    expect(put.product?.[1]?.[0]).toBe(gtinOf(1));
    const named = new Set((files(smallFeed())['products.csv'] ?? '').match(/[^\u0000-\u007f]+/gu));
    for (const [, , name] of put.product ?? [])
      for (const part of String(name).match(/[^\u0000-\u007f]+/gu) ?? []) expect(named).toContain(part);
  });

  it('keeps the lines right below a hint', async () => {
    const { errors } = await read((files) => ({
      ...files,
      'stock.csv': `sep=;\ngtin;quantity;as_of\n${gtinOf(1)};many;2026-11-21T22:00:00+08:00\n`,
    }));
    expect(errors).toMatchObject([{ file: 'stock.csv', line: 3, column: 'quantity' }]);
  });

  it.each([
    ['12,90', '12.90', 0],
    ['1.299,00', '1299.00', 0],
    ['1.299', undefined, 1],
    ['1,299', undefined, 1],
  ])('where semicolons part cells, a price of %s is %s', async (cell, price, errorCount) => {
    const report = await read((files) => edit('products.csv', ';1.90;', `;${cell};`)(by(';')(files)));
    expect(report.errorCount).toBe(errorCount);
    expect(report.put.product?.[0]?.[6]).toBe(price ?? '2.90');
  });

  it('a letter that was cut in half at a column’s width goes, other bytes that are no letters cost the row', async () => {
    const files = smallFeed();
    const feed = writeFeed(join(dir, 'feed'), files);
    const bytes = iconv.encode(files['products.csv'] ?? '', 'gbk');
    const cut = bytes.indexOf(iconv.encode('洗发水0号', 'gbk'));
    const name = iconv.encode('牛奶1号', 'gbk');
    const inside = bytes.indexOf(name);
    writeFileSync(
      join(feed, 'products.csv'),
      Buffer.concat([
        bytes.subarray(0, cut + 8),
        bytes.subarray(cut + 9, inside),
        Buffer.from([0xff]),
        bytes.subarray(inside),
      ]),
    );
    const names: string[] = [];
    const { errors, warnings } = await readFeed(
      feed,
      (table, row) => {
        if (table === 'product') names.push(String(row[2]));
      },
      now,
    );
    expect(names.slice(0, 2)).toEqual(['洗发水0', '薯片2号']);
    expect(errors).toMatchObject([
      { line: 3, message: expect.stringMatching(/bytes that are no GBK/) as string },
    ]);
    expect(warnings.map(({ message }) => message)).toContainEqual(expect.stringMatching(/half a letter/));
  });
});

describe('one number', () => {
  const upc = '036000291452';
  const row = (gtin: string, price: string) => `${gtin},麦片,Cereal,a,b,${price},,,,\n`;
  const withRows =
    (...rows: string[]) =>
    (files: FeedFiles) => ({
      ...files,
      'products.csv': `${files['products.csv']}${rows.join('')}`,
    });
  it.each([['0036000291452'], ['00036000291452']])(
    'written as %s too is one item, with a warning',
    async (twin) => {
      const { errors, warnings, put } = await read(withRows(row(upc, '39'), row(twin, '45')));
      expect(errors).toEqual([]);
      expect(warnings).toEqual([
        expect.objectContaining({
          file: 'products.csv',
          line: 15,
          column: 'gtin',
          message: expect.stringMatching(/same number as '036000291452' on line 14/) as string,
        }),
      ]);
      expect(put.product?.filter(([gtin]) => String(gtin).endsWith('36000291452'))).toHaveLength(1);
    },
  );
  it('is found by places, counts and offers however they write it', async () => {
    const { errors, put } = await read((files) => ({
      ...withRows(row('0049634063173', '6'), row(upc, '39'))(files),
      'locations.csv': 'gtin,aisle\n049634063173,A1\n0036000291452,A1\n',
      'stock.csv': 'gtin,quantity,as_of\n00049634063173,7,2026-11-21T22:00:00+08:00\n',
      'promotions.csv': (files['promotions.csv'] ?? '').replace(',,乳品', `,049634063173|0${upc},`),
    }));
    expect(errors).toEqual([]);
    expect(put.location?.map(([gtin]) => gtin)).toEqual(['0049634063173', upc]);
    expect(put.stock?.map(([gtin]) => gtin)).toEqual(['0049634063173']);
    expect(put.promotion?.[0]?.[7]).toBe(`0049634063173|${upc}`);
  });
  it('of a product that could not be read costs no message in other files', async () => {
    const { errors, warnings } = await read(edit('products.csv', `${gtinOf(0)},`, '6.9E+12,'));
    expect(errors.map(({ file }) => file)).toEqual(['products.csv']);
    expect(warnings.map(({ file }) => file)).toEqual(['locations.csv', 'stock.csv']);
  });
});

describe('a number that a spreadsheet changed', () => {
  const gtinRead = async (cell: string) => {
    const { errors, warnings, put } = await read((files) => ({
      ...files,
      'products.csv': `${files['products.csv']}"${cell.replaceAll('"', '""')}",麦片,Cereal,a,b,39,,,,\n`,
    }));
    return { gtin: put.product?.[12]?.[0], errors, warnings };
  };
  it.each([
    ['="6901234567892"', '6901234567892'],
    ["'6901234567892", '6901234567892'],
    ['6901234567892.0', '6901234567892'],
    ['6.901234567892E+12', '6901234567892'],
    ['690 1234 567892', '6901234567892'],
    ['690-1234567-892', '6901234567892'],
    ['36000291452', '036000291452'],
    ['04252614', '042100005264'],
    ['６９０１２３４５６７８９２', '6901234567892'],
  ])('%s is read as %s', async (cell, gtin) => {
    const { gtin: found, errors, warnings } = await gtinRead(cell);
    expect(errors).toEqual([]);
    expect(found).toBe(gtin);
    // Full-width digits go without saying.
    expect(warnings).toHaveLength(/^[０-９]/.test(cell) ? 0 : 1);
  });
  it.each([
    ['6.90123E+12', /its last digits are lost/],
    ['6,90123E+12', /its last digits are lost/],
    ['6.9012345678921E+12', /its last digits are lost|digits/],
    ['69012345678', /has 11 digits/],
    ['690123456789X', /digits only/],
  ])('%s is refused with the cause', async (cell, message) => {
    const { errors } = await gtinRead(cell);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(message) as string })]);
  });
});

describe('a text', () => {
  const named = async (name: string) => {
    const { errors, warnings, put } = await read(
      edit('products.csv', '洗发水0号', () => `"${name.replaceAll('"', '""')}"`),
    );
    return { errors, name: String(put.product?.[0]?.[2]), warnings: warnings.map(({ message }) => message) };
  };
  it('of ten thousand letters is cut, with a warning', async () => {
    const { errors, name, warnings } = await named('长'.repeat(10_000));
    expect(errors).toEqual([]);
    expect(name).toBe(`${'长'.repeat(199)}…`);
    expect(warnings).toEqual([expect.stringMatching(/10000 letters long/)]);
  });
  it('that is a name reads in one line', async () => {
    expect(await named('牛奶\r\n  250ml')).toMatchObject({
      name: '牛奶 250ml',
      warnings: [expect.stringMatching(/line breaks/)],
    });
  });
  it.each(['牛\ufffd奶', '锟斤拷牛奶', 'CafÃ©'])('%s is said to be garbled', async (name) =>
    expect((await named(name)).warnings).toEqual([expect.stringMatching(/garbled/)]),
  );
  it.each(['Café', 'Pâté', '“好”牛奶'])('%s is not', async (name) =>
    expect((await named(name)).warnings).toEqual([]),
  );
  it.each([['5" 螺丝'], ['"螺丝" 5'], ['5"" x']])(
    'with a stray quote, %s, is read as it stands',
    async (text) => {
      const { errors, put } = await read(edit('products.csv', '洗发水0号', () => text));
      expect(errors).toEqual([]);
      expect(put.product?.map(([, , name]) => name).slice(0, 2)).toEqual([text, '牛奶1号']);
      expect(put.product).toHaveLength(12);
    },
  );
  it('that takes in other rows by an open quote costs all of them', async () => {
    const { errors, faulty, put } = await read((files) =>
      edit('products.csv', '薯片2号', '薯片"2号"')(edit('products.csv', '洗发水0号', '"洗发水0号')(files)),
    );
    expect(errors.map(({ file }) => file)).toEqual(['products.csv']);
    expect((put.product?.length ?? 0) + (faulty['products.csv']?.rows ?? 0)).toBe(12);
  });
});

describe('a header', () => {
  it('in Chinese is read, with warnings', async () => {
    const { errors, warnings, put } = await read((files) => ({
      ...edit('stock.csv', 'gtin,quantity,as_of', '商品条码,库存数量,盘点时间')(files),
      'products.csv': (files['products.csv'] ?? '').replace(/^.*/, (line) =>
        line.replace('gtin', '条码').replace('name_zh', '商品名称').replace('price', '零售价'),
      ),
    }));
    expect(errors).toEqual([]);
    expect(warnings.map(({ message }) => message)).toContain("column '条码' is read as gtin");
    expect([put.product?.length, put.stock?.length]).toEqual([12, 12]);
  });
  it.each(['Name-ZH', 'name zh', 'nameZh', ' NAME_ZH '])('with %s is read', async (name) => {
    const { errors, put } = await read(edit('products.csv', 'name_zh', name));
    expect(errors).toEqual([]);
    expect(put.product).toHaveLength(12);
  });
  it('that is none is one message', async () => {
    const { errors } = await read(edit('products.csv', /^.*\n/, ''));
    expect(errors).toEqual([
      expect.objectContaining({
        file: 'products.csv',
        message: expect.stringMatching(/required columns .* are missing; its first line has/) as string,
      }),
    ]);
  });
});

describe('a count', () => {
  const counted = (cell: string, asOf = '2026-11-21T22:00:00+08:00') =>
    read((files) => ({ ...files, 'stock.csv': `gtin,quantity,as_of\n${gtinOf(1)},${cell},${asOf}\n` }));
  it.each([
    ['-3', 0, /'-3' is below zero; it counts as 0/],
    ['"-1,200"', 0, /below zero/],
    ['-0.5', 0, /below zero/],
    ['"1,200"', 1200, undefined],
    ['"1,234,567"', 1234567, undefined],
    ['1 200', 1200, undefined],
    ['+5', 5, undefined],
    ['１２', 12, undefined],
  ])('of %s is %i', async (cell, quantity, warning) => {
    const { errors, warnings, put } = await counted(cell);
    expect(errors).toEqual([]);
    expect(put.stock?.[0]?.[1]).toBe(quantity);
    expect(warnings.map(({ message }) => message)).toEqual(warning ? [expect.stringMatching(warning)] : []);
  });
  it.each([['"1,20"'], ['"1.200,5"'], ['many'], ['--3'], ['1e3']])('of %s is refused', async (cell) => {
    expect((await counted(cell)).errors).toContainEqual(
      expect.objectContaining({ file: 'stock.csv', line: 2, column: 'quantity' }),
    );
  });

  it.each([['2036-01-01T00:00:00Z'], ['2026-11-24T00:00:00+08:00']])(
    'from %s is ignored, and an older one of the same item holds',
    async (future) => {
      const { errors, warnings, put } = await read((files) => ({
        ...files,
        'stock.csv': `gtin,quantity,as_of\n${gtinOf(1)},7,${future}\n${gtinOf(1)},5,2026-11-21T22:00:00+08:00\n${gtinOf(2)},9,${future}\n`,
      }));
      expect(errors).toEqual([]);
      expect(warnings.filter(({ column }) => column === 'as_of').map(({ line }) => line)).toEqual([2, 4]);
      expect(warnings[0]?.message).toMatch(/lies ahead; the count is ignored/);
      expect(put.stock).toEqual([[gtinOf(1), 5, '2026-11-21T22:00:00+08:00']]);
    },
  );
  it('from some hours ahead, as of a clock in another zone, is taken', async () => {
    expect((await counted('4', '2026-11-22T20:00:00+08:00')).put.stock).toHaveLength(1);
  });
});

describe('a price', () => {
  it.each([
    ['"1,299.00"', '1299.00'],
    ['"1,299"', '1299'],
    ['1 299.00', '1299.00'],
    ["1'299.00", '1299.00'],
    ['12.899999999999999', '12.9'],
  ])('of %s is %s, with a warning', async (cell, price) => {
    const { errors, warnings, put } = await read(edit('products.csv', ',1.90,', `,${cell},`));
    expect(errors).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(put.product?.[0]).toContain(price);
  });
  it.each([
    ['¥12.90', /currency's sign/],
    ['12.90元', /currency's sign/],
    ['"12,90"', /comma before its decimals/],
    ['"1.299,00"', /comma before its decimals/],
    ['#N/A', /no value/],
    ['NULL', /no value/],
    ['1.29E+3', /spreadsheet/],
  ])('of %s is refused with the cause', async (cell, message) => {
    expect((await read(edit('products.csv', ',1.90,', `,${cell},`))).errors).toEqual([
      expect.objectContaining({ column: 'price', message: expect.stringMatching(message) as string }),
    ]);
  });
  it.each([['¥12.90'], ['12.90 元'], ['"12,90"'], ['12.9.0'], ['-1'], ['about 5']])(
    'of %s is refused',
    async (cell) => {
      expect((await read(edit('products.csv', ',1.90,', `,${cell},`))).errors).toContainEqual(
        expect.objectContaining({ column: 'price' }),
      );
    },
  );
});

describe('a price that nobody pays', () => {
  const at = (price: string, currency: string) =>
    read((files) => ({
      ...edit('products.csv', ',1.90,', `,${price},`)(files),
      'store.json': (files['store.json'] ?? '').replace('"CNY"', `"${currency}"`),
    }));
  it.each([
    ['0', 'CNY'],
    ['0.00', 'CNY'],
    ['0.004', 'CNY'],
    ['0.4', 'JPY'],
  ])('of %s %s leaves the product out, and what names it, with a warning', async (price, currency) => {
    const { errors, warnings, put, faulty } = await at(price, currency);
    expect([errors, faulty]).toEqual([[], {}]);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        ...{ file: 'products.csv', line: 2, column: 'price' },
        message: expect.stringMatching(/no price that anybody pays/) as string,
      }),
    );
    for (const table of ['product', 'location', 'stock']) expect(put[table]).toHaveLength(11);
  });
  it('is not one of a cent', async () => expect((await at('0.01', 'CNY')).put.product).toHaveLength(12));
});

describe('HTML', () => {
  const named = async (name: string) => {
    const { errors, warnings, put } = await read(
      edit('products.csv', '洗发水0号', `"${name.replaceAll('"', '""')}"`),
    );
    expect(errors).toEqual([]);
    return { name: put.product?.[0]?.[2], warnings: warnings.length };
  };
  it.each([
    ['<b>康师傅</b>&nbsp;红烧牛肉面 &amp; 调料', '康师傅 红烧牛肉面 & 调料'],
    ['Master Kong&#39;s beef &lt;hot&gt; noodles', "Master Kong's beef <hot> noodles"],
    ['牛奶<br/>250&#x6d;l', '牛奶 250ml'],
    ['牛奶&amp;nbsp;250ml', '牛奶 250ml'],
    ['<p class="x">牛奶</p><script>alert(1)</script>', '牛奶'],
    ['<!-- wp -->牛奶 &reg;', '牛奶 ®'],
    ['CO<sub>2</sub> 气泡水', 'CO2 气泡水'],
  ])('%s is read as %s', async (cell, name) => expect(await named(cell)).toEqual({ name, warnings: 1 }));
  it.each([['<100g 小包装'], ['A&B 饼干'], ['M&M; 豆'], ['a < b > c'], ['R&amper; x'], ['<康师傅>']])(
    '%s is none',
    async (cell) => expect(await named(cell)).toEqual({ name: cell, warnings: 0 }),
  );

  it('hides nothing: what an entity stands for is looked at', async () => {
    const { errors } = await read(edit('products.csv', '洗发水0号', '洗发&#x202e;水0号'));
    expect(errors).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/U\+202E/) as string }),
    );
  });
  it('is gone, whatever stood there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom('<b>', '</b>', '&nbsp;', '&amp;', '牛', 'a', ' ', '<br>', '<script>', '</script>'),
          { minLength: 1, maxLength: 8 },
        ),
        async (parts) => {
          const { put } = await read(edit('products.csv', '洗发水0号', `奶${parts.join('')}`));
          expect(String(put.product?.[0]?.[2])).not.toMatch(/<\/?b>|&nbsp;|<br>/);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('an offer whose title and value disagree', () => {
  it.each([
    ['percent_off', '85', '高露洁 8.5 折', '15% off'],
    ['percent_off', '8.5', '高露洁 8.5 折', '15% off'],
    ['percent_off', '80', '牛奶 8 折', 'Milk'],
    ['percent_off', '85', '花生酱八五折', 'Peanut butter'],
    ['percent_off', '9', '九折', 'Tea'],
    ['percent_off', '20', '全场 95 折', 'All'],
    ['percent_off', '20', '牛奶', '15% off milk'],
    ['percent_off', '5', '半价', 'Half price'],
    ['second_item_percent_off', '5', '第二件半价', 'Second half price'],
    ['second_item_percent_off', '80', '第二件 8 折', 'Second 20% off'],
    ['amount_off', '100', '满100减20', '20 off 100'],
  ])('%s %s “%s”', (kind, value, zh, en) =>
    expect(offerWordsFault(kind, value, { zh, en })).toMatch(/the title/),
  );
  it.each([
    ['percent_off', '15', '高露洁 8.5 折', '15% off'],
    ['percent_off', '15', '85折', 'Fifteen'],
    ['percent_off', '15', '低至 5 折', 'Up to 50% off'],
    ['percent_off', '15', '3 件 8 折起', '15% off'],
    ['percent_off', '12', '双 12 电视 88 折', '12.12: 12% off'],
    ['percent_off', '50', '半价', 'Half price'],
    ['second_item_percent_off', '40', '满 2 件 8 折', 'Second one 40% off'],
    ['second_item_percent_off', '50', '第二件半价', 'Second half price'],
    ['amount_off', '20', '满100减20', '20 off 100'],
    ['amount_off', '20', '立减 20 元', '20 off'],
    ['amount_off', '0.50', '约克郡茶减 50 便士', '50p off'],
    ['special_price', '8.5', '特价 8.5', 'Only 8.5'],
    ['info', '', '周三 95 折', '5% off'],
  ])('%s %s “%s” agrees', (kind, value, zh, en) =>
    expect(offerWordsFault(kind, value, { zh, en })).toBeUndefined(),
  );

  it('is left out of the catalog with a warning; the night goes on', async () => {
    const { errors, warnings, put } = await read(edit('promotions.csv', ',20,', ',80,'));
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        file: 'promotions.csv',
        line: 2,
        column: 'value',
        message: expect.stringMatching(/says 20 % off, the value says 80 % off .*left out/) as string,
      }),
    );
    expect(put.promotion ?? []).toEqual([]);
  });
  it('and one below one per cent is refused', async () => {
    expect((await read(edit('promotions.csv', ',20,', ',0.85,'))).errors).toContainEqual(
      expect.objectContaining({ column: 'value', message: expect.stringMatching(/percentage/) as string }),
    );
  });
});

/** `../shared` is beside the checkout where the cases are at hand. */
const cases = resolve(import.meta.dirname, '../../../../shared/field/cases');
describe.skipIf(!existsSync(cases))('the field’s own cases', () => {
  const feedOf = (start: string) =>
    join(cases, readdirSync(cases).find((name) => name.startsWith(start)) ?? '', 'feed');
  it.each([
    ['18-', 0, /HTML/],
    ['20-', 0, /U\+200B/],
    ['22-', 0, /below zero/],
  ])('%s', async (start, errorCount, warning) => {
    const report = await readFeed(feedOf(start), undefined, new Date('2026-11-30T00:00:00Z'));
    expect(report.errorCount).toBe(errorCount);
    expect(report.warnings.some(({ message }) => warning.test(message))).toBe(true);
  });
  it('21-', async () => {
    const { errors, warnings } = await readFeed(feedOf('21-'));
    expect(errors).toEqual([]);
    expect(warnings.filter(({ file }) => file === 'products.csv')).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/GBK/) as string }),
    ]);
  });
  it('08-', async () => {
    const { errors, warnings, rows } = await readFeed(feedOf('08-'));
    expect(errors).toEqual([]);
    expect(warnings).toContainEqual(expect.objectContaining({ line: 5, column: 'gtin' }));
    expect(rows.product).toBe(3);
  });
  it('06-', async () => {
    const { errors, warnings, rows } = await readFeed(feedOf('06-'));
    expect(
      [...errors, ...warnings]
        .filter(({ file }) => file === 'promotions.csv')
        .map(({ line }) => line)
        .sort(),
    ).toEqual([2, 3]);
    expect(rows.promotion).toBe(0);
  });
});
