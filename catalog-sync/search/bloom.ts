/**
 * A Bloom filter over 32-bit hashes, so that most stretches of an utterance never reach the database. False
 * positives only cost a lookup. It does not depend on the order in which hashes came.
 */
export class Bloom {
  constructor(readonly bits: Uint8Array) {}

  /** Room for `count` keys at about 1 % false positives. */
  static sized(count: number): Bloom {
    const bytes = 1 << Math.max(10, Math.ceil(Math.log2((count * 10) / 8)));
    return new Bloom(new Uint8Array(bytes));
  }

  add(hash: number): void {
    const step = stride(hash);
    const mask = this.bits.length * 8 - 1;
    for (let i = 0, h = hash >>> 0; i < 5; i++, h = (h + step) >>> 0)
      this.bits[(h & mask) >>> 3]! |= 1 << (h & 7);
  }

  has(hash: number): boolean {
    const step = stride(hash);
    const mask = this.bits.length * 8 - 1;
    for (let i = 0, h = hash >>> 0; i < 5; i++, h = (h + step) >>> 0)
      if ((this.bits[(h & mask) >>> 3]! & (1 << (h & 7))) === 0) return false;
    return true;
  }
}

/** A second hash of the first (the finalizer of MurmurHash3), odd. */
function stride(hash: number): number {
  let h = hash ^ 0x9e3779b9;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) | 1) >>> 0;
}

/** A 32-bit hash of a text, for index columns and filters: FNV-1a with a final mix. */
export function hash32(text: string): number {
  let a = 2166136261;
  for (let i = 0; i < text.length; i++) a = Math.imul(a ^ text.charCodeAt(i), 16777619);
  a ^= a >>> 15;
  a = Math.imul(a, 0x2c1b3c6d);
  return (a ^ (a >>> 13)) | 0;
}
