import { describe, expect, it } from 'vitest';
import { frameCues } from './frames';

const tags = (text: string): string[] => frameCues(text).map((cue) => cue.tag);

describe('sentence frames', () => {
  it.each([
    '孩子把电池吞下去了',
    '有个老太太跌倒了',
    '我被锁在厕所里了',
    'an old lady slipped and hit her head',
    'i cannot find my little girl anywhere',
  ])('hears danger: %s', (text) => {
    expect(tags(text)).toContain('unsafe');
  });

  it.each([
    '苹果这个单词怎么拼',
    '西湖怎么走',
    '隔壁盒马的牛奶卖多少钱',
    'what is the capital of peru',
    'what is the ringgit to dollar exchange rate',
  ])('knows what lies outside the shop: %s', (text) => {
    expect(tags(text)).toContain('outside');
  });

  it.each([
    '我儿子把酸奶喝掉了再买一瓶',
    '防走失绳在哪',
    '闹钟在哪',
    '看电影吃的爆米花在哪',
    '我跟你讲个事牛奶在哪',
    '牛奶加上面包多少钱',
    '保险柜在哪里',
    '东西坏了怎么退钱',
    '修车工具在哪',
    'pens for my homework',
    'best bag for school',
    'do you have smoke detectors',
    'my toddler is kicking off, just need wipes',
    'what are the rules for returns',
    'my baby is crying, where are the nappies',
  ])('leaves shopping alone: %s', (text) => {
    expect(tags(text)).toEqual([]);
  });
});
