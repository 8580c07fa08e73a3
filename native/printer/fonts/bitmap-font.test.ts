import { describe, expect, it } from 'vitest';
import { qrModules } from '../qr';
import { drawText, hasGlyph } from './bitmap-font';

describe('bundled bitmap font', () => {
  it('knows ASCII and GB 2312', () => {
    for (const char of 'Az09~海天酱油，￥一二鼠齄') expect(hasGlyph(char), char).toBe(true);
    expect(hasGlyph('𠮷')).toBe(false);
  });

  it('draws a line at the width of the paper, ink where the text is', () => {
    const line = drawText([{ text: '海A' }], 'right', 384);
    const columns = Array.from({ length: 384 }, (_, x) =>
      Array.from({ length: line.height }, (_, y) => line.dots[y * 384 + x]!).some((d) => d === 1),
    );
    expect(line).toMatchObject({ width: 384, height: 30 });
    expect(columns.slice(0, 384 - 36).some(Boolean)).toBe(false);
    expect(columns.slice(384 - 36, 384 - 12).some(Boolean) && columns.slice(384 - 12).some(Boolean)).toBe(
      true,
    );
    expect(drawText([{ text: '海', scale: 2 }], 'left', 384).height).toBe(54);
  });
});

describe('QR', () => {
  it('has the finder pattern in three corners', () => {
    const modules = qrModules('导购');
    const finder = (r: number, c: number) =>
      [0, 6].every((k) => modules[r + k]!.slice(c, c + 7).every(Boolean)) && modules[r + 3]![c + 3];
    const n = modules.length;
    expect([finder(0, 0), finder(0, n - 7), finder(n - 7, 0)]).toEqual([true, true, true]);
  });
});
