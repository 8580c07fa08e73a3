import { afterAll, describe, expect, it } from 'vitest';
import { openStudent } from '../../../catalog-sync';
import { AskedSets, questionsOf } from './asked-sets';
import { rightByClass, type Floors } from './floors';
import floors from './floors.json';

/**
 * The question sets, each class with what it must not fall below (`npm run eval:answers -- --student --floors`).
 * They were mended with, so they say what broke, not how good the answers are.
 */
const encoder = await openStudent();
const asking = new AskedSets(encoder);
afterAll(async () => {
  asking.close();
  await encoder.close();
});

describe.each(Object.entries(floors as Record<string, Floors>))('%s', (set, classes) => {
  it('is right as often as it was, in every class', async () => {
    const asked = await asking.ask(questionsOf(set)!);
    const right = rightByClass(asked);
    const fallen = Object.entries(classes).flatMap(([name, floor]) =>
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
  }, 300_000);
});
