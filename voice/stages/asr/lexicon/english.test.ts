import { beforeAll, describe, expect, it } from 'vitest';
import { EnglishNames, soundDifference } from './english';

let names: EnglishNames;
beforeAll(async () => {
  const entries = ['Quorvane Oat Biscuits', 'Heineken Lager', 'Tempo Facial Tissues'].map((text) => ({ text, kind: 'product' as const, weight: 1 }));
  names = await EnglishNames.compile({ sequence: 1, entries: [...entries, { text: 'shampoo', kind: 'category', weight: 3 }] });
});

describe('English names of the store', () => {
  it('stand where something was heard that sounds like them', () => {
    expect(names.mend('where is the Hanukkah lager')).toMatch(/where is the Heineken lager/i);
    expect(names.mend('do you sell core vein oat biscuits')).toMatch(/Quorvane oat biscuits/i);
  });

  it('leave other talk alone', () => {
    for (const text of ['where is the shampoo', 'what time do you close today', 'can I pay by credit card', 'I am looking for the bathroom']) expect(names.mend(text)).toBe(text);
  });

  it('stand beside the aisle that was asked for, whatever short word was written for it', () => {
    expect(names.mend('Which child is the shampoo and')).toBe('which aisle is the shampoo in');
    for (const text of ['which shampoo is the best one in', 'which one is the cheapest']) expect(names.mend(text)).toBe(text);
  });

  it('measure sounds, not letters', () => {
    expect(soundDifference('kæt', 'kæt')).toBe(0);
    expect(soundDifference('pæt', 'bæt')).toBeLessThan(soundDifference('pæt', 'sæt'));
  });
});
