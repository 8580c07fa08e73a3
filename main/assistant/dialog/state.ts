import type { Answer, Intent, Lang } from '../../contract';
import type { AskedAllergen } from '../understand/allergen-words';

/** What the terminal asked and waits for. */
export type Pending =
  /** Shall I lead you there? */
  | { kind: 'lead'; aisle?: string; gtin?: string; facility?: string; name?: string }
  /** Which of these do you mean? */
  | { kind: 'which'; gtins: string[]; intent: Intent }
  /** Did you mean this? */
  | { kind: 'confirm'; gtins: string[]; intent: Intent; label: string }
  /** Shall I call somebody? */
  | { kind: 'person' };

/** The items under discussion. */
export interface Focus {
  gtins: string[];
  total: number;
  label: string;
  category?: string[];
  /** Names all of `total` for the catalog of this sequence, where `gtins` is only a page of it. */
  all?: { set: string; sequence: number };
  /** All that stands in this aisle. */
  aisle?: string;
  /** Several items answered for, none of them chosen. */
  many: boolean;
}

/** Somebody's allergies, as told. */
export interface Allergy {
  asked: AskedAllergen[];
  other?: string;
}

/** What a conversation remembers. Lives in memory only and is dropped at idle. */
export interface Conversation {
  focus?: Focus;
  /**
   * What was said of what is under discussion, in the shopper's own words; in memory like all of it, and
   * gone with the next wish.
   */
  wish?: string;
  /** What was shown to choose from, for '第二个'. */
  options: string[];
  lastIntent?: Intent;
  lastAnswer?: Answer;
  lastKnowledge?: string;
  lastAllergens: AskedAllergen[];
  /** What this shopper said they must not have; `other`: what the feed has no column for. */
  allergy?: Allergy;
  pending?: Pending;
  lang?: Lang;
  /** Set by 'speak English'; holds until it is changed. */
  fixedLang?: Lang;
  /** Answers in a row that missed. */
  misses: number;
  /** Answers before the last one, for 'back'. */
  history: Answer[];
}

export function newConversation(): Conversation {
  return { options: [], lastAllergens: [], misses: 0, history: [] };
}
