import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { piecesOf } from './pieces';
import { Student } from './student';
import { StudentEncoder } from './student-encoder';

const here = (name: string): string => path.join(import.meta.dirname, name);
/** What the training made of some texts (`training/sample.py`). */
const sample = JSON.parse(readFileSync(here('training/sample.json'), 'utf8')) as {
  text: string;
  pieces: string[];
  vector: number[];
}[];
const student = Student.read(readFileSync(here('student.bin')));
const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

describe('the student', () => {
  it('cuts texts as its training does', () => {
    expect(piecesOf('')).toEqual([]);
    expect(piecesOf('Ｃ盐 7')).toEqual(['_c_', '盐', '7']);
    for (const { text, pieces } of sample) expect(piecesOf(text), text).toEqual(pieces);
  });

  it('gives the vectors that its training gave', () => {
    for (const { text, vector } of sample) {
      const mine = student.encode(text);
      expect(mine).toHaveLength(student.width);
      vector.forEach((x, i) => expect(mine[i], text).toBeCloseTo(x, 4));
    }
  });

  it('puts what means the same closer than what is written alike, in both languages and between them', () => {
    const [said, same, alike, english, other] = [
      '洗头水',
      '洗发水',
      '洗碗水槽',
      'shampoo',
      'kitchen sink',
    ].map((text) => student.encode(text));
    expect(cosine(said!, said!)).toBeCloseTo(1, 4);
    expect(cosine(said!, same!)).toBeGreaterThan(cosine(said!, alike!));
    expect(cosine(said!, english!)).toBeGreaterThan(cosine(said!, other!));
  });

  it('says nothing of what it does not know, and refuses what is no student', () => {
    expect(student.encode('…').every((x) => x === 0)).toBe(true);
    expect(() => Student.read(new Uint8Array(16))).toThrowError(
      expect.objectContaining({ code: 'unavailable' }) as Error,
    );
    expect(() => Student.read(readFileSync(here('student.bin')).subarray(0, 5_000_000))).toThrowError(
      /5000000 bytes/,
    );
  });

  it('reads names in the background as it reads questions', async () => {
    const encoder = new StudentEncoder(student);
    const texts = Array.from({ length: 200 }, (_, i) => `洗发水 ${i} 号`);
    const read = await encoder.encodeAll(texts);
    expect(read[7]).toEqual(encoder.encode(texts[7]!));
    expect(read).toHaveLength(200);
  });
});
