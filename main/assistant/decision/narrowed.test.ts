import { describe, expect, it } from 'vitest';
import type { Product } from '../../contract';
import { productWith } from '../testing';
import { narrowed } from './narrowed';

const item = (zh: string, size?: string): Product =>
  productWith({ gtin: zh, name: { zh, en: '' }, ...(size === undefined ? {} : { size }) });

const TREES = [item('圣诞树 1.2米'), item('圣诞树 1.5米 加密'), item('圣诞树 1.8米')];
const SHEETS = [item('全棉床笠 1.5*2m 灰'), item('全棉床笠 1.5*2m 蓝'), item('全棉床笠 1.8*2m 灰')];
const names = (products: readonly Product[], text: string): string[] =>
  narrowed(products, { text }).map((p) => p.name.zh!);

describe('what was said of the items that may be meant', () => {
  it('leaves those of the size that was said, however it is written', () => {
    expect(names(TREES, '圣诞树一米五那款现在多少钱')).toEqual(['圣诞树 1.5米 加密']);
    expect(names([item('鲜奶', '236ml'), item('鲜奶', '950ml')], '要九百五十毫升的')).toEqual(['鲜奶']);
  });

  it('leaves those of the colour that was said, and of both', () => {
    expect(names(SHEETS, '床笠要蓝色的')).toEqual(['全棉床笠 1.5*2m 蓝']);
    expect(names(SHEETS, '一米八的床笠灰色')).toEqual(['全棉床笠 1.8*2m 灰']);
  });

  it('leaves all where none has it, where nothing is said, and where one bottle is asked for', () => {
    expect(names(TREES, '圣诞树三米的')).toHaveLength(3);
    expect(names(TREES, '圣诞树多少钱一棵')).toHaveLength(3);
    expect(names(SHEETS, '床笠要绿色的')).toHaveLength(3);
  });
});
