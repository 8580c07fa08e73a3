import { expect, it } from 'vitest';
import { metres } from './format';

it('never says nought metres', () => {
  expect(metres(0.2)).toBe(1);
  expect(metres(11.6)).toBe(12);
});
