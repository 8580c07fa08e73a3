import { DaogouError } from '../../main/contract';
import { piecesOf } from './pieces';

/** Cells are whole numbers from -7 to 7, kept as 1 to 15. */
const ZERO = 8;

/**
 * The student: a table of pieces' vectors, four bits a number, whose sum says what a text means; one for both
 * languages. It reads what `training/student.py` writes: the header's length (uint32, little endian), header,
 * pieces (a line each), scales (float32), cells (two to a byte).
 */
export class Student {
  private constructor(
    private readonly rows: ReadonlyMap<string, number>,
    private readonly scales: Float32Array,
    private readonly cells: Uint8Array,
    readonly width: number,
  ) {}

  /** Throws `unavailable` where the bytes are no student. */
  static read(bytes: Uint8Array): Student {
    const own = Uint8Array.from(bytes);
    const view = new DataView(own.buffer);
    try {
      const length = view.getUint32(0, true);
      const text = (start: number, size: number): string =>
        new TextDecoder().decode(own.subarray(start, start + size));
      const header = JSON.parse(text(4, length)) as { pieces: number; width: number; words: number };
      const [words, scales] = [4 + length, 4 + length + header.words];
      const cells = scales + 4 * header.pieces;
      if (own.length !== cells + (header.pieces * header.width) / 2)
        throw new Error(`${own.length} bytes are not those of ${header.pieces} pieces`);
      const pieces = text(words, header.words).trimEnd().split('\n');
      const rows = new Map(pieces.map((piece, row) => [piece, row]));
      return new Student(
        rows,
        new Float32Array(own.buffer, scales, header.pieces),
        own.subarray(cells),
        header.width,
      );
    } catch (error) {
      throw new DaogouError(
        'unavailable',
        `the student encoder does not load: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  /** A text's unit vector of `width` numbers; zeros where it holds no known piece. */
  encode(text: string): Float32Array {
    const out = new Float32Array(this.width);
    const half = this.width / 2;
    for (const piece of piecesOf(text)) {
      const row = this.rows.get(piece);
      if (row === undefined) continue;
      const scale = this.scales[row]!;
      for (let i = 0; i < half; i++) {
        const two = this.cells[row * half + i]!;
        out[2 * i]! += scale * ((two & 15) - ZERO);
        out[2 * i + 1]! += scale * ((two >> 4) - ZERO);
      }
    }
    const length = Math.sqrt(out.reduce((sum, x) => sum + x * x, 0)) || 1;
    return out.map((x) => x / length);
  }
}
