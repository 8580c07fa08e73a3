import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstChunk, frameEnergy, planChunks } from './chunks';
import { Joiner } from './joiner';
import { soundingFrames } from './silence';

const FRAME = 600;

describe('chunks of an utterance', () => {
  it('cover it without gap or overlap, never tiny, the first short', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 900 }),
        (energies) => {
          const chunks = planChunks(Float32Array.from(energies), { start: 0, end: energies.length }, 28);
          let at = 0;
          for (const { start, end } of chunks) {
            expect(start).toBe(at);
            expect(end - start).toBeGreaterThan(Math.min(15, energies.length - 1));
            at = end;
          }
          expect(at).toBe(energies.length);
          expect((chunks[0]?.end ?? 0) <= 45).toBe(true);
        },
      ),
    );
  });

  it('are cut in the quietest place', () => {
    const energy = new Float32Array(120).fill(8);
    energy[30] = -5;
    expect(planChunks(energy, { start: 0, end: 120 }, 28)[0]).toEqual({ start: 0, end: 30 });
  });

  it('begin shorter the faster the machine is, and never so short that the next comes late', () => {
    const lengths = [0.1, 0.3, 0.5, 0.6, 0.7, 0.9, 3].map(firstChunk);
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(lengths[0]).toBeLessThanOrEqual(16);
    expect(lengths.at(-1)).toBeLessThanOrEqual(40);
    for (const pace of [0.2, 0.4, 0.5, 0.55])
      expect((firstChunk(pace) + 6) * pace).toBeLessThan(firstChunk(pace));
  });

  it('join to one sound without a step', () => {
    const wave = Float32Array.from({ length: 60 * FRAME }, (_, i) => Math.sin(i / 20));
    const joiner = new Joiner();
    const spans = [
      { start: 0, end: 20 },
      { start: 20, end: 41 },
      { start: 41, end: 60 },
    ];
    const out = spans.flatMap(({ start, end }, i) => {
      const [from, to] = [Math.max(0, start - 3), Math.min(60, end + 3)];
      return [
        ...joiner.push(
          wave.slice(from * FRAME, to * FRAME),
          (start - from) * FRAME,
          (to - end) * FRAME,
          i === 2,
        ),
      ];
    });
    expect(out).toHaveLength(wave.length);
    out.forEach((v, i) => expect(Math.abs(v - (wave[i] ?? 0))).toBeLessThan(1e-5));
  });
});

describe('silence around an utterance', () => {
  it('is cut to a margin', () => {
    const loudness = new Float32Array(60).fill(-9.5);
    loudness.fill(7, 20, 40);
    expect(soundingFrames(loudness)).toEqual({ start: 18, end: 42 });
  });

  it('is all there is when nothing sounds', () => {
    expect(soundingFrames(new Float32Array(10).fill(-9))).toEqual({ start: 0, end: 0 });
    expect(soundingFrames(new Float32Array(0))).toEqual({ start: 0, end: 0 });
  });

  it('counts the louder half of a frame', () => {
    expect([...frameEnergy(Float32Array.of(1, 5, -2, -3))]).toEqual([5, -2]);
  });
});
