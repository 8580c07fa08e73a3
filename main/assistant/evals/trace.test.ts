import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  COMMAND_ENDS,
  Heard,
  Intent,
  inUnderstood,
  TURN_NOTES,
  TurnDecision,
  TurnNote,
  TurnRule,
  TurnTrace,
  type SentenceEncoder,
} from '../../contract';
import { createEngine, noteOf, TurnNotes, type Engine } from '..';
import { EVIDENCE } from '../find/evidence';
import { allKinds } from '../goods';
import { openShop, type Shop } from './shop';

/** An encoder for which no language is installed: goods are then found by letters, sounds and kinds. */
const noLanguage: SentenceEncoder = {
  by: 'encoders',
  languages: [],
  encode: () => undefined,
  encodeAll: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};
const now = new Date('2026-11-22T12:34:56.789+08:00');
let shop: Shop;
let engine: Engine;
const traces: TurnTrace[] = [];

beforeAll(async () => {
  const product = (gtin: string, zh: string, en: string, kindZh: string, kindEn: string) => ({
    gtin,
    name_zh: zh,
    name_en: en,
    category_zh: kindZh,
    category_en: kindEn,
    price: '9.90',
  });
  shop = openShop({
    products: [
      product(
        '1',
        '清泉去屑洗发露 500ml',
        'Qingquan Anti-dandruff Shampoo 500ml',
        '个护 > 洗发水',
        'Care > Shampoo',
      ),
      product(
        '2',
        '清泉柔顺洗发露 400ml',
        'Qingquan Smooth Shampoo 400ml',
        '个护 > 洗发水',
        'Care > Shampoo',
      ),
      product('3', '本地圆白菜 1kg', 'Green Cabbage 1kg', '生鲜 > 蔬菜', 'Fresh > Vegetables'),
      product('4', '牧云纯牛奶 1L', 'Muyun Whole Milk 1L', '乳品 > 牛奶', 'Dairy > Milk'),
    ],
  });
  engine = createEngine({
    catalog: () => shop.reader,
    clock: () => now,
    encoder: () => noLanguage,
    onTrace: (trace) => traces.push(trace),
  });
  await engine.learn();
}, 240_000);
afterAll(() => shop.close());

function traced(text: string, lang?: 'zh' | 'en'): TurnTrace {
  traces.length = 0;
  engine.ask({ text, lang }, engine.newConversation());
  expect(traces).toHaveLength(1);
  return TurnTrace.parse(traces[0]);
}

describe('why it was answered so', () => {
  it('names kinds, candidates with all evidence, and what decided', () => {
    const { understood, plan, finding, decision, answer } = traced('高丽菜在哪里');
    expect(understood?.cues).toContain('where');
    expect(plan).toMatchObject({ ruled: 'product.location', taken: 'product.location' });
    expect(finding!.kinds[0]).toMatchObject({ carried: true });
    expect(finding!.candidates[0]).toMatchObject({ gtin: '3' });
    expect(
      Object.keys(finding!.candidates[0]!.evidence).every((name) =>
        (EVIDENCE as readonly string[]).includes(name),
      ),
    ).toBe(true);
    expect(finding!.candidates.reduce((sum, { p }) => sum + p, finding!.none)).toBeCloseTo(1, 1);
    expect(finding!.decided.length).toBeGreaterThan(0);
    expect(answer.gtins).toContain('3');
    expect(['found', 'asked_whether']).toContain(decision);
  });

  it('gives probabilities that are made from the weighed evidence', () => {
    const [a, b] = traced('清泉柔顺洗发露').finding!.candidates;
    const sum = (weighed: Record<string, number>): number =>
      Object.values(weighed).reduce((total, x) => total + x, 0);
    expect(a!.gtin).toBe('2');
    expect(Math.log(a!.p / b!.p)).toBeCloseTo(sum(a!.weighed) - sum(b!.weighed), 1);
  });

  it.each([
    ['着火了', 'alarm', 'person'],
    ['', 'nothing_said', 'not_understood'],
    ['明天下雨吗', 'outside_talk', 'out_of_scope'],
  ] as const)('tells the rule that decided: %s', (text, rule, decision) => {
    expect(traced(text)).toMatchObject({ rules: expect.arrayContaining([rule]) as unknown, decision });
  });

  it('tells that nothing of the kind is here, and by which kind', () => {
    const { finding, decision } = traced('有自行车吗');
    expect(finding!.kinds[0]).toMatchObject({ carried: false });
    expect(['not_here', 'neighbour']).toContain(decision);
  });

  it('counts every part of the time once', () => {
    const { ms } = traced('牛奶多少钱');
    expect(ms.understand + ms.decide + ms.find + ms.answer).toBeLessThanOrEqual(ms.total + 0.05);
    expect(ms.find).toBeGreaterThan(0);
  });

  it('finds a wish as a turn does, and is silent where names have not been read', () => {
    expect(engine.find('高丽菜')!.candidates[0]!.gtin).toBe('3');
    expect(createEngine({ catalog: () => shop.reader, clock: () => now }).find('高丽菜')).toBeUndefined();
  });

  it('leaves no trace of what is only dry', () => {
    traces.length = 0;
    engine.dryRun({ text: '牛奶在哪里' });
    expect(traces).toEqual([]);
  });
});

describe('what is kept of a turn', () => {
  const sentences = readFileSync('main/assistant/evals/private/sentences.txt', 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const codes = new Set<string>([
    ...Intent.options,
    ...TurnDecision.options,
    ...TurnRule.options,
    ...Heard.shape.by.options,
    'zh',
    'en',
  ]);
  const strings = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
  };

  it('is codes, kinds of the goods lists and items of the catalog; no word of 150 private sentences', () => {
    const names = new Set(allKinds().flatMap((kind) => [kind.zh[0]!.text, kind.en[0]!]));
    for (const product of shop.reader.products(['1', '2', '3', '4']))
      for (const text of [product.gtin, ...inUnderstood(product.name)]) names.add(text);
    expect(sentences.length).toBeGreaterThan(100);
    for (const sentence of sentences) {
      const note = TurnNote.parse(
        noteOf(traced(sentence.replace(/[[\]]/g, '')), (gtin) => shop.reader.product(gtin)?.name),
      );
      const { hour, ...rest } = note;
      expect(hour).toBe('2026-11-22T04:00:00.000Z');
      for (const text of strings(rest))
        expect(codes.has(text) || names.has(text), `${sentence}: ${text}`).toBe(true);
    }
  }, 240_000);

  it('is refused with anything more in it', () => {
    const note = noteOf(traced('牛奶在哪里'), () => undefined);
    expect(TurnNote.safeParse(note).success).toBe(true);
    expect(TurnNote.safeParse({ ...note, said: '牛奶在哪里' }).success).toBe(false);
    expect(TurnNote.safeParse({ ...note, hour: now.toISOString() }).success).toBe(false);
  });

  it('tells by the turn’s id how its commands ended, of turns that are kept only', () => {
    const notes = new TurnNotes(() => 0);
    engine.ask({ text: '带我去牛奶那里', turn: 't1', spoken: true }, engine.newConversation());
    const note = noteOf(TurnTrace.parse(traces.at(-1)), () => undefined);
    expect(note).toMatchObject({ turn: 't1', heard: { by: 'speech', hypotheses: 0 }, ends: [] });
    notes.keep(note);
    const end = { command: 'navigate', ended: 'refused', reason: 'battery_low', ms: 120 } as const;
    notes.ended('t2', end);
    expect(notes.list()[0]!.ends).toEqual([]);
    for (let i = 0; i < COMMAND_ENDS + 3; i++) notes.ended('t1', end);
    const [kept] = notes.list();
    expect(kept!.ends).toEqual(Array.from({ length: COMMAND_ENDS }, () => end));
    expect(TurnNote.safeParse(kept).success).toBe(true);
  });

  it('is the last fifty turns, newest first, and none older than a day', () => {
    let time = 0;
    const notes = new TurnNotes(() => time);
    const note = noteOf(traced('牛奶在哪里'), () => undefined);
    for (let i = 0; i < TURN_NOTES + 7; i++) notes.keep({ ...note, ms: i });
    expect(notes.list().map(({ ms }) => ms)).toEqual(
      Array.from({ length: TURN_NOTES }, (_, i) => TURN_NOTES + 6 - i),
    );
    time += 23 * 3_600_000;
    notes.keep({ ...note, ms: 1_000 });
    time += 2 * 3_600_000;
    expect(notes.list().map(({ ms }) => ms)).toEqual([1_000]);
  });
});
