import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Posteriors } from '../ctc/fsmn';
import { evenly } from '../second-pass';
import { ofStore, StoreDecoder } from './decoder';
import { soundDistance } from './phonetics';
import { readNumber, similarity, soundsOf } from './syllables';
import { witnesses } from './witness';

const TOKENS = ['<blk>', '<unk>', ...'洗喜发花水税在再哪那里利多少前钱一瓶平有没八角零城山商雨与语'];

/** Evidence as a net gives it: each character a peak of two frames between blanks. */
function spoken(text: string, sure = 0.8): Posteriors {
  const frame = (id: number): Float32Array => {
    const f = new Float32Array(TOKENS.length).fill(Math.log(1e-6));
    f[id] = Math.log(sure);
    f[0] = Math.log(id === 0 ? 0.9995 : 1 - sure);
    return f;
  };
  return {
    size: TOKENS.length,
    frames: [...text].flatMap((c) => [
      frame(TOKENS.indexOf(c)),
      frame(TOKENS.indexOf(c)),
      frame(0),
      frame(0),
    ]),
  };
}

let decoder: StoreDecoder;
beforeAll(async () => {
  decoder = await StoreDecoder.create(TOKENS);
  await decoder.compile({
    sequence: 1,
    entries: [
      { text: '洗发水', kind: 'category', weight: 3 },
      { text: '雨花石语', kind: 'brand', weight: 1 },
    ],
  });
});

describe('store decoder', () => {
  it('hears the store’s words behind right sounds in wrong characters', () => {
    const [best] = decoder.first(spoken('喜发税再那利'));
    expect(best).toMatchObject({ text: '洗发水在哪里', complete: true });
    expect(best!.confidence).toHaveLength(6);
  });

  it('reads past a question that asks for nothing where a name was hardly heard', () => {
    const [best] = decoder.first({
      size: TOKENS.length,
      frames: [...spoken('有没有').frames, ...spoken('洗发水', 0.3).frames],
    });
    expect(best!.text).toBe('有没有洗发水');
  });

  it('mends what both passes got half right', () => {
    const heard = witnesses(evenly('洗花水多少錢一瓶', 0.9));
    const [best] = decoder.both(spoken('喜发水多少前一平'), heard);
    expect(best!.text).toBe('洗发水多少钱一瓶');
  });

  it('finds a long name behind syllables that are neither right nor near', async () => {
    const own = await StoreDecoder.create([]);
    await own.compile({
      sequence: 1,
      entries: [{ text: '君乐宝涨芝士啦蓝莓酸奶', kind: 'product', weight: 1 }],
    });
    const [best] = own.both(undefined, witnesses(evenly('哪里能卖刀卷肉爆炸指司拉兰没损耐', 0.6)));
    expect(best!.text).toBe('哪里能买到君乐宝涨芝士啦蓝莓酸奶');
    expect(ofStore(best!)).toBe(true);
  });

  it('hears Latin words in names by the Mandarin syllables they are said with, and doubts no name for its digits', async () => {
    const own = await StoreDecoder.create([]);
    await own.compile({
      sequence: 1,
      entries: [
        { text: '三星Galaxy S', kind: 'product', weight: 1 },
        { text: '小米15T 256GB', kind: 'product', weight: 1 },
      ],
    });
    const both = (text: string) => own.both(undefined, witnesses(evenly(text, 0.8)))[0]!;
    expect(both('我想买三星嘎了克斯艾斯').text).toBe('我想买三星Galaxy S');
    expect(both('有没有小米十五踢').text).toBe('有没有小米15T');
    expect(Math.min(...both('有没有小米十五踢').confidence)).toBeGreaterThan(0.3);
  });

  it('takes a short name by itself for an accident sooner than one in a question', () => {
    const heard = { domain: 1, fit: -0.6, confidence: [], score: 0, complete: false, names: [] };
    expect(ofStore({ ...heard, text: '蒜头', named: 2 })).toBe(false);
    expect(ofStore({ ...heard, text: '蒜头在哪里', named: 2 })).toBe(true);
  });

  it('weighs what else the second pass could have heard', async () => {
    const heard = [...'税大哪里'].map((text, i) => ({
      text,
      logProb: -0.7,
      rivals:
        i === 1
          ? [
              { character: '大', probability: 0.5 },
              { character: '在', probability: 0.4 },
            ]
          : [],
    }));
    const [best] = (await StoreDecoder.create([])).both(undefined, witnesses(heard));
    expect(best!.text).toMatch(/在哪里$/);
  });

  it('bends other talk into the store’s words only where they fit', () => {
    const [best] = decoder.both(spoken('山城山平八角'), witnesses(evenly('山城山平八角', 0.9)));
    expect(best === undefined || !ofStore(best)).toBe(true);
  });

  it('works on the second pass alone', async () => {
    const [best] = (await StoreDecoder.create([])).both(undefined, witnesses(evenly('今天有什么优惠', 0.95)));
    expect(best!.text).toBe('今天有什么优惠');
  });

  it('leaves speech of other things as the net heard it', () => {
    expect(decoder.firstOrGreedy(spoken('八角零城山'), '八角零城山')).toBe('八角零城山');
  });

  it('never throws, whatever is heard', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TOKENS.slice(2)), { maxLength: 12 }),
        fc.string({ maxLength: 12 }),
        (chars, second) => {
          const text = chars.join('');
          for (const d of decoder.both(spoken(text), witnesses(evenly(second, 0.4))))
            expect(d.confidence).toHaveLength(d.text.length);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('sounds', () => {
  it('reads numbers as they are spoken', () => {
    expect(['0', '10', '12', '105', '1766', '2000', '10020', '007'].map(readNumber)).toEqual([
      '零',
      '十',
      '十二',
      '一百零五',
      '一千七百六十六',
      '二千',
      '一万零二十',
      '零零七',
    ]);
  });

  it('knows which sounds lie near', () => {
    expect(similarity('zhi', 'zi')).toBeGreaterThan(0);
    expect(similarity('shui', 'shui')).toBe(1);
    expect(similarity('ma', 'shui')).toBe(0);
    expect(soundDistance('yu', 'yu')).toBe(0);
    expect(soundDistance('xu', 'yu')).toBeLessThan(soundDistance('xu', 'wu'));
    expect(soundDistance('zhang', 'zan')).toBeLessThan(soundDistance('zhang', 'mu'));
    for (const [a, b] of [
      ['juan', 'jun'],
      ['rou', 'le'],
      ['shi', 'si'],
    ] as const)
      expect(soundDistance(a, b)).toBe(soundDistance(b, a));
    expect(soundsOf('B3')?.syllables).toEqual(['bi1', 'san1']);
  });
});
