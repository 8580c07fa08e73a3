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

/**
 * Where a fit begins: at nought, or near its end at the weights of nearly the same examples, with steps as
 * short as they are there; and its penalty.
 */
export interface Start {
  weights: Float64Array;
  steps: number;
  rate: number;
  penalty: number;
}

/**
 * Weights of a conditional logit by full-batch Adam on the mean of -log Σ P(right), with a quadratic penalty;
 * nothing is drawn, so the same examples give the same weights.
 */
export function fit(examples: readonly Example[], width: number, start: Partial<Start> = {}): Float64Array {
  const { weights, steps, rate, penalty } = {
    weights: new Float64Array(width),
    steps: STEPS,
    rate: RATE,
    penalty: PENALTY,
    ...start,
  };
  const w = weights.slice();
  const [m, v] = [new Float64Array(width), new Float64Array(width)];
  const all = examples.reduce((sum, e) => sum + e.weight, 0);
  // Most figures are zero.
  const read = examples.map(({ evidence, right, weight }) => ({ rows: evidence.map(told), right, weight }));
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(width);
    for (const { rows, right, weight } of read) {
      const p = softmax(
        rows.map(({ at, figures }) => at.reduce((sum, k, i) => sum + w[k]! * figures[i]!, 0)),
      );
      const mass = p.reduce((sum, x, i) => sum + (right[i] ? x : 0), 0) || 1e-9;
      p.forEach((x, i) => {
        const pull = weight * (x - (right[i] ? x / mass : 0));
        const { at, figures } = rows[i]!;
        for (let k = 0; k < at.length; k++) gradient[at[k]!]! += pull * figures[k]!;
      });
    }
    for (let k = 0; k < width; k++) {
      const g = gradient[k]! / all + penalty * w[k]!;
      m[k] = 0.9 * m[k]! + 0.1 * g;
      v[k] = 0.999 * v[k]! + 0.001 * g * g;
      w[k]! -= (rate * (m[k]! / (1 - 0.9 ** step))) / (Math.sqrt(v[k]! / (1 - 0.999 ** step)) + 1e-8);
    }
  }
  return w;
}

/** The figures of a row that are not zero, and where they stand. */
function told(row: Float32Array): { at: number[]; figures: number[] } {
  const at = [...row.keys()].filter((k) => row[k] !== 0);
  return { at, figures: at.map((k) => row[k]!) };
}

function softmax(sums: readonly number[]): number[] {
  const most = Math.max(...sums);
  const grown = sums.map((sum) => Math.exp(sum - most));
  const all = grown.reduce((sum, x) => sum + x, 0);
  return grown.map((x) => x / all);
}
