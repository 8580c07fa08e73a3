import type { Row } from '../db/rows';

/**
 * Keys of a table by rank, one text after the other: half a million rows as arrays of strings would weigh ten
 * times as much.
 */
export class PackedKeys {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #ends = new Uint32Array(1 << 16);
  #rows = 0;

  constructor(keys: Iterable<Row>) {
    let end = 0;
    for (const key of keys) {
      const text = packed(key);
      // A UTF-16 code unit takes three bytes of UTF-8 at most.
      if (end + text.length * 3 > this.#bytes.length) {
        const bytes = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, end + text.length * 3));
        this.#bytes.copy(bytes, 0, 0, end);
        this.#bytes = bytes;
      }
      end += this.#bytes.write(text, end);
      if (this.#rows === this.#ends.length) {
        const ends = new Uint32Array(this.#ends.length * 2);
        ends.set(this.#ends);
        this.#ends = ends;
      }
      this.#ends[this.#rows++] = end;
    }
  }

  at(rank: number): Row | undefined {
    if (rank < 0 || rank >= this.#rows) return undefined;
    return unpacked(this.#bytes.toString('utf8', rank === 0 ? 0 : this.#ends[rank - 1], this.#ends[rank]));
  }
}

/** Most keys are one text, which needs no quoting. */
const packed = (key: Row): string =>
  key.length === 1 && typeof key[0] === 'string' ? `=${key[0]}` : JSON.stringify(key);
const unpacked = (text: string): Row => (text.startsWith('=') ? [text.slice(1)] : (JSON.parse(text) as Row));
