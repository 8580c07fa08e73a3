import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { leftOpen, table, testsOfPlaywright, testsOfVitest, verdictsOf } from './verdicts.mjs';

const test = (file: string, name: string, status: 'passed' | 'failed' | 'skipped' = 'passed') => ({
  file,
  name,
  status,
});
const rooms = { 'catalog-sync': 'sync', 'catalog-sync/promotions': 'broker' };

describe('how an attack ended', () => {
  const attack = { room: 'page', title: 'a door', file: 'a.test.ts', name: 'door' };
  it.each([
    [
      'all its tests passed',
      [
        test('a.test.ts', 'a door'),
        test('a.test.ts', 'another door'),
        test('a.test.ts', 'a window', 'failed'),
      ],
      'withstood',
    ],
    ['one failed', [test('a.test.ts', 'a door'), test('a.test.ts', 'another door', 'failed')], 'FELL'],
    ['all were skipped', [test('a.test.ts', 'a door', 'skipped')], 'not tried'],
    ['no test has that name', [test('a.test.ts', 'a window'), test('b.test.ts', 'a door')], 'FELL'],
  ])('%s', (_name, tests, verdict) => {
    expect(verdictsOf({ rooms, attacks: [attack] }, tests)).toMatchObject([
      { room: 'page', title: 'a door', verdict },
    ]);
  });

  it('in a file that is named for it counts without being listed, in its folder’s room', () => {
    const tests = [
      test('catalog-sync/promotions/x.attack.test.ts', 'one'),
      test('catalog-sync/y.attack.test.ts', 'two', 'failed'),
      test('catalog-sync/z.test.ts', 'three'),
    ];
    const attacks = [{ room: 'here', title: 'listed', file: 'catalog-sync/promotions/x.attack.test.ts' }];
    expect(
      verdictsOf({ rooms, attacks: [] }, tests).map(({ room, verdict }) => `${room} ${verdict}`),
    ).toEqual(['broker withstood', 'sync FELL']);
    expect(verdictsOf({ rooms, attacks }, tests).map(({ title }) => title)).toEqual(['listed', 'two']);
  });
});

it('reads what Vitest and Playwright report', () => {
  const vitest = {
    testResults: [
      {
        name: '/r/a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'a b', status: 'passed' },
          { fullName: 'a c', status: 'failed' },
          { fullName: 'a d', status: 'skipped' },
        ],
      },
      { name: '/r/b.test.ts', status: 'failed', assertionResults: [], message: 'boom\nat' },
    ],
  };
  expect(
    testsOfVitest(vitest, '/r').map(
      ({ file, status }: { file: string; status: string }) => `${file} ${status}`,
    ),
  ).toEqual(['a.test.ts passed', 'a.test.ts failed', 'a.test.ts skipped', 'b.test.ts failed']);
  const spec = (title: string, status: string) => ({ title, file: 'x.e2e.ts', tests: [{ status }] });
  const playwright = {
    config: { rootDir: '/r/main/e2e' },
    suites: [
      {
        title: 'x.e2e.ts',
        specs: [spec('one', 'expected'), spec('two', 'flaky')],
        suites: [{ title: 'group', specs: [spec('three', 'skipped')] }],
      },
    ],
  };
  expect(testsOfPlaywright(playwright, '/r')).toEqual([
    { file: 'main/e2e/x.e2e.ts', name: 'one', status: 'passed' },
    { file: 'main/e2e/x.e2e.ts', name: 'two', status: 'failed' },
    { file: 'main/e2e/x.e2e.ts', name: 'group three', status: 'skipped' },
  ]);
});

it('prints one line each and counts', () => {
  const lines = table([
    { room: 'page', title: 'a door', verdict: 'withstood', tests: 2 },
    { room: 'broker', title: 'a window', verdict: 'FELL', tests: 1, why: 'the window' },
    { room: 'page', title: 'a wall', verdict: 'not tried', tests: 0, why: 'its tests were skipped here' },
  ]).split('\n');
  expect(lines).toEqual([
    '✓ page    a door → withstood (2 tests)',
    '– page    a wall → not tried: its tests were skipped here',
    '✗ broker  a window → FELL: the window',
    '2 tried, 1 withstood, 1 fell, 1 not tried here',
  ]);
});

it('lists attacks on files that are there', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const { attacks } = JSON.parse(readFileSync(path.join(import.meta.dirname, 'attacks.json'), 'utf8')) as {
    attacks: { file: string }[];
  };
  expect(attacks.filter(({ file }) => !existsSync(path.join(root, file)))).toEqual([]);
});

it('names what is left in SECURITY.md as in its own list', () => {
  const left = JSON.parse(readFileSync(path.join(import.meta.dirname, 'left.json'), 'utf8')) as {
    what: string;
    why: string;
    do: string;
  }[];
  expect(left.every((one) => [one.what, one.why, one.do].every((text) => text.length > 0))).toBe(true);
  expect(readFileSync(path.resolve(import.meta.dirname, '../../SECURITY.md'), 'utf8')).toContain(
    `## What is left\n\n`,
  );
  expect(readFileSync(path.resolve(import.meta.dirname, '../../SECURITY.md'), 'utf8')).toContain(
    leftOpen(left),
  );
});
