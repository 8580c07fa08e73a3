import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileSearch } from '../search';
import { temporaryFolder } from '../testing';
import { catalogMigrations } from './catalog-schema';
import { takeLock } from './lock';
import { migrate } from './migrate';
import { openDatabase, type Database } from './open';

/** What publisher and sync client expect of a binding beyond `open.test.ts`. */
describe.each(['better-sqlite3', 'libsql'] as const)('%s', (binding) => {
  let dir: string;
  let db: Database;
  const open = (name = 'a.db', options = {}) => openDatabase(join(dir, name), { binding, ...options });
  beforeEach(() => {
    dir = temporaryFolder();
    db = open();
    db.exec('CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID');
  });
  afterEach(() => {
    db.close();
    rmSync(dir, { recursive: true });
  });

  it('answers pragmas, sees what another connection wrote, and attaches', () => {
    expect(db.pragma('integrity_check(1)', { simple: true })).toBe('ok');
    db.pragma('journal_mode = WAL');
    const other = open();
    const before = db.pragma('data_version', { simple: true });
    other.prepare('INSERT INTO t VALUES (?, ?)').run('x', 1);
    expect(db.pragma('data_version', { simple: true })).not.toBe(before);
    other.close();
    const attached = open('b.db');
    attached.prepare('ATTACH ? AS base').run(join(dir, 'a.db'));
    expect(attached.prepare('SELECT n FROM base.t').get()).toEqual({ n: 1 });
    attached.close();
  });

  it('opens nothing that is not there, and writes nothing it may only read', () => {
    expect(() => open('none.db', { readonly: true, mustExist: true })).toThrow();
    const reader = open('a.db', { readonly: true });
    expect(() => reader.prepare('INSERT INTO t VALUES (?, ?)').run('x', 1)).toThrow();
    reader.close();
  });

  it('builds a catalog with its search tables', () => {
    const catalog = open('c.db');
    migrate(catalog, catalogMigrations);
    catalog
      .prepare(
        "INSERT INTO product (id, gtin, name_zh, name_en, category_zh, category_en, price) VALUES (1, '6901234567892', '牛奶', 'Milk', '乳品', 'Dairy', '5')",
      )
      .run();
    compileSearch(catalog, 'all');
    copyFileSync(join(dir, 'c.db'), join(dir, 'before.db'));
    catalog.prepare("UPDATE product SET name_zh = '酸奶'").run();
    compileSearch(catalog, { gtins: ['6901234567892'], before: join(dir, 'before.db') });
    expect(
      catalog.prepare("SELECT count(*) AS n FROM entry WHERE key = '牛奶' AND kind = 't'").get(),
    ).toEqual({ n: 0 });
    expect(catalog.prepare('SELECT count(*) AS n FROM search').get()).toEqual({ n: 1 });
    catalog.close();
  });
});

it('both bindings compile a catalog to the same search tables', () => {
  const dir = temporaryFolder();
  const [a, b] = (['better-sqlite3', 'libsql'] as const).map((binding) => {
    const db = openDatabase(join(dir, `${binding}.db`), { binding });
    migrate(db, catalogMigrations);
    db.prepare(
      "INSERT INTO product (id, gtin, name_zh, name_en, category_zh, category_en, price) VALUES (1, '1', '清泉洗发水', 'Qingquan Shampoo', '个护', 'Care', '5')",
    ).run();
    compileSearch(db, 'all');
    const tables = [
      'SELECT * FROM entry',
      'SELECT * FROM variant',
      'SELECT key, hex(value) AS value FROM search_meta',
    ].map((sql) => db.prepare(sql).all());
    db.close();
    return tables;
  });
  expect(a).toEqual(b);
  rmSync(dir, { recursive: true });
});

it('a lock is held by one and freed with its holder', () => {
  const dir = temporaryFolder();
  const unlock = takeLock(join(dir, 'lock'), 'One');
  expect(() => takeLock(join(dir, 'lock'), 'Two')).toThrow(/already at work/);
  unlock();
  takeLock(join(dir, 'lock'), 'Two')();
  rmSync(dir, { recursive: true });
});
