import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Product, SentenceEncoder } from '../../contract';
import { GoodsIndex } from '../find/goods-index';
import { binsOf, claimOf, offBy } from './calibration';
import { count, overall, rowsOf, type Ways } from './finding-figures';
import { peersOf } from './finding-peers';
import { firstSights, firstSightTable, keepFirstSight } from './finding-report';
import type { GoodsQuestion } from './question-sets';

const question = (meant: string[], name = 'synonym'): GoodsQuestion => ({
  id: 'q',
  set: 's',
  store: 'shop',
  lang: 'zh',
  class: name,
  say: '牛奶',
  before: [],
  meant,
});

describe('figures of finding', () => {
  it('tell a wrong item from silence, and both from naming what is not sold', () => {
    const ways: Ways = new Map();
    const said = (meant: string[], gtins: string[], notHere = false): void =>
      count(ways, 'way', question(meant), { gtins, notHere });
    said(['1'], ['1', '2']);
    said(['2'], ['1', '2']);
    said(['3'], ['1', '2']);
    said(['1'], ['1'], true);
    said(['1'], []);
    said([], ['1']);
    said([], ['1'], true);
    expect(overall(ways, 'way')).toEqual({
      asked: 5,
      one: 2,
      five: 3,
      wrong: 2,
      falseNotHere: 2,
      notSold: 2,
      falseHere: 1,
    });
    expect(rowsOf('s †', 'zh', ways)[0]).toBe(
      '| s † zh | way | 5 | 40.0 | 60.0 | 40.0 | 40.0 | 2 | 50.0 | synonym 2/3/5 |',
    );
  });
});

describe('calibration', () => {
  const read = (scores: number[], right: boolean[]) => ({
    question: question(['1']),
    candidates: [],
    gtins: [],
    names: [],
    evidence: scores.map((x) => Float32Array.of(x)),
    right,
    weight: 1,
  });

  it('takes all items about as likely as the first for one claim, and none for another', () => {
    // Odds of 3 : 3 : 0.3 for three items, 3.7 for nothing.
    const odds = [3, 3, 0.3, 3.7].map(Math.log);
    expect(claimOf(read(odds, [false, true, false, false]), [1])).toEqual({
      p: expect.closeTo(0.6, 5) as number,
      right: false,
    });
    expect(
      claimOf(read([...odds.slice(0, 3), Math.log(20)], [false, false, false, true]), [1]),
    ).toMatchObject({ right: true });
  });
  it('says by how many points claims are off', () => {
    const claims = Array.from({ length: 10 }, (_, i) => ({ p: 0.95, right: i < 8 })).concat([
      { p: 1, right: true },
      { p: 0.05, right: false },
    ]);
    const bins = binsOf(claims);
    expect(bins.map((b) => [b.from, b.claims])).toEqual([
      [0, 1],
      [0.9, 11],
    ]);
    expect(offBy(bins)).toBeCloseTo((0.05 + 11 * ((0.95 * 10 + 1) / 11 - 9 / 11)) / 12, 5);
  });
});

describe('peers', () => {
  const product = (gtin: string, zh: string): Product => ({
    gtin,
    name: { zh, en: zh },
    categoryZh: ['货'],
    categoryEn: ['Goods'],
    price: 1,
    allergensContains: [],
    allergensMayContain: [],
    allergensFreeFrom: [],
    claims: [],
    aliasesZh: [],
    aliasesEn: [],
    related: [],
  });
  const vectors: Record<string, number[]> = { 牛: [1, 0], 灯: [0, 1] };
  const encode = (text: string): Float32Array =>
    Float32Array.from(Object.entries(vectors).find(([key]) => text.includes(key))?.[1] ?? [0.7, 0.7]);
  const encoder: SentenceEncoder = {
    by: 'encoders',
    languages: ['zh'],
    encode,
    encodeAll: (texts) => Promise.resolve(texts.map(encode)),
    close: () => Promise.resolve(),
  };

  it('each find what is spelt so, also two characters only; Orama by its vector too', async () => {
    const index = new GoodsIndex(
      [product('1', '牧云纯牛奶 1L'), product('2', '感应小夜灯'), product('3', '苏打饼干')],
      'zh',
      encoder,
    );
    await index.learnMeaning();
    const peers = peersOf(index, encoder);
    expect(Object.keys(peers)).toEqual(['SQLite FTS5 trigram', 'MiniSearch', 'Orama with vectors']);
    for (const find of Object.values(peers)) {
      expect(find('请问牛奶在哪里')[0]).toBe('1');
      expect(find('有没有感应小夜灯')[0]).toBe('2');
    }
    expect(peers['SQLite FTS5 trigram']!('"; DROP TABLE goods')).toEqual([]);
    expect(peers['Orama with vectors']!('灯')[0]).toBe('2');
  });
});

describe('first sight', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'first-sight-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('is kept once and never again', () => {
    const file = path.join(dir, 'first-sight.json');
    writeFileSync(file, '[]');
    const figures = {
      zh: { asked: 8, one: 7, five: 8, wrong: 1, falseNotHere: 0, notSold: 0, falseHere: 0 },
    };
    expect(keepFirstSight('new', '2026-11-30', figures, file)).toBe(true);
    const before = readFileSync(file, 'utf8');
    expect(keepFirstSight('new', '2026-12-24', { zh: { ...figures.zh, one: 8 } }, file)).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(firstSightTable(firstSights(file)).at(-1)).toBe(
      '| new zh | 2026-11-30 | 87.5 | 100.0 | 12.5 | 0.0 |  |  |',
    );
  });
  it('stands for the three stores of strangers', () => {
    expect(firstSights().map(({ set }) => set)).toEqual(expect.arrayContaining(['diy', 'import', 'drug']));
  });
});
