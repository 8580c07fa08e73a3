import { describe, expect, it } from 'vitest';
import type { Catalog, Lang } from '../contract';
import { likelyPhrases } from './likely-phrases';

const catalog = {
  store: () => ({ languages: ['zh-CN', 'en'] }),
  categories: () => [{ pathZh: ['洗护', '洗发水'], pathEn: ['Care', 'Shampoo'] }],
  brands: () => [{ zh: '清泉', en: 'Spring' }],
  productsIn: () => [{ name: { zh: '清泉柔顺洗发水', en: 'Spring Soft Shampoo' } }],
  knowledge: () => [{ answer: { zh: '早上八点开门。', en: '' } }],
} as unknown as Catalog;
const answers: Record<string, string> = { 洗发水在哪里: '洗发水在 B1 货架，一共 7 款。', 有没有洗发水: '有的，洗发水在 B1 货架。', 清泉柔顺洗发水在哪里: '清泉柔顺洗发水在 B1 货架第 2 节。' };
const ask = (text: string, lang: Lang) => (lang === 'zh' ? (answers[text] ?? '') : text.startsWith('where') ? 'Shampoo is in aisle B1.' : '');

describe('likely phrases', () => {
  it('are whole answers, then names that others begin with and the frames around them, as the answers have them', async () => {
    const phrases = await likelyPhrases(catalog, ask);
    const zh = phrases.filter((p) => p.lang === 'zh');
    expect(zh[0]?.text).toBe('洗发水在 B1 货架，一共 7 款。');
    expect(zh.filter((p) => !p.part).map((p) => p.text)).toEqual(['洗发水在 B1 货架，一共 7 款。', '在 B1 货架。', '早上八点开门。', '在 B1 货架第 2 节。']);
    expect(zh.filter((p) => p.part).map((p) => p.text)).toEqual(['有的，', '洗发水', '清泉', '清泉柔顺洗发水']);
    expect(phrases.filter((p) => p.lang === 'en' && p.part).map((p) => p.text)).toEqual(['Shampoo', 'Spring', 'Spring Soft Shampoo']);
    expect(new Set(phrases.map((p) => JSON.stringify(p))).size).toBe(phrases.length);
  });
});
