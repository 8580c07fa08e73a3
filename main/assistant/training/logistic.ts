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
  const width = examples[0]?.evidence.length ?? 0;
  const w = new Float64Array(width);
  const all = examples.reduce((sum, e) => sum + e.weight, 0);
  const rows = examples.map(({ evidence, yes, weight }) => ({
    figures: Float64Array.from(evidence),
    wanted: yes ? 1 : 0,
    share: weight / all,
  }));
  for (let step = 0; step < STEPS; step++) {
    const gradient = w.map((x, i) => (i === 0 ? 0 : penalty * x));
    for (const { figures, wanted, share } of rows) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += figures[i]! * w[i]!;
      const pull = share * (1 / (1 + Math.exp(-sum)) - wanted);
      for (let i = 0; i < width; i++) gradient[i]! += pull * figures[i]!;
    }
    for (let i = 0; i < width; i++) w[i]! -= gradient[i]!;
  }
  return [...w];
}
