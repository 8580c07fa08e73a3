/**
 * From where on a rule believes. All were chosen on the development questions (`npm run eval:answers -- dev`),
 * never on the frozen test; whoever changes one runs both.
 */

/**
 * How well an entry of the store's knowledge fits what was asked, in [0,1]: the cosine of their words, and in
 * all with the topic. An entry counts from there on where …
 */
export const ENTRY_FITS = {
  /** nothing else can be meant: it is asked in its own words, even about the world outside. */
  wordForWord: 0.95,
  /** a complaint or a call for staff is a question about just that: 'what is your complaints number'. */
  overCare: 0.8,
  /** words of the world outside stand in it. */
  overWorld: 0.75,
  /** no goods are named, and the plan of the store could answer too. */
  overPlan: 0.7,
  /** no goods are named. */
  alone: 0.5,
  /** nothing else was understood. */
  nothingElse: 0.42,
  /** points and benefits of members are asked about. */
  member: 0.35,
  /** somebody asks how something is done, and no goods are surely named. */
  howTo: 0.3,
  /** somebody asks on about the last entry, or how something is done that no goods tell. */
  onwards: 0.2,
  /** a word of the store's policies is said, so that an entry must be meant. */
  policy: 0.14,
} as const;

/** The same by words alone, beside named goods: the entry counts from there on where … */
export const ENTRY_BESIDE_GOODS = {
  /** a facility is named too. */
  facility: 0.8,
  /** a word of policies is said, and nothing is asked of the goods. */
  policy: 0.3,
  /** a word of policies is said, and place, price or stock are asked. */
  policyFirm: 0.8,
  /** place, price or stock are asked of what is hardly a name of goods. */
  firm: 0.58,
  /** somebody asks how something is done. */
  manner: 0.4,
  /** something else is asked of the goods. */
  askedOfGoods: 0.8,
  /** goods are surely wanted: whether they are here, or where, or in another way. */
  wanted: 0.85,
  wantedHowHave: 0.7,
  wantedHowFind: 0.5,
  /** manner, time or permission are asked. */
  howTo: 0.24,
  /** nothing is asked of the goods. */
  namedOnly: 0.6,
} as const;

/** A name that was heard so well, in [0,1], is as good as spelt. */
export const HEARD_AS_NAME = 0.85;
/** Share of the words that must be explained, in [0,1], before talk that only brushes goods is about them. */
export const EXPLAINED = 0.5;

/** Lengths of an utterance, in characters. */
export const LENGTH = {
  /** Up to here talk that only brushes goods may still be a short question about them. */
  brushing: 12,
  /** Up to here an item alone goes on with the last question. */
  goingOn: 14,
  /** Up to here no form of a question overrules that it goes on with the last one. */
  sameQuestion: 24,
  /** From here on a lone yes or no inside a sentence may be part of a word. */
  sentence: 5,
} as const;

/** Evidence that words are goods, as `strength` counts it: 2 is a name of goods, 3 one that nothing doubts. */
export const STRENGTH = { name: 2, sure: 3 } as const;

/** Characters that a word heard by its sound must have, by what it would call. */
export const BY_SOUND = {
  care: 4,
  steeringTheTerminal: 9,
  /** A Latin word that is one letter off: 'kicking' is no 'nicking'. */
  latin: 8,
  /** A cry of three syllables, where nothing is asked for. */
  cry: 3,
} as const;
