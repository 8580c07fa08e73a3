import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { PrintDocument } from '../../main/contract';
import { makeStore } from '../testing/store';
import * as cmd from './escpos/commands';
import { encodeLines } from './escpos/encode';
import { ean13Valid, layout } from './layout/document';
import { previewSvg } from './preview';
import { PROFILES, profileOf } from './profiles';
import { qrModules } from './qr';
import { columnsOf } from './text';
import { PrinterSim, slipText } from '../simulators/printer-sim';

const hex = (bytes: readonly number[]) => Buffer.from(bytes).toString('hex');

export const LOCATOR: PrintDocument = {
  type: 'locator',
  lang: 'zh',
  storeName: { zh: '好又多超市', en: 'Good Mart' },
  printedAt: '2026-11-22T23:52:00+08:00',
  asOf: '2026-11-22T20:00:00+08:00',
  items: [
    {
      gtin: '6901234567892',
      name: { zh: '海天特级金标生抽', en: 'Haitian Light Soy Sauce' },
      size: '500ml',
      price: 12.8,
      offerPrice: 9.9,
      currency: 'CNY',
      places: [{ aisle: 'C', bay: '2', shelf: '3' }, { aisle: 'E' }],
    },
    {
      gtin: '6901234567893',
      name: { zh: '有机蜂蜜', en: 'Organic honey' },
      price: 45,
      currency: 'CNY',
      places: [],
    },
  ],
  map: makeStore({ width: 16, depth: 16, aisleWidth: 1.7, bay: 1.5 }),
};

const COUPON: PrintDocument = {
  type: 'coupon',
  lang: 'en',
  storeName: { zh: '好又多超市', en: 'Good Mart' },
  printedAt: '2026-11-22T23:52:00+08:00',
  title: { zh: '满100减20', en: '20 off 100' },
  code: '6901234567892',
  terms: { zh: '限一次', en: 'One per visit' },
  endsAt: '2026-12-01T00:00:00+08:00',
};

/** What the simulated printer makes of a document. */
function print(
  document: PrintDocument,
  profile: string,
): { text: string; unknown: string[]; cuts: number; raw: number[] } {
  const sim = new PrinterSim(profileOf(profile).dots, () => undefined);
  for (const chunk of encodeLines(layout(document, profileOf(profile)), profileOf(profile)))
    sim.receive(chunk);
  sim.receive(Uint8Array.of(0x1d, 0x56, 0x41, 0));
  return {
    text: sim.slips.map(slipText).join('\n'),
    unknown: sim.unknown,
    cuts: sim.cuts,
    raw: sim.slips.flatMap((slip) => slip.raw),
  };
}

describe('commands, bytes of the ESC/POS Command Reference', () => {
  it.each([
    ['ESC @', cmd.initialize(), '1b40'],
    ['FS &', cmd.hanziMode(), '1c26'],
    ['ESC a 1', cmd.align('center'), '1b6101'],
    ['GS ! 2x2', cmd.size(2, 2), '1d2111'],
    ['GS V B 0', cmd.cut('partial'), '1d564200'],
    ['DLE EOT 4', cmd.requestStatus(4), '100404'],
    ['DLE DC4 8', cmd.clearBuffers(), '10140801031401060208'],
    ['GS r 1', cmd.requestPaper(), '1d7201'],
    // The reference's own example of functions 165, 167, 169, 180 and 181 of GS ( k, with the data "ab".
    [
      'GS ( k',
      cmd.qr('ab', 4),
      '1d286b0400314132001d286b03003143041d286b03003145311d286b05003150306162' + '1d286b0300315130',
    ],
    [
      'GS k 67',
      cmd.barcode('ean13', '6901234567892', 2),
      '1d68481d77021d48001d6b430c363930313233343536373839',
    ],
    ['GS k 73 {C', cmd.barcode('code128', '12345678', 3), '1d68481d77031d48001d6b49067b430c22384e'],
    ['GS k 73', cmd.barcode('code128', 'A{B', 2), '1d68481d77021d48001d6b49067b42417b7b42'],
  ])('%s', (_name, bytes, expected) => {
    expect(hex(bytes)).toBe(expected);
  });

  it('packs a picture eight dots a byte, the left one highest', () => {
    expect(
      hex(
        cmd.raster({
          width: 10,
          height: 2,
          dots: Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]),
        }),
      ),
    ).toBe('1d763000020002008180' + '4040');
  });
});

describe('pictures and real-time commands', () => {
  it('spells none in the dots of a picture', () => {
    // Rows that read 10 04 01, 10 05 10 and 10 14 08.
    const dots = [0x10, 0x04, 0x01, 0x10, 0x05, 0x10, 0x10, 0x14, 0x08].flatMap((byte) =>
      Array.from({ length: 8 }, (_, bit) => (byte >> (7 - bit)) & 1),
    );
    const body = cmd.raster({ width: 24, height: 3, dots: Uint8Array.from(dots) }).slice(8);
    expect(body).toHaveLength(9);
    for (let k = 0; k + 1 < body.length; k++)
      expect(body[k] === 0x10 && [0x04, 0x05, 0x14].includes(body[k + 1]!)).toBe(false);
  });
});

describe('documents', () => {
  it.each(PROFILES.map((profile) => profile.id))(
    'fits every line on %s, and the printer knows every byte of it',
    (id) => {
      for (const document of [LOCATOR, COUPON, { ...LOCATOR, lang: 'en' as const }]) {
        const profile = profileOf(id);
        for (const line of layout(document, profile)) {
          if (line.kind === 'text')
            expect(
              line.spans.reduce((sum, span) => sum + columnsOf(span.text) * (span.scale ?? 1), 0),
            ).toBeLessThanOrEqual(profile.columns);
          if (line.kind === 'image') expect(line.bitmap.width).toBeLessThanOrEqual(profile.dots);
        }
        expect(print(document, id).unknown).toEqual([]);
      }
    },
  );

  it('puts names, aisle, prices and time on the slip in Chinese', () => {
    const { text, raw } = print(LOCATOR, 'generic-80');
    expect(text).toContain('好又多超市');
    expect(text).toContain('1. 海天特级金标生抽 500ml');
    expect(text).toContain('C 货架第 2 节（第 3 层）');
    expect(text).toContain('也在 E 货架');
    expect(text).toMatch(/特价 ￥9\.90 +原价 ￥12\.80/);
    expect(text).toContain('位置请咨询店员');
    expect(text).toContain('打印时间 2026-11-22 23:52');
    expect(Buffer.from(raw).includes(iconv.encode('海天特级金标生抽', 'gb18030'))).toBe(true);
  });

  it('speaks English to an English shopper', () => {
    const { text } = print({ ...LOCATOR, lang: 'en' }, 'generic-58');
    expect(text).toContain('Good Mart');
    expect(text).toMatch(/Aisle C, bay 2,\s+shelf 3/);
    expect(text).toContain('Please ask our staff where it is');
  });

  it('prints a coupon with code, bar code, QR and terms', () => {
    const { text } = print(COUPON, 'generic-80');
    expect(text).toContain('[barcode 690123456789]');
    expect(text).toContain('[qr 6901234567892]');
    expect(text).toContain('Valid until 2026-12-01 00:00');
    expect(text).toContain('Terms: One per visit');
  });

  it.each([
    ['generic-58', 170, 5],
    ['generic-58', 20, 6],
    ['generic-58', 420, 4],
    ['generic-58', 900, 3],
    ['generic-80', 3_000, undefined],
  ])('on %s makes the QR of a code of %i letters fit: %s dots', (id, length, module) => {
    const code = `https://shop.example.com/c?${'x'.repeat(length)}`;
    const lines = layout({ ...COUPON, code } as PrintDocument, profileOf(id));
    const qr = lines.find((line) => line.kind === 'qr');
    expect(qr?.module).toBe(module);
    if (qr) expect((qrModules(code).length + 8) * qr.module).toBeLessThanOrEqual(profileOf(id).dots);
    else expect(print({ ...COUPON, code } as PrintDocument, id).text).toMatch(/Too long for a QR/);
  });

  it('cuts a very long name before its size', () => {
    const [item] = LOCATOR.type === 'locator' ? LOCATOR.items : [];
    const name = { zh: '长'.repeat(500), en: 'long '.repeat(200) };
    for (const id of ['generic-58', 'generic-80']) {
      const lines = layout(
        { ...LOCATOR, map: undefined, items: [{ ...item!, name, size: '500ml' }] } as PrintDocument,
        profileOf(id),
      );
      const words = lines.flatMap((line) => (line.kind === 'text' ? line.spans.map(({ text }) => text) : []));
      expect(words.join(' ')).toMatch(/\.\. ?500ml/);
      expect(lines.length).toBeLessThan(25);
    }
  });

  it('puts a UPC on a label as the EAN-13 that it is', () => {
    const [item] = LOCATOR.type === 'locator' ? LOCATOR.items : [];
    const label = {
      type: 'label',
      lang: 'en',
      printedAt: COUPON.printedAt,
      item: { ...item!, gtin: '036000291452' },
    };
    expect(print(label as PrintDocument, 'generic-80').text).toContain('[barcode 003600029145]');
  });

  it('shows on screen exactly the words that go on paper', () => {
    for (const document of [LOCATOR, COUPON]) {
      const svg = previewSvg(document, profileOf('generic-80'));
      const shown = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
        .map((match) => match[1])
        .join('')
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
      const words = layout(document, profileOf('generic-80'))
        .flatMap((line) => (line.kind === 'text' ? line.spans.map((span) => span.text) : []))
        .join('\n');
      for (const word of words.match(/[\u4e00-\u9fff]+|\w+/g) ?? []) expect(shown).toContain(word);
    }
  });

  it('prints hanzi as pictures where the printer has no font for them, and leaves the rest as text', () => {
    const { text } = print(LOCATOR, 'generic-80-latin');
    expect(text).not.toContain('海天');
    expect(text).toContain('[image 576x54]');
    expect(text).toContain('Haitian Light Soy Sauce');
  });

  it('prints a promotion sheet and a price label', () => {
    const [item] = LOCATOR.type === 'locator' ? LOCATOR.items : [];
    const sheet = print(
      {
        type: 'promotion',
        lang: 'zh',
        storeName: { zh: '好又多超市', en: 'Good Mart' },
        printedAt: '2026-11-22T23:52:00+08:00',
        title: { zh: '周末特惠', en: 'Weekend deals' },
        items: [item!],
        endsAt: '2026-11-30T22:00:00+08:00',
      },
      'generic-80',
    ).text;
    expect(sheet).toContain('周末特惠');
    expect(sheet).toContain('有效期至 2026-11-30 22:00');
    const label = print(
      { type: 'label', lang: 'zh', printedAt: '2026-11-22T23:52:00+08:00', item: item! },
      'generic-58',
    ).text;
    expect(label).toContain('￥9.90');
    expect(label).toContain('[barcode 690123456789]');
  });

  it('lists items in the order one walks past them', () => {
    if (LOCATOR.type !== 'locator') throw new Error('not a locator');
    const at = (aisle: string, bay: string) => ({
      ...LOCATOR.items[0]!,
      name: { zh: `${aisle}${bay}`, en: `${aisle}${bay}` },
      places: [{ aisle, bay }],
    });
    const lines = print(
      { ...LOCATOR, items: [at('A', '1'), at('E', '1'), at('A', '3'), at('E', '3')] },
      'generic-80',
    ).text;
    const order = [...lines.matchAll(/\d\. ([AE]\d)/g)].map((match) => match[1]).join(' ');
    expect(order).toMatch(/^(A1 A3 E3 E1|A3 A1 E1 E3|E1 E3 A3 A1|E3 E1 A1 A3)$/);
  });

  it('checks EAN-13', () => {
    expect(ean13Valid('6901234567892')).toBe(true);
    expect(ean13Valid('6901234567893')).toBe(false);
  });
});
