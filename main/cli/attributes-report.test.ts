import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Product } from '../contract';
import { attributesFile, AttributesReport } from './attributes-report';

let dir: string;
beforeAll(() => (dir = mkdtempSync(path.join(tmpdir(), 'daogou-attributes-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const change = (gtin: string, zh: string, en: string, rest: Partial<Product> = {}): { product: Product } => ({
  product: {
    gtin,
    name: { zh, en },
    categoryZh: [],
    categoryEn: [],
    price: 1,
    allergensContains: [],
    allergensMayContain: [],
    allergensFreeFrom: [],
    claims: [],
    aliasesZh: [],
    aliasesEn: [],
    related: [],
    ...rest,
  },
});

it('counts which attributes products bear, and lists those whose data says two things', () => {
  const file = attributesFile(path.join(dir, 'repository'));
  const report = new AttributesReport();
  report.look(change('1', '雪碧 1.5L', 'Sprite 1.5 l', { size: '1500ml' }));
  report.look(change('2', '塑料收纳箱 红色 60L', 'Storage box red 60 L'));
  report.look(change('3', '洗发水 400ml', 'Shampoo 400 ml', { size: '200ml' }));
  report.look(change('4', '牙膏 100g', 'Toothpaste 120 g'));
  report.look(change('5', '无糖饼干', 'Sugar-free biscuits', { ingredientsZh: '小麦粉、白砂糖' }));
  report.look(change('6', 'ZX-77', 'ZX-77'));
  const told = report.write(file);
  expect(told).toMatchObject({ lookedAt: 6, none: 1, count: 3, file });
  expect(told.bear).toMatchObject({ ml: 3, g: 1, colour: 1, without: 1 });
  expect(told.first.map(({ gtin, what }) => [gtin, what])).toEqual([
    ['3', 'size'],
    ['4', 'names'],
    ['5', 'without'],
  ]);
  expect(readFileSync(file, 'utf8')).toContain('"3","洗发水 400ml","Shampoo 400 ml","size"');
  // What was put right, and what is gone, leaves the list; the file goes with the last.
  const night = new AttributesReport();
  night.look(change('3', '洗发水 400ml', 'Shampoo 400 ml', { size: '400ml' }));
  night.look({ gone: '4' });
  expect(night.write(file)).toMatchObject({ lookedAt: 1, count: 0, file });
  const last = new AttributesReport();
  last.look(change('5', '饼干', 'Biscuits', { ingredientsZh: '小麦粉、白砂糖' }));
  expect(last.write(file)).not.toHaveProperty('file');
  expect(existsSync(file)).toBe(false);
});
