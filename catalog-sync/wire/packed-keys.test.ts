import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PackedKeys } from './packed-keys';

it('gives back every key of one or several parts by its rank, and none beyond', () => {
  const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer());
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 2 })), (keys) => {
      const held = new PackedKeys(keys);
      keys.forEach((key, rank) => expect(held.at(rank)).toEqual(key));
      expect([held.at(-1), held.at(keys.length)]).toEqual([undefined, undefined]);
    }),
  );
});

it('grows past its first room', () => {
  const keys = Array.from({ length: 100_000 }, (_, n) => [`690${String(n).padStart(10, '0')}`]);
  const held = new PackedKeys(keys);
  expect(held.at(99_999)).toEqual(['6900000099999']);
  expect(held.at(0)).toEqual(['6900000000000']);
});
