import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shelf, Understood } from '../../contract';
import { GoodsFinder, learnKinds } from '../find/finder';
import { KeptKinds } from '../find/kept-kinds';
import type { KindFinder } from '../find/kinds';
import { Learning } from '../find/learning';
import { allBrands, allKinds } from '../goods';
import { openShop, type Shop } from './shop';

const goods = [
  ['清扬去屑洗发露 500ml', 'Clear anti-dandruff shampoo 500 ml', '洗护', 'Hair care'],
  ['蓝月亮深层洁净洗衣液 2kg', 'Blue Moon laundry detergent 2 kg', '家清', 'Laundry'],
  ['品客薯片 浓香奶酪味 110g', 'Pringles cheese 110 g', '零食', 'Snacks'],
  ['公牛插线板 4位 1.8米', 'Bull power strip 4-way 1.8 m', '五金', 'Hardware'],
  ['西红柿 500g', 'Tomatoes 500 g', '蔬菜', 'Vegetables'],
] as const;

let shop: Shop;
let kinds: Readonly<Record<Understood, KindFinder>>;
beforeAll(async () => {
  // A store of many rows whose numbers have gaps, as publishers leave them.
  shop = openShop({
    products: goods.map(([zh, en, categoryZh, categoryEn], i) => ({
      id: String(7 * i + 3),
      gtin: String(100 + i),
      name_zh: zh,
      name_en: en,
      category_zh: categoryZh,
      category_en: categoryEn,
      price: '5',
    })),
  });
  kinds = await learnKinds(allKinds(), allBrands());
}, 60_000);
afterAll(() => shop.close());

const bookshelf = (): Shelf & { files: Map<string, Uint8Array> } => {
  const files = new Map<string, Uint8Array>();
  return { files, read: (name) => files.get(name), write: (name, bytes) => void files.set(name, bytes) };
};

async function learnt(mostHeld: number, shelf?: Shelf): Promise<GoodsFinder> {
  const finder = new GoodsFinder(shop.reader, kinds, { mostHeld, shelf });
  await finder.learn();
  return finder;
}

const first = (finder: GoodsFinder, said: string, lang: Understood = 'zh'): string | undefined =>
  finder.find(said, lang).found[0]?.product.gtin;

describe.each([
  ['all names held', 100],
  ['names recalled', 0],
])('the finder without an encoder, %s', (_, mostHeld) => {
  it('finds by letters, by sound, by kind and by the other language', async () => {
    const finder = await learnt(mostHeld);
    expect(finder.held).toBe(mostHeld > 0);
    expect(finder.evidenced('zh')).toBe('plain');
    expect(first(finder, '去屑洗发露在哪')).toBe('100');
    expect(first(finder, '去谢洗花露')).toBe('100');
    expect(first(finder, '洗头膏有没有')).toBe('100');
    expect(first(finder, '番茄')).toBe('104');
    expect(first(finder, '那个 Pringles')).toBe('102');
    expect(first(finder, 'where is the laundry liquid', 'en')).toBe('101');
    expect(first(finder, 'extension lead', 'en')).toBe('103');
  });

  it('says which kinds are asked for and whether the store has them', async () => {
    const finder = await learnt(mostHeld);
    const { kinds: asked } = finder.find('自行车在哪', 'zh');
    expect(asked[0]).toMatchObject({ carried: false });
    expect(finder.find('薯片', 'zh').kinds[0]).toMatchObject({ carried: true });
  });

  it('learns the second time from what it kept', async () => {
    const shelf = bookshelf();
    const before = await learnt(mostHeld, shelf);
    const files = new Map(shelf.files);
    expect([...files.keys()].sort()).toEqual(mostHeld > 0 ? ['kinds-s-en', 'kinds-s-zh'] : ['kinds-s']);
    const after = await learnt(mostHeld, shelf);
    expect(after.find('薯片', 'zh').found.map(({ product, p }) => [product.gtin, p.toFixed(4)])).toEqual(
      before.find('薯片', 'zh').found.map(({ product, p }) => [product.gtin, p.toFixed(4)]),
    );
    expect(shelf.files).toEqual(files);
  });
});

describe('kinds that are kept', () => {
  const [product, other] = ['100', '101'];
  const belief = new Map([
    [17, 0.75],
    [18, 0.25],
  ]);

  const listed = (kept: KeptKinds): unknown[] => {
    const out: unknown[] = [];
    kept.each((row, kind, share) => void out.push([row, kind, (share / 65_535).toFixed(3)]));
    return out;
  };

  it('are made anew for products whose names changed, and for no others', () => {
    const shelf = bookshelf();
    const kept = new KeptKinds(shelf, 'k', 'data', undefined);
    kept.note(shop.reader.product(product)!, 3, () => belief);
    kept.keep();
    const again = new KeptKinds(shelf, 'k', 'data', undefined);
    const never = (): never => {
      throw new Error('looked at anew');
    };
    again.note(shop.reader.product(product)!, 3, never);
    again.keep();
    const third = new KeptKinds(shelf, 'k', 'data', undefined);
    expect(listed(again)).toEqual([
      [3, 17, '0.750'],
      [3, 18, '0.250'],
    ]);
    expect(() => third.note(shop.reader.product(other)!, 4, never)).toThrow('looked at anew');
    const renamed = { ...shop.reader.product(product)!, name: { zh: '清扬沐浴露', en: 'Clear body wash' } };
    expect(() => third.note(renamed, 3, never)).toThrow('looked at anew');
  });

  it('are not taken where the data of kinds is other, or the file is cut', () => {
    const shelf = bookshelf();
    const kept = new KeptKinds(shelf, 'k', 'data', 's 7');
    kept.note(shop.reader.product(product)!, 3, () => belief);
    kept.keep();
    expect(new KeptKinds(shelf, 'k', 'data', 's 7').whole).toBe(true);
    expect(listed(new KeptKinds(shelf, 'k', 'data', 's 7'))).toHaveLength(2);
    expect(new KeptKinds(shelf, 'k', 'data', 's 8').whole).toBe(false);
    expect(new KeptKinds(shelf, 'k', 'other data', 's 7').whole).toBe(false);
    shelf.files.set('k', shelf.files.get('k')!.slice(0, -3));
    expect(new KeptKinds(shelf, 'k', 'data', 's 7').whole).toBe(false);
    shelf.files.set('k', shelf.files.get('k')!.slice(0, 24));
    expect(new KeptKinds(shelf, 'k', 'data', 's 7').whole).toBe(false);
  });
});

describe('learning', () => {
  it('has a finder without an encoder too, and says that it goes without meaning', async () => {
    const learning = new Learning(
      () => shop.reader,
      () => undefined,
    );
    expect(learning.finderFor(shop.reader)).toBeUndefined();
    const done = learning.learn();
    expect(learning.state()).toBe('learning');
    // Others get their turn while names are read.
    let turns = 0;
    const ticking = setInterval(() => turns++, 0);
    await done;
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
    expect(learning.state()).toBe('plain');
    expect(learning.finderFor(shop.reader)!.find('洗头膏', 'zh').found[0]!.product.gtin).toBe('100');
  });
});
