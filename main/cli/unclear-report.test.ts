import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Product } from '../contract';
import { unclearFile, UnclearReport } from './unclear-report';

let dir: string;
beforeAll(() => (dir = mkdtempSync(path.join(tmpdir(), 'daogou-unclear-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const product = (gtin: string, zh: string, en: string): Product => ({
  gtin, name: { zh, en }, categoryZh: [], categoryEn: [], price: 1, allergensContains: [], allergensMayContain: [], allergensFreeFrom: [], claims: [], aliasesZh: [], aliasesEn: [], related: [],
});

it('lists what is unclear, with all of it in a file beside the repository, and takes the file away when nothing is left', () => {
  const file = unclearFile(path.join(dir, 'repository'));
  const report = new UnclearReport();
  for (let n = 0; n < 60; n++) report.look(product(String(n), `=QX-${n} 通用型`, `QX-${n} "universal"`));
  report.look(product('99', '抽纸 3层 130抽', 'Facial Tissue 3-ply 130 sheets'));
  const told = report.write(file);
  expect(told).toMatchObject({ lookedAt: 61, notLookedAt: 0, count: 60, file });
  expect(told.first).toHaveLength(50);
  expect(told.todo.zh).toMatch(/品名/);
  const lines = readFileSync(file, 'utf8').replace('\ufeff', '').trim().split('\r\n');
  expect(lines).toHaveLength(61);
  expect(lines[0]).toBe('"gtin","name_zh","name_en","guess_1","guess_2","guess_3","to_do"');
  // No spreadsheet takes a name for a formula.
  expect(lines[1]).toMatch(/^"0","'=QX-0 通用型","QX-0 ""universal"""/);
  expect(new UnclearReport().write(file)).toMatchObject({ count: 0, lookedAt: 0 });
  expect(existsSync(file)).toBe(false);
});
