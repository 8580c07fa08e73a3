/**
 * Names that are written in digits, and how people say them: the pattern of the name, said in Mandarin and in
 * English. What must stand after a number that could be a plain one is part of its pattern.
 */
export const BRANDS: readonly (readonly [pattern: string, zh: string, en: string])[] = [
  [String.raw`(?<![\d.])999(?=\s*(?:感冒|皮炎|胃泰|小儿|Ganmaoling))`, '三九', 'three nine'],
  [String.raw`(?<![\d.])555(?=\s*(?:牌|电池|香烟|brand|batter))`, '五五五', 'five five five'],
  [String.raw`(?<![\d.])361°(?!\s*[CF])`, '三六一度', 'three sixty one degrees'],
  [String.raw`(?<![\d.])7-(?:11|Eleven)(?![\d.])`, '七十一', 'seven eleven'],
  [
    String.raw`(?<![\d.])3M(?=\s*(?:胶|口罩|净水|魔力|无痕|挂钩|百洁|牌|tape|mask|hook|filter|Scotch|Command|$))`,
    '三 M',
    'three M',
  ],
  [String.raw`(?<![\d.])501(?=\s*(?:牛仔|jeans))`, '五零一', 'five oh one'],
  [String.raw`国窖\s*1573`, '国窖一五七三', 'Guojiao one five seven three'],
];
