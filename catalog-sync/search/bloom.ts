/** A Bloom filter over keys, so that most stretches of an utterance never reach the database. False positives only cost a lookup. */
export class Bloom {
  constructor(readonly bits: Uint8Array) {}

  /** Room for `count` keys at about 1 % false positives. */
  static sized(count: number): Bloom {
    const bytes = 1 << Math.max(10, Math.ceil(Math.log2((count * 10) / 8)));
    return new Bloom(new Uint8Array(bytes));
  }

  add(key: string): void {
    const [a, b] = hashes(key);
    const mask = this.bits.length * 8 - 1;
    for (let i = 0, h = a; i < 5; i++, h = (h + b) >>> 0) this.bits[(h & mask) >>> 3]! |= 1 << (h & 7);
  }

  has(key: string): boolean {
    const [a, b] = hashes(key);
    const mask = this.bits.length * 8 - 1;
    for (let i = 0, h = a; i < 5; i++, h = (h + b) >>> 0) if ((this.bits[(h & mask) >>> 3]! & (1 << (h & 7))) === 0) return false;
    return true;
  }
}

function hashes(key: string): [number, number] {
  let a = 2166136261;
  let b = 5381;
  for (let i = 0; i < key.length; i++) {
    const c = key.charCodeAt(i);
    a = Math.imul(a ^ c, 16777619);
    b = (Math.imul(b, 33) + c) | 0;
  }
  a ^= a >>> 15;
  return [a >>> 0, (b | 1) >>> 0];
}

/** A 32-bit hash for index columns. */
export function hash32(text: string): number {
  return hashes(text)[0] | 0;
}
