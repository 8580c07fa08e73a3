import { chmodSync, copyFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/feed';
import { loadKey, looseKeys, makeKey } from './keys';

let dir: string;
beforeEach(() => {
  dir = temporaryFolder();
  makeKey(dir, 'store');
});
afterEach(() => rmSync(dir, { recursive: true }));
const file = () => join(dir, 'store.pem');

it('makes keys for their owner alone', () => {
  expect([statSync(file()).mode & 0o077, looseKeys(dir)]).toEqual([0, []]);
});

it.each([0o640, 0o604, 0o620, 0o666])('refuses a key that others may read or change: %o', (mode) => {
  chmodSync(file(), mode);
  expect(() => loadKey(dir, 'store')).toThrow(/open to other users.*chmod 600/);
  expect(looseKeys(dir)).toEqual([file()]);
  // Making it anew does not take it back into use either.
  expect(() => makeKey(dir, 'store')).toThrow(/chmod 600/);
  chmodSync(file(), 0o600);
  expect(loadKey(dir, 'store').key.keyID).toHaveLength(64);
});

it('knows of no loose keys where there is no folder', () => {
  copyFileSync(file(), join(dir, 'notes.txt'));
  chmodSync(join(dir, 'notes.txt'), 0o644);
  expect([looseKeys(dir), looseKeys(join(dir, 'none'))]).toEqual([[], []]);
});
