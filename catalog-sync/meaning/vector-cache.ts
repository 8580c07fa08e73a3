import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '../db/atomic-file';
import type { EncoderSpec } from './encoders';

const HASH_BYTES = 12;
const SCALE_BYTES = 4;

const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, HASH_BYTES);

/**
 * Vectors of names on disk, so that a terminal encodes a name once: rows of hash (12 bytes), scale (float32,
 * little endian) and one signed byte a number. The file holds what the last catalog needed and is rebuilt
 * whenever it can't be read.
 */
export class VectorCache {
  private readonly file: string;
  private readonly rows = new Map<string, Float32Array>();

  constructor(
    dir: string,
    shelf: string,
    private readonly spec: EncoderSpec,
  ) {
    this.file = path.join(dir, `${shelf}-${spec.folder}.bin`);
    try {
      this.read(readFileSync(this.file));
    } catch {
      // Not there yet: everything is encoded anew.
    }
  }

  private read(bytes: Buffer): void {
    const { width } = this.spec;
    const size = HASH_BYTES + SCALE_BYTES + width;
    for (let at = 0; at + size <= bytes.length; at += size) {
      const scale = bytes.readFloatLE(at + HASH_BYTES);
      const vector = new Float32Array(width);
      for (let i = 0; i < width; i++) vector[i] = bytes.readInt8(at + HASH_BYTES + SCALE_BYTES + i) * scale;
      this.rows.set(bytes.toString('latin1', at, at + HASH_BYTES), vector);
    }
  }

  get(text: string): Float32Array | undefined {
    return this.rows.get(keyOf(text).toString('latin1'));
  }

  /** Keeps just these. A disk that takes nothing costs the next start some seconds, no more. */
  replace(texts: readonly string[], vectors: readonly Float32Array[]): void {
    const { width } = this.spec;
    const size = HASH_BYTES + SCALE_BYTES + width;
    const bytes = Buffer.alloc(texts.length * size);
    texts.forEach((text, row) => {
      const at = row * size;
      const vector = vectors[row]!;
      let most = 0;
      for (const x of vector) most = Math.max(most, Math.abs(x));
      const scale = most / 127 || 1;
      keyOf(text).copy(bytes, at);
      bytes.writeFloatLE(scale, at + HASH_BYTES);
      for (let i = 0; i < width; i++)
        bytes.writeInt8(Math.round(vector[i]! / scale), at + HASH_BYTES + SCALE_BYTES + i);
    });
    try {
      writeFileAtomic(this.file, bytes);
    } catch {
      // Nothing depends on it.
    }
  }
}
