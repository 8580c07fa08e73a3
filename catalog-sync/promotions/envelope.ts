import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { DaogouError, LocalizedText, UNDERSTOOD, type Promotion } from '../../main/contract';
import { hiddenFault } from '../hq/feed/hidden-characters';
import type { SigningKey } from '../hq/keys';
import { SafeName, StoreId } from '../wire/release';
import { readHlc } from './hlc';

export const promotionKinds = [
  'percent_off',
  'amount_off',
  'special_price',
  'second_item_percent_off',
  'buy_n_get_m',
  'bundle_price',
  'gift',
  'coupon',
  'info',
] as const;

/** The store's terminals ask for both; other languages may come beside them. */
const Words = LocalizedText.refine((text) => UNDERSTOOD.every((tag) => text[tag] !== undefined), {
  error: `needs ${UNDERSTOOD.join(' and ')}`,
});
const Time = z.iso.datetime({ offset: true });

/** An offer that the store made itself, as it travels between its terminals. */
export const StoreOffer = z.strictObject({
  id: SafeName,
  title: Words,
  kind: z.enum(promotionKinds),
  value: z.string().max(40).optional(),
  startsAt: Time,
  endsAt: Time,
  gtins: z
    .array(z.string().regex(/^\d{8,14}$/))
    .max(2_000)
    .default([]),
  categoryZh: z.array(z.string().min(1)).max(10).optional(),
  membersOnly: z.boolean().default(false),
  priority: z.number().int().default(0),
  terms: Words.optional(),
  couponCode: z.string().max(80).optional(),
}) satisfies z.ZodType<Promotion>;
export type StoreOffer = z.infer<typeof StoreOffer>;

/**
 * What is wrong with an offer's words, where a reader could be shown other letters than those that are there.
 */
export function offerTextFault({
  title,
  value,
  terms,
  couponCode,
  categoryZh = [],
}: StoreOffer): string | undefined {
  const texts = [...Object.values(title), value, ...Object.values(terms ?? {}), couponCode, ...categoryZh];
  return texts
    .map((text) => (text === undefined ? undefined : hiddenFault(text)))
    .find((fault) => fault !== undefined);
}

/**
 * One version of one offer. The highest `hlc` holds; a stopped one is a tombstone and stays until every
 * version it stops is too old to be taken. `issuedAt` stands in one that was signed again without a change,
 * so that it does not grow too old.
 */
export const OfferVersion = z.strictObject({
  store: StoreId,
  hlc: z.string(),
  issuedAt: z.iso.datetime().optional(),
  stopped: z.boolean(),
  offer: StoreOffer,
});
export type OfferVersion = z.infer<typeof OfferVersion>;

/** When a version was signed, milliseconds since 1970. */
export const issuedMs = ({ hlc, issuedAt }: Pick<OfferVersion, 'hlc' | 'issuedAt'>): number =>
  issuedAt === undefined ? readHlc(hlc).ms : Date.parse(issuedAt);

/**
 * The version as text and its signature: the text is signed as it stands, so that nobody needs to agree on a
 * canonical form.
 */
const Envelope = z.strictObject({
  version: z.string().max(200_000),
  keyid: z.string(),
  sig: z.string().regex(/^[0-9a-f]{128}$/),
});

export function seal(version: OfferVersion, key: SigningKey): string {
  const text = JSON.stringify(version);
  const { keyID, sig } = key.sign(Buffer.from(text));
  return JSON.stringify({ version: text, keyid: keyID, sig });
}

/** Public keys by id, as HQ's targets metadata delegates them to the store. */
export type StoreKeys = ReadonlyMap<string, KeyObject>;

/** From the 32 bytes in hexadecimal that TUF writes. */
export function publicKeyFromHex(hex: string): KeyObject {
  // RFC 8410: the fixed beginning of an ed25519 SubjectPublicKeyInfo.
  return createPublicKey({
    key: Buffer.from(`302a300506032b6570032100${hex}`, 'hex'),
    format: 'der',
    type: 'spki',
  });
}

/** Opens an envelope; throws `forbidden` unless a key that HQ delegated to signed it. */
export function unseal(text: string, keys: StoreKeys): OfferVersion {
  const envelope = Envelope.safeParse(parse(text));
  if (!envelope.success) throw new DaogouError('bad_request', 'A message about an offer can not be read.');
  const { version, keyid, sig } = envelope.data;
  const key = keys.get(keyid);
  if (!key || !verify(null, Buffer.from(version), key, Buffer.from(sig, 'hex'))) {
    throw new DaogouError('forbidden', 'An offer is not signed by the key that HQ gave this store.');
  }
  const parsed = OfferVersion.safeParse(parse(version));
  if (!parsed.success)
    throw new DaogouError(
      'bad_request',
      `A signed offer is not whole: ${parsed.error.issues[0]?.message ?? ''}.`,
    );
  return parsed.data;
}

/** The version in an envelope that this terminal has taken already; its signature is not looked at again. */
export function heldVersion(text: string): OfferVersion | undefined {
  const envelope = Envelope.safeParse(parse(text));
  return envelope.success ? OfferVersion.safeParse(parse(envelope.data.version)).data : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
