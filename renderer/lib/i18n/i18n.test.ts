import { expect, it } from 'vitest';
import { en } from './en';
import { isMessageKey, pick, translate } from './translate';
import { zh, type MessageKey } from './zh';

const keys = Object.keys(zh) as MessageKey[];
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort();

it('says everything in both languages', () => {
  expect(Object.keys(en).sort()).toEqual([...keys].sort());
  for (const key of keys) {
    expect(zh[key].trim(), key).not.toBe('');
    expect(en[key].trim(), key).not.toBe('');
  }
});

it('fills the same holes in both languages', () => {
  for (const key of keys) expect(holes(en[key]), key).toEqual(holes(zh[key]));
});

it('writes Mandarin in the Mandarin table and English in the English one', () => {
  for (const key of keys) {
    if (key === 'lang.other') continue;
    expect(zh[key], key).toMatch(/[\u4e00-\u9fff]/);
    expect(en[key], key).not.toMatch(/[\u4e00-\u9fff]/);
  }
});

it('fills holes and leaves unknown ones standing', () => {
  expect(translate('zh', 'driving.remaining', { m: 12 })).toBe('还有 12 米');
  expect(translate('en', 'driving.remaining')).toBe('{m} m to go');
});

it('falls back to the other language for catalog texts', () => {
  expect(pick({ zh: '酱油', en: '' }, 'en')).toBe('酱油');
  expect(pick(undefined, 'zh')).toBe('');
  expect(isMessageKey('nope')).toBe(false);
  expect(isMessageKey('toString')).toBe(false);
});
