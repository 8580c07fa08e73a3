import { COSTS } from './costs';
import type { Sureness } from './sureness';

/** What is said about what was found. */
export type Choice = keyof typeof COSTS;

export function costOf(choice: Choice, { right, other, absent }: Sureness): number {
  const cost = COSTS[choice];
  return right * cost.right + other * cost.other + absent * cost.absent;
}

/**
 * What costs least. 'We don't carry it' needs evidence of its own: the kind asked for is known, and nothing
 * here is of it.
 */
export function choose(sureness: Sureness, kindLacking: boolean): Choice {
  const open: Choice[] = kindLacking ? ['take', 'ask', 'near', 'absent'] : ['take', 'ask', 'near'];
  return open.reduce((best, choice) => (costOf(choice, sureness) < costOf(best, sureness) ? choice : best));
}

/** The thresholds that follow from the costs, where one of two ways it can be is excluded: for the reader. */
export function thresholds(): string {
  const at = (of: (p: number) => Sureness, lacking: boolean): string => {
    const out: string[] = [];
    let last: Choice | undefined;
    for (let step = 0; step <= 1000; step++) {
      const choice = choose(of(step / 1000), lacking);
      if (choice !== last) out.push(`${choice} from ${step / 1000}`);
      last = choice;
    }
    return out.join(', ');
  };
  return [
    `right or another: ${at((right) => ({ right, other: 1 - right, absent: 0 }), false)}`,
    `right or not sold: ${at((right) => ({ right, other: 0, absent: 1 - right }), false)}`,
    `the same of a kind that is lacking: ${at((right) => ({ right, other: 0, absent: 1 - right }), true)}`,
  ].join('\n');
}
