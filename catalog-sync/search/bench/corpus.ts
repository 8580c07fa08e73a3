import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { catalogMigrations } from '../../db/catalog-schema';
import { migrate } from '../../db/migrate';
import { openDatabase, type Database } from '../../db/open';
import { rowWriter } from '../../db/rows';
import { readFeed } from '../../hq/feed/read-feed';
import { compileSearch } from '..';
import { makeStore } from './store';

/** A compiled catalog of so many generated products, and what making it cost. */
export interface Corpus {
  file: string;
  /** Seconds that the search tables took. */
  compileSeconds: number;
  /** Megabytes of the published rows alone, and of the whole file. */
  publishedMb: number;
  totalMb: number;
  fresh: boolean;
}

const HERE = 'catalog-sync/search';
/** What the search tables follow from. */
const COMPILED_BY = [
  'bloom',
  'category-path',
  'compile',
  'index-terms',
  'lexicon-entries',
  'head-nouns',
  'pieces',
  'search-schema',
  'segment',
  'sizes',
  'sound',
  'synonyms',
  'text',
  'variants',
];
const OFFERS = 60;

/**
 * Run from the repository's root, as `npm run` does. Corpora are kept under `.cache/bench-search` and made
 * anew when the code that makes them changed.
 */
export async function corpusOf(rows: number): Promise<Corpus> {
  const dir = path.resolve('.cache/bench-search');
  mkdirSync(dir, { recursive: true });
  const published = path.join(
    dir,
    `${rows}-rows-${hashOf([`${HERE}/bench/store.ts`, `${HERE}/bench/corpus.ts`, 'catalog-sync/db/catalog-schema.ts', 'build/demo-store/knowledge.csv'])}.db`,
  );
  const file = published.replace(
    /\.db$/,
    `-search-${hashOf(COMPILED_BY.map((name) => `${HERE}/${name}.ts`))}.db`,
  );
  const note = `${file}.json`;
  if (existsSync(file) && existsSync(note))
    return { ...(JSON.parse(readFileSync(note, 'utf8')) as Corpus), file, fresh: false };
  if (!existsSync(published)) {
    drop(dir, new RegExp(`^${rows}-rows-`));
    await publishRows(rows, `${published}.tmp`);
    renameSync(`${published}.tmp`, published);
  }
  drop(dir, new RegExp(`^${rows}-rows-.*-search-`));
  const aside = `${file}.tmp`;
  writeFileSync(aside, readFileSync(published));
  const db = openDatabase(aside);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536');
  const started = performance.now();
  compileSearch(db, 'all');
  const compileSeconds = (performance.now() - started) / 1000;
  db.close();
  renameSync(aside, file);
  const corpus = {
    compileSeconds,
    publishedMb: statSync(published).size / 1e6,
    totalMb: statSync(file).size / 1e6,
  };
  writeFileSync(note, JSON.stringify(corpus));
  return { ...corpus, file, fresh: true };
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 10);
}

function drop(dir: string, pattern: RegExp): void {
  for (const name of readdirSync(dir)) if (pattern.test(name)) rmSync(path.join(dir, name));
}

/**
 * The generated products with places, counts and offers, and the demo store's knowledge, map and hours, so
 * that whole questions find all they need.
 */
async function publishRows(rows: number, file: string): Promise<void> {
  rmSync(file, { force: true });
  const db = openDatabase(file);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF');
  migrate(db, catalogMigrations);
  const others = {
    store: rowWriter(db, 'store'),
    knowledge: rowWriter(db, 'knowledge'),
    map: rowWriter(db, 'map'),
  };
  db.exec('BEGIN');
  await readFeed('build/demo-store', (table, row) => {
    if (table === 'store' || table === 'knowledge' || table === 'map') others[table](row);
  });
  const categories = writeProducts(db, rows);
  writeOffers(db, rows, [...categories].sort());
  db.exec('COMMIT');
  db.close();
}

/** Gives the categories of the products. */
function writeProducts(db: Database, rows: number): Set<string> {
  const product = db.prepare(
    'INSERT INTO product (id, gtin, name_zh, name_en, category_zh, category_en, price, brand_zh, brand_en, size, aliases_zh) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const location = db.prepare('INSERT INTO location (gtin, position, aisle, bay) VALUES (?, 0, ?, ?)');
  const stock = db.prepare('INSERT INTO stock (gtin, quantity, as_of) VALUES (?, ?, ?)');
  const categories = new Set<string>();
  for (const p of makeStore(rows)) {
    product.run(
      p.id,
      p.gtin,
      p.nameZh,
      p.nameEn,
      p.categoryZh,
      p.categoryEn,
      p.price,
      p.brandZh,
      p.brandEn,
      p.size,
      p.alias,
    );
    location.run(p.gtin, `A${(p.id % 40) + 1}`, String((p.id % 9) + 1));
    if (p.quantity !== undefined) stock.run(p.gtin, p.quantity, '2026-11-22T06:30:00+08:00');
    categories.add(p.categoryZh);
  }
  return categories;
}

/** Every third offer is on a category, the others on a dozen items each. */
function writeOffers(db: Database, rows: number, paths: readonly string[]): void {
  const offer = db.prepare(
    'INSERT INTO promotion (id, title_zh, title_en, kind, value, starts_at, ends_at, gtins, category_zh) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  for (let i = 0; i < OFFERS; i++) {
    const gtins =
      i % 3 === 0
        ? ''
        : Array.from(
            { length: 12 },
            (_, k) => `2${String(1 + ((i * 997 + k * 131) % rows)).padStart(12, '0')}`,
          ).join('|');
    offer.run(
      `P${i}`,
      `优惠${i}`,
      `Offer ${i}`,
      'percent_off',
      String(5 + i),
      '2026-11-01T00:00:00+08:00',
      '2026-12-01T00:00:00+08:00',
      gtins,
      gtins === '' ? paths[(i * 7) % paths.length] : '',
    );
  }
}
