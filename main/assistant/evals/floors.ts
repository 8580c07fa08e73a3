import type { Asked } from './asked-sets';

/** Right answers by class. */
export type Floors = Record<string, number>;

/** Of so many right answers in a class one may be lost to a change that wins elsewhere. */
const ONE_IN = 25;

/** What no class may fall below: what is right now, with little room for trading. */
export function floorsOf(asked: readonly Asked[]): Floors {
  return Object.fromEntries(
    Object.entries(rightByClass(asked)).map(([name, right]) => [name, right - Math.floor(right / ONE_IN)]),
  );
}

/** Right answers of each class, in the order of its name. */
export function rightByClass(asked: readonly Asked[]): Record<string, number> {
  const right = new Map<string, number>();
  for (const { question, missed } of asked)
    right.set(question.class, (right.get(question.class) ?? 0) + (missed.length === 0 ? 1 : 0));
  return Object.fromEntries([...right].sort(([a], [b]) => a.localeCompare(b)));
}
