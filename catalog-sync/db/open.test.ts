import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase, type Binding } from './open';

/** The part of the interface that this project relies on, on both bindings. */
describe.each<Binding>(['better-sqlite3', 'libsql'])('database over %s', (binding) => {
  const open = () =>
    openDatabase(path.join(mkdtempSync(path.join(tmpdir(), 'daogou-db-')), 'a.db'), { binding });

  it('gives rows, single values and nothing', () => {
    const db = open();
    db.exec('CREATE TABLE item (gtin TEXT PRIMARY KEY, price REAL)');
    const insert = db.prepare('INSERT INTO item VALUES (@gtin, @price)');
    expect(insert.run({ gtin: 'a', price: 1.5 }).changes).toBe(1);
    insert.run({ gtin: 'b', price: 2 });
    expect(db.prepare('SELECT * FROM item WHERE gtin = ?').get('a')).toEqual({ gtin: 'a', price: 1.5 });
    expect(db.prepare('SELECT * FROM item WHERE gtin = ?').get('z')).toBeUndefined();
    expect(db.prepare('SELECT count(*) FROM item').pluck().get()).toBe(2);
    expect(db.prepare('SELECT gtin FROM item WHERE gtin = ?').pluck().get('z')).toBeUndefined();
    expect(db.prepare('SELECT gtin FROM item ORDER BY gtin').pluck().all()).toEqual(['a', 'b']);
    expect(db.prepare('SELECT * FROM item ORDER BY gtin').raw().all()).toEqual([
      ['a', 1.5],
      ['b', 2],
    ]);
    expect([...db.prepare('SELECT gtin FROM item ORDER BY gtin').iterate()]).toEqual([
      { gtin: 'a' },
      { gtin: 'b' },
    ]);
    db.close();
  });

  it('answers pragmas alike', () => {
    const db = open();
    expect(db.pragma('integrity_check(1)', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
    db.pragma('journal_mode = WAL');
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it('takes a transaction whole or not at all', () => {
    const db = open();
    db.exec('CREATE TABLE t (n INTEGER)');
    const fill = db.transaction((fail: boolean) => {
      db.prepare('INSERT INTO t VALUES (1)').run();
      if (fail) throw new Error('no');
    });
    expect(() => fill(true)).toThrow('no');
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(0);
    fill(false);
    expect(db.prepare('SELECT count(*) FROM t').pluck().get()).toBe(1);
    db.close();
  });

  it('searches full text', () => {
    const db = open();
    db.exec("CREATE VIRTUAL TABLE f USING fts5(words, detail=none, content='')");
    db.prepare('INSERT INTO f (rowid, words) VALUES (?, ?)').run(7, '洗发 水');
    expect(db.prepare('SELECT rowid FROM f WHERE f MATCH ?').pluck().all('洗发')).toEqual([7]);
    db.close();
  });

  it('refuses to create what must exist, and to write what is read-only', () => {
    expect(() => openDatabase('/nonexistent/folder/a.db', { binding, mustExist: true })).toThrow();
    const db = open();
    db.exec('CREATE TABLE t (n INTEGER)');
    db.close();
  });
});
