import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { DaogouError } from '../contract';
import { readIfThere, writePrivate } from './private-file';

/**
 * RFC 7914; a twentieth of a second and 32 MB a guess. A PIN has few digits: what keeps it is the pauses of
 * the doors and the mode of the file.
 */
const COST = { N: 2 ** 15, r: 8, p: 1 };
const BYTES = 32;
const Stored = z.strictObject({
  N: z
    .number()
    .int()
    .min(2 ** 14)
    .max(2 ** 18),
  r: z.number().int().min(1).max(16),
  p: z.number().int().min(1).max(4),
  salt: z.base64(),
  hash: z.base64(),
});

/** Where the PIN that staff chose is kept, hashed, below the data folder. */
export const pinFile = (dataDir: string): string => path.join(dataDir, 'staff', 'pin.json');

/** Keeps a PIN's hash in place of the one before. */
export async function writePin(file: string, pin: string): Promise<void> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, COST);
  writePrivate(
    file,
    JSON.stringify({ ...COST, salt: salt.toString('base64'), hash: hash.toString('base64') }),
  );
}

/**
 * What tells the right PIN from others; undefined where none was set. Read at every use, so that `daogou pin
 * set` counts at once.
 * @throws DaogouError `storage` for a damaged file: a door with a broken lock stays shut.
 */
export function readPin(file: string): ((pin: string) => Promise<boolean>) | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const stored = Stored.safeParse(parsed(text));
  if (!stored.success)
    throw new DaogouError('storage', `${file} is damaged; set the staff PIN anew with “daogou pin set”.`);
  const { salt, hash, ...cost } = stored.data;
  const wanted = Buffer.from(hash, 'base64');
  return async (pin) =>
    timingSafeEqual(await derive(pin, Buffer.from(salt, 'base64'), cost, wanted.length), wanted);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function derive(
  pin: string,
  salt: Buffer,
  cost: ScryptOptions & typeof COST,
  bytes = BYTES,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, bytes, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
