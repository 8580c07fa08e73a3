import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onlyIn, textIn, type Lang } from '../../main/contract';
import { openDatabase } from '../db/open';
import type { CatalogReader } from '../db/reader';
import { publish, rollBack } from '../hq/publish';
import { Repository } from '../hq/repository';
import { gtinOf, smallFeed, storeJson, TestFleet, writeFeed, type FeedFiles } from '../testing';
import { objectUrlPath } from '../wire/release';
import { InstalledCatalogs } from './live';
import { proveCatalog } from './open-live';

/** Texts of a third language on their way from the feed to the terminal's catalog. */

let hq: TestFleet;
beforeEach(async () => {
  hq = await TestFleet.start();
});
afterEach(() => hq.close());

const th = 'th' as Lang;
const milk = gtinOf(1);

const everyOther = (n: number) => (n % 2 ? `สินค้า ${n}` : '');

/** The small feed with columns in Thai: names of every other product, one category, the offer and the answer. */
function thaiFeed(names = everyOther): FeedFiles {
  const files = smallFeed();
  const column = (file: string, name: string, cell: (n: number) => string) => {
    const [header = '', ...rows] = (files[file] ?? '').trimEnd().split('\n');
    files[file] = `${[`${header},${name}`, ...rows.map((row, n) => `${row},${cell(n)}`)].join('\n')}\n`;
  };
  files['store.json'] = JSON.stringify({ ...storeJson, languages: ['zh', 'en', 'th'] });
  column('products.csv', 'name_th', names);
  column('products.csv', 'category_th', (n) => (n % 3 === 1 ? 'นมและเนย > นม' : ''));
  column('products.csv', 'brand_th', (n) => (n === 1 ? 'ตราดี' : ''));
  column('products.csv', 'description_th', (n) => (n === 1 ? 'นมสด' : ''));
  column('promotions.csv', 'title_th', () => 'นมลด 20%');
  files['knowledge.csv'] =
    'id,topic,questions_zh,questions_en,answer_zh,answer_en,questions_th,answer_th\nK1,return,怎么退货,How?,七天内,Seven days,คืนสินค้าอย่างไร|คืนของ,ภายในเจ็ดวัน\n';
  return files;
}
const publishFiles = (files: FeedFiles) =>
  publish({ feedDir: writeFeed(join(hq.dir, 'feed'), files), outDir: hq.outDir, keysDir: hq.keysDir });
const objects = () => new Repository(hq.outDir, hq.keysDir, new Date()).objects();

/** What an object holds, unpacked, by its path. */
function contentOf(path: string): string {
  const object = objects().find(({ target }) => target.path === path)!;
  return brotliDecompressSync(
    readFileSync(join(hq.outDir, 'targets', objectUrlPath(path, object.sha256))),
  ).toString('utf8');
}

/** Opens what is live on the terminal. */
function look<T>(ask: (reader: CatalogReader) => T): T {
  const catalogs = new InstalledCatalogs(hq.dataDir());
  const { reader } = proveCatalog(catalogs.path(catalogs.list()[0]!.file));
  try {
    return ask(reader);
  } finally {
    reader.close();
  }
}
const nameOf = (gtin: string) => look((reader) => textIn(reader.product(gtin)?.name, th));

describe('a feed with texts in Thai', () => {
  it('reaches the terminal whole, and says the rest in English', async () => {
    await publishFiles(thaiFeed());
    await hq.sync();
    look((reader) => {
      expect(reader.info.schemaVersion).toBe(2);
      const product = reader.product(milk)!;
      expect(product).toMatchObject({
        name: { zh: '牛奶1号', en: 'Milk no. 1', th: 'สินค้า 1' },
        brand: { zh: '好牌', en: 'Goodbrand', th: 'ตราดี' },
        other: { category: { th: ['นมและเนย', 'นม'] }, description: { th: 'นมสด' } },
      });
      expect(reader.rows().after(0, 2)[1]?.product).toEqual(product);
      const other = reader.product(gtinOf(2))!;
      expect([onlyIn(other.name, 'th'), textIn(other.name, th)]).toEqual(['', 'Crisps no. 2']);
      expect('other' in other).toBe(false);
      const [offer] = reader.promotions();
      expect(textIn(offer?.title, th)).toBe('นมลด 20%');
      const [entry] = reader.knowledge();
      expect(textIn(entry?.answer, th)).toBe('ภายในเจ็ดวัน');
      expect(entry?.questionsOther).toEqual({ th: ['คืนสินค้าอย่างไร', 'คืนของ'] });
    });
  });

  it('has its categories in Thai from the root down, and none where no product says so', async () => {
    await publishFiles(thaiFeed());
    await hq.sync();
    const called = look((reader) =>
      Object.fromEntries(reader.categories().map(({ pathZh, pathOther }) => [pathZh.join('>'), pathOther])),
    );
    expect(called).toMatchObject({ 乳品: { th: ['นมและเนย'] }, '乳品>牛奶': { th: ['นมและเนย', 'นม'] } });
    expect([called['零食'], called['零食>薯片']]).toEqual([undefined, undefined]);
  });

  it('changes a Thai name by a delta of that row alone, without making search tables anew', async () => {
    await publishFiles(thaiFeed());
    await hq.sync();
    const made = await publishFiles(thaiFeed((n) => (n === 1 ? 'นมจืด' : everyOther(n))));
    expect(made).toMatchObject({ changed: true, deltaRows: 1 });
    const [, change] = contentOf('catalog/1-2.delta.jsonl.br').split('\n');
    expect(JSON.parse(change ?? '')).toMatchObject({ update: 'product', columns: ['texts'] });
    expect(await hq.sync()).toMatchObject({ changed: true, route: [1] });
    expect([nameOf(milk), nameOf(gtinOf(3))]).toEqual(['นมจืด', 'สินค้า 3']);
  });

  it('the same again, with its columns in another order, makes no new release', async () => {
    const files = thaiFeed();
    await publishFiles(files);
    const turned = (files['products.csv'] ?? '')
      .split('\n')
      .map((line) => line.split(',').reverse().join(','))
      .join('\n');
    expect(await publishFiles({ ...files, 'products.csv': turned })).toMatchObject({ changed: false });
  });

  it('that loses them falls back to English, and stays at its schema, for deltas lead through it', async () => {
    await publishFiles(thaiFeed());
    await hq.sync();
    await hq.publish();
    expect(await hq.sync()).toMatchObject({ route: [1] });
    expect(nameOf(milk)).toBe('Milk no. 1');
    await rollBack({ outDir: hq.outDir, keysDir: hq.keysDir, to: 1 });
    await hq.sync();
    expect(nameOf(milk)).toBe('สินค้า 1');
    expect(objects().map(({ info }) => info.release.schema)).toEqual(objects().map(() => 2));
  });

  it('is made again from the published objects alone', async () => {
    await publishFiles(thaiFeed());
    const head = join(hq.outDir, '.publisher', 'head.db');
    toSchemaOne(head);
    expect(await publishFiles(thaiFeed())).toMatchObject({ changed: false, sequence: 1 });
  });
});

/** Makes a catalog file what a program before schema 2 would have written. */
function toSchemaOne(file: string): void {
  const db = openDatabase(file);
  for (const table of ['product', 'promotion', 'knowledge'])
    db.exec(`ALTER TABLE ${table} DROP COLUMN texts`);
  db.pragma('user_version = 1');
  db.close();
}

describe('what was published before there were texts in other languages', () => {
  /** Of 30 products, then of a night's change, as the version before wrote them. */
  const BEFORE = {
    'catalog/1.snapshot.jsonl.br': 'a2ea6cfd8f906a79051c755316fdbe8c0b7b71061dcd0724f832cba5e42a05dd',
    'catalog/1-2.delta.jsonl.br': 'e0d7c1e93dff7ddbda223398ef32227335ec7cb0e244dc4108fcfee351362482',
  };

  it('is published byte for byte as it was, at schema 1', async () => {
    const offerEnds = '2026-12-01T00:00:00+08:00';
    await hq.publish({ products: 30, offerEnds });
    await hq.publish({ products: 31, price: (n) => `${n + 2}.50`, skip: (n) => n === 4, offerEnds });
    for (const [path, sha256] of Object.entries(BEFORE))
      expect(createHash('sha256').update(contentOf(path)).digest('hex')).toBe(sha256);
    expect(objects().map(({ info }) => info.release.schema)).toEqual([1, 1]);
  });

  it.each(['the same program', 'another'])(
    'opens on the terminal, and takes Thai by a delta that %s builds',
    async (builder) => {
      await hq.publish();
      await hq.sync({ builder: 'one' });
      const catalogs = new InstalledCatalogs(hq.dataDir());
      const [live] = catalogs.list();
      const file = catalogs.path(live!.file);
      toSchemaOne(file);
      const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
      catalogs.install({ ...live!, sha256, bytes: statSync(file).size });
      expect(nameOf(milk)).toBe('Milk no. 1');
      await publishFiles(thaiFeed());
      expect(await hq.sync({ builder: builder === 'another' ? 'two' : 'one' })).toMatchObject({ route: [1] });
      expect(nameOf(milk)).toBe('สินค้า 1');
    },
  );
});
