import { BUCKETS } from '../understand/classify/features';

const EPOCHS = 6;
const RATE = 0.35;
const DECAY = 2e-6;
/** Weights below this share of the largest are dropped. */
const PRUNE = 0.05;

/** Features of one telling of a line, and its class. */
export interface Example {
  features: Int32Array;
  target: number;
}

export interface Weights {
  weights: Float64Array;
  bias: Float64Array;
}

/** One signed byte a weight; the small ones, which are most, dropped. */
export function quantised({ weights }: Weights): { steps: Int8Array; scale: number } {
  const most = weights.reduce((m, w) => Math.max(m, Math.abs(w)), 0);
  const scale = most / 127;
  return {
    scale,
    steps: Int8Array.from(weights, (w) => (Math.abs(w) < most * PRUNE ? 0 : Math.round(w / scale))),
  };
}

/** Softmax regression by AdaGrad; classes weigh by the root of their rarity. */
export function train(examples: Example[], classes: number, random: () => number): Weights {
  const weights = new Float64Array(BUCKETS * classes);
  const squares = new Float64Array(BUCKETS * classes).fill(1e-3);
  const bias = new Float64Array(classes);
  const counts = new Float64Array(classes);
  for (const { target } of examples) counts[target]!++;
  const importance = counts.map((n) => Math.min(3, Math.sqrt(examples.length / classes / Math.max(1, n))));
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = examples.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [examples[i], examples[j]] = [examples[j]!, examples[i]!];
    }
    for (const { features, target } of examples) {
      const p = probabilities(features, { weights, bias });
      const length = Math.sqrt(Math.max(1, features.length));
      for (let c = 0; c < classes; c++) {
        const error = (p[c]! - (c === target ? 1 : 0)) * importance[target]!;
        if (Math.abs(error) < 0.003) continue;
        bias[c]! -= 0.02 * error;
        const step = error / length;
        for (const feature of features) {
          const at = c * BUCKETS + feature;
          squares[at]! += step * step;
          weights[at]! -= (RATE * step) / Math.sqrt(squares[at]!) + DECAY * weights[at]!;
        }
      }
    }
  }
  return { weights, bias };
}

export function probabilities(features: Int32Array, { weights, bias }: Weights): number[] {
  const length = Math.sqrt(Math.max(1, features.length));
  const logits = Array.from(bias, (b, c) => {
    let sum = 0;
    for (const feature of features) sum += weights[c * BUCKETS + feature]!;
    return b + sum / length;
  });
  const top = Math.max(...logits);
  const odds = logits.map((l) => Math.exp(l - top));
  const total = odds.reduce((a, b) => a + b, 0);
  return odds.map((o) => o / total);
}
