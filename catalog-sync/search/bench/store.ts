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
  /** As in a feed: a decimal. */
  price: string;
  /** Pieces on the shelf; undefined where the store does not count it. */
  quantity: number | undefined;
}

const NOUNS: readonly (readonly [zh: string, en: string, parent: string, parentEn: string])[] = [
  ['洗发水', 'Shampoo', '个人护理', 'Personal care'],
  ['沐浴露', 'Body Wash', '个人护理', 'Personal care'],
  ['牙膏', 'Toothpaste', '个人护理', 'Personal care'],
  ['面膜', 'Face Mask', '个人护理', 'Personal care'],
  ['酱油', 'Soy Sauce', '调味', 'Seasoning'],
  ['食醋', 'Vinegar', '调味', 'Seasoning'],
  ['花生油', 'Peanut Oil', '调味', 'Seasoning'],
  ['辣椒酱', 'Chili Sauce', '调味', 'Seasoning'],
  ['牛奶', 'Milk', '乳品', 'Dairy'],
  ['酸奶', 'Yogurt', '乳品', 'Dairy'],
  ['奶酪', 'Cheese', '乳品', 'Dairy'],
  ['饼干', 'Biscuits', '零食', 'Snacks'],
  ['薯片', 'Chips', '零食', 'Snacks'],
  ['巧克力', 'Chocolate', '零食', 'Snacks'],
  ['果汁', 'Juice', '饮料', 'Drinks'],
  ['绿茶', 'Green Tea', '饮料', 'Drinks'],
  ['咖啡', 'Coffee', '饮料', 'Drinks'],
  ['矿泉水', 'Mineral Water', '饮料', 'Drinks'],
  ['大米', 'Rice', '粮食', 'Grain'],
  ['面条', 'Noodles', '粮食', 'Grain'],
  ['洗衣液', 'Laundry Detergent', '清洁', 'Cleaning'],
  ['洗洁精', 'Dish Soap', '清洁', 'Cleaning'],
  ['抽纸', 'Tissues', '清洁', 'Cleaning'],
  ['垃圾袋', 'Bin Bags', '清洁', 'Cleaning'],
  ['电池', 'Batteries', '家电', 'Electrical'],
  ['电水壶', 'Kettle', '家电', 'Electrical'],
  ['吹风机', 'Hair Dryer', '家电', 'Electrical'],
  ['充电器', 'Charger', '家电', 'Electrical'],
  ['毛巾', 'Towel', '家居', 'Home'],
  ['雨伞', 'Umbrella', '家居', 'Home'],
];
const FLAVOURS: readonly (readonly [string, string])[] = [
  ['经典', 'Classic'],
  ['清新', 'Fresh'],
  ['薰衣草', 'Lavender'],
  ['柠檬', 'Lemon'],
  ['草莓', 'Strawberry'],
  ['原味', 'Original'],
  ['薄荷', 'Mint'],
  ['玫瑰', 'Rose'],
  ['浓香', 'Rich'],
  ['轻盈', 'Light'],
  ['海盐', 'Sea Salt'],
  ['蜂蜜', 'Honey'],
  ['黑金', 'Black Gold'],
  ['家庭', 'Family'],
  ['儿童', 'Kids'],
  ['男士', 'Men'],
];
const SIZES = ['100g', '250g', '500g', '1kg', '2kg', '250ml', '500ml', '750ml', '1L', '2L', '6包', '12包'];
const FIRST = [...'晨云海金山星月春秋东南西北天地华瑞福安康宁嘉美丽雅诚信达通广源泰恒顺祥和润泽清澜岚'];
const SECOND = [...'光辉阳泉林峰河洲堂斋园庄舍坊记美乐佳盛隆昌茂荣兴旺洁净健宝灵芳香玉珍品优良善真纯'];
const LATIN = [
  'ba',
  'lo',
  'mi',
  'ter',
  'sun',
  'ka',
  'ri',
  'no',
  'vel',
  'do',
  'pa',
  'lin',
  'mar',
  'so',
  'tan',
  'wex',
  'zu',
  'fen',
  'gol',
  'hur',
];

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
    const brandEn =
      `${LATIN[b % 20]}${LATIN[Math.floor(b / 20) % 20]}${LATIN[Math.floor(b / 400) % 20]}`.replace(
        /^./,
        (c) => c.toUpperCase(),
      );
    yield {
      id,
      gtin: `2${String(id).padStart(12, '0')}`,
      nameZh: `${brandZh}${flavourZh}${zh}`,
      nameEn: `${brandEn} ${flavourEn} ${en}`,
      categoryZh: `${parent} > ${zh}`,
      categoryEn: `${parentEn} > ${en}`,
      brandZh,
      brandEn,
      size,
      alias: id % 50 === 0 ? `${flavourZh}${zh.at(-1)}宝${id % 977}` : '',
      price: `${3 + ((id * 7919) % 9700) / 100}`,
      quantity: id % 11 === 0 ? undefined : (id * 31) % 40,
    };
  }
}

export interface BenchQuery {
  class: string;
  text: string;
  /** Whether a product is what was asked for. */
  right: (product: BenchProduct) => boolean;
}

/**
 * Makes one character of a word sound right and look wrong, as a recogniser that does not know the word
 * would.
 */
export function mishear(text: string): string {
  const at = [...text].map((c, i) => [c, i] as const).filter(([c]) => SAME_SOUND[c]);
  if (at.length === 0) return text;
  const [c, i] = at[Math.floor(at.length / 2)]!;
  return text.slice(0, i) + SAME_SOUND[c] + text.slice(i + 1);
}

const SAME_SOUND: Record<string, string> = {
  洗: '西',
  发: '法',
  牙: '芽',
  膏: '高',
  酱: '降',
  油: '游',
  奶: '乃',
  牛: '妞',
  饼: '丙',
  干: '甘',
  薯: '鼠',
  片: '骗',
  果: '裹',
  汁: '之',
  茶: '查',
  咖: '卡',
  米: '迷',
  面: '棉',
  条: '调',
  纸: '止',
  水: '睡',
  沐: '木',
  浴: '玉',
  露: '路',
  醋: '促',
  酪: '烙',
  毛: '矛',
  巾: '金',
  伞: '散',
  电: '店',
  池: '迟',
  壶: '湖',
};

/** Ten classes, as many of each as asked. */
export function makeQueries(products: readonly BenchProduct[], each: number): BenchQuery[] {
  const pick = random(11);
  const out: BenchQuery[] = [];
  const add = (name: string, text: string, right: BenchQuery['right']): void =>
    void out.push({ class: name, text, right });
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

/**
 * Whole questions, as they are asked of the terminal: what `ask` costs beyond finding. `{kind}`, `{brand}`
 * and `{name}` are filled in.
 */
const QUESTIONS: readonly string[] = [
  '{kind}在哪里',
  '请问一下{brand}{kind}放在哪儿了呀',
  '{name}多少钱',
  '{name}还有货吗',
  '{kind}哪个最便宜',
  '最贵的{kind}是哪款',
  '三十块以内的{kind}有吗',
  '{kind}有什么优惠',
  '{brand}的{kind}推荐一个',
  '{kind}和{other}在哪',
  '不对，我是说{kind}在哪',
  '{brand}{kind}和{other}哪个便宜',
  'where can i find {kindEn}',
  'how much is the {brandEn} {kindEn}',
  'do you have {kindEn} in stock',
  'the cheapest {kindEn} please',
  'i am looking for {kindEn} and {otherEn}',
  '今天几点关门',
  '这里可以退货吗',
  '我对花生过敏，{kind}能吃吗',
];

/** `each` of every question form. */
export function makeQuestions(
  products: readonly BenchProduct[],
  each: number,
): { class: string; text: string }[] {
  const pick = random(13);
  return Array.from({ length: each }, () => QUESTIONS).flatMap((forms) =>
    forms.map((form) => {
      const p = products[pick(products.length)]!;
      const q = products[pick(products.length)]!;
      const leaf = (path: string): string => path.split(' > ')[1]!;
      const fill: Record<string, string> = {
        kind: leaf(p.categoryZh),
        kindEn: leaf(p.categoryEn).toLowerCase(),
        other: leaf(q.categoryZh),
        otherEn: leaf(q.categoryEn).toLowerCase(),
        brand: p.brandZh,
        brandEn: p.brandEn.toLowerCase(),
        name: p.nameZh,
      };
      return { class: form, text: form.replace(/\{(\w+)\}/g, (_, key: string) => fill[key]!) };
    }),
  );
}
