import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Framer } from './framer';
import { loudness, MicMonitor } from './mic-monitor';

it('loses and reorders nothing, whatever the pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { maxLength: 40 }), (pieces) => {
      const frames: Float32Array[] = [];
      const framer = new Framer(512, (frame) => frames.push(frame));
      let next = 0;
      for (const length of pieces) framer.push(Float32Array.from({ length }, () => next++));
      const out = frames.flatMap((frame) => [...frame]);
      expect(out).toEqual(Array.from({ length: Math.floor(next / 512) * 512 }, (_, i) => i));
    }),
  );
});

it('calls a microphone of exact zeros silent, and a quiet one not', () => {
  const monitor = new MicMonitor();
  const zeros = new Float32Array(512);
  const quiet = zeros.map((_, i) => (i % 2 ? 1e-5 : -1e-5));
  const run = (frame: Float32Array) =>
    Array.from({ length: 1000 }, () => monitor.take(frame, 32)).at(-1)!.silent;
  expect(run(quiet)).toBe(false);
  expect(run(zeros)).toBe(true);
  expect(monitor.take(quiet, 32).silent).toBe(false);
});

it('maps loudness into [0,1], rising', () => {
  expect(loudness(0)).toBe(0);
  expect(loudness(1)).toBe(1);
  expect(loudness(0.05)).toBeGreaterThan(loudness(0.01));
});
