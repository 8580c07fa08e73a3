import { describe, expect, it } from 'vitest';
import type { PrintDocument } from '../../main/contract';
import { PrinterSim } from '../simulators/printer-sim';
import { encodeLines } from './escpos/encode';
import { hasGlyph } from './fonts/bitmap-font';
import { layout } from './layout/document';
import { profileOf } from './profiles';

const document = (body: string): PrintDocument => ({
  type: 'text',
  lang: 'zh',
  storeName: { zh: '囍喆超市', en: 'Xi Zhe' },
  printedAt: '2026-11-22T23:52:00+08:00',
  title: '通知',
  body,
});

const BODIES = [
  '镕镕家的奶酪', // GBK, not GB 2312
  '李喆的堃記蘋果',
  'Молоко и хлеб',
  'ข้าวหอมมะลิ',
  '김치 라면',
  'crème brûlée, Häagen-Dazs, Łódź',
  '北京烤鸭 🦆',
];

const shown = (body: string, id: 'generic-58' | 'generic-58-latin'): string =>
  layout(document(body), profileOf(id))
    .flatMap((line) => (line.kind === 'text' ? line.spans.map(({ text }) => text) : []))
    .join('\n');

describe('a printer without a Chinese font', () => {
  it.each(BODIES)('draws every letter of %s, or spells it', (body) => {
    const text = shown(body, 'generic-58-latin');
    expect([...text].filter((char) => char !== '\n' && !hasGlyph(char))).toEqual([]);
  });

  it('spells what its font lacks, and leaves to a Chinese printer what that has', () => {
    expect(shown('李喆的店', 'generic-58-latin')).toContain('李Zhe的店');
    expect(shown('李喆的店', 'generic-58')).toContain('李喆的店');
    expect(shown('Молоко', 'generic-58-latin')).toContain('Молоко');
    for (const id of ['generic-58', 'generic-58-latin'] as const)
      expect(shown('ข้าวหอม', id)).not.toMatch(/\p{Script=Thai}|□/u);
  });

  it('sends them as pictures, and not one byte of theirs to a font that lacks them', () => {
    const profile = profileOf('generic-58-latin');
    for (const body of BODIES) {
      const sim = new PrinterSim(profile.dots, () => undefined);
      const lines = layout(document(body), profile);
      const chunks = encodeLines(lines, profile);
      lines.forEach((line, k) => {
        const bytes = Buffer.from(chunks[k + 1]!);
        const foreign =
          line.kind === 'text' && line.spans.some(({ text }) => [...text].some((char) => char > '\x7f'));
        // GS v 0 begins a picture; without one all that is sent is ASCII and commands.
        if (foreign) expect(bytes.includes(Buffer.from([0x1d, 0x76, 0x30]))).toBe(true);
        else if (line.kind === 'text') expect(bytes.every((byte) => byte < 0x80)).toBe(true);
      });
      for (const chunk of chunks) sim.receive(chunk);
      expect(sim.unknown).toEqual([]);
    }
  });
});
