import { expect, it } from 'vitest';
import type { Lang, StaffPlace } from '../../../main/contract';
import { momentText } from '../../../main/words';
import type { Words } from '../../lib/i18n';
import { otherLang, pick, translate } from '../../lib/i18n/translate';
import { placeName } from './place-name';

const words = (lang: Lang): Words => ({
  lang,
  t: (key, values) => translate(lang, key, values),
  other: (key, values) => translate(otherLang(lang), key, values),
  say: (text) => pick(text, lang),
  moment: (time) => momentText(time, lang),
});

const place = (over: Partial<StaffPlace>): StaffPlace => ({
  id: '5f0c2a8e-1111',
  kind: 'anchor',
  number: 2,
  at: [3.1, 4.2],
  ...over,
});

it('names a place by what stands near it, never by its id', () => {
  expect(placeName(place({ near: { aisle: 'B3' } }), words('zh'))).toBe(
    '定位点 2 · B3 货架附近 · 横 3.1 米，纵 4.2 米',
  );
  expect(placeName(place({ kind: 'post', near: { category: 'information' } }), words('zh'))).toBe(
    '原位 · 服务台附近 · 横 3.1 米，纵 4.2 米',
  );
  expect(placeName(place({ kind: 'kiosk' }), words('en'))).toBe(
    'Terminal 2 · 3.1 m along the front, 4.2 m in',
  );
});
