import { dotsOver, type Dots } from './dot';

/** The mean of unit vectors, of unit length again. */
export function centre(vectors: readonly Float32Array[], width: number): Float32Array {
  const sum = new Float32Array(width);
  for (const vector of vectors) vector.forEach((x, i) => (sum[i]! += x));
  const norm = Math.sqrt(sum.reduce((n, x) => n + x * x, 0)) || 1;
  return sum.map((x) => x / norm);
}

const PAGE = 65_536;
/** What the instructions take at once. */
const STEP = 16;
/**
 * The largest number that a question's vector is scaled to, so that sums stay within 32 bits: beyond the
 * eight bits of the rows nothing is lost.
 */
const fine = (width: number): number => Math.min(32_000, Math.floor(2 ** 31 / 128 / width));

/** Sentence vectors of unit length, eight bits a number with one scale a row: `rows` × `width`. */
export class VectorTable {
  private readonly cells: Int8Array;
  private readonly query: Int16Array;
  private readonly sums: Int32Array;
  private readonly stride: number;
  private readonly dots: Dots;

  private constructor(
    private readonly scales: Float32Array,
    readonly width: number,
  ) {
    this.stride = Math.ceil(width / STEP) * STEP;
    const [rows, cells] = [scales.length, scales.length * this.stride];
    const memory = new WebAssembly.Memory({
      initial: Math.ceil((cells + 2 * this.stride + 4 * rows + 8) / PAGE),
    });
    this.cells = new Int8Array(memory.buffer, 0, cells);
    this.query = new Int16Array(memory.buffer, cells, this.stride);
    this.sums = new Int32Array(memory.buffer, cells + 2 * this.stride, rows);
    this.dots = dotsOver(memory);
  }

  static of(vectors: readonly Float32Array[], width = vectors[0]?.length ?? 0): VectorTable {
    const table = new VectorTable(new Float32Array(vectors.length), width);
    vectors.forEach((vector, row) => table.put(row, vector));
    return table;
  }

  /** Of vectors that come one after the other, `rows` at most, so that they are never all held. */
  static growing(rows: number, width: number): { add(vector: Float32Array): void; done(): VectorTable } {
    const room = new VectorTable(new Float32Array(rows), width);
    let count = 0;
    return {
      add: (vector) => room.put(count++, vector),
      done: () => room.cut(count),
    };
  }

  private put(row: number, vector: Float32Array): void {
    let most = 0;
    for (let i = 0; i < this.width; i++) most = Math.max(most, Math.abs(vector[i]!));
    const scale = most / 127 || 1;
    this.scales[row] = scale;
    const start = row * this.stride;
    for (let i = 0; i < this.width; i++) this.cells[start + i] = Math.round(vector[i]! / scale);
  }

  /** The first rows alone, in memory of just their size. */
  private cut(rows: number): VectorTable {
    const table = new VectorTable(this.scales.slice(0, rows), this.width);
    table.cells.set(this.cells.subarray(0, rows * this.stride));
    return table;
  }

  /**
   * As `bytes()` wrote it: scales (float32, little endian), then the rows. Undefined where the length is not
   * that of so many rows.
   */
  static read(bytes: Uint8Array, rows: number, width: number): VectorTable | undefined {
    if (bytes.length !== rows * (4 + width)) return undefined;
    // A `Buffer`'s own `slice` would share its memory, and `buffer` be all of it.
    const table = new VectorTable(
      new Float32Array(Uint8Array.from(bytes.subarray(0, rows * 4)).buffer),
      width,
    );
    const cells = new Int8Array(bytes.buffer, bytes.byteOffset + rows * 4, rows * width);
    if (table.stride === width) table.cells.set(cells);
    else
      for (let row = 0; row < rows; row++)
        table.cells.set(cells.subarray(row * width, (row + 1) * width), row * table.stride);
    return table;
  }

  bytes(): Uint8Array {
    const out = new Uint8Array(this.size * (4 + this.width));
    out.set(new Uint8Array(this.scales.buffer, this.scales.byteOffset, this.scales.byteLength));
    for (let row = 0; row < this.size; row++) {
      const cells = this.cells.subarray(row * this.stride, row * this.stride + this.width);
      out.set(
        new Uint8Array(cells.buffer, cells.byteOffset, this.width),
        this.scales.byteLength + row * this.width,
      );
    }
    return out;
  }

  /** Another number for other vectors. */
  get mark(): number {
    return this.scales.reduce((sum, scale, row) => (sum + scale * (1 + (row % 97))) % 1e6, this.width);
  }

  get size(): number {
    return this.scales.length;
  }

  /** Takes a question's vector over; the scale of its whole numbers. */
  private ask(vector: Float32Array): number {
    let most = 0;
    for (let i = 0; i < this.width; i++) most = Math.max(most, Math.abs(vector[i]!));
    const scale = most / fine(this.width) || 1;
    for (let i = 0; i < this.width; i++) this.query[i] = Math.round(vector[i]! / scale);
    return scale;
  }

  /**
   * The highest cosine of a unit vector with the rows from one on to another, -1 where there are none. True
   * until the next question.
   */
  toward(vector: Float32Array): { best(from: number, to: number): number } {
    const scale = this.ask(vector);
    const best = (from: number, to: number): number => {
      if (from === to) return -1;
      this.dots(from * this.stride, to - from, this.stride, 0, this.query.byteOffset, this.sums.byteOffset);
      let most = -Infinity;
      for (let i = 0; i < to - from; i++) most = Math.max(most, this.sums[i]! * this.scales[from + i]!);
      return most * scale;
    };
    return { best };
  }

  /**
   * Cosine of a unit vector with every row, in [-1,1]; with `every` n, of every nth row from the first on.
   */
  scores(vector: Float32Array, every = 1): Float32Array {
    const scale = this.ask(vector);
    const rows = Math.ceil(this.size / every);
    this.dots(0, rows, this.stride, (every - 1) * this.stride, this.query.byteOffset, this.sums.byteOffset);
    const out = new Float32Array(rows);
    for (let row = 0; row < rows; row++) out[row] = this.sums[row]! * scale * this.scales[row * every]!;
    return out;
  }

  vector(row: number): Float32Array {
    const scale = this.scales[row]!;
    return Float32Array.from(
      this.cells.subarray(row * this.stride, row * this.stride + this.width),
      (x) => x * scale,
    );
  }

  /** The cosine with one row. */
  score(row: number, vector: Float32Array): number {
    const { cells, width } = this;
    const start = row * this.stride;
    let sum = 0;
    for (let i = 0; i < width; i++) sum += cells[start + i]! * vector[i]!;
    return sum * this.scales[row]!;
  }
}
