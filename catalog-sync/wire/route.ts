export interface RouteStep {
  /** 0: from nothing. */
  base: number;
  sequence: number;
  /** Bytes to fetch. */
  length: number;
}

/**
 * The cheapest way in bytes from what a terminal has (0: nothing) to a release: a chain of deltas, or a
 * snapshot and the deltas after it. A snapshot can begin from anywhere. Nothing where no way leads there.
 */
export function planRoute(steps: readonly RouteStep[], from: number, to: number): RouteStep[] | undefined {
  const best = new Map<number, { cost: number; route: RouteStep[] }>([[from, { cost: 0, route: [] }]]);
  if (from === to && from !== 0) return [];
  // Every step leads to a higher sequence, so ascending order settles each release before it is used.
  for (const step of [...steps].sort((a, b) => a.sequence - b.sequence)) {
    if (step.sequence > to || step.base >= step.sequence) continue;
    const before = step.base === 0 ? { cost: 0, route: [] } : best.get(step.base);
    if (!before) continue;
    const cost = before.cost + step.length;
    const known = best.get(step.sequence);
    if (!known || cost < known.cost) best.set(step.sequence, { cost, route: [...before.route, step] });
  }
  return best.get(to)?.route;
}
