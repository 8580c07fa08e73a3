import { probabilities } from '../find/rank';

/** One question: what speaks for each candidate, and which of them were meant. */
export interface Example {
  evidence: Float32Array[];
  right: boolean[];
  /** How much it counts. */
  weight: number;
}

const STEPS = 400;
const RATE = 0.05;

/** Quadratic penalty. */
const PENALTY = 0.0005;

/** Where a fit begins: at nought, or near its end at the weights of nearly the same examples, with steps as short as they are there. */
export interface Start {
  weights: Float64Array;
  steps: number;
  rate: number;
}

/**
 * Weights of a conditional logit by full-batch Adam on the mean of -log Σ P(right), with a quadratic penalty; nothing is drawn,
 * so the same examples give the same weights.
 */
export function fit(examples: readonly Example[], width: number, { weights, steps, rate }: Start = { weights: new Float64Array(width), steps: STEPS, rate: RATE }): Float64Array {
  const w = weights.slice();
  const [m, v] = [new Float64Array(width), new Float64Array(width)];
  const all = examples.reduce((sum, e) => sum + e.weight, 0);
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(width);
    for (const { evidence, right, weight } of examples) {
      const p = probabilities(evidence, w);
      const mass = p.reduce((sum, x, i) => sum + (right[i] ? x : 0), 0) || 1e-9;
      p.forEach((x, i) => {
        const pull = weight * (x - (right[i] ? x / mass : 0));
        const e = evidence[i]!;
        for (let k = 0; k < width; k++) gradient[k]! += pull * e[k]!;
      });
    }
    for (let k = 0; k < width; k++) {
      const g = gradient[k]! / all + PENALTY * w[k]!;
      m[k] = 0.9 * m[k]! + 0.1 * g;
      v[k] = 0.999 * v[k]! + 0.001 * g * g;
      w[k]! -= (rate * (m[k]! / (1 - 0.9 ** step))) / (Math.sqrt(v[k]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return w;
}
