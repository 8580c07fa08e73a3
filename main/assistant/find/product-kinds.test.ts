import { describe, expect, it } from 'vitest';
import type { Product } from '../../contract';
import { allBrands, allKinds } from '../goods';
import { cleanName, tellingName } from './product-name';
import { ProductKinds } from './product-kinds';
import { sortsIn, withoutSorts } from './product-sorts';
import { unclearKinds } from './unclear-kinds';

const product = (zh: string, en = zh, category = '', brand?: string): Product => ({
  gtin: '1',
  name: { zh, en },
  categoryZh: category ? [category] : [],
  categoryEn: [],
  price: 1,
  ...(brand ? { brand: { zh: brand, en: brand } } : {}),
  allergensContains: [],
  allergensMayContain: [],
  allergensFreeFrom: [],
  claims: [],
  aliasesZh: [],
  aliasesEn: [],
  related: [],
});
const kinds = allKinds();
const reader = new ProductKinds(kinds, allBrands());
const best = (p: Product): string =>
  kinds[[...reader.of(p, 'zh')].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1]?.id ?? 'none';

describe('a name as master data has it', () => {
  it('is read in half width, without the till’s marks, accents and double spaces', () => {
    expect(cleanName('①ＬＥＤ灯泡  Ｅ27')).toBe('led灯泡 e27');
    expect(cleanName('Président Brie')).toBe('president brie');
  });

  it('loses what is given with it and what is said to sell it', () => {
    expect(tellingName('【停产清仓】得固羊角锤')).toBe('得固羊角锤');
    expect(tellingName('狮王牙膏120g 买一送一 赠牙刷')).toBe('狮王牙膏120g');
    expect(tellingName('玻璃刀(赠抽纸1包)')).not.toContain('抽纸');
    expect(tellingName('Toner & Lotion Set + free cleanser')).toBe('toner & lotion set');
    expect(tellingName('赠品')).toBe('赠品');
  });
});

describe('sorts of goods', () => {
  it('are told by names of goods as by names of kinds', () => {
    expect([...sortsIn('婴儿防晒霜')]).toEqual(['child']);
    expect([...sortsIn("men's face wash")]).toEqual(['men']);
    expect(withoutSorts('儿童防晒霜')).toBe('防晒霜');
  });
});

describe('the kind of a product, by letters alone', () => {
  it.each([
    ['a brand where the noun is missing', product('品客 浓香奶酪味 110g'), 'potato_chips'],
    [
      'the noun in the middle, features behind',
      product('南洋 防滑橡胶手套 加绒 家务洗碗 M'),
      'rubber_gloves',
    ],
    ['an English name only', product('KRAFTMANN Adjustable Wrench 10"'), 'adjustable_wrench'],
    ['a gift in the name', product('清泉沐浴露750ml 买一送一 赠牙刷'), 'body_wash'],
    ['clearance', product('（停产清仓）锐匠 手电钻 300W'), 'power_drill'],
    ['a flavour that is a fruit', product('上好佳 草莓味 薯片 80g'), 'potato_chips'],
    ['full width', product('佛明 ＬＥＤ尖泡 E14 4W'), 'candle_bulb'],
    [
      'whom it is for, elsewhere in the name',
      product('薇诺 宝贝防晒霜 儿童 物理 30g', 'Weinuo Sunscreen for kids 30g'),
      'kids_sunscreen',
    ],
    [
      'two languages mixed',
      product('Kettle 海盐醋 Sea Salt Crisps 150g', 'Kettle Sea Salt & Vinegar Crisps 150g'),
      'potato_chips',
    ],
    ['a brand that is a thing', product('白猫 柠檬红茶洗洁精 2kg'), 'dish_soap'],
    ['what it is used for, not what it is', product('奶瓶清洗剂 除奶渍'), 'bottle_cleaner'],
  ])('%s', (_why, each, kind) => {
    expect(best(each)).toBe(kind);
  });

  it('is the same whichever language the name is in', () => {
    expect(
      kinds[
        [...reader.of(product('Claw hammer 16 oz fibre handle'), 'en')].sort((a, b) => b[1] - a[1])[0]![0]
      ]!.id,
    ).toBe('hammer');
    expect(kinds[[...reader.of(product('羊角锤 纤维柄'), 'en')].sort((a, b) => b[1] - a[1])[0]![0]]!.id).toBe(
      'hammer',
    );
  });
});

describe('what is unclear', () => {
  it('is told with the best guesses, and what is clear is not', () => {
    const tell = unclearKinds();
    expect(
      tell(product('公牛插线板 6位 1.8米', 'Bull Extension Lead 6 way 1.8 m', '五金 > 插座')),
    ).toBeUndefined();
    const unclear = tell(product('ZX-77 通用型', 'ZX-77 universal'));
    expect(unclear).toMatchObject({ gtin: '1', name: { zh: 'ZX-77 通用型' } });
    expect(unclear!.guesses.length).toBeLessThanOrEqual(3);
    for (const { id, name, p } of unclear!.guesses)
      expect([kinds.some((kind) => kind.id === id), name.zh.length > 0, p < 1]).toEqual([true, true, true]);
  });
});
