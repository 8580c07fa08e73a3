import type { Grams } from './grams';
import type { Steps } from './steps';
import { Growing, hashOf, Terms } from './terms';

/** Documents read in one step. */
const AT_ONCE = 16;

/** A text as its terms' numbers with their weights, of unit length. */
interface Weighed {
  ids: Uint32Array;
  weights: Float32Array;
  count: number;
}

const damped = (n: number): number => (n === 1 ? 1 : 1 + Math.log(n));

/**
 * What grams of text weigh: term frequency 1 + ln(n), smoothed inverse document frequency ln((1 + N) / (1 +
 * df)) + 1, vectors of unit length (scikit-learn's `TfidfVectorizer(sublinear_tf=True)`). `documents` may be
 * a sample of all there are.
 */
export class TfIdfSpace {
  private readonly terms = new Terms();
  private idf = new Float32Array(0);
  private stamps = new Int32Array(0);
  private slots = new Uint32Array(0);
  /** What a text's terms weigh, while others are compared with it. */
  private shares = new Float32Array(0);
  private turn = 0;
  /**
   * Every document's terms, number and count one after the other, and where each document starts; until they
   * are forgotten.
   */
  private forward = new Growing();
  private starts = new Uint32Array(1);

  private constructor(private readonly grams: Grams) {}

  /** Reads the documents in steps of a fraction of a millisecond. */
  static *read(documents: readonly string[], grams: Grams): Steps<TfIdfSpace> {
    const space = new TfIdfSpace(grams);
    const { forward, terms } = space;
    space.starts = new Uint32Array(documents.length + 1);
    const [df, last, slot] = [new Growing(), new Growing(), new Growing()];
    for (let row = 0; row < documents.length; row++) {
      if (row % AT_ONCE === 0) yield;
      const { text, bounds } = grams(documents[row]!);
      for (let i = 0; i < bounds.length; i += 2) {
        const id = terms.add(hashOf(text, bounds[i], bounds[i + 1]));
        if (id === df.length) for (const list of [df, last, slot]) list.push(0);
        if (last.at(id) === row + 1) forward.set(slot.at(id), forward.at(slot.at(id)) + 1);
        else {
          last.set(id, row + 1);
          df.set(id, df.at(id) + 1);
          forward.push(id);
          slot.set(id, forward.length);
          forward.push(1);
        }
      }
      space.starts[row + 1] = forward.length;
    }
    space.idf = Float32Array.from(df.view(), (n) => Math.log((1 + documents.length) / (1 + n)) + 1);
    space.stamps = new Int32Array(space.idf.length);
    space.slots = new Uint32Array(space.idf.length);
    space.shares = new Float32Array(space.idf.length);
    return space;
  }

  get size(): number {
    return this.idf.length;
  }

  /** Gives every term of every document and how often it stands there; what `forget` lets go. */
  *each(take: (row: number, term: number, times: number) => void): Steps<void> {
    const { forward, starts } = this;
    for (let row = 0; row + 1 < starts.length; row++) {
      if (row % AT_ONCE === 0) yield;
      for (let at = starts[row]!; at < starts[row + 1]!; at += 2)
        take(row, forward.at(at), forward.at(at + 1));
    }
  }

  /** What a term weighs where it stands once. */
  rarity(term: number): number {
    return this.idf[term]!;
  }

  /** Lets the documents go; the weights of their terms stay. */
  forget(): this {
    this.forward = new Growing();
    this.starts = new Uint32Array(1);
    return this;
  }

  /** A text's terms that documents have. Those that none has count nowhere. */
  weigh(raw: string): Weighed {
    const { text, bounds } = this.grams(raw);
    const turn = ++this.turn;
    const ids = new Uint32Array(bounds.length / 2);
    const weights = new Float32Array(bounds.length / 2);
    let count = 0;
    for (let i = 0; i < bounds.length; i += 2) {
      const id = this.terms.get(hashOf(text, bounds[i], bounds[i + 1]));
      if (id < 0) continue;
      if (this.stamps[id] === turn) weights[this.slots[id]!]!++;
      else {
        this.stamps[id] = turn;
        this.slots[id] = count;
        ids[count] = id;
        weights[count++] = 1;
      }
    }
    for (let i = 0; i < count; i++) weights[i] = damped(weights[i]!) * this.idf[ids[i]!]!;
    return unit({ ids, weights, count });
  }

  /** Cosine of a text with others, in [0,1]. */
  compare(text: string, others: readonly string[]): Float32Array {
    const asked = this.weigh(text);
    const { shares, terms, stamps, slots, idf } = this;
    for (let i = 0; i < asked.count; i++) shares[asked.ids[i]!] = asked.weights[i]!;
    const out = Float32Array.from(others, (other) => {
      const { text: tidied, bounds } = this.grams(other);
      const turn = ++this.turn;
      const ids: number[] = [];
      for (let i = 0; i < bounds.length; i += 2) {
        const id = terms.get(hashOf(tidied, bounds[i], bounds[i + 1]));
        if (id < 0) continue;
        if (stamps[id] === turn) slots[id]!++;
        else {
          stamps[id] = turn;
          slots[id] = 1;
          ids.push(id);
        }
      }
      let [sum, length] = [0, 0];
      for (const id of ids) {
        const weight = damped(slots[id]!) * idf[id]!;
        length += weight * weight;
        sum += weight * shares[id]!;
      }
      return sum / (Math.sqrt(length) || 1);
    });
    for (let i = 0; i < asked.count; i++) shares[asked.ids[i]!] = 0;
    return out;
  }
}

function unit(text: Weighed): Weighed {
  let length = 0;
  for (let i = 0; i < text.count; i++) length += text.weights[i]! * text.weights[i]!;
  const norm = Math.sqrt(length) || 1;
  for (let i = 0; i < text.count; i++) text.weights[i]! /= norm;
  return text;
}

/** A document's number and how often a term stands in it share a cell of 32 bits. */
const ROW_BITS = 24;
const ROW = (1 << ROW_BITS) - 1;
const MOST_TIMES = 255;
const DAMPED = Float64Array.from({ length: MOST_TIMES + 1 }, (_, n) => (n === 0 ? 0 : damped(n)));

/**
 * Cosine likeness of a text to many documents, up to 16 million. Postings lie in typed arrays: 4 bytes for each
 * gram of each document, whose weight follows from how often it stands there.
 */
export class TfIdfIndex {
  private starts = new Uint32Array(1);
  private postings = new Uint32Array(0);
  /** By document, 1 / length of its vector. */
  private readonly norms: Float32Array;

  private constructor(
    private readonly space: TfIdfSpace,
    readonly size: number,
  ) {
    this.norms = new Float32Array(size);
  }

  /** Reads the documents in steps of a fraction of a millisecond. */
  static *read(documents: readonly string[], grams: Grams): Steps<TfIdfIndex> {
    const space = yield* TfIdfSpace.read(documents, grams);
    const index = new TfIdfIndex(space, documents.length);
    const { norms } = index;
    const starts = (index.starts = new Uint32Array(space.size + 1));
    yield* space.each((row, term, times) => {
      starts[term + 1]!++;
      norms[row]! += (DAMPED[Math.min(MOST_TIMES, times)]! * space.rarity(term)) ** 2;
    });
    for (let row = 0; row < norms.length; row++) norms[row] = 1 / (Math.sqrt(norms[row]!) || 1);
    for (let i = 0; i < space.size; i++) starts[i + 1]! += starts[i]!;
    const postings = (index.postings = new Uint32Array(starts[space.size]!));
    const next = starts.slice();
    yield* space.each((row, term, times) => {
      postings[next[term]!++] = row | (Math.min(MOST_TIMES, times) << ROW_BITS);
    });
    space.forget();
    return index;
  }

  /**
   * Likeness in [0,1] to every document, by row; in `out`, where it is given. Grams that no document has
   * count nowhere.
   */
  scores(text: string, out: Float32Array = new Float32Array(this.size)): Float32Array {
    out.fill(0);
    const { postings, starts, norms, space } = this;
    const asked = space.weigh(text);
    for (let i = 0; i < asked.count; i++) {
      const term = asked.ids[i]!;
      const share = asked.weights[i]! * space.rarity(term);
      const end = starts[term + 1]!;
      for (let at = starts[term]!; at < end; at++) {
        const cell = postings[at]!;
        out[cell & ROW]! += share * DAMPED[cell >>> ROW_BITS]!;
      }
    }
    for (let row = 0; row < out.length; row++) out[row]! *= norms[row]!;
    return out;
  }
}
