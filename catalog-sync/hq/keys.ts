import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Key, Signature } from '@tufjs/models';
import { DaogouError } from '../../main/contract';

/**
 * One ed25519 key a role, PKCS #8 PEM, readable by its owner only. `root` belongs offline once the repository
 * is made; `targets` and `snapshot` where feeds are published; `timestamp` where it is re-signed every hour;
 * `store` in the store, for its own offers.
 */
export const keyRoles = ['root', 'targets', 'snapshot', 'timestamp', 'store'] as const;
export type KeyRole = (typeof keyRoles)[number];

export interface SigningKey {
  readonly key: Key;
  /** Fits `Metadata.sign`. */
  readonly sign: (data: Buffer) => Signature;
}

/**
 * The public half as TUF writes it; its id is the SHA-256 of its canonical JSON (TUF specification 1.0,
 * section 4.2).
 */
export function publicKeyOf(secret: KeyObject): Key {
  const der = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  // RFC 8410: the last 32 bytes of an ed25519 SubjectPublicKeyInfo are the key.
  // Members in sorted order and nothing to escape: JSON.stringify gives the canonical form.
  const body = {
    keytype: 'ed25519',
    keyval: { public: der.subarray(-32).toString('hex') },
    scheme: 'ed25519',
  };
  const keyID = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  return Key.fromJSON(keyID, body);
}

export function signingKey(pem: string): SigningKey {
  const secret = createPrivateKey(pem);
  const key = publicKeyOf(secret);
  return {
    key,
    sign: (data) => new Signature({ keyID: key.keyID, sig: sign(null, data, secret).toString('hex') }),
  };
}

/** Makes a key where there is none; an existing one is never touched. */
export function makeKey(keysDir: string, name: string): SigningKey {
  mkdirSync(keysDir, { recursive: true, mode: 0o700 });
  const file = join(keysDir, `${name}.pem`);
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  }
  return loadKey(keysDir, name);
}

/** Whether others than the owner may read or change a file. Windows has no such modes. */
const isLoose = (file: string): boolean => {
  const stat = statSync(file, { throwIfNoEntry: false });
  return process.platform !== 'win32' && stat?.isFile() === true && (stat.mode & 0o077) !== 0;
};

/**
 * Files of a key folder and those in it, keys and passwords of every kind, that others than their owner may
 * read or change.
 */
export function looseKeys(keysDir: string): string[] {
  if (!existsSync(keysDir)) return [];
  return readdirSync(keysDir, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => join(keysDir, name))
    .filter(isLoose);
}

/**
 * Refuses a secret file that other users of the machine may read or change, as ssh does: whoever copied it
 * can sign or sign in as we do.
 */
export function refuseLoose(file: string): void {
  if (!isLoose(file)) return;
  throw new DaogouError(
    'forbidden',
    `${file} is open to other users of this machine and is not used; run “chmod 600 ${file}”, and make a new one if it may have been copied.`,
  );
}

/** A secret key from its file; refused where other users may read or change it ({@link refuseLoose}). */
export function loadKey(keysDir: string, name: string): SigningKey {
  const file = join(keysDir, `${name}.pem`);
  if (!existsSync(file)) {
    throw new DaogouError('not_found', `The ${name} key is not at ${file}; bring it there for this step.`);
  }
  refuseLoose(file);
  try {
    return signingKey(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DaogouError('bad_request', `${file} is not an ed25519 key in PEM.`, false, { cause });
  }
}
