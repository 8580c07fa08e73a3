import { describe, expect, it } from 'vitest';
import { allKinds } from '.';
import { PhraseMeaning, phraseMeaningOf } from './phrase-meaning';

const unit = (...figures: number[]): Float32Array => {
  const norm = Math.hypot(...figures);
  return Float32Array.from(figures, (x) => x / norm);
};

describe('what phrases mean', () => {
  const kinds = allKinds().slice(0, 3);
  const vectors = [[unit(1, 0, 0, 0), unit(0, 1, 0, 0)], [], [unit(0, 0, 1, 0), unit(0, 0, 1, 0.1)]];
  const axes = Float32Array.from([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);

  it('is the nearest phrase of a kind; what says nearly the same is kept once', () => {
    const phrases = PhraseMeaning.of(vectors);
    expect(phrases.size).toBe(3);
    const near = phrases.nearest(unit(0, 1, 0.2, 0), [0, 1, 2]);
    expect(near.get(0)).toBeCloseTo(0.98, 1);
    expect(near.get(1)).toBe(-1);
    expect(near.get(2)).toBeCloseTo(0.2, 1);
  });

  it('is read as it was written, from a file’s bytes too, and not for other kinds', () => {
    const written = PhraseMeaning.of(vectors, axes).bytes(kinds, 'zh');
    const view = Buffer.concat([Buffer.alloc(3), written, Buffer.alloc(9)]).subarray(3, 3 + written.length);
    for (const bytes of [written, view])
      expect(
        PhraseMeaning.read(bytes, kinds, 'zh')!
          .nearest(unit(0, 1, 0, 0), [0, 2])
          .get(0),
      ).toBeCloseTo(1, 2);
    expect(PhraseMeaning.read(written, kinds, 'en')).toBeUndefined();
    expect(PhraseMeaning.read(written, kinds.slice(1), 'zh')).toBeUndefined();
    expect(PhraseMeaning.read(written.subarray(0, 8), kinds, 'zh')).toBeUndefined();
  });

  it('is carried for just these kinds', () => {
    for (const lang of ['zh', 'en'] as const)
      expect(phraseMeaningOf(allKinds(), lang)!.size).toBeGreaterThan(20_000);
  });
});
