import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { DaogouError } from '../../main/contract';
import { writeFileAtomic } from '../db/atomic-file';
import { refuseLoose } from '../hq/keys';
import { openState } from '../state/open-state';
import { Settings } from '../state/settings';
import { SafeName } from '../wire/release';

/**
 * The user with which one terminal, and no other, comes to the store's broker. Its name is the terminal's
 * name in topics.
 */
export const BrokerAccount = z.strictObject({ username: SafeName, password: z.string().min(16).max(200) });
export type BrokerAccount = z.infer<typeof BrokerAccount>;

const PASSWORD_BYTES = 32;
const accountFile = (dataDir: string): string => join(dataDir, 'keys', 'broker.json');

/**
 * The terminal's own user, made where there is none and kept in `keys/broker.json` (mode 0600).
 * @param name of a new one: the terminal's id, or what the operator calls it. Throws `bad_request` where the
 * file or the name is not right, `forbidden` where other users may read the file, `conflict` where the
 * terminal has another name already.
 */
export function brokerAccount(dataDir: string, name: string, how: { named?: boolean } = {}): BrokerAccount {
  const file = accountFile(dataDir);
  if (!existsSync(file)) {
    const account = BrokerAccount.safeParse({
      username: name,
      password: randomBytes(PASSWORD_BYTES).toString('base64url'),
    });
    if (!account.success)
      throw new DaogouError(
        'bad_request',
        `'${name}' can't name a terminal: it ${account.error.issues[0]?.message ?? 'is not right'}.`,
      );
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileAtomic(file, `${JSON.stringify(account.data)}\n`, 0o600);
    return account.data;
  }
  const account = readAccount(file);
  if (how.named && account.username !== name) {
    throw new DaogouError(
      'conflict',
      `This terminal is '${account.username}' at the broker already; remove ${file} to name it anew.`,
    );
  }
  return account;
}

/**
 * The broker and the name under which this terminal speaks there: of its own user, or, under a shared one,
 * its id. Answers need no broker, so without a user there is none.
 */
export function ownUser<B extends { username?: string }>(
  broker: B | undefined,
  dataDir: string,
  id: string,
  onTrouble: (error: unknown) => void,
): { broker?: B; terminal: string } {
  if (!broker || broker.username) return { broker, terminal: id };
  try {
    const account = brokerAccount(dataDir, id);
    return { broker: { ...broker, ...account }, terminal: account.username };
  } catch (error) {
    onTrouble(error);
    return { terminal: id };
  }
}

function readAccount(file: string): BrokerAccount {
  refuseLoose(file);
  try {
    return BrokerAccount.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new DaogouError(
      'bad_request',
      `${file} holds no user and password of this terminal; remove it, and a new one is made.`,
      false,
      { cause },
    );
  }
}

/** The same for the command line, which has only the data folder. */
export function brokerAccountOf(dataDir: string, name?: string): BrokerAccount {
  const state = openState(join(dataDir, 'state.db'));
  try {
    return brokerAccount(dataDir, name ?? new Settings(state).terminalId(), { named: name !== undefined });
  } finally {
    state.close();
  }
}
