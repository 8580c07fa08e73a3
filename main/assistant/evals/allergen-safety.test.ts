import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import type { Answer, SentenceEncoder, Verdict } from '../../contract';
import { tallyText } from '../answer/allergen-answers';
import { worstOf } from '../answer/verdicts';
import { openShop, type Shop } from './shop';

/**
 * Over made-up stores: 'free' is said of nothing unless every item concerned declares it and shows no sign; a
 * kind is counted whole.
 */

const ASKED = {
  peanut: { zh: '花生', en: 'peanuts' },
  milk: { zh: '牛奶', en: 'milk' },
  gluten: { zh: '麸质', en: 'gluten' },
} as const;
type Asked = keyof typeof ASKED;
const KINDS = [
  { zh: '饼干', en: 'Biscuits' },
  { zh: '薯片', en: 'Crisps' },
  { zh: '巧克力', en: 'Chocolate' },
] as const;
const BRANDS = [
  { zh: '田园', en: 'Tianyuan' },
  { zh: '云山', en: 'Yunshan' },
] as const;
const FLAVOURS = [
  { zh: '原味', en: 'Original' },
  { zh: '草莓味', en: 'Strawberry' },
  { zh: '黄瓜味', en: 'Cucumber' },
] as const;
const INGREDIENTS = [
  '',
  '大米、植物油',
  '小麦粉、白砂糖',
  '花生、盐',
  '全脂乳粉、可可',
  '大米。可能含有微量花生',
  '玉米，不含麸质',
] as const;
/** The flavour that a question asks for, by its number in the shop. */
function flavourSaid(text: string): number | undefined {
  if (/黄瓜|cucumber/.test(text)) return 2;
  return /草莓|strawberry/.test(text) ? 1 : undefined;
}
/** Which ingredient texts name what, by reading them: independent of the engine's tables. */
const NAMES: Record<Asked, (text: string) => 'contains' | 'may_contain' | undefined> = {
  peanut: (t) => {
    if (t.startsWith('花生')) return 'contains';
    return t.includes('微量花生') ? 'may_contain' : undefined;
  },
  milk: (t) => (t.includes('乳粉') ? 'contains' : undefined),
  gluten: (t) => (t.includes('小麦') ? 'contains' : undefined),
};

interface Made {
  gtin: string;
  kind: number;
  brand: number;
  flavour: number;
  columns: Record<Asked, 'contains' | 'may_contain' | 'free' | 'none'>;
  ingredients: string;
}

const made = fc.record({
  kind: fc.nat(2),
  brand: fc.nat(1),
  flavour: fc.nat(2),
  ingredients: fc.constantFrom(...INGREDIENTS),
  columns: fc.record({ peanut: column(), milk: column(), gluten: column() }),
});
function column(): fc.Arbitrary<Made['columns'][Asked]> {
  return fc.constantFrom('contains', 'may_contain', 'free', 'free', 'none');
}

function row(item: Made, i: number): Record<string, string> {
  const [kind, brand, flavour] = [KINDS[item.kind]!, BRANDS[item.brand]!, FLAVOURS[item.flavour]!];
  const having = (value: string): string =>
    (Object.keys(ASKED) as Asked[]).filter((a) => item.columns[a] === value).join('|');
  return {
    gtin: item.gtin,
    name_zh: `${brand.zh}${flavour.zh}${kind.zh}${i}号`,
    name_en: `${brand.en} ${flavour.en} ${kind.en} no. ${i}`,
    brand_zh: brand.zh,
    brand_en: brand.en,
    category_zh: `零食 > ${kind.zh}`,
    category_en: `Snacks > ${kind.en}`,
    price: String(5 + (i % 40)),
    ingredients_zh: item.ingredients,
    allergens_contains: having('contains'),
    allergens_may_contain: having('may_contain'),
    allergens_free_from: having('free'),
  };
}

/** The vegetables that flavours are named after, free of everything: the trap of a follow-up. */
const TRAPS = [
  ['9001', '旱黄瓜', 'Cucumber'],
  ['9002', '草莓', 'Strawberries'],
].map(([gtin, zh, en]) => ({
  gtin: gtin!,
  name_zh: zh!,
  name_en: en!,
  category_zh: '生鲜 > 蔬果',
  category_en: 'Fresh > Produce',
  price: '4',
  allergens_free_from: 'peanut|milk|gluten|wheat',
}));

function truth(item: Made, asked: Asked): Verdict {
  const named = NAMES[asked](item.ingredients);
  const column = item.columns[asked];
  if (column === 'contains' || named === 'contains') return 'contains';
  if (column === 'may_contain' || named === 'may_contain') return 'may_contain';
  return column === 'free' ? 'free' : 'unknown';
}

const count = (items: readonly Made[], asked: Asked): Record<Verdict, number> => {
  const out = { contains: 0, may_contain: 0, free: 0, unknown: 0 };
  for (const item of items) out[truth(item, asked)]++;
  return out;
};

const shops: Shop[] = [];
afterAll(() => shops.forEach((shop) => shop.close()));
/** What was found failing is worth its sentence, not hours of making the store smaller. */
const RUNS = { numRuns: 60, seed: 20261122, endOnFailure: true };
let random: Awaited<ReturnType<typeof stock>>[] = [];
/**
 * The encoder that every copy carries: what is said must be true where goods are found by all evidence, as on
 * a terminal.
 */
let encoder: SentenceEncoder;
beforeAll(async () => {
  encoder = await openStudent();
  random = await Promise.all(
    fc.sample(fc.array(made, { minLength: 60, maxLength: 260 }), { numRuns: 4, seed: 20261122 }).map(stock),
  );
});

async function stock(
  list: readonly Omit<Made, 'gtin'>[],
): Promise<{ shop: Shop; items: Made[]; ask: (...lines: string[]) => Answer }> {
  const items = list.map((item, i) => ({ ...item, gtin: String(1000 + i) }));
  const shop = openShop({ products: [...items.map(row), ...TRAPS], encoder });
  shops.push(shop);
  await shop.engine.learn();
  return {
    shop,
    items,
    ask: (...lines) => {
      const conversation = shop.engine.newConversation();
      return lines.map((text) => shop.engine.ask({ text }, conversation)).at(-1)!;
    },
  };
}

const asked = fc.constantFrom<Asked>('peanut', 'milk', 'gluten');
/** Which of the random stores; their kinds are larger than what an answer shows or a search returns. */
const store = fc.nat(3);

describe('a verdict over a kind', () => {
  it('counts all of it, and is free only where all of it is', () => {
    fc.assert(
      fc.property(store, asked, fc.nat(2), (which, allergen, kind) => {
        const { items, ask } = random[which]!;
        const all = items.filter((item) => item.kind === kind);
        fc.pre(all.length > 1);
        for (const text of [
          `${KINDS[kind]!.zh}含${ASKED[allergen].zh}吗`,
          `do the ${KINDS[kind]!.en.toLowerCase()} contain ${ASKED[allergen].en}`,
        ]) {
          const answer = ask(text);
          expect(answer.facts.verdicts, text).toEqual(count(all, allergen));
          if (answer.facts.verdict === 'free')
            expect(all.every((item) => truth(item, allergen) === 'free')).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('is followed up over all of it, too', async () => {
    const list = Array.from(
      { length: 130 },
      (_, i) =>
        ({
          kind: 0,
          brand: 0,
          flavour: 0,
          ingredients: '',
          columns: { peanut: 'free', milk: i === 129 ? 'contains' : 'free', gluten: 'none' },
        }) as const,
    );
    const { ask } = await stock(list);
    expect(ask('饼干含花生吗').facts).toMatchObject({ verdict: 'free', verdicts: { free: 130 } });
    expect(ask('饼干含花生吗', '那牛奶呢').facts).toMatchObject({
      verdict: 'contains',
      verdicts: { contains: 1, free: 129 },
    });
  });

  it('says how many were looked at where that is not all', () => {
    const tally = {
      counts: { contains: 0, may_contain: 0, free: 20, unknown: 0 },
      total: 50,
      looked: 20,
      good: [],
    };
    expect(worstOf(tally)).toBe('unknown');
    expect(tallyText('zh', '花生', tally)).toContain('我看了其中 20 款');
    expect(tallyText('en', 'peanut', tally)).toContain('I looked at 20 of them');
  });
});

describe('what is suggested to somebody who is allergic', () => {
  const ways = [
    (a: Asked, k: number) => `我对${ASKED[a].zh}过敏可以吃什么${KINDS[k]!.zh}`,
    (a: Asked, k: number) => `不含${ASKED[a].zh}的${KINDS[k]!.zh}有哪些`,
    (a: Asked, k: number) => `${KINDS[k]!.en.toLowerCase()} without ${ASKED[a].en}`,
    (a: Asked, k: number) =>
      `which ${KINDS[k]!.en.toLowerCase()} can I eat if I'm allergic to ${ASKED[a].en}`,
    (a: Asked, k: number) => `what ${KINDS[k]!.en.toLowerCase()} have no ${ASKED[a].en}`,
    (a: Asked, k: number) => `which ${KINDS[k]!.en.toLowerCase()} don't contain ${ASKED[a].en}`,
    (a: Asked, k: number) => `什么${KINDS[k]!.zh}没有${ASKED[a].zh}`,
    (a: Asked, k: number) => `${KINDS[k]!.en.toLowerCase()} that do not contain ${ASKED[a].en}`,
    (a: Asked, k: number) => `哪些${KINDS[k]!.zh}不含${ASKED[a].zh}`,
    (a: Asked, k: number) => `孩子${ASKED[a].zh}过敏，推荐一款${KINDS[k]!.zh}`,
    (a: Asked, k: number) => `我${ASKED[a].zh}过敏，${KINDS[k]!.zh}能吃吗`,
  ];
  it('is declared free, every item of it, and nothing where nothing is', () => {
    fc.assert(
      fc.property(store, asked, fc.nat(2), (which, allergen, kind) => {
        const { items, ask } = random[which]!;
        const all = items.filter((item) => item.kind === kind);
        fc.pre(all.length > 1);
        for (const way of ways) {
          const answer = ask(way(allergen, kind));
          const shown = [
            ...answer.items.map(({ gtin }) => gtin),
            ...answer.candidates.flatMap(({ gtin }) => gtin ?? []),
          ];
          for (const gtin of shown)
            expect(
              truth(
                items.find((item) => item.gtin === gtin)!,
                allergen,
              ),
              way(allergen, kind),
            ).toBe('free');
          expect(answer.items, way(allergen, kind)).toHaveLength(Math.min(20, count(all, allergen).free));
          expect(answer.facts.verdicts, way(allergen, kind)).toEqual(count(all, allergen));
        }
      }),
      RUNS,
    );
  });

  it('says so, with the counts, where none is declared', async () => {
    const { ask } = await stock(
      Array.from(
        { length: 80 },
        (_, i) =>
          ({
            kind: 0,
            brand: 0,
            flavour: 0,
            ingredients: '',
            columns: { peanut: i < 5 ? 'contains' : 'none', milk: 'none', gluten: 'none' },
          }) as const,
      ),
    );
    const answer = ask('我对花生过敏可以吃什么饼干');
    expect(answer).toMatchObject({
      items: [],
      abstained: true,
      facts: { verdicts: { contains: 5, may_contain: 0, free: 0, unknown: 75 } },
    });
    expect(answer.text).toMatch(/5 款含.*75 款没有标明.*店员/);
  });
});

describe('a follow-up', () => {
  const next = fc.constantFrom(
    '黄瓜味的呢，那个含吗',
    '那黄瓜味的呢',
    '草莓味的那个含不含',
    'ok and the cucumber flavour, any in that one?',
    'what about the strawberry one',
    '那个呢',
    '第二个呢',
    '榴莲味的呢',
    'and the durian flavour?',
    '它可以吃吗',
  );
  it('is never free by another item than the one that is meant', () => {
    fc.assert(
      fc.property(store, asked, fc.nat(2), fc.nat(1), next, (which, allergen, kind, brand, say) => {
        const { items, ask } = random[which]!;
        const first = `${BRANDS[brand]!.zh}原味${KINDS[kind]!.zh}含${ASKED[allergen].zh}吗`;
        const text = say
          .replace('含吗', `含${ASKED[allergen].zh}吗`)
          .replace('any in', `any ${ASKED[allergen].en} in`);
        const answer = ask(first, text);
        if (answer.facts.verdict !== 'free') return;
        const about = answer.items.map(({ gtin }) => items.find((item) => item.gtin === gtin));
        expect(about.length, `${first} / ${text}`).toBeGreaterThan(0);
        for (const item of about) {
          expect(item, `${first} / ${text}`).toBeDefined();
          expect(truth(item!, allergen)).toBe('free');
          const flavour = flavourSaid(text);
          if (flavour !== undefined) expect(item).toMatchObject({ flavour, kind, brand });
          expect(text).not.toMatch(/榴莲|durian/);
        }
      }),
      { ...RUNS, numRuns: 120 },
    );
  });

  it('keeps the thing it is about', async () => {
    const one = (flavour: number, gluten: 'free' | 'may_contain') =>
      ({
        kind: 1,
        brand: 0,
        flavour,
        ingredients: '',
        columns: { peanut: 'none', milk: 'none', gluten },
      }) as const;
    const { ask } = await stock([one(0, 'free'), one(2, 'may_contain')]);
    for (const line of ['黄瓜味的呢，那个含麸质吗', 'OK and the cucumber flavour, any gluten in that one?']) {
      expect(ask('田园原味薯片含麸质吗', line)).toMatchObject({
        facts: { verdict: 'may_contain' },
        items: [{ gtin: '1001' }],
      });
    }
    expect(ask('黄瓜味的含麸质吗').facts.verdict).not.toBe('free');
    expect(ask('田园原味薯片含麸质吗', '那草莓味的呢')).toMatchObject({
      facts: { verdict: 'unknown' },
      items: [],
    });
  });
});

describe('a claim over a kind', () => {
  it('is counted over all of it', async () => {
    const { ask } = await stock(
      Array.from(
        { length: 90 },
        () =>
          ({
            kind: 0,
            brand: 0,
            flavour: 0,
            ingredients: '小麦粉、白砂糖',
            columns: { peanut: 'none', milk: 'none', gluten: 'none' },
          }) as const,
      ),
    );
    expect(ask('饼干含糖吗').facts).toMatchObject({
      claims: { yes: 0, no: 90, unknown: 0 },
      claim: { value: 'no' },
    });
    const none = ask('gluten free biscuits');
    expect(none.items).toEqual([]);
    expect(none.text).toContain('90');
  });
});
