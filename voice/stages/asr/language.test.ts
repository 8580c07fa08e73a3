import { beforeAll, describe, expect, it } from 'vitest';
import { clarityOf, inEnglish, languageOf } from './language';
import { StoreDecoder } from './lexicon/decoder';
import { evenly, type SecondPassResult } from './second-pass';

let decoder: StoreDecoder;
beforeAll(async () => {
  decoder = await StoreDecoder.create([]);
  await decoder.compile({
    sequence: 1,
    entries: [
      { text: 'nuts', kind: 'category', weight: 3 },
      { text: "Lay's Chips", kind: 'product', weight: 1 },
    ],
  });
});

const heardAs = (text: string, sure: number, langProbability = 0.9): SecondPassResult => ({
  text,
  lang: 'en',
  langProbability,
  logProb: Math.log(sure),
  characters: evenly(text, sure),
});
const nothing = { greedy: '', best: undefined };
const mandarin = {
  text: '牛奶在哪里',
  score: 0,
  confidence: [0.9, 0.9, 0.9, 0.9, 0.9],
  domain: 1,
  complete: true,
  named: 2,
  names: [],
  fit: 0,
};

describe('the language of an utterance', () => {
  it('is the second pass’s, unless the streaming net hears the store’s Mandarin', () => {
    expect(languageOf(heardAs('Where is the milk?', 0.8), nothing, decoder, undefined)).toBe('en');
    expect(
      languageOf(
        heardAs('New night in Italy.', 0.5, 0.7),
        { greedy: '牛奶在哪里', best: mandarin },
        decoder,
        undefined,
      ),
    ).toBe('zh');
    expect(languageOf({ ...heardAs('牛奶在哪里', 0.8), lang: 'zh' }, nothing, decoder, undefined)).toBe('zh');
  });

  it('is English where an unsure language speaks in words of asking', () => {
    const unsure = heardAs('Do you have any nuts?', 0.7, 0.55);
    const half = {
      greedy: '雨还f林',
      best: { ...mandarin, domain: 0.5, confidence: [0.8, 0.8, 0.8, 0.8, 0.8] },
    };
    expect(languageOf(unsure, half, decoder, undefined)).toBe('en');
    expect(languageOf({ ...unsure, text: 'Yun high from Ling?' }, half, decoder, undefined)).toBe('zh');
  });

  it('is no English that the second pass hardly believes, or that the Mandarin net hears as well', () => {
    expect(languageOf(heardAs('You have to find it too.', 0.25), nothing, decoder, undefined)).toBe('zh');
    expect(
      languageOf(
        heardAs('You have to find it too.', 0.41),
        { greedy: '你早风米处', best: undefined },
        decoder,
        undefined,
      ),
    ).toBe('zh');
    expect(
      languageOf(
        heardAs('You have to find it too.', 0.41),
        { greedy: '我口d', best: undefined },
        decoder,
        undefined,
      ),
    ).toBe('en');
  });
});

describe('English', () => {
  it('counts for less the less the second pass believes its own words', () => {
    expect(clarityOf(heardAs('Where is the milk?', 0.7), 'en')).toBe(1);
    expect(clarityOf(heardAs('Where is the milk?', 0.5), 'en')).toBeLessThan(0.5);
    expect(clarityOf(heardAs('牛奶在哪里', 0.5), 'zh')).toBe(1);
  });

  it('carries the store’s names as they sound, and what was heard behind them', () => {
    const { nbest } = inEnglish(heardAs('Do you sell lays?', 0.8), decoder);
    expect(nbest.map((h) => h.text)).toEqual(["Do you sell Lay's", 'Do you sell lays']);
    for (const { text, confidence } of nbest) if (confidence) expect(confidence).toHaveLength(text.length);
  });
});
