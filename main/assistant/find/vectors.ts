/** The mean of unit vectors, of unit length again. */
export function centre(vectors: readonly Float32Array[], width: number): Float32Array {
  const sum = new Float32Array(width);
  for (const vector of vectors) vector.forEach((x, i) => (sum[i]! += x));
  const norm = Math.sqrt(sum.reduce((n, x) => n + x * x, 0)) || 1;
  return sum.map((x) => x / norm);
}

/** Sentence vectors of unit length, eight bits a number with one scale a row: `rows` × `width`. */
export class VectorTable {
  private constructor(
    private readonly cells: Int8Array,
    private readonly scales: Float32Array,
    readonly width: number,
  ) {}

  static of(vectors: readonly Float32Array[], width = vectors[0]?.length ?? 0): VectorTable {
    const cells = new Int8Array(vectors.length * width);
    const scales = new Float32Array(vectors.length);
    vectors.forEach((vector, row) => {
      let most = 0;
      for (const x of vector) most = Math.max(most, Math.abs(x));
      const scale = most / 127 || 1;
      scales[row] = scale;
      for (let i = 0; i < width; i++) cells[row * width + i] = Math.round(vector[i]! / scale);
    });
    return new VectorTable(cells, scales, width);
  }

  /** As `bytes()` wrote it: scales (float32, little endian), then the rows. Undefined where the length is not that of so many rows. */
  static read(bytes: Uint8Array, rows: number, width: number): VectorTable | undefined {
    if (bytes.length !== rows * (4 + width)) return undefined;
    const own = bytes.slice();
    return new VectorTable(new Int8Array(own.buffer, rows * 4), new Float32Array(own.buffer, 0, rows), width);
  }

  bytes(): Uint8Array {
    const out = new Uint8Array(this.scales.byteLength + this.cells.byteLength);
    out.set(new Uint8Array(this.scales.buffer, this.scales.byteOffset, this.scales.byteLength));
    out.set(new Uint8Array(this.cells.buffer, this.cells.byteOffset, this.cells.byteLength), this.scales.byteLength);
    return out;
  }

  get size(): number {
    return this.scales.length;
  }

  /** Cosine of a unit vector with every row, in [-1,1]. */
  scores(vector: Float32Array): Float32Array {
    const out = new Float32Array(this.size);
    for (let row = 0; row < out.length; row++) out[row] = this.score(row, vector);
    return out;
  }

  vector(row: number): Float32Array {
    const scale = this.scales[row]!;
    return Float32Array.from(this.cells.subarray(row * this.width, (row + 1) * this.width), (x) => x * scale);
  }

  score(row: number, vector: Float32Array): number {
    const { cells, width } = this;
    const start = row * width;
    let sum = 0;
    for (let i = 0; i < width; i++) sum += cells[start + i]! * vector[i]!;
    return sum * this.scales[row]!;
  }
}
