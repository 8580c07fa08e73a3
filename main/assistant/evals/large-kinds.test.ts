import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  catalogMigrations,
  compileSearch,
  openCatalogReader,
  openDatabase,
  openStudent,
  type CatalogReader,
} from '../../../catalog-sync';
import { createEngine, type Engine } from '..';
import { priceOf } from '../answer/pricing';

const dir = mkdtempSync(path.join(tmpdir(), 'large-'));
const NOW = new Date('2026-11-22T18:00:00+08:00');
const EACH = 400;
let reader: CatalogReader;
let engine: Engine;

/**
 * Two kinds of 400 items each, with prices that say nothing of their order, and offers that make dear things
 * cheap.
 */
beforeAll(async () => {
  const student = await openStudent();
  const file = path.join(dir, 'a.db');
  const db = openDatabase(file);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  for (const migration of catalogMigrations) db.exec(migration.sql);
  db.prepare('INSERT INTO store VALUES (?, ?)').run(
    's',
    JSON.stringify({ id: 's', name: { zh: '大店', en: 'Big' }, timezone: 'Asia/Shanghai', currency: 'CNY' }),
  );
  const product = db.prepare(
    'INSERT INTO product (id, gtin, name_zh, name_en, category_zh, category_en, price, brand_zh, claims) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const offer = db.prepare(
    "INSERT INTO promotion (id, title_zh, title_en, kind, value, starts_at, ends_at, gtins, category_zh) VALUES (?, ?, ?, 'percent_off', ?, '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', ?, ?)",
  );
  db.transaction(() => {
    for (let i = 0; i < 2 * EACH; i++) {
      const tea = i % 2 === 0;
      product.run(
        i + 1,
        String(1000 + i),
        tea ? `松月绿茶${i}号` : `竹溪咖啡${i}号`,
        tea ? `Songyue Green Tea no. ${i}` : `Zhuxi Coffee no. ${i}`,
        tea ? '饮料 > 茶 > 绿茶' : '饮料 > 咖啡',
        tea ? 'Drinks > Tea > Green tea' : 'Drinks > Coffee',
        String(20 + ((i * 7919) % 997) / 10),
        tea ? '松月' : '竹溪',
        i % 160 === 78 ? 'sugar_free' : '',
      );
    }
    offer.run('one', '一款三折', '70 % off one', '70', '1700', '');
    offer.run('kind', '咖啡九折', '10 % off coffee', '10', '', '饮料 > 咖啡');
  })();
  compileSearch(db, 'all');
  db.close();
  reader = openCatalogReader(file);
  engine = createEngine({ catalog: () => reader, clock: () => NOW, encoder: () => student });
  await engine.learn();
});
afterAll(() => {
  reader.close();
  rmSync(dir, { recursive: true, force: true });
});

const kind = (leaf: string): { gtin: string; price: number; claims: readonly string[] }[] =>
  reader.productsIn(leaf === '绿茶' ? ['饮料', '茶', '绿茶'] : ['饮料', '咖啡']).map((p) => {
    const { price, offerPrice } = priceOf(p, reader.promotions(), NOW, 'CNY');
    return { gtin: p.gtin, price: offerPrice ?? price, claims: p.claims };
  });
const first = (text: string): string | undefined =>
  engine.ask({ text }, engine.newConversation()).items[0]?.gtin;

describe('a kind of many items', () => {
  it.each(['绿茶', '咖啡'])('%s: the cheapest and the dearest of all of them, offers included', (leaf) => {
    const prices = kind(leaf);
    const priceBy = new Map(prices.map(({ gtin, price }) => [gtin, price]));
    expect(priceBy.get(first(`最便宜的${leaf}是哪个`)!)).toBe(Math.min(...priceBy.values()));
    expect(priceBy.get(first(`最贵的${leaf}是哪款`)!)).toBe(Math.max(...priceBy.values()));
  });

  it('the cheapest of a brand, which is no category', () => {
    const priceBy = new Map(kind('绿茶').map(({ gtin, price }) => [gtin, price]));
    expect(priceBy.get(first('松月最便宜的是哪个')!)).toBe(Math.min(...priceBy.values()));
  });

  it('under a limit: those that are, and none said where there is one', () => {
    const under = kind('绿茶').filter(({ price }) => price <= 21);
    const answer = engine.ask({ text: '21块以内的绿茶有吗' }, engine.newConversation());
    expect(under.length).toBeGreaterThan(0);
    expect(answer.items.map(({ gtin }) => gtin).every((gtin) => under.some((p) => p.gtin === gtin))).toBe(
      true,
    );
    expect(answer.items).toHaveLength(Math.min(20, under.length));
    const none = engine.ask({ text: '10块以内的咖啡有吗' }, engine.newConversation());
    const coffee = kind('咖啡').sort((a, b) => a.price - b.price);
    expect(none.abstained).toBe(true);
    expect(coffee.find(({ gtin }) => gtin === none.items[0]?.gtin)?.price).toBe(coffee[0]!.price);
  });

  it('with a claim that only few of them bear', () => {
    const bearing = kind('绿茶')
      .filter(({ claims }) => claims.includes('sugar_free'))
      .map(({ gtin }) => gtin);
    const answer = engine.ask({ text: '有没有无糖的绿茶' }, engine.newConversation());
    expect(bearing.length).toBeGreaterThan(0);
    expect(answer.items.map(({ gtin }) => gtin).sort()).toEqual(bearing.sort());
  });
});
