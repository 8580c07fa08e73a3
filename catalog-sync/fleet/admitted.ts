import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DaogouError } from '../../main/contract';
import { writeFileAtomic } from '../db/atomic-file';
import { SafeName } from '../wire/release';
import { BrokerAccount } from './account';

/**
 * SHA-256 of each terminal's password by its name; the passwords are 32 random bytes, which nobody guesses
 * from it.
 */
const Admitted = z.record(SafeName, z.string().regex(/^[0-9a-f]{64}$/));
type Admitted = z.infer<typeof Admitted>;

const admittedFile = (dataDir: string): string => join(dataDir, 'keys', 'broker-terminals.json');

export const passwordDigest = (password: string | Readonly<Buffer>): string =>
  createHash('sha256').update(password).digest('hex');

/**
 * Lets another terminal into the broker that runs inside this one, or gives it a new password.
 * @param account what `daogou fleet --account` prints on that terminal.
 * Throws `bad_request` where it is none, or the file of those let in is not right.
 */
export function admitTerminal(dataDir: string, account: unknown): { admitted: string } {
  const { success, data } = BrokerAccount.safeParse(account);
  if (!success)
    throw new DaogouError(
      'bad_request',
      'That is no terminal’s user and password; give the line that `daogou fleet --account` prints on that terminal.',
    );
  const { username, password } = data;
  write(dataDir, { ...readAdmitted(dataDir), [username]: passwordDigest(password) });
  return { admitted: username };
}

/** Lets it in no more, from its next connection on. Throws `not_found` where it was not. */
export function dismissTerminal(dataDir: string, name: string): { dismissed: string } {
  const { [name]: gone, ...left } = readAdmitted(dataDir);
  if (gone === undefined) throw new DaogouError('not_found', `No terminal '${name}' is let in here.`);
  write(dataDir, left);
  return { dismissed: name };
}

/** The terminals let in. Throws `bad_request` where the file holds anything else. */
export function readAdmitted(dataDir: string): Readonly<Admitted> {
  const file = admittedFile(dataDir);
  if (!existsSync(file)) return {};
  try {
    return Admitted.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new DaogouError(
      'bad_request',
      `${file} is not a list of terminals and their passwords; remove it and admit each terminal again.`,
      false,
      { cause },
    );
  }
}

const write = (dataDir: string, admitted: Admitted): void =>
  writeFileAtomic(admittedFile(dataDir), `${JSON.stringify(admitted)}\n`, 0o600);
