import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDigit } from '../../main/contract';

/** A small store for tests: text of every file of a feed, to be changed at will before it is written. */
export type FeedFiles = Record<string, string>;

export const gtinOf = (n: number): string => {
  const digits = `690${String(n).padStart(9, '0')}`;
  return digits + checkDigit(digits);
};

const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [120.1, 30.2],
      [120.1001, 30.2],
      [120.1001, 30.2001],
      [120.1, 30.2],
    ],
  ],
};

export const storeJson = {
  id: 'test-store',
  name: { zh: '测试店', en: 'Test store' },
  timezone: 'Asia/Shanghai',
  currency: 'CNY',
  hours: Object.fromEntries(
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((day) => [
      day,
      [['08:00', '22:00']],
    ]),
  ),
  languages: ['zh', 'en'],
};

export interface SmallStore {
  products?: number;
  /** Price of the n-th product. */
  price?: (n: number) => string;
  quantity?: (n: number) => number;
  skip?: (n: number) => boolean;
  /** When its one offer ends. */
  offerEnds?: string;
}

const kinds = [
  ['洗发水', 'Shampoo', '个人护理 > 洗发护发 > 洗发水', 'Personal care > Hair > Shampoo'],
  ['牛奶', 'Milk', '乳品 > 牛奶', 'Dairy > Milk'],
  ['薯片', 'Crisps', '零食 > 薯片', 'Snacks > Crisps'],
] as const;

export function smallFeed({
  products = 12,
  price = (n) => `${n + 1}.90`,
  quantity = (n) => n * 3,
  skip = () => false,
  offerEnds = '2026-11-30T23:59:59+08:00',
}: SmallStore = {}): FeedFiles {
  const numbers = Array.from({ length: products }, (_, n) => n).filter((n) => !skip(n));
  const product = (n: number) => {
    const [zh, en, categoryZh, categoryEn] = kinds[n % kinds.length] ?? kinds[0];
    return `${gtinOf(n)},${zh}${n}号,${en} no. ${n},${categoryZh},${categoryEn},${price(n)},好牌,Goodbrand,${n}00ml,milk|soy`;
  };
  return {
    'store.json': JSON.stringify(storeJson, null, 2),
    'products.csv':
      [
        'gtin,name_zh,name_en,category_zh,category_en,price,brand_zh,brand_en,size,allergens_contains',
        ...numbers.map(product),
      ].join('\n') + '\n',
    'locations.csv':
      ['gtin,aisle,bay,shelf', ...numbers.map((n) => `${gtinOf(n)},A${(n % 3) + 1},${n % 5},2`)].join('\n') +
      '\n',
    'stock.csv':
      [
        'gtin,quantity,as_of',
        ...numbers.map((n) => `${gtinOf(n)},${quantity(n)},2026-11-21T22:00:00+08:00`),
      ].join('\n') + '\n',
    'promotions.csv': `id,title_zh,title_en,kind,value,starts_at,ends_at,gtins,category_zh\nP1,牛奶八折,20 % off milk,percent_off,20,2026-11-01T00:00:00+08:00,${offerEnds},,乳品\n`,
    'knowledge.csv': `id,topic,questions_zh,questions_en,answer_zh,answer_en\nK1,return,怎么退货|退货,How do I return?,"七天内\n凭小票",Within seven days\n`,
    'map/manifest.json': JSON.stringify({
      version: '1.0.0',
      local_frame: { origin: [120.1, 30.2], rotation: 0, unit: 'metre' },
    }),
    'map/venue.geojson': collection({ type: 'Feature', id: 'v', geometry: polygon, properties: {} }),
    'map/level.geojson': collection({
      type: 'Feature',
      id: 'l',
      geometry: polygon,
      properties: { ordinal: 0 },
    }),
    'map/fixture.geojson': collection(
      ...[1, 2, 3].map((n) => ({
        type: 'Feature',
        id: `f${n}`,
        geometry: polygon,
        properties: { aisle: `A${n}` },
      })),
    ),
    'map/amenity.geojson': collection(),
    'map/opening.geojson': collection(),
    'map/kiosk.geojson': collection(),
    'map/anchor.geojson': collection(),
  };
}

/** Writes a feed over what is there. */
export function writeFeed(dir: string, files: FeedFiles): string {
  rmSync(dir, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    const file = join(dir, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  }
  return dir;
}

/** A folder of its own that the caller removes. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'daogou-sync-'));
