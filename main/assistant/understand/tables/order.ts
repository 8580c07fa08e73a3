/**
 * Words by which somebody asks for more or less of what was shown ('再长一点', 'something lighter'); what is
 * too much of it is asked for less. Checked in order, the first that fits counts.
 */
export interface OrderRow {
  by: 'price' | 'size';
  /** 1: more of it; -1: less. */
  towards: 1 | -1;
  zh: RegExp;
  en: RegExp;
}

export const orderRows: readonly OrderRow[] = [
  {
    by: 'price',
    towards: -1,
    zh: /便宜|实惠|划算|平啲|平一点|平价|经济|(?:太|有点|有些|忒)贵|贵了|价(?:格|钱)?低|省钱/,
    en: /\bcheap(?:er|est)?\b|\bless expensive\b|\baffordable\b|\bbudget\b|\btoo (?:expensive|pricey|dear|much)\b|\bleast expensive\b|\bcosts? less\b/,
  },
  {
    by: 'price',
    towards: 1,
    zh: /最贵|贵(?:一)?点|贵些|高档|高端|高级|(?<!最)好(?:一)?点的|更好的/,
    en: /\b(?:more|most) expensive\b|\bprici(?:er|est)\b|\bpremium\b|\bfancier\b|\bhigher[- ]end\b/,
  },
  {
    by: 'size',
    towards: -1,
    zh: /(?:太|忒|有点)(?:大|长|多|宽|高|厚|重|粗|沉)(?!了?点)|[小短少窄矮薄轻细](?:一)?[点些号码款]|最[小短少窄矮薄轻细]|更[小短少窄矮薄轻细]|[小短](?:瓶|包|袋|盒|罐|支|的|嗰|那)|细(?:支|嗰|啲)|迷你/,
    en: /\b(?:small|short|light|thin|narrow)(?:er|est)\b|\b(?:small|little|tiny|mini|short|light|travel[- ]size)\b|\btoo (?:big|large|long|heavy|many|wide|thick|tall)\b|\bfewer\b/,
  },
  {
    by: 'size',
    towards: 1,
    zh: /(?:太|忒|有点)[小短少窄矮薄轻细]|[大长多宽高厚重粗](?:一)?[点些号码款啲]|大一(?:号|码)|最[大长多宽高厚重粗]|更[大长多宽高厚重粗]|大(?:瓶|包|袋|盒|罐|支|桶|嗰|那|份)|大的|长的|加大/,
    en: /\b(?:bigg|larg|long|heavi|thick|wid|tall|strong)(?:er|est)\b|\b(?:big|large|long|huge|jumbo|family[- ]size|bulk)\b|\btoo (?:small|short|thin|light|few|little)\b/,
  },
];

/** What a sentence asks for more or less of; nothing where it asks neither. */
export function ordersIn(text: string): Readonly<Record<OrderRow['by'], -1 | 0 | 1>> {
  const towards = (by: OrderRow['by']): -1 | 0 | 1 =>
    orderRows.find((row) => row.by === by && (row.zh.test(text) || row.en.test(text)))?.towards ?? 0;
  return { price: towards('price'), size: towards('size') };
}
