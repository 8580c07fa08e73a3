import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalogReader, provisionFeed } from '../../catalog-sync';
import { LabelRule, type Lang } from '../contract';
import { createEngine, scannedItem } from '../assistant';

let dir: string;
let reader: ReturnType<typeof openCatalogReader>;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'scanned-'));
  const open = [['08:00', '22:00']];
  const store = {
    ...{ id: 'test-store', name: { zh: '测试店', en: 'Test store' }, languages: ['zh', 'en'] },
    ...{ timezone: 'Asia/Shanghai', currency: 'CNY' },
    hours: Object.fromEntries(
      'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ').map((day) => [day, open]),
    ),
  };
  const rows = [
    '2100001000004,散称苹果,Loose apples,生鲜 > 水果,Fresh > Fruit,7.98,,,kg,',
    '2101234000005,散装饼干,Loose biscuits,食品,Food,9.98,,,,',
    '20123459,店内码,In-store,食品,Food,1,,,,',
    '042100005264,豆子,Beans,食品,Food,3,,,,',
    '0049634063173,可乐,Cola,食品,Food,6,,,,',
  ];
  writeFileSync(join(dir, 'store.json'), JSON.stringify(store));
  writeFileSync(
    join(dir, 'products.csv'),
    `gtin,name_zh,name_en,category_zh,category_en,price,brand_zh,brand_en,size,claims\n${rows.join('\n')}\n`,
  );
  const feed = dir;
  reader = openCatalogReader((await provisionFeed(feed, join(dir, 'data'))).file);
});
afterAll(() => {
  reader?.close();
  rmSync(dir, { recursive: true, force: true });
});

const WEIGHED = [LabelRule.parse({ pattern: '21IIIIIWWWWWC' })];

describe('what was scanned', () => {
  it.each([
    ['2100001027506', '2100001000004'],
    ['2101234000005', '2101234000005'],
    ['2101234005002', '2101234000005'],
    ['20123459', '20123459'],
    ['049634063173', '0049634063173'],
    ['042100005264', '042100005264'],
  ])('%s is %s, and nothing is told of its piece', (gtin, item) =>
    expect(scannedItem(reader, { gtin })).toEqual({ gtin: item }),
  );
  it.each([
    ['2100001027506', '2100001000004', { kilograms: 2.75 }],
    ['2101234000005', '2101234000005', undefined],
    ['2101234005002', '2101234000005', { kilograms: 0.5 }],
  ])('%s is %s, %j where the store says how its scales write', (gtin, item, measure) =>
    expect(scannedItem(reader, { gtin }, WEIGHED)).toEqual({ gtin: item, ...(measure && { measure }) }),
  );
  it.each(['2100002027505', '2100001027507', '6901234567892'])('%s is nothing here', (gtin) =>
    expect(scannedItem(reader, { gtin })).toBeUndefined(),
  );
  it('may be the other thing it can be', () =>
    expect(scannedItem(reader, { gtin: '01234565', also: ['042100005264'] })?.gtin).toBe('042100005264'));

  it.each<[Lang, string]>([
    ['zh', '这一份重 2.75 公斤，21.95 元。'],
    ['en', 'This piece weighs 2.75 kg and costs 21.95 yuan.'],
  ])('is answered with its weight and price, %s', (lang, said) => {
    const engine = createEngine({
      catalog: () => reader,
      clock: () => new Date('2026-11-22T12:00:00+08:00'),
    });
    const answer = engine.ask(
      { text: 'x', lang, gtin: '2100001000004', measure: { kilograms: 2.75 } },
      engine.newConversation(),
    );
    expect(answer.text).toContain(said);
  });
});
