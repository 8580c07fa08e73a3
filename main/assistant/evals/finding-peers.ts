import { create, insertMultiple, search } from '@orama/orama';
import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import type { Product, SentenceEncoder } from '../../contract';
import { bare } from '../find/bare';
import { nameText, type GoodsIndex } from '../find/goods-index';

/**
 * A search over one store's goods in one language; GTINs of what it finds for a question without its carrying
 * words, best first, at most five.
 */
export type Peer = (asked: string) => string[];

const MOST = 5;
/** What a fuzzy word may differ by, as MiniSearch's own documentation proposes. */
const FUZZY = 0.2;

/** All of a product's words, as a shop's search box is usually given them. */
const wordsOf = (product: Product, index: GoodsIndex): string =>
  [nameText(product, index.lang), product.brand?.zh, product.brand?.en, product.size]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();

/**
 * Words of a text, pairs of characters where it is Chinese: none of the peers can split Chinese by itself.
 */
const pieces = (text: string): string[] =>
  (text.toLowerCase().match(/[\u3400-\u9fff]+|[^\s\p{P}\u3400-\u9fff]+/gu) ?? []).flatMap((run) =>
    /[\u3400-\u9fff]/.test(run) && run.length > 1
      ? Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))
      : [run],
  );

/**
 * The peers over one index: full-text search of SQLite, of MiniSearch, and text and vectors together of Orama
 * (with the terminal's own encoder).
 */
export function peersOf(index: GoodsIndex, encoder: SentenceEncoder | undefined): Record<string, Peer> {
  return {
    'SQLite FTS5 trigram': trigram(index),
    MiniSearch: miniSearch(index),
    ...(encoder?.languages.includes(index.lang) ? { 'Orama with vectors': orama(index, encoder) } : {}),
  };
}

function trigram(index: GoodsIndex): Peer {
  const db = new Database(':memory:');
  db.exec("CREATE VIRTUAL TABLE goods USING fts5 (gtin UNINDEXED, text, tokenize = 'trigram')");
  const insert = db.prepare('INSERT INTO goods (gtin, text) VALUES (?, ?)');
  db.transaction(() =>
    index.products.forEach((product) => insert.run(product.gtin, wordsOf(product, index))),
  )();
  const match = db.prepare<[string, number], { gtin: string }>(
    'SELECT gtin FROM goods WHERE goods MATCH ? ORDER BY rank LIMIT ?',
  );
  const like = db.prepare<[string, number], { gtin: string }>(
    'SELECT gtin FROM goods WHERE text LIKE ? LIMIT ?',
  );
  return (asked) => {
    const text = bare(asked.toLowerCase(), index.lang).replace(/\s+/g, ' ');
    // Trigrams know nothing of two letters; SQLite's documentation sends those to LIKE.
    if (text.length < 3) return like.all(`%${text}%`, MOST).map(({ gtin }) => gtin);
    const grams = Array.from(
      { length: text.length - 2 },
      (_, i) => `"${text.slice(i, i + 3).replaceAll('"', '""')}"`,
    );
    return match.all([...new Set(grams)].join(' OR '), MOST).map(({ gtin }) => gtin);
  };
}

function miniSearch(index: GoodsIndex): Peer {
  const goods = new MiniSearch<{ id: string; text: string }>({ fields: ['text'], tokenize: pieces });
  goods.addAll(index.products.map((product) => ({ id: product.gtin, text: wordsOf(product, index) })));
  return (asked) =>
    goods
      .search(bare(asked, index.lang), {
        fuzzy: index.lang === 'en' ? FUZZY : false,
        prefix: index.lang === 'en',
      })
      .slice(0, MOST)
      .map(({ id }) => String(id));
}

function orama(index: GoodsIndex, encoder: SentenceEncoder): Peer {
  const width = index.vector(0)?.length ?? 0;
  const goods = create({
    schema: { gtin: 'string', text: 'string', vector: `vector[${width}]` } as const,
    components: {
      tokenizer: { language: 'english', normalizationCache: new Map<string, string>(), tokenize: pieces },
    },
  });
  void insertMultiple(
    goods,
    index.products.map((product, row) => ({
      gtin: product.gtin,
      text: wordsOf(product, index),
      vector: [...(index.vector(row) ?? [])],
    })),
  );
  return (asked) => {
    const text = bare(asked, index.lang);
    const vector = encoder.encode(text, index.lang);
    if (!vector) return [];
    // The default of 0.8 would keep nearly every vector out: all are taken, and its own weighing orders them.
    const found = search(goods, {
      mode: 'hybrid',
      term: text,
      properties: ['text'],
      vector: { value: [...vector], property: 'vector' },
      similarity: 0,
      limit: MOST,
    });
    return 'hits' in found ? found.hits.map(({ document }) => String(document.gtin)) : [];
  };
}
