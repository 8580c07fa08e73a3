import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitSpoken } from './split-spoken';

it('cuts around what is spoken and loses nothing', () => {
  expect(splitSpoken('酱油在 B3。共 12 款。', '共 12 款。')).toEqual(['酱油在 B3。', '共 12 款。', '']);
  expect(splitSpoken('酱油在 B3。', '醋')).toBeNull();
  expect(splitSpoken('酱油在 B3。', '  ')).toBeNull();
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, caption) => {
      expect(splitSpoken(text, caption)?.join('') ?? text).toBe(text);
    }),
  );
});
