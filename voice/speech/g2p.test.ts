import { pinyin } from 'pinyin-pro';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPronunciations, wordPhonemes, type Pronunciations } from './g2p-en';
import { hanPhonemes, syllablePhonemes } from './g2p-zh';
import { phonemesOf } from './phonemes';

/** Kokoro's symbols (its tokenizer.json). */
const VOCABULARY = new Set([
  ...';:,.!?—…"()“” \u0303ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ',
]);
const unknown = (phonemes: string): string[] => [...phonemes].filter((p) => !VOCABULARY.has(p));

describe('Mandarin', () => {
  it.each([
    ['xi3', 'ɕi↓'],
    ['fa4', 'fa↘'],
    ['shui3', 'ʂwei↓'],
    ['zhi1', 'ꭧɨ→'],
    ['si4', 'sɨ↘'],
    ['lv4', 'ly↘'],
    ['nve4', 'nɥe↘'],
    ['qu4', 'ʨʰy↘'],
    ['juan3', 'ʨɥɛ↓n'],
    ['yuan2', 'ɥɛ↗n'],
    ['xiong2', 'ɕjʊ↗ŋ'],
    ['bo1', 'pwo→'],
    ['er2', 'ɚ↗'],
    ['liu2', 'ljou↗'],
    ['dun4', 'twə↘n'],
    ['weng1', 'wə→ŋ'],
    ['yong4', 'jʊ↘ŋ'],
    ['ma0', 'ma'],
    ['de5', 'tɤ'],
    ['ng2', 'ŋ↗'],
  ])('%s → %s', (syllable, phonemes) => {
    expect(syllablePhonemes(syllable)).toBe(phonemes);
  });

  it('has a sound for every reading of every common character', () => {
    const silent: string[] = [];
    for (let code = 0x4e00; code <= 0x9fa5; code++) {
      const han = String.fromCharCode(code);
      for (const syllable of pinyin(han, { toneType: 'num', type: 'array', v: true, multiple: true })) {
        if (syllable === han) continue;
        const phonemes = syllablePhonemes(syllable);
        if (!phonemes || unknown(phonemes).length > 0) silent.push(han + syllable);
      }
    }
    expect(silent.filter((s) => !/[ḿê]|hng$/.test(s))).toEqual([]);
  });

  it('reads polyphones by their phrase and keeps words apart', () => {
    expect(hanPhonemes('重庆')).toBe('ꭧʰʊ↗ŋʨʰi↘ŋ');
    expect(hanPhonemes('洗发水')).toBe('ɕi↓ fa↘ ʂwei↓');
    expect(hanPhonemes('发票')).toContain('fa→');
    expect(hanPhonemes('还有货')).toContain('xai↗');
    expect(hanPhonemes('便宜')).toBe('pʰjɛ↗ni');
    expect(hanPhonemes('洗发水在货架').split(' ').length).toBeGreaterThan(2);
  });
});

describe('English', () => {
  let dictionary: Pronunciations = {};
  beforeAll(async () => {
    dictionary = await loadPronunciations();
  });

  it.each([
    ['shampoo', 'ʃæmpˈu'],
    ['hello', 'həlˈO'],
    ['water', 'wˈɔTəɹ'],
    ['aisle', 'ˈIl'],
    ['butter', 'bˈʌTəɹ'],
    ['PM', 'pˈi ˈɛm'],
    ['the', 'ðə'],
    ['milk', 'mˈɪlk'],
    ['B', 'bˈi'],
    ['XXL', 'ˈɛks ˈɛks ˈɛl'],
    ["Lay's", 'lˈAz'],
    ['shampoos', 'ʃæmpˈuz'],
  ])('%s → %s', (word, phonemes) => {
    expect(wordPhonemes(word, dictionary)).toBe(phonemes);
  });

  it('reads names it has never seen, in symbols the voice knows', () => {
    for (const name of [
      'Huggies',
      'Blendax',
      'Yili',
      'Mengniu',
      'Zwxk',
      'Crème',
      'iPhone',
      'OREO',
      'XXL',
      'Häagen',
      'Qoo',
      "d'Or",
      'constructor',
      'hasOwnProperty',
      'bodywash',
    ]) {
      const phonemes = wordPhonemes(name, dictionary);
      expect(phonemes, name).not.toBe('');
      expect(unknown(phonemes), name).toEqual([]);
    }
  });
});

describe('mixed text', () => {
  it('speaks each script by its rules', async () => {
    expect(await phonemesOf('在B 三货架。')).toBe('ʦai↘ bˈi sa→n xwo↘ʨja↘.');
    expect(await phonemesOf('The oat milk, please!')).toBe('ði ˈOt mˈɪlk, plˈiz!');
  });

  it('is silent where nothing can be spoken', async () => {
    for (const text of ['', '。', '…', ' ', '☆', 'ру']) expect(await phonemesOf(text)).toBe('');
  });
});
