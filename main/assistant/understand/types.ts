import type { Claim, LexiconSpan, Understood, Utterance } from '../../contract';
import type { AskedAllergen } from './allergen-words';

/** A stretch that names something, or that nothing explains. */
export interface ContentPart {
  start: number;
  end: number;
  text: string;
  span?: LexiconSpan;
  /** It ends with a common noun of the general dictionary. */
  noun?: boolean;
  /** Chinese that no dictionary knows a word of: a name. */
  strange?: boolean;
}

export interface CueHit {
  tag: string;
  start: number;
  end: number;
  score: number;
}

/** An utterance that is read by the rules of a language. */
export interface Question extends Omit<Utterance, 'lang'> {
  lang?: Understood;
}

/** What an utterance says, before the conversation is taken into account. */
export interface Meaning {
  /** Folded text that the offsets refer to. */
  text: string;
  lang: Understood;
  cues: CueHit[];
  tags: ReadonlySet<string>;
  parts: ContentPart[];
  /** Named in another clause than the question: tried first, dropped first. */
  aside: ContentPart[];
  /** Words around it that may tell items of a kind apart. */
  loose: string[];
  /** What the shopper does not want. */
  excluded: ContentPart[];
  allergens: AskedAllergen[];
  /** What somebody is allergic to that is no allergen of the feed. */
  otherAllergen?: string;
  claims: Claim[];
  /** Claims asked the other way round: '含糖吗'. */
  absent: Claim[];
  max?: number;
  min?: number;
  ordinal?: number;
  /** Share of the words that cues and names explain. */
  explained: number;
  /** What was said with goods, allergens and claims as marks: the form alone. */
  form: string;
  /** What is named was heard so unsurely that the shopper is asked before being sent anywhere. */
  doubtful?: boolean;
}

/** What is understood where an item was tapped. */
export const NOTHING_SAID: Meaning = {
  text: '',
  lang: 'zh',
  cues: [],
  tags: new Set(),
  parts: [],
  aside: [],
  loose: [],
  excluded: [],
  allergens: [],
  claims: [],
  absent: [],
  explained: 1,
  form: '',
};
