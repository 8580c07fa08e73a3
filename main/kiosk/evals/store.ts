import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  catalogMigrations,
  compileSearch,
  openCatalogReader,
  openDatabase,
  openStudent,
  type CatalogReader,
} from '../../../catalog-sync';
import { createEngine, type Engine } from '../../assistant';

export const NOW = new Date('2026-11-22T18:00:00+08:00');
/** Items of the one kind that the store sells much of. */
export const SHAMPOOS = 12;

export interface SmallStore {
  readonly dir: string;
  readonly reader: CatalogReader;
  readonly engine: Engine;
  close(): void;
}

/**
 * A store with a kind of many items, coupons of which one has ended, and an entry of the knowledge table, on
 * a real catalog file.
 */
export async function openSmallStore(): Promise<SmallStore> {
  const student = await openStudent();
  const dir = mkdtempSync(path.join(tmpdir(), 'acts-'));
  const file = path.join(dir, 'catalog.db');
  const db = openDatabase(file);
  for (const migration of catalogMigrations) db.exec(migration.sql);
  const store = {
    id: 's',
    name: { zh: '小店', en: 'Shop' },
    timezone: 'Asia/Shanghai',
    currency: 'CNY',
    hours: {},
    languages: ['zh', 'en'],
  };
  db.prepare('INSERT INTO store VALUES (?, ?)').run('s', JSON.stringify(store));
  const product = db.prepare(
    'INSERT INTO product (id, gtin, name_zh, name_en, category_zh, category_en, price) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const place = db.prepare("INSERT INTO location (gtin, position, aisle, bay) VALUES (?, 0, 'B3', '2')");
  for (let i = 1; i <= SHAMPOOS; i++) {
    product.run(
      i,
      String(1000 + i),
      `清泉洗发水${i}号`,
      `Spring Shampoo no. ${i}`,
      '个护 > 洗发水',
      'Care > Shampoo',
      '20',
    );
    place.run(String(1000 + i));
  }
  product.run(90, '2001', '云山抽纸', 'Yunshan Tissues', '家居 > 抽纸', 'Home > Tissues', '9');
  place.run('2001');
  const offer = db.prepare(
    "INSERT INTO promotion (id, title_zh, title_en, kind, starts_at, ends_at, category_zh, coupon_code) VALUES (?, ?, ?, 'coupon', '2026-11-01T00:00:00Z', ?, ?, ?)",
  );
  offer.run('all', '满五十减五', '5 off 50', '2026-12-01T00:00:00Z', '', 'SAVE5');
  offer.run('hair', '洗护减三元', '3 off hair care', '2026-12-01T00:00:00Z', '个护 > 洗发水', 'HAIR3');
  offer.run('over', '过期的券', 'Ended coupon', '2026-11-02T00:00:00Z', '', 'OLD');
  offer.run('codeless', '没有码的券', 'No code', '2026-12-01T00:00:00Z', '', '');
  db.prepare(
    "INSERT INTO knowledge (id, topic, questions_zh, questions_en, answer_zh, answer_en) VALUES ('return', 'returns', '怎么退货|可以退货吗', 'what is your return policy|can I return this', '七天内凭小票退货。', 'Within seven days with the receipt.')",
  ).run();
  compileSearch(db, 'all');
  db.close();
  const reader = openCatalogReader(file);
  const engine = createEngine({ catalog: () => reader, clock: () => NOW, encoder: () => student });
  await engine.learn();
  return {
    dir,
    reader,
    engine,
    close: () => {
      reader.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
