import { beforeAll, describe, expect, it } from 'vitest';
import { EnglishNames } from './english';
import { soundDifference } from './english-sounds';

let names: EnglishNames;
beforeAll(async () => {
  const entries = ['Quorvane Oat Biscuits', 'Heineken Lager', 'Tempo Facial Tissues'].map((text) => ({
    text,
    kind: 'product' as const,
    weight: 1,
  }));
  names = await EnglishNames.compile({
    sequence: 1,
    entries: [...entries, { text: 'shampoo', kind: 'category', weight: 3 }],
  });
});

describe('English names of the store', () => {
  it('stand where something was heard that sounds like them', () => {
    expect(names.mend('where is the Hanukkah lager').text).toMatch(/where is the Heineken lager/i);
    expect(names.mend('do you sell core vein oat biscuits').text).toMatch(/Quorvane oat biscuits/i);
  });

  it('leave other talk alone', () => {
    for (const text of [
      'where is the shampoo',
      'what time do you close today',
      'can I pay by credit card',
      'I am looking for the bathroom',
    ])
      expect(names.mend(text).text).toBe(text);
  });

  it('stand beside the aisle that was asked for, whatever short word was written for it', () => {
    expect(names.mend('Which child is the shampoo and').text).toBe('which aisle is the shampoo in');
    for (const text of ['which shampoo is the best one in', 'which one is the cheapest'])
      expect(names.mend(text).text).toBe(text);
  });

  it('are surer the nearer they sound and the surer the words were that they stand for', () => {
    const confidence = (text: string, sureness: number[]): number => {
      const mended = names.mend(text, sureness);
      return mended.confidence![mended.text.search(/heineken/i)]!;
    };
    expect(names.mend('where is the shampoo', [0.9, 0.9, 0.9, 0.81]).confidence).toHaveLength(
      'where is the shampoo'.length,
    );
    expect(names.mend('where is the shampoo', [0.9, 0.9, 0.9, 0.81]).confidence!.at(-1)).toBeCloseTo(0.9);
    expect(confidence('where is the Hanukkah lager', [0.9, 0.9, 0.9, 0.8, 0.9])).toBeLessThan(0.8);
    expect(confidence('where is the Hanukkah lager', [0.9, 0.9, 0.9, 0.2, 0.2])).toBeLessThan(
      confidence('where is the Hanukkah lager', [0.9, 0.9, 0.9, 0.8, 0.8]),
    );
    expect(names.mend('where is the Hanukkah lager').confidence).toBeUndefined();
  });

  it('measure sounds, not letters', () => {
    expect(soundDifference('kæt', 'kæt')).toBe(0);
    expect(soundDifference('pæt', 'bæt')).toBeLessThan(soundDifference('pæt', 'sæt'));
  });
});
