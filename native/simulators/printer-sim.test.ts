import { describe, expect, it } from 'vitest';
import receiptline from 'receiptline';
import { encodeGb } from '../printer/text';
import { PrinterSim, slipText } from './printer-sim';
import { slipSvg } from './slip-svg';

/** Bytes of a program that is neither the driver nor the simulator. */
const peer = (markdown: string) =>
  Buffer.from(
    receiptline.transform(markdown, { command: 'escpos', encoding: 'gb18030', cpl: 48, cutting: true }),
    'latin1',
  );

describe('the simulated printer, against the bytes of receiptline', () => {
  it('reads Chinese text, bar code, QR code and cut of another encoder', () => {
    const sim = new PrinterSim(576, () => undefined);
    sim.receive(
      peer(
        '海天特级金标生抽|￥9.90\n\n{code:6901234567892;option:code128}\n{code:https://a.example/01;option:qrcode,4}',
      ),
    );
    const text = sim.slips.map(slipText).join('\n');
    expect(text).toContain('海天特级金标生抽');
    expect(text).toContain('￥9.90');
    expect(text).toContain('[barcode 6901234567892]');
    expect(text).toMatch(/\[image \d+x\d+\]/);
    expect(sim.unknown).toEqual([]);
    expect(sim.cuts).toBe(1);
  });

  it('gets from it the very bytes the driver makes of the same words', () => {
    expect(peer('海天特级金标生抽').includes(encodeGb('海天特级金标生抽'))).toBe(true);
    expect(peer('“酱油”——￥￡（）·').includes(encodeGb('“酱油”——￥￡（）·'))).toBe(true);
  });

  it('draws what it printed', () => {
    const sim = new PrinterSim(576, () => undefined);
    sim.receive(peer('酱油'));
    const svg = slipSvg(sim.slips[0]!, 576);
    expect(svg).toMatch(/酱[\s\S]*油/);
    expect(svg).toMatch(/^<svg/);
  });
});
