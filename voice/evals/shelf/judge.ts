import type { Answer } from '../../../main/contract';
import type { ShelfQuestion } from './questions';

/**
 * `candidates`: asks which, or offers something else; `abstained`: says that it does not know. Neither sends
 * anybody anywhere.
 */
export type Verdict = 'right' | 'wrong' | 'candidates' | 'abstained';

/** Whether an answer sends the shopper to a shelf where the asked thing stands, by the feed's rows alone. */
export function judge(answer: Answer, question: ShelfQuestion): Verdict {
  const own = answer.items.filter((item) => !item.alternative);
  if (own.length === 0)
    return answer.candidates.length > 0 || answer.items.length > 0 ? 'candidates' : 'abstained';
  if (answer.abstained) return answer.candidates.length > 0 ? 'candidates' : 'abstained';
  // Of several items the answer names the place of the first that has one.
  const sent = own
    .map((item) =>
      [item.aisle, ...(item.locations ?? []).map((place) => place.aisle)].filter(
        (aisle) => aisle !== undefined,
      ),
    )
    .find((aisles) => aisles.length > 0);
  if (!sent) return 'abstained';
  return sent.some((aisle) => question.aisles.includes(aisle)) ? 'right' : 'wrong';
}
