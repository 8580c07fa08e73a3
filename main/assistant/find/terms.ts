/** FNV-1a over the code units of `text` from `start` to `end`, 32 bits. */
export function hashOf(text: string, start = 0, end = text.length): number {
  let hash = 2166136261;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return hash >>> 0;
}

/** Another hash of the whole text, so that the two together tell any two texts apart. */
export function checkOf(text: string): number {
  let hash = 0x9747b28c;
  for (let i = 0; i < text.length; i++)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x5bd1e995) ^ (hash >>> 15);
  return hash >>> 0;
}

/** The next step of such a hash, for whoever reads a text unit by unit. */
export const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, 16777619) >>> 0;
export const HASH_START = 2166136261;

/** The share of the places that may be taken. */
const FULL = 0.6;

/**
 * Numbers terms by their hash, in order of coming: 8 bytes a place and no string kept, where a `Map` of
 * strings takes about a hundred. Of a hundred thousand terms about one pair shares a number.
 */
export class Terms {
  private hashes = new Uint32Array(64);
  /** Number + 1; 0 where the place is free. */
  private numbers = new Uint32Array(64);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** The number of a term, or -1. */
  get(hash: number): number {
    return this.numbers[this.place(hash)]! - 1;
  }

  add(hash: number): number {
    const at = this.place(hash);
    if (this.numbers[at] !== 0) return this.numbers[at]! - 1;
    if (this.count + 1 > FULL * this.hashes.length) {
      this.grow();
      return this.add(hash);
    }
    this.hashes[at] = hash;
    this.numbers[at] = ++this.count;
    return this.count - 1;
  }

  private place(hash: number): number {
    const mask = this.hashes.length - 1;
    let at = (Math.imul(hash, 0x9e3779b1) >>> 7) & mask;
    while (this.numbers[at] !== 0 && this.hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const [hashes, numbers] = [this.hashes, this.numbers];
    this.hashes = new Uint32Array(2 * hashes.length);
    this.numbers = new Uint32Array(2 * hashes.length);
    for (let i = 0; i < hashes.length; i++) {
      if (numbers[i] === 0) continue;
      const at = this.place(hashes[i]!);
      this.hashes[at] = hashes[i]!;
      this.numbers[at] = numbers[i]!;
    }
  }
}

/** Numbers in a row that grows, four bytes each. */
export class Growing {
  private cells = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.cells.length) {
      const more = new Uint32Array(2 * this.cells.length);
      more.set(this.cells);
      this.cells = more;
    }
    this.cells[this.length++] = value;
  }

  at(index: number): number {
    return this.cells[index]!;
  }

  set(index: number, value: number): void {
    this.cells[index] = value;
  }

  /** What was pushed; a view, true until the next push. */
  view(): Uint32Array {
    return this.cells.subarray(0, this.length);
  }
}
