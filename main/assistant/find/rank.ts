/** P(candidate) by a conditional logit: exp(w·evidence) over the sum of all candidates'. */
export function probabilities(evidence: readonly Float32Array[], weights: ArrayLike<number>): number[] {
  const scores = evidence.map((e) => {
    let sum = 0;
    for (let i = 0; i < e.length; i++) sum += e[i]! * weights[i]!;
    return sum;
  });
  const most = Math.max(...scores);
  const values = scores.map((s) => Math.exp(s - most));
  const all = values.reduce((a, b) => a + b, 0);
  return values.map((v) => v / all);
}
