/** What speaks for a yes, and whether it was one. */
export interface Judged {
  evidence: readonly number[];
  yes: boolean;
  weight: number;
}

const STEPS = 3_000;

/**
 * Logistic regression by full-batch gradient descent with a quadratic penalty on all weights but the first;
 * nothing is drawn.
 */
export function logistic(examples: readonly Judged[], penalty = 0.002): number[] {
  const w = (examples[0]?.evidence ?? []).map(() => 0);
  const all = examples.reduce((sum, e) => sum + e.weight, 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = w.map((x, i) => (i === 0 ? 0 : penalty * x));
    for (const { evidence, yes, weight } of examples) {
      const p = 1 / (1 + Math.exp(-evidence.reduce((sum, x, i) => sum + x * w[i]!, 0)));
      const pull = (weight * (p - (yes ? 1 : 0))) / all;
      for (let i = 0; i < w.length; i++) gradient[i]! += pull * evidence[i]!;
    }
    for (let i = 0; i < w.length; i++) w[i]! -= gradient[i]!;
  }
  return w;
}
