import { beforeAll, describe, expect, it } from 'vitest';
import { loadPronunciations, type Pronunciations } from '../../../speech/g2p-en';
import { latinSyllables } from './latin';
import { soundDistance } from './phonetics';
import { soundsOf } from './syllables';

let dictionary: Pronunciations;
beforeAll(async () => {
  dictionary = await loadPronunciations();
});

describe('Latin words among Chinese ones', () => {
  it('are said with Mandarin syllables', () => {
    expect(latinSyllables('Galaxy', dictionary)?.join(' ')).toBe('ga le ke si');
    expect(latinSyllables('Kindle', dictionary)?.join(' ')).toBe('kin de er');
    for (const word of ['Essenza', 'Lindt', 'iPhone', 'Bluetooth', 'Switch', 'Xqyo'])
      for (const syllable of latinSyllables(word, dictionary) ?? [])
        expect(soundDistance(syllable, 'ba'), `${word}: ${syllable}`).toBeGreaterThan(0);
  });

  it('are spelt where they are abbreviations', () => {
    expect(latinSyllables('JBL', dictionary)).toBeUndefined();
    expect(soundsOf('JBL音响', (word) => latinSyllables(word, dictionary))?.syllables.join(' ')).toBe(
      'zhei1 bi1 ai1 lou1 yin1 xiang3',
    );
  });

  it('stand among characters, digits and percents in order', () => {
    expect(soundsOf('简爱0%蔗糖')?.syllables.join(' ')).toBe('jian3 ai4 bai3 fen1 zhi1 ling2 zhe4 tang2');
    expect(soundsOf('三星Galaxy S', (word) => latinSyllables(word, dictionary))?.syllables.join(' ')).toBe(
      'san1 xing1 ga1 le1 ke1 si1 ai1 si1',
    );
    expect(soundsOf('三星Galaxy')).toBeUndefined();
  });
});
