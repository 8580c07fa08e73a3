import type { Understood, SentenceEncoder } from '../../contract';
import type { Steps } from '../find/steps';
import { centre, VectorTable } from '../find/vectors';
import type { Kind } from './kind';
import { phrasesOf } from './meaning';
import en from './phrases-en.bin';
import zh from './phrases-zh.bin';

/** Phrases of one kind that say nearly the same are kept once. */
const ALIKE = 0.85;
/** Bytes before the axes: a mark of the kinds, the width of sentence vectors, the axes kept, the phrases. */
const HEAD = 16;

/**
 * What each phrase of each kind means, in the axes that tell phrases apart best. A kind's phrases lie
 * together.
 */
export class PhraseMeaning {
  private constructor(
    /** `axes` × `width`; undefined where vectors are held as they are. */
    private readonly axes: Float32Array | undefined,
    private readonly table: VectorTable,
    /** By kind, its first row; one more at the end. */
    private readonly starts: Uint32Array,
  ) {}

  /** @param vectors of unit length, by kind */
  static of(vectors: readonly (readonly Float32Array[])[], axes?: Float32Array): PhraseMeaning {
    const kept = vectors.map((list) => apart(list));
    const starts = new Uint32Array(kept.length + 1);
    kept.forEach((list, kind) => (starts[kind + 1] = starts[kind]! + list.length));
    const rows = kept.flat().map((vector) => (axes ? projected(vector, axes) : vector));
    return new PhraseMeaning(axes, VectorTable.of(rows), starts);
  }

  /**
   * What kinds and their phrases mean (`meaning.ts`), by an encoder that answers at once: kind by kind, so that
   * the vectors of a hundred thousand phrases are never all held.
   */
  static *reading(
    kinds: readonly Kind[],
    lang: Understood,
    encode: (text: string) => Float32Array,
  ): Steps<{ meaning: VectorTable; phrases: PhraseMeaning }> {
    const most = kinds.reduce((sum, kind) => {
      const { names, uses } = phrasesOf(kind, lang);
      return sum + names.length + uses.length;
    }, 0);
    const { length: width } = encode('');
    const rows = VectorTable.growing(most, width);
    const meaning = VectorTable.growing(2 * kinds.length, width);
    const starts = new Uint32Array(kinds.length + 1);
    for (const [kind, each] of kinds.entries()) {
      const phrases = phrasesOf(each, lang);
      const [names, uses] = [phrases.names.map(encode), phrases.uses.map(encode)];
      meaning.add(centre(names, width));
      meaning.add(centre(uses.length > 0 ? uses : names, width));
      const kept = apart([...names, ...uses]);
      kept.forEach((vector) => rows.add(vector));
      starts[kind + 1] = starts[kind]! + kept.length;
      yield;
    }
    return { meaning: meaning.done(), phrases: new PhraseMeaning(undefined, rows.done(), starts) };
  }

  /** As `bytes` wrote it; undefined where it was made of other kinds. */
  static read(bytes: Uint8Array, kinds: readonly Kind[], lang: Understood): PhraseMeaning | undefined {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < HEAD || view.getUint32(0, true) !== markOf(kinds, lang)) return undefined;
    const [width, axes, rows] = [4, 8, 12].map((at) => view.getUint32(at, true)) as [number, number, number];
    const starts = new Uint32Array(copy(bytes, HEAD, HEAD + 4 * (kinds.length + 1)));
    const from = HEAD + starts.byteLength;
    const to = from + 4 * width * axes;
    const table = VectorTable.read(bytes.subarray(to), rows, axes);
    return table && new PhraseMeaning(new Float32Array(copy(bytes, from, to)), table, starts);
  }

  bytes(kinds: readonly Kind[], lang: Understood): Uint8Array {
    const axes = this.axes!;
    const head = new DataView(new ArrayBuffer(HEAD));
    [markOf(kinds, lang), axes.length / this.table.width, this.table.width, this.table.size].forEach(
      (value, i) => head.setUint32(4 * i, value, true),
    );
    const bytes = (list: Float32Array | Uint32Array): Uint8Array =>
      new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
    return Buffer.concat([new Uint8Array(head.buffer), bytes(this.starts), bytes(axes), this.table.bytes()]);
  }

  get size(): number {
    return this.table.size;
  }

  /** How near a sentence's vector, of unit length, lies to the nearest phrase of each of some kinds. */
  nearest(vector: Float32Array, kinds: Iterable<number>): Map<number, number> {
    const near = this.table.toward(this.axes ? projected(vector, this.axes) : vector);
    const out = new Map<number, number>();
    for (const kind of kinds) out.set(kind, near.best(this.starts[kind]!, this.starts[kind + 1]!));
    return out;
  }
}

/** A `Buffer`'s own `slice` would share its memory, and `buffer` be all of it. */
const copy = (bytes: Uint8Array, from: number, to: number): ArrayBuffer =>
  Uint8Array.from(bytes.subarray(from, to)).buffer;

/** A vector's figures along each of the axes, of unit length again. */
function projected(vector: Float32Array, axes: Float32Array): Float32Array {
  const width = vector.length;
  const out = new Float32Array(axes.length / width);
  let norm = 0;
  for (let axis = 0; axis < out.length; axis++) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += vector[i]! * axes[axis * width + i]!;
    out[axis] = sum;
    norm += sum * sum;
  }
  return out.map((x) => x / (Math.sqrt(norm) || 1));
}

function apart(vectors: readonly Float32Array[]): Float32Array[] {
  const kept: Float32Array[] = [];
  for (const vector of vectors) if (kept.every((other) => dot(vector, other) < ALIKE)) kept.push(vector);
  return kept;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Another number for other kinds or phrases (FNV-1a). */
function markOf(kinds: readonly Kind[], lang: Understood): number {
  let hash = 0x811c9dc5;
  for (const kind of kinds) {
    const { names, uses } = phrasesOf(kind, lang);
    for (const text of [kind.id, ...names, ...uses])
      for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * What the kinds' phrases mean to the encoders; made by `npm run train:kinds`. Undefined where they were made
 * of other kinds.
 */
export const phraseMeaningOf = (kinds: readonly Kind[], lang: Understood): PhraseMeaning | undefined =>
  PhraseMeaning.read(lang === 'zh' ? zh() : en(), kinds, lang);

/** Reads them by an encoder; minutes. */
export async function phraseVectors(
  kinds: readonly Kind[],
  lang: Understood,
  encoder: SentenceEncoder,
): Promise<Float32Array[][]> {
  const phrases = kinds.map((kind) => phrasesOf(kind, lang));
  const texts = [...new Set(phrases.flatMap(({ names, uses }) => [...names, ...uses]))];
  const vectors = await encoder.encodeAll(texts, lang, 'kinds');
  const of = new Map(texts.map((text, i) => [text, vectors[i]!]));
  return phrases.map(({ names, uses }) => [...names, ...uses].map((text) => of.get(text)!));
}
