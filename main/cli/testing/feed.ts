import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Twelve products in three kinds: 洗发水 (0, 3, …), 牛奶 (1, 4, …), 薯片 (2, 5, …), in aisles A1 to A3. */
const KINDS = [
  ['洗发水', 'Shampoo', '个人护理 > 洗发水', 'Care > Shampoo'],
  ['牛奶', 'Milk', '乳品 > 牛奶', 'Dairy > Milk'],
  ['薯片', 'Crisps', '零食 > 薯片', 'Snacks > Crisps'],
] as const;

/** EAN-13 with its check digit (GS1 General Specifications, section 7.9). */
export function gtinOf(n: number): string {
  const digits = `690${String(n).padStart(9, '0')}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Writes a small store feed over what is there. */
export function writeFeed(dir: string, price: (n: number) => string = (n) => `${n + 1}.90`): void {
  const numbers = Array.from({ length: 12 }, (_, n) => n);
  const csv = (header: string, row: (n: number) => string) => `${[header, ...numbers.map(row)].join('\n')}\n`;
  const day = [['08:00', '22:00']];
  const hours = Object.fromEntries(
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((name) => [name, day]),
  );
  const files = {
    'store.json': JSON.stringify({
      id: 'test-store',
      name: { zh: '测试店', en: 'Test store' },
      timezone: 'Asia/Shanghai',
      currency: 'CNY',
      hours,
      languages: ['zh', 'en'],
    }),
    'products.csv': csv('gtin,name_zh,name_en,category_zh,category_en,price', (n) => {
      const [zh, en, categoryZh, categoryEn] = KINDS[n % 3]!;
      return `${gtinOf(n)},${zh}${n}号,${en} no. ${n},${categoryZh},${categoryEn},${price(n)}`;
    }),
    'locations.csv': csv('gtin,aisle,bay,shelf', (n) => `${gtinOf(n)},A${(n % 3) + 1},${n % 5},2`),
    'stock.csv': csv('gtin,quantity,as_of', (n) => `${gtinOf(n)},${n * 3},2026-11-21T22:00:00+08:00`),
    'promotions.csv':
      'id,title_zh,title_en,kind,value,starts_at,ends_at,category_zh\nP1,牛奶八折,20 % off milk,percent_off,20,2026-01-01T00:00:00+08:00,2099-01-01T00:00:00+08:00,乳品\n',
  };
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
}
