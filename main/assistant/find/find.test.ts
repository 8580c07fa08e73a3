import { describe, expect, it } from 'vitest';
import { allBrands, allKinds } from '../goods';
import type { Product, SentenceEncoder } from '../../contract';
import { bare } from './bare';
import { CarriedKinds } from './carried-kinds';
import { learnKinds } from './finder';
import { GoodsIndex } from './goods-index';
import { charGrams, listed, wordBoundGrams, wordGrams } from './grams';
import { probabilities } from './rank';
import { phoneticsOf, syllablesOf } from './sound';
import { atOnce } from './steps';
import { TfIdfIndex } from './tf-idf';
import { floorOf } from './top';
import { centre, VectorTable } from './vectors';
import { WordTable } from './word-table';

const product = (gtin: string, zh: string, en: string, category: string): Product => ({
  gtin,
  name: { zh, en },
  categoryZh: [category],
  categoryEn: [category],
  price: 1,
  allergensContains: [],
  allergensMayContain: [],
  allergensFreeFrom: [],
  claims: [],
  aliasesZh: [],
  aliasesEn: [],
  related: [],
});

describe('pieces of text', () => {
  it('are cut as scikit-learn cuts them', () => {
    expect(listed(charGrams(1, 2)('牛奶'))).toEqual(['牛', '奶', '牛奶']);
    expect(listed(wordBoundGrams(2, 4)('A bc'))).toEqual([
      ' a',
      'a ',
      ' a ',
      ' b',
      'bc',
      'c ',
      ' bc',
      'bc ',
      ' bc ',
    ]);
    expect(listed(wordGrams(1, 2)('niu lai'))).toEqual(['niu', 'lai', 'niu lai']);
  });
});

describe('tf-idf', () => {
  it('gives the figures of TfidfVectorizer(sublinear_tf=True, analyzer="char", ngram_range=(1, 2))', () => {
    // scikit-learn 1.x over ['牛奶', '酸牛奶', '面包'], asked '牛奶' and '包'.
    const index = atOnce(TfIdfIndex.read(['牛奶', '酸牛奶', '面包'], charGrams(1, 2)));
    expect(index.scores('牛奶')[0]).toBeCloseTo(1, 5);
    expect(index.scores('牛奶')[1]).toBeCloseTo(0.681581, 5);
    expect(index.scores('包')[2]).toBeCloseTo(0.57735, 5);
    expect([...index.scores('xyz')]).toEqual([0, 0, 0]);
  });
});

describe('sounds', () => {
  it('are the same for what Mandarin speakers mix up', () => {
    expect(syllablesOf('牛奶')).toEqual(syllablesOf('流来'));
    expect(syllablesOf('山')).toEqual(syllablesOf('桑'));
  });
});

describe('vectors', () => {
  it('come back from their bytes, and are refused where rows are missing', () => {
    const table = VectorTable.of([Float32Array.of(1, 0), Float32Array.of(0.6, 0.8)]);
    const again = VectorTable.read(table.bytes(), 2, 2)!;
    expect(again.score(1, Float32Array.of(0, 1))).toBeCloseTo(0.8, 2);
    expect(VectorTable.read(table.bytes().slice(1), 2, 2)).toBeUndefined();
    // As a file gives them: a view into memory that holds other things, too.
    const buffer = Buffer.concat([Buffer.alloc(5), table.bytes(), Buffer.alloc(40)]).subarray(
      5,
      5 + table.bytes().length,
    );
    expect(VectorTable.read(buffer, 2, 2)!.size).toBe(2);
    expect([...VectorTable.read(buffer, 2, 2)!.scores(Float32Array.of(1, 0))]).toEqual([
      ...again.scores(Float32Array.of(1, 0)),
    ]);
  });
});

describe('dot products', () => {
  it('are those of the plain loop, whatever the width, of all rows or of every other', () => {
    let seed = 7;
    const number = (): number => ((seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32) * 2 - 1;
    for (const width of [4, 16, 40, 384, 512, 768]) {
      const vectors = Array.from({ length: 9 }, () =>
        centre([Float32Array.from({ length: width }, number)], width),
      );
      const table = VectorTable.of(vectors, width);
      const asked = vectors[4]!;
      expect([...table.scores(asked)].map((x) => x.toFixed(3))).toEqual(
        vectors.map((_, row) => table.score(row, asked).toFixed(3)),
      );
      expect([...table.scores(asked, 2)].map((x) => x.toFixed(3))).toEqual(
        [0, 2, 4, 6, 8].map((row) => table.score(row, asked).toFixed(3)),
      );
      const again = VectorTable.read(table.bytes(), 9, width)!;
      expect([...again.scores(asked)]).toEqual([...table.scores(asked)]);
    }
  });
});

describe('words in a text', () => {
  it('are found at one go, shorter ones first, where they may start and end', () => {
    const table = new WordTable();
    ['牛奶', '牛', '酸牛奶', '奶'].forEach((word, i) => table.add(word, i));
    table.add('牛奶', 9);
    const anywhere = (): boolean => true;
    expect(table.found('酸牛奶', anywhere, anywhere)).toEqual([
      { value: 2, start: 0, end: 3 },
      { value: 1, start: 1, end: 2 },
      { value: 0, start: 1, end: 3 },
      { value: 9, start: 1, end: 3 },
      { value: 3, start: 2, end: 3 },
    ]);
    expect(table.found('牛奶', (at) => at > 0, anywhere)).toEqual([{ value: 3, start: 1, end: 2 }]);
    expect(table.found('水', anywhere, anywhere)).toEqual([]);
  });
});

describe('the largest of many numbers', () => {
  it('are found as sorting finds them', () => {
    const numbers = Float32Array.from({ length: 500 }, (_, i) => (i * 7919) % 101);
    const sorted = [...numbers].sort((a, b) => b - a);
    for (const count of [1, 2, 64, 499, 500]) expect(floorOf(numbers, count)).toBe(sorted[count - 1]);
    expect(floorOf(numbers, 900)).toBe(0);
  });
});

describe('likeness and kinds, without an encoder', () => {
  const goods = [
    product('1', '清扬去屑洗发露 500ml', 'Clear Anti-Dandruff 500ml', '洗护'),
    product('2', '品客 浓香奶酪味 110g', 'Pringles Cheese 110g', '18零食'),
    product('3', '公牛 电源 4位 1.8米', 'Bull 4-way 1.8 m', '五金'),
  ];

  it('finds by letters and by sound', () => {
    const index = new GoodsIndex(goods, 'zh');
    const { spelling, meaning } = index.likeness('请问去屑洗发露在哪里');
    expect(spelling[0]).toBeGreaterThan(Math.max(spelling[1]!, spelling[2]!));
    expect([...meaning]).toEqual([0, 0, 0]);
    const heard = index.likeness('去谢洗花露');
    expect(heard.sounds[0]).toBeGreaterThan(heard.sounds[1]!);
    const english = new GoodsIndex(goods, 'en').likeness('prinkles cheeze');
    expect(english.soundLetters[1]).toBeGreaterThan(
      Math.max(english.soundLetters[0]!, english.soundLetters[2]!),
    );
    expect(phoneticsOf('flour')).toEqual(phoneticsOf('flower'));
  });

  it('knows what is meant and what a product is, also where the noun is missing', async () => {
    const { zh } = await learnKinds(
      allKinds(),
      allBrands(),
      undefined as unknown as SentenceEncoder | undefined,
    );
    const best = (belief: ReadonlyMap<number, number>): string =>
      zh.kinds[[...belief].sort((a, b) => b[1] - a[1])[0]![0]]!.id;
    expect(best(zh.asked('有没有洗头膏'))).toBe('shampoo');
    expect(best(zh.asked('高丽菜在哪'))).toBe(best(zh.asked('圆白菜')));
    expect(best(zh.of(goods[1]!))).toBe('potato_chips');
    // The noun stands last, what it is for or of before it; one character can be it, unless it counts.
    expect(best(zh.asked('电视机背景墙布'))).toBe('wallpaper');
    expect(best(zh.asked('多功能锯'))).toBe('hand_saw');
    expect(best(zh.asked('伊利牛奶一箱'))).toBe('milk');
    // Brands and marks say what is asked for where no noun does.
    expect(best(zh.asked('七度空间0.08'))).toBe('sanitary_pad');
    expect(best(zh.asked('缬沙坦'))).toBe('blood_pressure_pills');
    // An article is sold under its own name, also where narrower ones stand below it: yogurt above Greek
    // yogurt.
    const yogurt = zh.of({
      ...goods[1]!,
      name: { zh: '草莓酸奶 100g', en: '' },
      categoryZh: [],
      categoryEn: [],
    });
    expect(best(yogurt)).toBe('yogurt');
    const carried = new CarriedKinds();
    for (const each of goods) carried.add(zh.withBroader(zh.of(each)));
    expect(carried.lacks(zh.asked('自行车在哪'))).toBeGreaterThan(0.5);
    expect(carried.agreement(zh.asked('薯片'))[1]).toBeGreaterThan(carried.agreement(zh.asked('薯片'))[0]!);
  });
});

describe('ranking', () => {
  it('is a softmax over weighed evidence', () => {
    const p = probabilities([Float32Array.of(1, 0), Float32Array.of(0, 1)], [Math.log(3), 0]);
    expect(p[0]).toBeCloseTo(0.75, 6);
    expect(bare('请问牛奶在哪里', 'zh')).toBe('牛奶');
    expect(bare('where is the milk?', 'en')).toBe('milk');
  });
});
