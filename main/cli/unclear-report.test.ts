import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Product } from '../contract';
import { unclearFile, UnclearReport } from './unclear-report';

let dir: string;
beforeAll(() => (dir = mkdtempSync(path.join(tmpdir(), 'daogou-unclear-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const change = (gtin: string, zh: string, en: string): { product: Product } => ({
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
  },
});

it('lists what is unclear, with all of it in a file beside the repository, and takes the file away when nothing is left', () => {
  const file = unclearFile(path.join(dir, 'repository'));
  const report = new UnclearReport();
  for (let n = 0; n < 60; n++) report.look(change(String(n), `=QX-${n} 通用型`, `QX-${n} "universal"`));
  report.look(change('99', '抽纸 3层 130抽', 'Facial Tissue 3-ply 130 sheets'));
  const told = report.write(file);
  expect(told).toMatchObject({ lookedAt: 61, notLookedAt: 0, count: 60, file });
  expect(told.first).toHaveLength(50);
  expect(told.todo.zh).toMatch(/品名/);
  const lines = readFileSync(file, 'utf8').replace('\ufeff', '').trim().split('\r\n');
  expect(lines).toHaveLength(61);
  expect(lines[0]).toBe('"gtin","name_zh","name_en","guess_1","guess_2","guess_3","to_do"');
  // No spreadsheet takes a name for a formula.
  expect(lines[1]).toMatch(/^"0","'=QX-0 通用型","QX-0 ""universal"""/);
  // A night without new names leaves the list as it is; what was put right, and what is gone, leaves it.
  expect(new UnclearReport().write(file)).toMatchObject({ count: 0, lookedAt: 0, file });
  const night = new UnclearReport();
  night.look(change('0', '抽纸 3层 130抽', 'Facial Tissue 3-ply 130 sheets'));
  for (let n = 1; n < 59; n++) night.look({ gone: String(n) });
  night.write(file);
  const left = readFileSync(file, 'utf8').replace('\ufeff', '').trim().split('\r\n');
  expect(left.map((line) => line.slice(0, 11))).toEqual(['"gtin","nam', `"59","'=QX-`]);
  const last = new UnclearReport();
  last.look({ gone: '59' });
  expect(last.write(file)).not.toHaveProperty('file');
  expect(existsSync(file)).toBe(false);
});
