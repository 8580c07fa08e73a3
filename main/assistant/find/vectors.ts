/** Sentence vectors of unit length, eight bits a number with one scale a row: `rows` × `width`. */
export class VectorTable {
  private readonly cells: Int8Array;
  private readonly scales: Float32Array;

  constructor(
    vectors: readonly Float32Array[],
    readonly width = vectors[0]?.length ?? 0,
  ) {
    this.cells = new Int8Array(vectors.length * width);
    this.scales = new Float32Array(vectors.length);
    vectors.forEach((vector, row) => {
      let most = 0;
      for (const x of vector) most = Math.max(most, Math.abs(x));
      const scale = most / 127 || 1;
      this.scales[row] = scale;
      for (let i = 0; i < width; i++) this.cells[row * width + i] = Math.round(vector[i]! / scale);
    });
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
