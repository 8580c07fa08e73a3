/** Synthetic stores of any size and the questions that go with them, the same for the same seed. */

export interface BenchProduct {
  id: number;
  gtin: string;
  nameZh: string;
  nameEn: string;
  categoryZh: string;
  categoryEn: string;
  brandZh: string;
  brandEn: string;
  size: string;
  alias: string;
}

const NOUNS: readonly (readonly [zh: string, en: string, parent: string, parentEn: string])[] = [
  ['洗发水', 'Shampoo', '个人护理', 'Personal care'], ['沐浴露', 'Body Wash', '个人护理', 'Personal care'], ['牙膏', 'Toothpaste', '个人护理', 'Personal care'], ['面膜', 'Face Mask', '个人护理', 'Personal care'],
  ['酱油', 'Soy Sauce', '调味', 'Seasoning'], ['食醋', 'Vinegar', '调味', 'Seasoning'], ['花生油', 'Peanut Oil', '调味', 'Seasoning'], ['辣椒酱', 'Chili Sauce', '调味', 'Seasoning'],
  ['牛奶', 'Milk', '乳品', 'Dairy'], ['酸奶', 'Yogurt', '乳品', 'Dairy'], ['奶酪', 'Cheese', '乳品', 'Dairy'], ['饼干', 'Biscuits', '零食', 'Snacks'], ['薯片', 'Chips', '零食', 'Snacks'], ['巧克力', 'Chocolate', '零食', 'Snacks'],
  ['果汁', 'Juice', '饮料', 'Drinks'], ['绿茶', 'Green Tea', '饮料', 'Drinks'], ['咖啡', 'Coffee', '饮料', 'Drinks'], ['矿泉水', 'Mineral Water', '饮料', 'Drinks'], ['大米', 'Rice', '粮食', 'Grain'], ['面条', 'Noodles', '粮食', 'Grain'],
  ['洗衣液', 'Laundry Detergent', '清洁', 'Cleaning'], ['洗洁精', 'Dish Soap', '清洁', 'Cleaning'], ['抽纸', 'Tissues', '清洁', 'Cleaning'], ['垃圾袋', 'Bin Bags', '清洁', 'Cleaning'], ['电池', 'Batteries', '家电', 'Electrical'], ['电水壶', 'Kettle', '家电', 'Electrical'],
  ['吹风机', 'Hair Dryer', '家电', 'Electrical'], ['充电器', 'Charger', '家电', 'Electrical'], ['毛巾', 'Towel', '家居', 'Home'], ['雨伞', 'Umbrella', '家居', 'Home'],
];
const FLAVOURS: readonly (readonly [string, string])[] = [['经典', 'Classic'], ['清新', 'Fresh'], ['薰衣草', 'Lavender'], ['柠檬', 'Lemon'], ['草莓', 'Strawberry'], ['原味', 'Original'], ['薄荷', 'Mint'], ['玫瑰', 'Rose'], ['浓香', 'Rich'], ['轻盈', 'Light'], ['海盐', 'Sea Salt'], ['蜂蜜', 'Honey'], ['黑金', 'Black Gold'], ['家庭', 'Family'], ['儿童', 'Kids'], ['男士', 'Men']];
const SIZES = ['100g', '250g', '500g', '1kg', '2kg', '250ml', '500ml', '750ml', '1L', '2L', '6包', '12包'];
const FIRST = [...'晨云海金山星月春秋东南西北天地华瑞福安康宁嘉美丽雅诚信达通广源泰恒顺祥和润泽清澜岚'];
const SECOND = [...'光辉阳泉林峰河洲堂斋园庄舍坊记美乐佳盛隆昌茂荣兴旺洁净健宝灵芳香玉珍品优良善真纯'];
const LATIN = ['ba', 'lo', 'mi', 'ter', 'sun', 'ka', 'ri', 'no', 'vel', 'do', 'pa', 'lin', 'mar', 'so', 'tan', 'wex', 'zu', 'fen', 'gol', 'hur'];

export function random(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Brands grow with the square root of the rows, as in real assortments. */
export function* makeStore(rows: number): Generator<BenchProduct> {
  const brands = Math.min(FIRST.length * SECOND.length, Math.ceil(Math.sqrt(rows) * 1.6));
  const pick = random(7);
  for (let id = 1; id <= rows; id++) {
    const b = pick(brands);
    const [zh, en, parent, parentEn] = NOUNS[pick(NOUNS.length)]!;
    const [flavourZh, flavourEn] = FLAVOURS[pick(FLAVOURS.length)]!;
    const size = SIZES[pick(SIZES.length)]!;
    const brandZh = FIRST[b % FIRST.length]! + SECOND[Math.floor(b / FIRST.length) % SECOND.length]!;
    const brandEn = `${LATIN[b % 20]}${LATIN[Math.floor(b / 20) % 20]}${LATIN[Math.floor(b / 400) % 20]}`.replace(/^./, (c) => c.toUpperCase());
    yield { id, gtin: `2${String(id).padStart(12, '0')}`, nameZh: `${brandZh}${flavourZh}${zh}`, nameEn: `${brandEn} ${flavourEn} ${en}`, categoryZh: `${parent} > ${zh}`, categoryEn: `${parentEn} > ${en}`, brandZh, brandEn, size, alias: id % 50 === 0 ? `${flavourZh}${zh.at(-1)}宝${id % 977}` : '' };
  }
}

export interface BenchQuery {
  class: string;
  text: string;
  /** Whether a product is what was asked for. */
  right: (product: BenchProduct) => boolean;
}

/** Ten classes, as many of each as asked. */
export function makeQueries(products: readonly BenchProduct[], each: number, mishear: (text: string) => string): BenchQuery[] {
  const pick = random(11);
  const out: BenchQuery[] = [];
  const add = (name: string, text: string, right: BenchQuery['right']): void => void out.push({ class: name, text, right });
  for (let i = 0; i < each; i++) {
    const p = products[pick(products.length)]!;
    const noun = p.categoryZh.split(' > ')[1]!;
    const nounEn = p.categoryEn.split(' > ')[1]!;
    const sameKind = (q: BenchProduct): boolean => q.categoryZh === p.categoryZh;
    const sameBrandKind = (q: BenchProduct): boolean => sameKind(q) && q.brandZh === p.brandZh;
    const sameName = (q: BenchProduct): boolean => q.nameZh === p.nameZh;
    add('category', noun, sameKind);
    add('brand', p.brandZh, (q) => q.brandZh === p.brandZh);
    add('brand+kind', p.brandZh + noun, sameBrandKind);
    add('full name', p.nameZh, sameName);
    add('name+size', `${p.nameZh}${p.size}`, (q) => sameName(q) && q.size === p.size);
    add('misheard kind', mishear(noun), sameKind);
    add('misheard name', mishear(p.nameZh), sameName);
    add('english', `${p.brandEn} ${nounEn}`.toLowerCase(), (q) => sameKind(q) && q.brandEn === p.brandEn);
    const letters = nounEn.toLowerCase();
    add('english typo', letters.length >= 6 ? letters.slice(0, 3) + letters.slice(4) : letters, sameKind);
    add('mixed', `${p.brandEn.toLowerCase()} ${noun}`, (q) => sameKind(q) && q.brandEn === p.brandEn);
  }
  return out;
}
