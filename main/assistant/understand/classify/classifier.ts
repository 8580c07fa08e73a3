import { BUCKETS } from './features';

/** A trained model as it is stored. */
export interface StoredModel {
  classes: string[];
  /** Weight of one step. */
  scale: number;
  bias: number[];
  /**
   * base64; for each class its count of weights, then for each the distance to the bucket before (both
   * LEB128) and a signed byte.
   */
  weights: string;
}

export interface Guess {
  /** An intent of the contract; `handoff` and `control` with their kind after a dot. */
  intent: string;
  /** In [0,1], calibrated on lines kept from training. */
  p: number;
}

/**
 * Multinomial logistic regression over the words and forms of questions (intents, topics); reads an utterance
 * in about 0.1 ms.
 */
export class LinearClassifier {
  private readonly weights: Int8Array;

  constructor(
    private readonly model: StoredModel,
    private readonly featuresOf: (text: string) => readonly number[],
  ) {
    this.weights = unpack(model.weights, model.classes.length);
  }

  get classes(): readonly string[] {
    return this.model.classes;
  }

  /**
   * Likeliest first. @param forms the same utterance delexicalised and as it was said: the one knows the
   * form, the other the words that a catalog may take for goods ('can my dog come in'); their probabilities
   * are averaged
   */
  guess(...forms: readonly string[]): Guess[] {
    const each = [...new Set(forms)].map((form) => this.probabilities(form));
    return this.model.classes
      .map((intent, c) => ({ intent, p: each.reduce((sum, p) => sum + p[c]!, 0) / each.length }))
      .sort((a, b) => b.p - a.p);
  }

  private probabilities(text: string): number[] {
    const features = this.featuresOf(text);
    const { classes, scale, bias } = this.model;
    const length = Math.sqrt(Math.max(1, features.length));
    const logits = classes.map((_, c) => {
      let sum = 0;
      for (const feature of features) sum += this.weights[c * BUCKETS + feature]!;
      return bias[c]! + (sum * scale) / length;
    });
    const top = Math.max(...logits);
    const odds = logits.map((l) => Math.exp(l - top));
    const total = odds.reduce((a, b) => a + b, 0);
    return odds.map((o) => o / total);
  }
}

function unpack(packed: string, classes: number): Int8Array {
  const raw = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const out = new Int8Array(BUCKETS * classes);
  let at = 0;
  const count = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = raw[at++];
      if (byte === undefined)
        throw new Error(
          'a model in main/assistant/understand/classify does not fit its classes: run `npm run train`',
        );
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  for (let c = 0; c < classes; c++) {
    let bucket = -1;
    for (let left = count(); left > 0; left--) {
      bucket += count();
      if (bucket >= BUCKETS)
        throw new Error(
          'a model in main/assistant/understand/classify does not fit its features: run `npm run train`',
        );
      out[c * BUCKETS + bucket] = (raw[at++]! << 24) >> 24;
    }
  }
  return out;
}

/** The stored form of `weights`, Int8[class][bucket]. */
export function pack(weights: Int8Array, classes: number): string {
  const bytes: number[] = [];
  const count = (value: number): void => {
    for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
    bytes.push(value);
  };
  for (let c = 0; c < classes; c++) {
    const row = weights.subarray(c * BUCKETS, (c + 1) * BUCKETS);
    count(row.reduce((n, w) => n + (w === 0 ? 0 : 1), 0));
    let last = -1;
    row.forEach((weight, bucket) => {
      if (weight === 0) return;
      count(bucket - last);
      bytes.push(weight & 255);
      last = bucket;
    });
  }
  return btoa(bytes.map((b) => String.fromCharCode(b)).join(''));
}
