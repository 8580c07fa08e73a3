import type { CategoryNode, ItemCard, Point, StoreMap } from '../../main/contract';

/** A small made-up store for looking at the screen without the application; never part of the build. */

const box = (x: number, y: number, w: number, h: number): Point[] => [
  [x, y],
  [x + w, y],
  [x + w, y + h],
  [x, y + h],
];

const letters = ['A', 'B', 'C'];
const shelves = letters.flatMap((letter, row) =>
  [1, 2, 3, 4, 5, 6].flatMap((n) =>
    [1, 2, 3].map((bay) => ({
      id: `f-${letter}${n}-${bay}`,
      outline: box(5 + (n - 1) * 5.4, 7 + row * 7.6 + (bay - 1) * 1.9, 1.5, 1.85),
      aisle: `${letter}${n}`,
      bay: String(bay),
    })),
  ),
);

export const map: StoreMap = {
  outline: [
    [
      [0, 0],
      [40, 0],
      [40, 28.2],
      [27, 28.2],
      [27, 32],
      [0, 32],
    ],
  ],
  fixtures: [
    ...shelves,
    { id: 'fresh', outline: box(1, 28.6, 25, 2.2), aisle: '生鲜区' },
    { id: 'cold', outline: box(37.2, 7, 1.8, 16), aisle: 'D1' },
    ...[0, 1, 2, 3].map((i) => ({ id: `till-${i}`, outline: box(22 + i * 3, 2.2, 1.2, 2.2) })),
  ],
  amenities: [
    { id: 'am-wc', category: 'restroom', at: [2.4, 25] },
    { id: 'am-info', category: 'information', name: { zh: '服务台', en: 'Service desk' }, at: [16, 2.6] },
    { id: 'am-till', category: 'checkout', name: { zh: '收银台', en: 'Checkout' }, at: [28, 5.4] },
    { id: 'am-exit', category: 'emergencyexit', name: { zh: '消防通道', en: 'Fire exit' }, at: [37.5, 26] },
    { id: 'am-aed', category: 'aed', name: { zh: 'AED 除颤器', en: 'AED' }, at: [18.5, 2.4] },
    {
      id: 'am-wca',
      category: 'restroom.wheelchair',
      name: { zh: '无障碍洗手间', en: 'Accessible toilet' },
      at: [2.4, 28],
    },
    { id: 'am-lift', category: 'elevator', at: [38, 3] },
    { id: 'am-baby', category: 'mothersroom', at: [2.4, 22] },
  ],
  openings: [
    {
      id: 'door',
      line: [
        [7, 0],
        [12, 0],
      ],
    },
  ],
  kiosks: [{ id: 'k1', at: [11, 2.6], heading: Math.PI / 2 }],
  anchors: [],
};

export const path: Point[] = [
  [11, 2.6],
  [11, 5.6],
  [14.1, 6],
  [14.1, 18.2],
  [15.3, 18.2],
];

const categoryNames = [
  ['粮油调味', 'Staples & seasoning'],
  ['乳品烘焙', 'Dairy & bakery'],
  ['休闲零食', 'Snacks'],
  ['酒水饮料', 'Drinks'],
  ['生鲜果蔬', 'Fresh produce'],
  ['个人护理', 'Personal care'],
  ['家居清洁', 'Household cleaning'],
  ['母婴用品', 'Mother & baby'],
  ['冷冻食品', 'Frozen food'],
  ['文具家电', 'Stationery & electronics'],
] as const;

const below: Record<string, [string, string][]> = {
  粮油调味: [
    ['酱油', 'Soy sauce'],
    ['食用油', 'Cooking oil'],
    ['大米', 'Rice'],
    ['醋', 'Vinegar'],
  ],
  乳品烘焙: [
    ['牛奶', 'Milk'],
    ['酸奶', 'Yogurt'],
    ['面包', 'Bread'],
  ],
  休闲零食: [
    ['薯片', 'Crisps'],
    ['饼干', 'Biscuits'],
    ['坚果', 'Nuts'],
  ],
};

/** The category tree as `catalog.browse` gives it: two levels, then items. */
export function browse(at: readonly string[]): { categories: CategoryNode[]; cards: ItemCard[] } {
  if (at.length === 0)
    return {
      categories: categoryNames.map(([zh, en], i) => ({ path: [zh], name: { zh, en }, count: 120 - i * 7 })),
      cards: [],
    };
  const sub = at.length === 1 ? below[at[0]!] : undefined;
  if (sub)
    return {
      categories: sub.map(([zh, en], i) => ({ path: [...at, zh], name: { zh, en }, count: 24 - i * 3 })),
      cards: [],
    };
  return { categories: [], cards: soySauces };
}

const soy = (n: number, zh: string, en: string, price: number, more: Partial<ItemCard> = {}): ItemCard => ({
  gtin: `69012345678${n}`,
  name: { zh, en },
  size: '500ml',
  category: { zh: '酱油', en: 'Soy sauce' },
  price,
  currency: 'CNY',
  stock: 'in',
  places: [{ aisle: 'B3', bay: '2', shelf: '3' }],
  alternative: false,
  ...more,
});

export const soySauces: ItemCard[] = [
  soy(1, '鲜味坊特级生抽', 'Xianweifang premium light soy sauce', 12.9, {
    offerPrice: 9.9,
    offerTitle: { zh: '第二件半价', en: '2nd half price' },
  }),
  soy(2, '老厨房红烧酱油', 'Old Kitchen dark soy sauce', 15.8, { stock: 'low', size: '1.28L' }),
  soy(3, '谷香有机酱油 零添加', 'Guxiang organic soy sauce, no additives', 28, {
    places: [{ aisle: 'B3', bay: '3', shelf: '1' }],
  }),
  soy(4, '味满家薄盐生抽', 'Weimanjia reduced-salt light soy sauce', 13.5, { stock: 'out', places: [] }),
];

export const promotions = [
  { id: 'P1', title: { zh: '调味品第二件半价', en: 'Seasonings: second item half price' } },
  { id: 'P2', title: { zh: '鲜奶满 50 减 10', en: 'Fresh milk: ¥10 off over ¥50' } },
  { id: 'P3', title: { zh: '会员日全场 95 折', en: 'Members’ day: 5% off everything' } },
];
