import type { SentenceEncoder, Understood } from '../../main/contract';
import { Student } from './student';

/** Texts read between two breaths: some 5 ms. */
const AT_ONCE = 64;

/**
 * The student where the encoders are not installed: in this thread and without a cache, since a text takes it
 * some microseconds.
 */
export class StudentEncoder implements SentenceEncoder {
  readonly by = 'student';
  readonly languages: readonly Understood[] = ['zh', 'en'];

  constructor(private readonly student: Student) {}

  encode(text: string): Float32Array {
    return this.student.encode(text);
  }

  async encodeAll(texts: readonly string[]): Promise<Float32Array[]> {
    const out: Float32Array[] = [];
    for (const text of texts) {
      if (out.length % AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      out.push(this.student.encode(text));
    }
    return out;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * The student as every copy of the program carries it; its bytes are unpacked when it is first asked for.
 * Rejects with `unavailable` where they are damaged.
 */
export async function openStudent(): Promise<StudentEncoder> {
  const { default: read } = await import('./student.bin');
  return new StudentEncoder(Student.read(read()));
}
