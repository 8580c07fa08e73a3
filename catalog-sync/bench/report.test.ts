import { expect, it } from 'vitest';
import { withPart } from './report';

it('replaces the part of one command and leaves the others alone', () => {
  const first = withPart('# Figures\n', 'bench:search', ['p50 4 ms']);
  const both = withPart(first, 'bench:sync', ['delta 120 KB']);
  expect(both).toContain('p50 4 ms');
  const again = withPart(both, 'bench:search', ['p50 3 ms']);
  expect(again).not.toContain('p50 4 ms');
  expect(again).toContain('p50 3 ms');
  expect(again).toContain('delta 120 KB');
  expect(again.match(/end of bench:search/g)).toHaveLength(1);
});
