import { describe, expect, it } from 'vitest';
import type { Catalog, Utterance } from '../contract';
import { likelyPhrases } from './likely-phrases';

const catalog = {
  store: () => ({ languages: ['zh-CN', 'en'] }),
  categories: () => [{ pathZh: ['洗护', '洗发水'], pathEn: ['Care', 'Shampoo'] }],
  brands: () => [{ zh: '清泉', en: 'Spring' }],
  productsIn: () => [
    {
      name: { zh: '清泉柔顺洗发水', en: 'Spring Soft Shampoo' },
      aliasesZh: ['洗头水'],
      aliasesEn: ['hair wash'],
    },
  ],
  info: { sequence: 1 },
  aisles: () => [],
  knowledge: () => [{ questionsZh: ['几点开门'], questionsEn: [], answer: { zh: '早上八点开门。', en: '' } }],
} as unknown as Catalog;
const answers: Record<string, string> = {
  洗发水在哪里: '洗发水在 B1 货架，一共 7 款。',
  有没有洗发水: '有的，洗发水在 B1 货架。',
  清泉柔顺洗发水在哪里: '清泉柔顺洗发水在 B1 货架第 2 节。',
};
const ask = ({ text, lang }: Utterance) =>
  lang === 'zh' ? (answers[text] ?? '') : text.startsWith('where') ? 'Shampoo is in aisle B1.' : '';

describe('likely phrases', () => {
  it('are whole answers, then names that others begin with and the frames around them, as the answers have them', async () => {
    const phrases = await likelyPhrases(catalog, ask);
    const zh = phrases.filter((p) => p.lang === 'zh');
    expect(zh[0]?.text).toBe('洗发水在 B1 货架，一共 7 款。');
    expect(zh.filter((p) => !p.part).map((p) => p.text)).toEqual([
      '洗发水在 B1 货架，一共 7 款。',
      '在 B1 货架。',
      '早上八点开门。',
      '在 B1 货架第 2 节。',
    ]);
    expect(zh.filter((p) => p.part).map((p) => p.text)).toEqual([
      '有的，',
      '洗发水',
      '清泉',
      '清泉柔顺洗发水',
      '洗头水',
    ]);
    expect(phrases.filter((p) => p.lang === 'en' && p.part).map((p) => p.text)).toEqual([
      'Shampoo',
      'Spring',
      'Spring Soft Shampoo',
      'hair wash',
    ]);
    expect(new Set(phrases.map((p) => JSON.stringify(p))).size).toBe(phrases.length);
  });

  it('hold what is said before any name: showing the way, asking back, not having it, numbers of kinds', async () => {
    const said = ({ text, lang, nbest }: Utterance): string => {
      if (lang === 'en') return text === 'do you have Shampoo' ? 'Yes, 7 kinds of Shampoo, 6 in stock.' : '';
      if (nbest?.[0]?.confidence?.every((c) => c === 0)) return '您是要找洗发水吗？';
      if (text === '带我去买洗发水') return '好的，请跟我来，洗发水在 B1 货架。';
      if (text === '你好') return '您好！要找什么？';
      const unknown = /^(.*)在哪里$/.exec(text)?.[1];
      return unknown && unknown !== '洗发水' ? `抱歉，店里没有找到“${unknown}”。` : '';
    };
    const phrases = await likelyPhrases(catalog, said);
    const of = (part: boolean) => phrases.filter((p) => (p.part ?? false) === part).map((p) => p.text);
    expect(of(true)).toEqual(
      expect.arrayContaining([
        '您是要找',
        '抱歉，店里没有找到“',
        'Yes, 2 kinds of',
        'Yes, 7 kinds of',
        'Yes, 10 kinds of',
      ]),
    );
    expect(of(false)).toEqual(expect.arrayContaining(['好的，请跟我来，', '您好！要找什么？']));
  });
});
