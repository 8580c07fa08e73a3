import type { Grams } from './grams';

/** How often each gram occurs. */
function counted(grams: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}

/**
 * Cosine likeness of a text to many documents: term frequency 1 + ln(n), smoothed inverse document frequency
 * ln((1 + N) / (1 + df)) + 1, vectors of unit length (scikit-learn's `TfidfVectorizer(sublinear_tf=True)`).
 * Postings lie in typed arrays: 8 bytes for each gram of each document.
 */
export class TfIdfIndex {
  private readonly terms = new Map<string, number>();
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;
  private readonly weights: Float32Array;
  private readonly idf: Float64Array;
  readonly size: number;

  constructor(
    documents: readonly string[],
    private readonly grams: Grams,
  ) {
    this.size = documents.length;
    const counts = documents.map((text) => counted(grams(text)));
    const df: number[] = [];
    for (const document of counts) {
      for (const term of document.keys()) {
        const id = this.terms.get(term) ?? this.terms.size;
        this.terms.set(term, id);
        df[id] = (df[id] ?? 0) + 1;
      }
    }
    this.idf = Float64Array.from(df, (n) => Math.log((1 + this.size) / (1 + n)) + 1);
    this.starts = new Uint32Array(df.length + 1);
    for (let i = 0; i < df.length; i++) this.starts[i + 1] = this.starts[i]! + df[i]!;
    this.rows = new Uint32Array(this.starts[df.length]!);
    this.weights = new Float32Array(this.rows.length);
    this.fill(counts);
  }

  private fill(counts: readonly Map<string, number>[]): void {
    const next = this.starts.slice();
    counts.forEach((document, row) => {
      let length = 0;
      const values: [number, number][] = [];
      for (const [term, n] of document) {
        const id = this.terms.get(term)!;
        const value = (1 + Math.log(n)) * this.idf[id]!;
        values.push([id, value]);
        length += value * value;
      }
      const norm = Math.sqrt(length) || 1;
      for (const [id, value] of values) {
        const at = next[id]!++;
        this.rows[at] = row;
        this.weights[at] = value / norm;
      }
    });
  }

  /** Likeness in [0,1] to every document, by row. Grams that no document has count nowhere. */
  scores(text: string): Float32Array {
    const out = new Float32Array(this.size);
    const query: [number, number][] = [];
    let length = 0;
    for (const [term, n] of counted(this.grams(text))) {
      const id = this.terms.get(term);
      if (id === undefined) continue;
      const value = (1 + Math.log(n)) * this.idf[id]!;
      query.push([id, value]);
      length += value * value;
    }
    const norm = Math.sqrt(length) || 1;
    for (const [id, value] of query) {
      const share = value / norm;
      for (let at = this.starts[id]!; at < this.starts[id + 1]!; at++) out[this.rows[at]!]! += share * this.weights[at]!;
    }
    return out;
  }
}
