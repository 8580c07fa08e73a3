import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  catalogMigrations,
  compileSearch,
  openCatalogReader,
  openDatabase,
  type CatalogReader,
} from '../../../catalog-sync';
import { createEngine, type Engine } from '..';
import type { SentenceEncoder } from '../../contract';

/**
 * A small store for tests: rows as the published tables hold them, compiled and opened like the terminal's
 * own.
 */
export interface Shop {
  reader: CatalogReader;
  engine: Engine;
  close(): void;
}

export interface ShopRows {
  products: readonly Record<string, string>[];
  knowledge?: readonly Record<string, string>[];
  locations?: readonly { gtin: string; position: number; aisle: string }[];
  stock?: readonly { gtin: string; quantity: number; as_of: string }[];
  promotions?: readonly Record<string, string>[];
  /** IMDF files by name, without ending. */
  map?: Readonly<Record<string, unknown>>;
  store?: Readonly<Record<string, unknown>>;
  /** What sentences mean: goods are found by all evidence once `engine.learn` has read the names. */
  encoder?: SentenceEncoder;
}

const day = [['08:00', '22:00']];
const hours = {
  Monday: day,
  Tuesday: day,
  Wednesday: day,
  Thursday: day,
  Friday: day,
  Saturday: day,
  Sunday: day,
};

/** Builds the store in a folder of its own, which `close` removes; `now` is the engine's clock. */
export function openShop(
  {
    products,
    knowledge = [],
    locations = [],
    stock = [],
    promotions = [],
    map = {},
    store = {},
    encoder,
  }: ShopRows,
  now = new Date('2026-11-22T12:00:00+08:00'),
): Shop {
  const dir = mkdtempSync(path.join(tmpdir(), 'shop-'));
  const file = path.join(dir, 'catalog.db');
  const db = openDatabase(file);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  for (const migration of catalogMigrations) db.exec(migration.sql);
  const insert = (table: string, row: Record<string, unknown>): void =>
    void db
      .prepare(
        `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join(', ')})`,
      )
      .run(...Object.values(row));
  db.transaction(() => {
    insert('store', {
      id: 's',
      json: JSON.stringify({
        id: 's',
        name: { zh: '小店', en: 'Shop' },
        timezone: 'Asia/Shanghai',
        currency: 'CNY',
        hours,
        languages: ['zh', 'en'],
        ...store,
      }),
    });
    products.forEach((product, i) => insert('product', { id: i + 1, ...product }));
    for (const [table, rows] of Object.entries({
      knowledge,
      location: locations,
      stock,
      promotion: promotions,
    }))
      for (const row of rows) insert(table, row);
    for (const [name, json] of Object.entries(map)) insert('map', { name, json: JSON.stringify(json) });
  })();
  compileSearch(db, 'all');
  db.close();
  const reader = openCatalogReader(file);
  const engine = createEngine({ catalog: () => reader, clock: () => now, encoder: () => encoder });
  return {
    reader,
    engine,
    close: () => {
      reader.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A plan of one floor with these amenities, metres from the kiosk. */
export function planWith(
  amenities: readonly { id: string; category: string; zh?: string; en?: string; x: number; y: number }[],
): Record<string, unknown> {
  const degrees = ({ x, y }: { x: number; y: number }): [number, number] => [
    121 + x / 95_000,
    31 + y / 111_000,
  ];
  const collection = (features: unknown[]): unknown => ({ type: 'FeatureCollection', features });
  return {
    manifest: { version: '1.0.0', local_frame: { origin: [121, 31], rotation: 0, unit: 'metre' } },
    kiosk: collection([
      {
        id: 'k',
        type: 'Feature',
        geometry: { type: 'Point', coordinates: degrees({ x: 0, y: 0 }) },
        properties: {},
      },
    ]),
    amenity: collection(
      amenities.map(({ id, category, zh, en, ...at }) => ({
        id,
        type: 'Feature',
        geometry: { type: 'Point', coordinates: degrees(at) },
        properties: { category, name: { ...(zh ? { zh } : {}), ...(en ? { en } : {}) } },
      })),
    ),
  };
}
