import { rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openDatabase } from '../../db/open';
import { makeStore, type BenchProduct } from './store';

const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/** An index over the generated rows that gives the gtin of its best hit. */
export interface Peer {
  find(text: string): string | undefined;
  /** Megabytes on disk; for an index in memory the resident memory it added. */
  megabytes: number;
}

export const peers: Record<string, (rows: number, file: string) => Peer> = {
  'FTS5 trigram': trigram,
  MiniSearch: miniSearch,
  FlexSearch: flexSearch,
};

const gtinOf = (id: number | string): string => `2${String(id).padStart(12, '0')}`;
const textOf = (p: BenchProduct): string =>
  `${p.nameZh} ${p.nameEn} ${p.size} ${p.categoryZh.replace(' > ', ' ')} ${p.alias}`;

function trigram(rows: number, file: string): Peer {
  rmSync(file, { force: true });
  const db = openDatabase(file);
  db.exec(
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE t USING fts5 (gtin UNINDEXED, text, tokenize = 'trigram')",
  );
  const insert = db.prepare('INSERT INTO t (gtin, text) VALUES (?, ?)');
  db.transaction(() => {
    for (const p of makeStore(rows)) insert.run(p.gtin, textOf(p));
  })();
  const match = db.prepare('SELECT gtin FROM t WHERE t MATCH ? ORDER BY rank LIMIT 1');
  const like = db.prepare('SELECT gtin FROM t WHERE text LIKE ? LIMIT 1');
  return {
    find: (text) =>
      ((text.length >= 3 ? match.get(`"${text}"`) : like.get(`%${text}%`)) as { gtin: string } | undefined)
        ?.gtin,
    megabytes: statSync(file).size / 1e6,
  };
}

function miniSearch(rows: number): Peer {
  const MiniSearch =
    (load('minisearch') as { default?: typeof import('minisearch').default }).default ??
    (load('minisearch') as typeof import('minisearch').default);
  const before = process.memoryUsage().rss;
  const bigrams = (text: string): string[] =>
    text
      .toLowerCase()
      .split(/\s+/)
      .flatMap((word) =>
        /[\u3400-\u9fff]/.test(word)
          ? Array.from({ length: Math.max(1, word.length - 1) }, (_, i) => word.slice(i, i + 2))
          : [word],
      );
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: bigrams });
  for (const p of makeStore(rows)) index.add({ id: p.id, text: textOf(p) });
  return {
    find: (text) => {
      const id = index.search(text, { fuzzy: 0.2 })[0]?.id as number | undefined;
      return id === undefined ? undefined : gtinOf(id);
    },
    megabytes: (process.memoryUsage().rss - before) / 1e6,
  };
}

function flexSearch(rows: number): Peer {
  const { Index } = load('flexsearch') as {
    Index: new (options: object) => {
      add(id: number, text: string): void;
      search(text: string, limit: number): (number | string)[];
    };
  };
  const before = process.memoryUsage().rss;
  const index = new Index({
    tokenize: 'forward',
    encode: (text: string) =>
      text
        .toLowerCase()
        .split(/\s+/)
        .flatMap((w) => (/[\u3400-\u9fff]/.test(w) ? [...w] : [w])),
  });
  for (const p of makeStore(rows)) index.add(p.id, textOf(p));
  return {
    find: (text) => {
      const id = index.search(text, 1)[0];
      return id === undefined ? undefined : gtinOf(id);
    },
    megabytes: (process.memoryUsage().rss - before) / 1e6,
  };
}
