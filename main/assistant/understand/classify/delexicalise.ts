import { GOODS, type ALLERGEN, type CLAIM } from './features';

/** A stretch of an utterance and what it stands for. Offsets are UTF-16, end exclusive. */
export interface Mark {
  start: number;
  end: number;
  mark: typeof GOODS | typeof ALLERGEN | typeof CLAIM;
}

/**
 * The form of an utterance: goods, allergens and claims give way to their marks, neighbours of a kind to one.
 */
export function delexicalised(folded: string, marks: readonly Mark[]): string {
  let out = '';
  let at = 0;
  for (const { start, end, mark } of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    const between = folded.slice(at, start);
    if (!(mark === GOODS && out.endsWith(GOODS) && /^[\s·・-]*$/.test(between))) out += between + mark;
    at = end;
  }
  return out + folded.slice(at);
}
