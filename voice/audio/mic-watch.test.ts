import { describe, expect, it } from 'vitest';
import { MicWatch, usableRate } from './mic-watch';

const FRAME_MS = 32;
const tone = (peak: number, length = 512) =>
  Float32Array.from({ length }, (_, i) => Math.max(-1, Math.min(1, peak * Math.sin(i * 0.2))));

/** Feeds frames labelled 16 kHz whose true rate is `rate`; gives the trouble at the end. */
function feed(watch: MicWatch, frame: Float32Array, seconds: number, rate = 16_000, from = 0): number {
  let at = from;
  for (let sent = 0; sent < seconds * rate; sent += frame.length)
    watch.push(frame, 16_000, (at += (frame.length * 1_000) / rate));
  return at;
}

describe('a microphone in trouble', () => {
  it('is well with loud speech and a single plosive', () => {
    const watch = new MicWatch();
    const at = feed(watch, tone(0.9), 10);
    watch.push(tone(3), 16_000, at + FRAME_MS);
    expect(watch.trouble).toBeUndefined();
  });

  it('is overdriven when much of it is flat, and well again afterwards', () => {
    const watch = new MicWatch();
    const at = feed(watch, tone(2), 2);
    expect(watch.trouble).toBe('clipping');
    feed(watch, tone(0.3), 4, 16_000, at);
    expect(watch.trouble).toBeUndefined();
  });

  it.each([8_000, 44_100, 48_000])(
    'delivers %i Hz under another label: the true rate is found, and the claimed one again when it returns',
    (rate) => {
      const watch = new MicWatch();
      const at = feed(watch, tone(0.3), 14, rate);
      expect(watch).toMatchObject({ trouble: 'wrong_rate', trueRate: rate });
      feed(watch, tone(0.3), 18, 16_000, at);
      expect(watch.trouble).toBeUndefined();
    },
  );

  it('takes a page that was held up for no other rate', () => {
    const watch = new MicWatch();
    let at = 0;
    for (let i = 0; i < 2_000; i++) {
      at += i % 100 < 60 ? 52 : 2;
      watch.push(tone(0.3), 16_000, at);
      expect(watch.trouble).toBeUndefined();
    }
  });

  it('knows which rates can be used at all', () => {
    expect([8_000, 16_000, 44_100, 48_000].every(usableRate)).toBe(true);
    expect([0, -1, 4_000, 16_000.5, Number.NaN, 1e6].some(usableRate)).toBe(false);
  });
});
