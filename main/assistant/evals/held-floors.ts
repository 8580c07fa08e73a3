import { afterAll, describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import { AskedSets, questionsOf } from './asked-sets';
import { rightByClass, type Floors } from './floors';
import floors from './floors.json';

/** Sets with floors. */
export type HeldSet = keyof typeof floors;
export const HELD_SETS = Object.keys(floors) as HeldSet[];

/**
 * Holds question sets, class by class, to what they must not fall below (`npm run eval:answers -- --student
 * --floors`). They were mended with, so they say what broke, not how good the answers are. A file of tests asks
 * a few of them: two files are asked side by side.
 */
export async function holdFloors(sets: readonly HeldSet[]): Promise<void> {
  const encoder = await openStudent();
  const asking = new AskedSets(encoder);
  afterAll(async () => {
    asking.close();
    await encoder.close();
  });
  describe.each(sets)('%s', (set) => {
    it('is right as often as it was, in every class', async () => {
      const asked = await asking.ask(questionsOf(set)!);
      const right = rightByClass(asked);
      const fallen = Object.entries(floors[set] as Floors).flatMap(([name, floor]) =>
        (right[name] ?? 0) >= floor
          ? []
          : [
              `${name}: ${right[name] ?? 0} of at least ${floor}; wrong ${asked
                .filter(({ question, missed }) => question.class === name && missed.length > 0)
                .map(({ question }) => question.id)
                .join(' ')}`,
            ],
      );
      expect(fallen).toEqual([]);
    });
  });
}
