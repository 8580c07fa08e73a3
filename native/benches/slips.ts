import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { PrintDocument, SlipItem } from '../../main/contract';
import { encodeLines } from '../printer/escpos/encode';
import { layout } from '../printer/layout/document';
import { previewSvg } from '../printer/preview';
import { PROFILES } from '../printer/profiles';
import { readFeedMap } from '../simulators/feed-map';
import { PrinterSim } from '../simulators/printer-sim';
import { slipSvg } from '../simulators/slip-svg';

/**
 * `node build/run-ts.mjs native/benches/slips.ts OUT`: every document on every printer profile as PNG: what
 * the preview shows, and what the simulated printer makes of the bytes. ZXing, an outside program, then reads
 * bar codes and QR codes from both. Exit status 1 where it does not read the same.
 */
const out = process.argv[2] ?? '.cache/slips';

const item = (gtin: string, zh: string, en: string, more: Partial<SlipItem> = {}): SlipItem => ({
  gtin,
  name: { zh, en },
  price: 12.8,
  currency: 'CNY',
  places: [{ aisle: 'A3', bay: '2', shelf: '3' }],
  ...more,
});
const common = {
  lang: 'zh',
  storeName: { zh: '好又多超市', en: 'Good Mart' },
  printedAt: '2026-11-22T23:52:00+08:00',
} as const;

/** A picture with greys, as a shop's logo or a photograph has them. */
async function picture(): Promise<{ png: string }> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="240"><defs><linearGradient id="g"><stop offset="0" stop-color="#000"/><stop offset="1" stop-color="#fff"/></linearGradient></defs><rect width="480" height="240" fill="url(#g)"/><circle cx="240" cy="120" r="80" fill="#888"/></svg>';
  return { png: (await sharp(Buffer.from(svg)).png().toBuffer()).toString('base64') };
}

async function documents(): Promise<Record<string, PrintDocument>> {
  const map = readFeedMap('build/demo-store/map');
  const items = [
    item('6901234567892', '海天特级金标生抽', 'Haitian Light Soy Sauce', { size: '500ml', offerPrice: 9.9 }),
    item('96385074', '有机蜂蜜', 'Organic honey', { places: [{ aisle: 'B1' }, { aisle: 'C2' }] }),
    item('036000291452', '进口燕麦片', 'Rolled oats', { places: [] }),
  ];
  return {
    locator: { type: 'locator', ...common, asOf: common.printedAt, items: items.slice(0, 1), map },
    list: { type: 'locator', ...common, lang: 'en', items, map },
    coupon: {
      type: 'coupon',
      ...common,
      title: { zh: '满 100 减 20', en: '20 off 100' },
      code: 'SAVE20-2026',
      terms: { zh: '限一次。', en: 'Once.' },
      endsAt: '2026-12-01T00:00:00+08:00',
      picture: await picture(),
    },
    promotion: {
      type: 'promotion',
      ...common,
      title: { zh: '周末特惠', en: 'Weekend deals' },
      items,
      endsAt: '2026-11-30T22:00:00+08:00',
    },
    label: { type: 'label', lang: 'zh', printedAt: common.printedAt, item: items[0]! },
    diagnostic: {
      type: 'diagnostic',
      storeName: common.storeName,
      printedAt: common.printedAt,
      lines: ['printer generic-80, ready'],
    },
  };
}

async function read(png: Buffer): Promise<string> {
  const found = await readBarcodes(png, { tryHarder: true, maxNumberOfSymbols: 4 });
  return found
    .map(({ format, text }) => `${format} ${text}`)
    .sort()
    .join('; ');
}

async function run(): Promise<void> {
  mkdirSync(out, { recursive: true });
  const wasm = readFileSync(
    createRequire(join(process.cwd(), 'package.json')).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  await prepareZXingModule({
    overrides: { wasmBinary: Uint8Array.from(wasm).buffer },
    fireImmediately: true,
  });
  let failed = 0;
  for (const [name, document] of Object.entries(await documents())) {
    for (const profile of PROFILES) {
      const lines = layout(document, profile);
      const sim = new PrinterSim(profile.dots, () => undefined);
      for (const chunk of encodeLines(lines, profile)) sim.receive(chunk);
      sim.receive(Uint8Array.of(0x1d, 0x56, 0x41, 0));
      const shown = await sharp(Buffer.from(previewSvg(document, profile)))
        .png()
        .toBuffer();
      const paper = await sharp(Buffer.from(slipSvg(sim.slips[0]!, profile.dots)))
        .png()
        .toBuffer();
      writeFileSync(join(out, `${name}-${profile.id}-preview.png`), shown);
      writeFileSync(join(out, `${name}-${profile.id}-paper.png`), paper);
      const [onScreen, onPaper] = [await read(shown), await read(paper)];
      const wanted = lines.filter((line) => line.kind === 'barcode' || line.kind === 'qr').length;
      const good =
        onScreen === onPaper &&
        (wanted === 0 || onScreen.split('; ').length === wanted) &&
        sim.unknown.length === 0;
      if (!good) failed += 1;
      process.stdout.write(
        `${good ? 'ok    ' : 'FAILED'} ${name} on ${profile.id}: ${onPaper || 'no symbol'}${onScreen === onPaper ? '' : `, but on screen ${onScreen || 'none'}`}${sim.unknown.length > 0 ? `, not understood: ${sim.unknown.slice(0, 5).join(', ')}` : ''}\n`,
      );
    }
  }
  process.stdout.write(`${failed} failed; pictures in ${out}\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

void run();
