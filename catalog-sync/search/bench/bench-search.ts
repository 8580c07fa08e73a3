import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEngine } from '../../../main/assistant';
import { catalogMigrations } from '../../db/catalog-schema';
import { openDatabase } from '../../db/open';
import { openCatalogReader } from '../../db/reader';
import { compileSearch } from '..';
import { makeQueries, makeStore, type BenchProduct, type BenchQuery } from './store';

/**
 * `npm run bench:search -- [--rows 100000,500000] [--each 40] [--only daogou]`: builds synthetic catalogs and asks ten classes of
 * query of the whole engine (`ask`), and of FTS5 trigram, MiniSearch and FlexSearch over the same rows.
 */
const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

interface Contender {
  name: string;
  find(text: string): string | undefined;
  close(): void;
  build: number;
  megabytes: number;
}

function mishear(text: string): string {
  const swap: Record<string, string> = { 洗: '西', 发: '法', 牙: '芽', 膏: '高', 酱: '降', 油: '游', 奶: '乃', 牛: '妞', 饼: '丙', 干: '甘', 薯: '鼠', 片: '骗', 果: '裹', 汁: '之', 茶: '查', 咖: '卡', 米: '迷', 面: '棉', 条: '调', 纸: '止', 水: '睡', 沐: '木', 浴: '玉', 露: '路', 醋: '促', 酪: '烙', 毛: '矛', 巾: '金', 伞: '散', 电: '店', 池: '迟', 壶: '湖' };
  const at = [...text].map((c, i) => [c, i] as const).filter(([c]) => swap[c]);
  if (at.length === 0) return text;
  const [c, i] = at[Math.floor(at.length / 2)]!;
  return text.slice(0, i) + swap[c] + text.slice(i + 1);
}

function daogou(rows: number, dir: string): Contender {
  const started = performance.now();
  const file = path.join(dir, `daogou-${rows}.db`);
  const db = openDatabase(file);
  for (const migration of catalogMigrations) db.exec(migration.sql);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  const product = db.prepare('INSERT INTO product (id, gtin, name_zh, name_en, category_zh, category_en, price, brand_zh, brand_en, size, aliases_zh) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const location = db.prepare('INSERT INTO location (gtin, position, aisle, bay) VALUES (?, 0, ?, ?)');
  const day = [['08:00', '22:00']];
  const hours = Object.fromEntries(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((d) => [d, day]));
  db.prepare('INSERT INTO store VALUES (?, ?)').run('bench', JSON.stringify({ id: 'bench', name: { zh: '测', en: 'Bench' }, timezone: 'Asia/Shanghai', currency: 'CNY', hours, languages: ['zh', 'en'] }));
  db.transaction(() => {
    for (const p of makeStore(rows)) {
      product.run(p.id, p.gtin, p.nameZh, p.nameEn, p.categoryZh, p.categoryEn, '9.90', p.brandZh, p.brandEn, p.size, p.alias);
      location.run(p.gtin, `A${(p.id % 40) + 1}`, String((p.id % 9) + 1));
    }
  })();
  const published = performance.now();
  compileSearch(db, 'all');
  db.close();
  const build = performance.now() - published;
  process.stdout.write(`  published rows written in ${((published - started) / 1000).toFixed(1)} s, search compiled in ${(build / 1000).toFixed(1)} s\n`);
  const opening = performance.now();
  const reader = openCatalogReader(file);
  const engine = createEngine({ catalog: () => reader, clock: () => new Date('2026-11-22T18:00:00+08:00') });
  process.stdout.write(`  open and first answer: ${(performance.now() - opening).toFixed(0)} ms and ${engine.ask({ text: '牛奶在哪' }, engine.newConversation()).ms} ms\n`);
  return { name: 'daogou (whole ask)', find: (text) => engine.ask({ text }, engine.newConversation()).items.find((item) => !item.alternative)?.gtin, close: () => reader.close(), build, megabytes: statSync(file).size / 1e6 };
}

function trigram(rows: number, dir: string): Contender {
  const started = performance.now();
  const file = path.join(dir, `trigram-${rows}.db`);
  const db = openDatabase(file);
  db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE t USING fts5 (gtin UNINDEXED, text, tokenize = 'trigram')");
  const insert = db.prepare('INSERT INTO t (gtin, text) VALUES (?, ?)');
  db.transaction(() => {
    for (const p of makeStore(rows)) insert.run(p.gtin, textOf(p));
  })();
  const match = db.prepare('SELECT gtin FROM t WHERE t MATCH ? ORDER BY rank LIMIT 1');
  const like = db.prepare('SELECT gtin FROM t WHERE text LIKE ? LIMIT 1');
  return { name: 'FTS5 trigram', find: (text) => ((text.length >= 3 ? match.get(`"${text}"`) : like.get(`%${text}%`)) as { gtin: string } | undefined)?.gtin, close: () => db.close(), build: performance.now() - started, megabytes: statSync(file).size / 1e6 };
}

function miniSearch(rows: number): Contender {
  const MiniSearch = (load('minisearch') as { default?: typeof import('minisearch').default }).default ?? (load('minisearch') as typeof import('minisearch').default);
  const started = performance.now();
  const before = process.memoryUsage().rss;
  const bigrams = (text: string): string[] => text.toLowerCase().split(/\s+/).flatMap((word) => (/[\u3400-\u9fff]/.test(word) ? Array.from({ length: Math.max(1, word.length - 1) }, (_, i) => word.slice(i, i + 2)) : [word]));
  const index = new MiniSearch<{ id: string; text: string }>({ fields: ['text'], tokenize: bigrams });
  for (const p of makeStore(rows)) index.add({ id: p.gtin, text: textOf(p) });
  return { name: 'MiniSearch', find: (text) => index.search(text, { fuzzy: 0.2 })[0]?.id as string | undefined, close: () => undefined, build: performance.now() - started, megabytes: (process.memoryUsage().rss - before) / 1e6 };
}

function flexSearch(rows: number): Contender {
  const { Index } = load('flexsearch') as { Index: new (options: object) => { add(id: number, text: string): void; search(text: string, limit: number): (number | string)[] } };
  const started = performance.now();
  const before = process.memoryUsage().rss;
  const index = new Index({ tokenize: 'forward', encode: (text: string) => text.toLowerCase().split(/\s+/).flatMap((w) => (/[\u3400-\u9fff]/.test(w) ? [...w] : [w])) });
  for (const p of makeStore(rows)) index.add(p.id, textOf(p));
  return { name: 'FlexSearch', find: (text) => { const id = index.search(text, 1)[0]; return id === undefined ? undefined : `2${String(id).padStart(12, '0')}`; }, close: () => undefined, build: performance.now() - started, megabytes: (process.memoryUsage().rss - before) / 1e6 };
}

function textOf(p: BenchProduct): string {
  return `${p.nameZh} ${p.nameEn} ${p.size} ${p.categoryZh.replace(' > ', ' ')} ${p.alias}`;
}

function measure(contender: Contender, queries: readonly BenchQuery[], byGtin: ReadonlyMap<string, BenchProduct>): void {
  for (const query of queries.slice(0, 20)) contender.find(query.text);
  const times: number[] = [];
  const classes = new Map<string, [right: number, all: number]>();
  for (const query of queries) {
    const started = performance.now();
    const gtin = contender.find(query.text);
    times.push(performance.now() - started);
    const product = gtin === undefined ? undefined : byGtin.get(gtin);
    const entry = classes.get(query.class) ?? [0, 0];
    classes.set(query.class, [entry[0] + (product && query.right(product) ? 1 : 0), entry[1] + 1]);
  }
  times.sort((a, b) => a - b);
  const at = (p: number): string => times[Math.min(times.length - 1, Math.floor(times.length * p))]!.toFixed(1);
  const right = [...classes.values()].reduce((sum, [r]) => sum + r, 0);
  process.stdout.write(`  ${contender.name}: build ${(contender.build / 1000).toFixed(1)} s, ${contender.megabytes.toFixed(0)} MB, p50/p95/p99 ${at(0.5)}/${at(0.95)}/${at(0.99)} ms, hit@1 ${((100 * right) / queries.length).toFixed(1)} %, rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB\n`);
  process.stdout.write(`    ${[...classes].map(([name, [r, n]]) => `${name} ${((100 * r) / n).toFixed(0)} %`).join(' · ')}\n`);
}

function main(args: readonly string[]): void {
  const option = (name: string, fallback: string): string => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? fallback) : fallback);
  const only = option('--only', '');
  const dir = mkdtempSync(path.join(tmpdir(), 'bench-search-'));
  try {
    for (const rows of option('--rows', '100000,500000').split(',').map(Number)) {
      process.stdout.write(`${rows} products\n`);
      const contenders = [daogou, trigram, miniSearch, flexSearch].filter((make) => only === '' || make.name.toLowerCase().includes(only));
      for (const make of contenders) {
        const contender = make(rows, dir);
        const products = [...makeStore(rows)];
        measure(contender, makeQueries(products, Number(option('--each', '40')), mishear), new Map(products.map((p) => [p.gtin, p])));
        contender.close();
      }
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

main(process.argv.slice(2));
