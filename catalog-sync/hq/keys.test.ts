import { chmodSync, copyFileSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { brokerAccount, ownUser } from '../fleet/account';
import { temporaryFolder } from '../testing';
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

it('lists loose secrets of every kind, and none where there is no folder', () => {
  mkdirSync(join(dir, 'old'));
  const others = ['broker.json', join('old', 'store.pem')].map((name) => join(dir, name));
  for (const name of others) {
    copyFileSync(file(), name);
    chmodSync(name, 0o644);
  }
  symlinkSync(join(dir, 'gone'), join(dir, 'link.pem'));
  expect([looseKeys(dir), looseKeys(join(dir, 'none'))]).toEqual([others, []]);
});

it('refuses the broker’s password where others may read it, and the terminal goes on without', () => {
  const made = brokerAccount(dir, 'till-1');
  const account = join(dir, 'keys', 'broker.json');
  chmodSync(account, 0o666);
  expect(() => brokerAccount(dir, 'till-1')).toThrow(/broker\.json is open to other users.*chmod 600/);
  const troubles: unknown[] = [];
  expect(
    ownUser<{ url: string; username?: string }>({ url: 'mqtt://broker' }, dir, 'id', (error) =>
      troubles.push(error),
    ),
  ).toEqual({ terminal: 'id' });
  expect(String(troubles)).toMatch(/chmod 600/);
  chmodSync(account, 0o600);
  expect(brokerAccount(dir, 'till-1')).toEqual(made);
});
