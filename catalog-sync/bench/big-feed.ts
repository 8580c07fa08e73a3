import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gtinOf, smallFeed } from '../testing';

/** A repeatable stream of numbers in [0,1): Mulberry32. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const makers = [
  '和光',
  '海棠',
  '清溪',
  '云岭',
  '白桦',
  '松鹤',
  '锦程',
  '百味',
  '鲜禾',
  '蓝湾',
  '元气',
  '北山',
  '南风',
  '春江',
  '长亭',
  '远帆',
];
const goods = [
  '洗发水',
  '牛奶',
  '薯片',
  '酱油',
  '牙膏',
  '饼干',
  '矿泉水',
  '方便面',
  '纸巾',
  '酸奶',
  '巧克力',
  '洗衣液',
  '面粉',
  '食用油',
  '咖啡',
  '茶叶',
];
const kinds = [
  '清爽',
  '原味',
  '家庭装',
  '无糖',
  '加厚',
  '特浓',
  '轻盈',
  '经典',
  '高钙',
  '柔顺',
  '香草',
  '海盐',
  '有机',
  '迷你',
  '双效',
  '夜间',
];

/** How many rows of a night change: 36,000 of 500,000 products. */
export interface Night {
  prices: number;
  counts: number;
}

/**
 * Writes a store of `products` items; `night` 0 is the first day, each later one changes the rows that {@link
 * Night} says.
 */
export function writeBigFeed(dir: string, products: number, night: number, change: Night): void {
  mkdirSync(join(dir, 'map'), { recursive: true });
  for (const [name, text] of Object.entries(smallFeed())) {
    if (!/^(products|locations|stock)/.test(name))
      writeFileSync(join(dir, name), text.replace('乳品', '货架 > 牛奶'));
  }
  const random = dice(7);
  const changed = (rows: number, seed: number) => {
    const pick = dice(seed);
    const set = new Set<number>();
    while (night > 0 && set.size < rows) set.add(Math.floor(pick() * products));
    return set;
  };
  const dearer = changed(change.prices, 11 + night);
  const recounted = changed(change.counts, 1_000 + night);
  const news = dice(99 + night);
  const write = (name: string, header: string, line: (n: number) => string) => {
    const fd = openSync(join(dir, name), 'w');
    let buffer = `${header}\n`;
    for (let n = 0; n < products; n++) {
      buffer += line(n);
      if (buffer.length > 1 << 20) {
        writeSync(fd, buffer);
        buffer = '';
      }
    }
    writeSync(fd, buffer);
    closeSync(fd);
  };
  const of = (list: string[]) => list[Math.floor(random() * list.length)] ?? '';
  write(
    'products.csv',
    'gtin,name_zh,name_en,category_zh,category_en,price,brand_zh,brand_en,size,ingredients_zh,allergens_contains,aliases_zh',
    (n) => {
      const [maker, good, kind] = [of(makers), of(goods), of(kinds)];
      const price = (1 + Math.floor(random() * 200) + 0.9).toFixed(2);
      const now = dearer.has(n) ? (Number(price) * (0.8 + 0.4 * news())).toFixed(2) : price;
      return `${gtinOf(n)},${maker}${kind}${good}${n % 997}号,Item ${n} ${good.length},货架 > ${good} > ${kind},Shelf > ${good.length} > ${kind.length},${now},${maker},Maker ${maker.length},${(1 + (n % 20)) * 50}ml,水 糖 ${kind} ${good}粉,${n % 5 ? '' : 'milk|soy'},${maker}${good}\n`;
    },
  );
  write(
    'locations.csv',
    'gtin,aisle,bay,shelf',
    (n) => `${gtinOf(n)},${'ABCDEFGH'[n % 8] ?? 'A'}${1 + (n % 30)},${1 + (n % 9)},${1 + (n % 6)}\n`,
  );
  const hour = (n: number) => String(n % 24).padStart(2, '0');
  write('stock.csv', 'gtin,quantity,as_of', (n) => {
    const count = Math.floor(random() * 200);
    return recounted.has(n)
      ? `${gtinOf(n)},${Math.floor(news() * 200)},2026-11-22T${hour(Math.floor(news() * 24))}:00:00+08:00\n`
      : `${gtinOf(n)},${count},2026-11-21T${hour(n)}:00:00+08:00\n`;
  });
}
