import { expect, it } from 'vitest';
import type { StoreMap } from '../../../main/contract';
import { ofTheDay, sampleQuestions } from './samples';

const category = (zh: string, en: string, count = 3) => ({ path: [zh], name: { zh, en }, count });
const map: StoreMap = {
  outline: [],
  fixtures: [],
  amenities: [{ id: 'w', category: 'restroom', at: [0, 0] }],
  openings: [],
  kiosks: [],
  anchors: [],
};

it('asks what this store can answer, in both languages', () => {
  const categories = [
    category('酱油', 'Soy sauce'),
    category('牛奶', 'Milk'),
    category('洗发水', 'DIY tools'),
  ];
  expect(sampleQuestions(categories, map, 'zh')).toEqual([
    '酱油在哪里？',
    '牛奶有优惠吗？',
    '推荐一款洗发水',
    '今天有什么优惠？',
    '洗手间在哪里？',
    '几点关门？',
  ]);
  expect(sampleQuestions(categories, map, 'en').slice(0, 3)).toEqual([
    'Where can I find soy sauce?',
    'Any offers on milk?',
    'Which DIY tools do you recommend?',
  ]);
});

it('still asks something where there is no catalog and no map', () => {
  expect(sampleQuestions([], null, 'zh')).toHaveLength(4);
  expect(sampleQuestions([], null, 'zh')).not.toContain('洗手间在哪里？');
});

it('turns with the day and leaves empty categories out', () => {
  const categories = [category('a', 'a'), category('b', 'b', 0), category('c', 'c'), category('d', 'd')];
  expect(ofTheDay(categories, 0, 3).map((c) => c.name.zh)).toEqual(['a', 'c', 'd']);
  expect(ofTheDay(categories, 1, 2).map((c) => c.name.zh)).toEqual(['c', 'd']);
  expect(ofTheDay(categories, 7, 9)).toHaveLength(3);
  expect(ofTheDay([], 7, 3)).toEqual([]);
});
