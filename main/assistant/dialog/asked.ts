import type { KnowledgeMatch } from '../answer/knowledge';
import { strength } from '../understand/focus-parts';
import { hasForm } from '../understand/forms';
import type { Meaning } from '../understand/types';
import type { Conversation } from './state';
import { HEARD_AS_NAME, STRENGTH } from './thresholds';
import type { Plan } from './types';

/** What the rules go by: the cues of an utterance, whether goods are named in it, and what was said before. */
export interface Asked {
  readonly meaning: Meaning;
  readonly state: Conversation;
  /** The entry of the store's knowledge that fits best. */
  readonly knowledge: KnowledgeMatch | undefined;
  readonly aisles: readonly string[];
  /** Whether any of these cues is said. */
  readonly has: (...tags: string[]) => boolean;
  readonly named: boolean;
  /** Something is named that is hardly anything but goods. */
  readonly strong: boolean;
  readonly surelyNamed: boolean;
  /** Something is asked of goods, whichever. */
  readonly asks: boolean;
  /** It is about goods that are named. */
  readonly isProduct: boolean;
  /** It is about what was talked of. */
  readonly back: boolean;
  readonly howTo: boolean;
  readonly facility: string | undefined;
  readonly policy: boolean;
}

const ASKS = [
  'where',
  'price',
  'stock',
  'have',
  'promo',
  'ingr',
  'contain',
  'allergy',
  'recommend',
  'compare',
  'cheapest',
  'cheaper',
  'find',
  'list',
  'nav',
  'print',
];

/** What an utterance gives the rules to go by. */
export function askedIn(
  meaning: Meaning,
  state: Conversation,
  knowledge: KnowledgeMatch | undefined,
  aisles: readonly string[],
): Asked {
  const has = (...list: string[]): boolean => list.some((tag) => meaning.tags.has(tag));
  const named = meaning.parts.length > 0;
  const surelyNamed = isSurelyNamed(meaning);
  return {
    meaning,
    state,
    knowledge,
    aisles,
    has,
    named,
    strong: meaning.parts.some((part) => strength(part) >= STRENGTH.name),
    surelyNamed,
    asks: has(...ASKS),
    isProduct: surelyNamed || (named && has('price', 'stock', 'promo', 'ingr', 'contain', 'allergy')),
    back: refersBack(meaning, state) && has('it', 'price', 'stock', 'ingr', 'contain', 'promo'),
    howTo: hasForm(meaning.text, 'howto'),
    facility: facilityOf(meaning),
    policy: meaning.cues.some(({ tag }) => tag.startsWith('policy:')),
  };
}

const isSurelyNamed = (meaning: Meaning): boolean =>
  meaning.parts.some(
    ({ span, text }) =>
      span &&
      (span.how === 'exact' || (span.score >= HEARD_AS_NAME && text.length >= 3)) &&
      span.entries.some(({ kind }) => kind !== 'term' || text.length >= 3),
  );

/** The facility that is named, as the plan calls it. */
export const facilityOf = (meaning: Meaning): string | undefined =>
  meaning.cues.find((cue) => cue.tag.startsWith('facility:'))?.tag.slice('facility:'.length);

/** The store's entry, where it fits so well. */
export const entryFrom = ({ knowledge }: Asked, least: number): Plan | undefined =>
  knowledge && knowledge.score >= least ? { kind: 'knowledge', match: knowledge } : undefined;

/** Whether the utterance is about what was just talked of: it points back, or names nothing. */
export function refersBack(meaning: Meaning, state: Conversation): boolean {
  if (!state.focus) return false;
  if (meaning.ordinal !== undefined || meaning.tags.has('it')) return true;
  if (meaning.parts.length > 0) return false;
  return !hasForm(meaning.text, 'wholeStore');
}

/** A clause ends between the two: '几点关门，有没有牛奶'. */
export const clauseEndsIn = (text: string): boolean => /[，,。.！!？?;；]/.test(text);
