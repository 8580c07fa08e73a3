import { z } from 'zod';
import { Intent } from './answer';
import { Lang, LocalizedText } from './languages';
import { NavReason, PrintReason } from './reasons';

/** In [0,1]. */
const Share = z.number().min(0).max(1);

/** What decides by itself, whatever is likely. */
export const TurnRule = z.enum([
  'alarm',
  'emergency_number',
  'emergency_place',
  'offer_end',
  'tapped_place',
  'tapped_item',
  'nothing_said',
  'outside_talk',
  'form_overruled',
  'goods_overruled',
  'entry_overruled',
  'repeated_failure',
  'no_catalog',
]);
export type TurnRule = z.infer<typeof TurnRule>;

/** What a turn came to, by the answer that was given. */
export const TurnDecision = z.enum([
  'found',
  'asked_which',
  'asked_whether',
  'neighbour',
  'not_here',
  'told',
  'not_understood',
  'out_of_scope',
  'control',
  'small_talk',
  'person',
]);
export type TurnDecision = z.infer<typeof TurnDecision>;

/** What was heard, without a word of it. */
export const Heard = z.strictObject({
  by: z.enum(['speech', 'text', 'tap']),
  words: z.number().int().min(0).max(9_999),
  /** What else it may have been, as the recognizer told. */
  hypotheses: z.number().int().min(0).max(20),
});
export type Heard = z.infer<typeof Heard>;

/** How a command of an answer ended. */
export const CommandEnd = z.strictObject({
  command: z.enum(['navigate', 'print', 'handoff', 'stop', 'hold', 'go_on', 'volume', 'home']),
  /**
   * `shown`: on the screen instead; `waiting`: a paper kept for its printer, a call that nobody has taken yet;
   * `idle`: there was nothing to do it to; `overtaken`: a newer question came first.
   */
  ended: z.enum(['done', 'shown', 'partly', 'waiting', 'refused', 'failed', 'idle', 'overtaken']),
  reason: z.union([NavReason, PrintReason]).optional(),
  /** Milliseconds after the answer was there. */
  ms: z.number().int().min(0),
});
export type CommandEnd = z.infer<typeof CommandEnd>;

/** Commands of one turn that are told of at most. */
export const COMMAND_ENDS = 8;

/** A kind of goods that was asked for; `carried`: the store has something of it. */
export const TraceKind = z.strictObject({
  id: z.string(),
  name: LocalizedText,
  p: Share,
  carried: z.boolean(),
});
export type TraceKind = z.infer<typeof TraceKind>;

/** Figures by the name of the evidence. */
const Evidence = z.record(z.string(), z.number());

/**
 * An item that was weighed. `weighed`: each piece of evidence times its weight; their sum is what the
 * probability is made from.
 */
export const TraceCandidate = z.strictObject({
  gtin: z.string(),
  name: LocalizedText,
  p: Share,
  evidence: Evidence,
  weighed: Evidence,
});
export type TraceCandidate = z.infer<typeof TraceCandidate>;

/** What was looked for among the goods, and what was found. */
export const FindingTrace = z.strictObject({
  /** As it was compared with the names. */
  text: z.string(),
  lang: Lang,
  /**
   * By the encoders; by them without the meaning of names, which are too many to hold; by the student; or
   * without any meaning.
   */
  by: z.enum(['full', 'recalled', 'student', 'plain']),
  /** Kinds asked for, likeliest first. */
  kinds: z.array(TraceKind),
  /** Likeliest first. */
  candidates: z.array(TraceCandidate),
  /** P(the store has no such thing). */
  none: Share,
  /**
   * What speaks most for the likeliest candidate against the next (or against `none`), strongest first:
   * evidence, and by how much it counts.
   */
  decided: z.array(z.strictObject({ evidence: z.string(), by: z.number() })),
});
export type FindingTrace = z.infer<typeof FindingTrace>;

/** Processor time of the parts, milliseconds; `total` is all of the turn. */
const Milliseconds = z.strictObject({
  understand: z.number(),
  decide: z.number(),
  find: z.number(),
  answer: z.number(),
  total: z.number(),
});

/**
 * Why this answer: everything that led to it, what was said too. Made for whoever asks from the command line;
 * a terminal keeps a `TurnNote` of it only.
 */
export const TurnTrace = z.strictObject({
  /** The turn's id in voice, on screen and in action; absent where nobody gave one. */
  turn: z.string().max(64).optional(),
  /** RFC 3339. */
  at: z.iso.datetime(),
  said: z.string(),
  heard: Heard,
  lang: Lang,
  /** Absent where a rule decided before anything was read. */
  understood: z
    .strictObject({
      text: z.string(),
      /** Share of the words that is explained. */
      explained: Share,
      /** What is named, and whether the store's own words know it. */
      named: z.array(z.strictObject({ text: z.string(), known: z.boolean() })),
      cues: z.array(z.string()),
      allergens: z.array(z.string()),
      claims: z.array(z.string()),
      /** What the form of the utterance says, likeliest first. */
      guesses: z.array(z.strictObject({ intent: z.string(), p: Share })),
    })
    .optional(),
  /** In the order in which they fired. */
  rules: z.array(TurnRule),
  /** What the rules read, what the form made of it, and what was answered to. */
  plan: z.strictObject({ ruled: z.string(), arbitrated: z.string(), taken: z.string() }).optional(),
  /**
   * How it goes on from what was said before, likeliest first: something new, more of what was asked for,
   * something that goes by it, the very same items, or no goods at all. Absent where nothing is under
   * discussion.
   */
  goesOn: z.array(z.strictObject({ act: z.string(), p: Share })).optional(),
  finding: FindingTrace.optional(),
  decision: TurnDecision,
  answer: z.strictObject({
    intent: Intent,
    text: z.string(),
    gtins: z.array(z.string()),
    abstained: z.boolean(),
    asks: z.boolean(),
    commands: z.array(z.string()),
  }),
  ms: Milliseconds,
});
export type TurnTrace = z.infer<typeof TurnTrace>;

/**
 * What a terminal keeps of a turn for the staff page. There is no room in it for what was said: kinds come
 * out of the goods lists, items out of the catalog, everything else is a code or a figure; the time is the
 * full hour, so that nobody is told by it.
 */
export const TurnNote = z.strictObject({
  turn: z.string().max(64).optional(),
  /** RFC 3339, UTC, the hour. */
  hour: z.iso.datetime().regex(/:00:00\.000Z$/),
  lang: Lang,
  intent: Intent,
  decision: TurnDecision,
  rules: z.array(TurnRule).max(4),
  /** Kinds asked for that are likelier than not, or the likeliest. */
  kinds: z.array(z.strictObject({ name: LocalizedText, p: Share })).max(2),
  items: z
    .array(z.strictObject({ gtin: z.string().max(14), name: LocalizedText, p: Share.optional() }))
    .max(3),
  none: Share.optional(),
  heard: Heard,
  /** What became of what it asked the terminal to do, in the order in which that was known. */
  ends: z.array(CommandEnd).max(COMMAND_ENDS),
  ms: z.number().min(0),
});
export type TurnNote = z.infer<typeof TurnNote>;

/** So many turns are kept, in memory, and none for longer than a day. */
export const TURN_NOTES = 50;
export const TURN_NOTE_HOURS = 24;
