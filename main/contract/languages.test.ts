import { describe, expect, it } from 'vitest';
import { canonicalTag, textIn, type Lang } from './languages';

describe('canonicalTag', () => {
  it.each([
    ['th', 'th'],
    ['TH', 'th'],
    ['pt_br', 'pt-BR'],
    ['zh-hant', 'zh-Hant'],
    ['ZH_HANT_hk', 'zh-Hant-HK'],
    ['es-419', 'es-419'],
    ['eng', 'en'],
  ])('reads %s as %s', (written, tag) => expect(canonicalTag(written)).toBe(tag));

  it.each(['', 'thai', 'xx', 'th-', 'th_', '中文', 'th-TH-x-store', 'short', 'code', 'a'])(
    'knows no language %j',
    (written) => expect(canonicalTag(written)).toBeUndefined(),
  );
});

it('a text is told in the language that is asked for, else in English, else in Mandarin, else in any', () => {
  const th = 'th' as Lang;
  expect(textIn({ zh: '鱼露', en: 'Fish sauce', th: 'น้ำปลา' }, th)).toBe('น้ำปลา');
  expect(textIn({ zh: '鱼露', en: 'Fish sauce', th: '' }, th)).toBe('Fish sauce');
  expect(textIn({ zh: '鱼露', en: '' }, th)).toBe('鱼露');
  expect(textIn({ th: 'น้ำปลา' }, 'en')).toBe('น้ำปลา');
});
