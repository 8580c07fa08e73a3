import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { completed, missingOptionals } from './complete-lock-file.mjs';

it('the lock file knows the optional packages of every platform, or `npm ci` refuses it', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  expect([...missingOptionals(lock).keys()], 'run node build/setup/complete-lock-file.mjs').toEqual([]);
});

it('completes a lock file by what the names say', () => {
  const packages = {
    '': {},
    'node_modules/a': {
      version: '1.2.3',
      optionalDependencies: { 'a-linux-arm64-gnu': '1.2.3', 'a-win32-x64-msvc': '1.2.3' },
    },
    'node_modules/b': { version: '1.0.0' },
  };
  const full = completed({ packages });
  expect(full.packages['node_modules/a-linux-arm64-gnu']).toEqual({
    version: '1.2.3',
    cpu: ['arm64'],
    libc: ['glibc'],
    license: 'MIT',
    optional: true,
    os: ['linux'],
  });
  expect(full.packages['node_modules/a-win32-x64-msvc']).toMatchObject({ cpu: ['x64'], os: ['win32'] });
  expect(Object.keys(full.packages)).toEqual([
    '',
    'node_modules/a',
    'node_modules/a-linux-arm64-gnu',
    'node_modules/a-win32-x64-msvc',
    'node_modules/b',
  ]);
  expect(() =>
    completed({ packages: { 'node_modules/a': { optionalDependencies: { odd: '^1' } } } }),
  ).toThrow(/by hand/);
});
