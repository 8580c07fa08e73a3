import { afterEach, expect, it, vi } from 'vitest';
import { dialled } from './emergency';

afterEach(() => void vi.unstubAllEnvs());

it('dials the store’s numbers, else those of the clock’s country, else what every mobile phone reaches', () => {
  vi.stubEnv('TZ', 'UTC');
  expect(dialled(undefined).map(({ number }) => number)).toEqual(['112']);
  expect(dialled({ police: '110', medical: '120', fire: '119' }).map(({ number }) => number)).toEqual([
    '110',
    '120',
    '119',
  ]);
  expect(dialled({ police: '999', medical: '999', fire: '999' }).map(({ number }) => number)).toEqual([
    '999',
  ]);
  vi.stubEnv('TZ', 'Asia/Shanghai');
  expect(dialled(null).map(({ number }) => number)).toEqual(['110', '120', '119']);
});
