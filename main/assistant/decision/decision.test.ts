import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Product } from '../../contract';
import { eitherAnswer, hedgedAnswer, nearAnswer, priceAnswer } from '../answer/product-answers';
import { openShop, type Shop } from '../evals/shop';
import { CarriedKinds } from '../find/carried-kinds';
import { GoodsFinder, learnKinds, type Finding } from '../find/finder';
import { allBrands, allKinds, type Kind } from '../goods';
import { understand, type Meaning } from '../understand/understand';
import { CueLexicon } from '../understand/cue-lexicon';
import { Homophones } from '../understand/homophones';
import { brandSaid } from './brand-said';
import { choose, costOf, thresholds } from './choose';
import { COSTS } from './costs';
import { subjectOfWords } from './decided-subject';
import { nearestUses, neverFor } from './relations';
import { SURENESS, surenessEvidence, surenessOf } from './sureness';
import weights from './sureness.json';

const kind = (id: string): Kind => allKinds().find((k) => k.id === id)!;

describe('what is said', () => {
  const sure = (right: number, absent: number) => ({ right, absent, other: 1 - right - absent });

  it('costs least of all that may be said', () => {
    const tenths = Array.from({ length: 11 }, (_, i) => i);
    const all = tenths.flatMap((r) => tenths.filter((a) => a + r <= 10).map((a) => sure(r / 10, a / 10)));
    for (const p of all)
      for (const lacking of [true, false]) {
        const chosen = choose(p, lacking);
        const others = (Object.keys(COSTS) as (keyof typeof COSTS)[]).filter(
          (c) => c !== 'absent' || lacking,
        );
        for (const other of others) expect(costOf(chosen, p)).toBeLessThanOrEqual(costOf(other, p));
      }
  });

  it('is never “we don’t carry it” without a kind that is known and of which nothing is here', () => {
    expect(choose(sure(0, 1), false)).toBe('near');
    expect(choose(sure(0, 1), true)).toBe('absent');
  });

  it('is the item where it is sure, a question where it is likely, the nearest where it is not', () => {
    expect(choose(sure(0.97, 0.01), false)).toBe('take');
    expect(choose(sure(0.6, 0.1), false)).toBe('ask');
    expect(choose(sure(0.2, 0.7), false)).toBe('near');
    expect(thresholds()).toContain('take from');
  });
});

describe('relations of goods', () => {
  it('tell an accessory from its article and a flavour from its fruit, both ways', () => {
    expect(neverFor(kind('phone_case'), kind('mobile_phone'))).toBe(true);
    expect(neverFor(kind('mobile_phone'), kind('phone_case'))).toBe(true);
    expect(neverFor(kind('apple_juice'), kind('apple'))).toBe(true);
    expect(neverFor(kind('apple'), kind('apple'))).toBe(false);
  });

  it('name what serves instead, and never what only belongs to it', () => {
    for (const each of allKinds().slice(0, 400))
      for (const near of nearestUses(each)) expect(neverFor(near, each)).toBe(false);
    expect(nearestUses(kind('metal_bed_warmer')).map((k) => k.id)).toContain('hot_water_bag');
  });
});

describe('a brand that is one by the speaker’s word', () => {
  const said = (text: string): string | undefined => brandSaid({ text } as Meaning, [kind('shampoo')])?.said;

  it.each([
    ['大象牌洗发水在哪', '大象'],
    ['有没有飞鸽牌的洗发水', '飞鸽'],
    ['请问蓝月牌子的洗发水有吗', '蓝月'],
    ['where is the elephant brand shampoo', 'elephant'],
  ])('%s: %s', (text, brand) => expect(said(text)).toBe(brand));

  it.each([
    '什么牌子的洗发水好',
    '哪个牌子洗发水',
    '名牌洗发水',
    '别的牌子的洗发水',
    '大牌洗发水',
    '换个牌子的洗发水',
    'which brand shampoo is best',
    'any brand shampoo',
    'another brand of shampoo',
    '车牌架在哪',
  ])('%s: none', (text) => expect(said(text)).toBeUndefined());
});

describe('the subject of a question, without encoders', () => {
  const row = (
    gtin: string,
    zh: string,
    en: string,
    category: string,
    more: Record<string, string> = {},
  ): Record<string, string> => ({
    gtin,
    name_zh: zh,
    name_en: en,
    category_zh: category,
    category_en: category,
    price: '10',
    ...more,
  });
  let shop: Shop;
  let finder: GoodsFinder;

  beforeAll(async () => {
    shop = openShop({
      products: [
        row('1', '得固 活动扳手 8寸', 'Degu Adjustable Wrench 8 in', '五金'),
        row('2', '黑人双重薄荷牙膏 225g', 'Darlie Double Mint Toothpaste', '口腔护理', {
          brand_zh: '黑人',
          brand_en: 'Darlie',
        }),
        row('3', '云南白药牙膏 210g', 'Yunnan Baiyao Toothpaste', '口腔护理', {
          brand_zh: '云南白药',
          brand_en: 'Yunnan Baiyao',
        }),
        row('4', '尼龙扎带 白 3×100', 'Nylon Cable Ties 3x100', '五金'),
        row('5', '草莓酸奶 100g', 'Strawberry Yoghurt 100g', '乳品'),
        row('6', '手机壳 透明', 'Clear Phone Case', '数码'),
        row('7', '橡胶热水袋 2L', 'Rubber Hot Water Bottle 2L', '家居'),
        row('8', '㐂㐂', 'Qqzz', '㐂'),
      ],
    });
    finder = new GoodsFinder(shop.reader, await learnKinds(allKinds(), allBrands()));
    await finder.learn();
  });
  afterAll(() => shop.close());

  const read = (text: string, lang: 'zh' | 'en' = 'zh'): Meaning => {
    const sounds = shop.reader.sounds.bind(shop.reader);
    return understand(
      { text },
      {
        catalog: shop.reader,
        cues: new CueLexicon(sounds),
        homophones: new Homophones(sounds),
        fallback: lang,
        hasFocus: false,
      },
    );
  };
  const subject = (text: string, lang: 'zh' | 'en' = 'zh') =>
    subjectOfWords(
      { catalog: shop.reader, lang, now: new Date(), staleAfterMs: 1e9, finder },
      read(text, lang),
    )!;
  const gtins = (products: readonly Product[]): string[] => products.map((p) => p.gtin);

  it('is all of the kind that was asked for, by whatever name', () => {
    const { how, products } = subject('牙膏在哪');
    expect(how).toBe('found');
    expect(gtins(products).sort()).toEqual(['2', '3']);
  });

  it('is of the brand that was said, and another brand is said to be another', () => {
    expect(gtins(subject('黑人牙膏在哪').products)).toEqual(['2']);
    const other = subject('佳洁士的牙膏在哪里');
    expect(other.how).toBe('similar');
    expect(other.lacks).toEqual({ brand: '佳洁士' });
    expect(brandSaid(read('佳洁士的牙膏在哪里'), [kind('toothpaste')])?.said).toBe('佳洁士');
  });

  it('never is a flavour for the fruit or an accessory for the article', () => {
    for (const text of ['新鲜草莓今天有吗', '手机在哪里卖']) expect(subject(text).how).not.toBe('found');
  });

  it('is not here only where the kind is known, and then with what serves instead', () => {
    const warmer = subject('汤婆子有没有');
    expect(warmer.how).toBe('similar');
    expect(gtins(warmer.products)).toContain('7');
  });

  it('is weighed by figures of its own where no encoder says what words mean', () => {
    expect(weights.full.right).toHaveLength(SURENESS.length);
    expect(weights.plain.carried).toHaveLength(SURENESS.length);
    const finding: Finding = finder.find('牙膏在哪', 'zh');
    expect(surenessEvidence(finding)).toHaveLength(SURENESS.length);
    const { right, other, absent } = surenessOf(finding);
    expect(right + other + absent).toBeCloseTo(1, 9);
  });

  it('asks between kinds that are as likely, each to be tapped', () => {
    const { text, candidates } = eitherAnswer(
      { catalog: shop.reader, lang: 'zh', now: new Date(), staleAfterMs: 1e9 },
      'product.location',
      subject('牙膏在哪'),
      [
        { name: { zh: '牙膏', en: 'toothpaste' }, products: shop.reader.products(['2']) },
        { name: { zh: '扎带', en: 'cable ties' }, products: shop.reader.products(['4']) },
      ],
    );
    expect(text).toBe('您要的是牙膏，还是扎带？');
    expect(candidates?.map((c) => c.say)).toEqual(['牙膏', '扎带']);
  });

  it('tells where it stands together with the question whether it is meant', () => {
    const scene = { catalog: shop.reader, lang: 'zh' as const, now: new Date(), staleAfterMs: 1e9 };
    const meant = { ...subject('活动扳手在哪'), how: 'unsure' as const };
    const draft = hedgedAnswer(scene, 'product.price', meant, priceAnswer(scene, meant));
    expect(draft.text).toMatch(/10 元.*您是要找得固 活动扳手 8寸吗？$/);
    expect(draft.pending).toMatchObject({ kind: 'confirm', gtins: ['1'] });
    expect(draft.commands).toEqual([]);
  });

  it('says of the nearest that it is only near, and of another brand that it is another', () => {
    const scene = { catalog: shop.reader, lang: 'zh' as const, now: new Date(), staleAfterMs: 1e9 };
    const near = nearAnswer(scene, 'product.location', subject('佳洁士的牙膏在哪里'));
    expect(near.text).toContain('没有找到佳洁士的，别的牌子有');
    expect(near.items?.every((item) => item.alternative)).toBe(true);
    expect(near.abstained).toBe(true);
  });

  it('is found too where the last goods are of no kind at all', () => {
    const carried = new CarriedKinds();
    carried.add(new Map([[3, 0.9]]));
    carried.add(new Map());
    expect(carried.mainOf(0)).toBe(3);
    expect(carried.mainOf(1)).toBe(-1);
    expect(carried.of(3)).toEqual([0]);
    const { found } = finder.find('牙膏在哪', 'zh');
    expect(found.every((f) => f.p >= 0)).toBe(true);
  });
});
