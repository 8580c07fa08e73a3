import { copyFileSync, rmSync } from 'node:fs';
import { openDatabase } from '../../db/open';
import { compileSearch } from '..';

/**
 * A night in which every changed row is one that search looks at: most renamed, some moved to another kind,
 * gone, or new.
 */
export interface Night {
  changed: number;
  seconds: number;
  /** Processor time of it. */
  cpuSeconds: number;
}

const EVERY = 8;

/** Applies such a night to a copy of a compiled catalog and times what search takes to follow. */
export function compileNight(file: string, rows: number, changed: number): Night {
  const after = `${file}.night`;
  copyFileSync(file, after);
  try {
    const db = openDatabase(after);
    db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536');
    const step = Math.floor(rows / changed);
    const gtins: string[] = [];
    const rename = db.prepare(
      "UPDATE product SET name_zh = name_zh || '新装', name_en = 'New ' || name_en WHERE gtin = ?",
    );
    const move = db.prepare(
      'UPDATE product SET (category_zh, category_en) = (SELECT category_zh, category_en FROM product WHERE id = ?) WHERE gtin = ?',
    );
    const drop = ['location', 'stock', 'product'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE gtin = ?`),
    );
    const add = db.prepare(
      'INSERT INTO product (id, gtin, name_zh, name_en, category_zh, category_en, price, brand_zh, brand_en, size) SELECT ?, ?, name_zh, name_en, category_zh, category_en, price, brand_zh, brand_en, size FROM product WHERE id = ?',
    );
    db.transaction(() => {
      for (let i = 0; i < changed; i++) {
        const id = 1 + i * step;
        const gtin = i % EVERY === 3 ? `3${String(i).padStart(12, '0')}` : `2${String(id).padStart(12, '0')}`;
        gtins.push(gtin);
        if (i % EVERY === 1) move.run(id + 1, gtin);
        else if (i % EVERY === 2) drop.forEach((statement) => statement.run(gtin));
        else if (i % EVERY === 3) add.run(rows + 1 + i, gtin, id);
        else rename.run(gtin);
      }
    })();
    const before = process.cpuUsage();
    const started = performance.now();
    compileSearch(db, { gtins, before: file });
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(before);
    db.close();
    return { changed, seconds, cpuSeconds: (user + system) / 1e6 };
  } finally {
    rmSync(after, { force: true });
  }
}
