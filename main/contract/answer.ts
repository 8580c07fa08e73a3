import { z } from 'zod';
import { EmergencyCause, EmergencyService } from './emergency';
import { Measure } from './labels';
import { Lang, LocalizedText } from './languages';

/** Shapes of `../shared/answers.md`: what the engine answers, on screen, by voice and on the command line. */

export const Intent = z.enum([
  'product.location',
  'product.stock',
  'product.price',
  'product.promotion',
  'promotion.list',
  'product.ingredients',
  'product.allergen',
  'product.recommend',
  'product.compare',
  'store.hours',
  'store.parking',
  'store.facility',
  'store.policy',
  'howto',
  'member.points',
  'member.benefits',
  'navigate',
  'print',
  'handoff',
  'control',
  'smalltalk',
  'out_of_scope',
]);
export type Intent = z.infer<typeof Intent>;

export const Verdict = z.enum(['contains', 'may_contain', 'free', 'unknown']);
export type Verdict = z.infer<typeof Verdict>;

export const StockLevel = z.enum(['in', 'low', 'out', 'unknown']);
export type StockLevel = z.infer<typeof StockLevel>;

export const ControlKind = z.enum([
  'stop',
  'cancel',
  'repeat',
  'louder',
  'softer',
  'slower',
  'faster',
  'switch_language',
  'start_over',
  'yes',
  'no',
  'back',
  'help',
]);
export type ControlKind = z.infer<typeof ControlKind>;

export const HandoffReason = z.enum(['requested', 'upset', 'repeated_failure', 'unsafe']);
export type HandoffReason = z.infer<typeof HandoffReason>;

export const Allergen = z.enum([
  'milk',
  'egg',
  'peanut',
  'tree_nut',
  'wheat',
  'gluten',
  'soy',
  'fish',
  'crustacean',
  'mollusc',
  'sesame',
  'celery',
  'mustard',
  'lupin',
  'sulphite',
]);
export type Allergen = z.infer<typeof Allergen>;

/** What may be asked about as an allergen: one of the feed's, or a family of them. */
export const AllergenKey = z.enum([...Allergen.options, 'nuts', 'seafood', 'shellfish']);
export type AllergenKey = z.infer<typeof AllergenKey>;

export const Claim = z.enum([
  'sugar_free',
  'low_sugar',
  'fat_free',
  'low_fat',
  'lactose_free',
  'gluten_free',
  'vegan',
  'vegetarian',
  'halal',
  'kosher',
  'organic',
  'no_additives',
  'decaf',
]);
export type Claim = z.infer<typeof Claim>;

export const Place = z.object({
  aisle: z.string(),
  bay: z.string().optional(),
  shelf: z.string().optional(),
});
export type Place = z.infer<typeof Place>;

export const AnswerItem = z.object({
  gtin: z.string(),
  aisle: z.string().optional(),
  bay: z.string().optional(),
  shelf: z.string().optional(),
  locations: z.array(Place).optional(),
  alternative: z.literal(true).optional(),
  /** What the text warns of in it, for somebody who told an allergy: allergens by key, else by word. */
  warned: z.array(z.string()).optional(),
});
export type AnswerItem = z.infer<typeof AnswerItem>;

export const Candidate = z.object({
  label: z.string(),
  say: z.string(),
  gtin: z.string().optional(),
  aisle: z.string().optional(),
});
export type Candidate = z.infer<typeof Candidate>;

export const Action = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('navigate'),
    aisle: z.string().optional(),
    gtin: z.string().optional(),
    facility: z.string().optional(),
  }),
  z.object({
    type: z.literal('print'),
    what: z.enum(['slip', 'coupon', 'list', 'knowledge']),
    gtins: z.array(z.string()).optional(),
    id: z.string().optional(),
  }),
  z.object({ type: z.literal('handoff'), reason: HandoffReason }),
]);
export type Action = z.infer<typeof Action>;

/**
 * What an answer asks the terminal to do now, as against what it merely offers (`Action`). Nothing of it has
 * happened yet: whoever carries a command out knows how it ended, and `main/words` has what to say for each
 * ending.
 */
export const Command = z.discriminatedUnion('type', [
  /** `label` is the place's name in the answer's language. */
  z.object({
    type: z.literal('navigate'),
    label: z.string(),
    aisle: z.string().optional(),
    bay: z.string().optional(),
    facility: z.string().optional(),
  }),
  /**
   * Items of a slip (`total` where there are more of the kind), or the ids of coupons or of a knowledge
   * entry.
   */
  z.discriminatedUnion('what', [
    z.object({
      type: z.literal('print'),
      what: z.literal('slip'),
      gtins: z.array(z.string()).min(1).max(20),
      total: z.number().int().optional(),
    }),
    z.object({
      type: z.literal('print'),
      what: z.enum(['coupon', 'knowledge']),
      ids: z.array(z.string()).min(1).max(3),
    }),
  ]),
  /** `desk`: the service desk's name, where the map shows one. */
  z.object({ type: z.literal('handoff'), reason: HandoffReason, desk: z.string().optional() }),
  /** Ends the robot's trip and the speech. */
  z.object({ type: z.literal('stop') }),
  /** The robot waits, its trip goes on later. */
  z.object({ type: z.literal('hold') }),
  /** A robot that waits goes on. */
  z.object({ type: z.literal('go_on') }),
  z.object({ type: z.literal('volume'), change: z.enum(['louder', 'softer', 'slower', 'faster']) }),
  /** Ends the trip and forgets the conversation. */
  z.object({ type: z.literal('home') }),
]);
export type Command = z.infer<typeof Command>;
export type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

export const Facts = z.looseObject({
  stock: StockLevel.optional(),
  quantity: z.number().optional(),
  as_of: z.string().optional(),
  price: z.number().optional(),
  offer_price: z.number().optional(),
  promotions: z.array(z.string()).optional(),
  ingredients: z.string().optional(),
  claim: z.object({ name: Claim, value: z.enum(['yes', 'no', 'unknown']) }).optional(),
  /** Keys and words in a row, with `|` between; `allergens` and `other_allergen` have them one by one. */
  allergen: z.string().optional(),
  allergens: z.array(AllergenKey).optional(),
  /** Something that the feed has no column for, as the shopper called it. */
  other_allergen: z.string().max(40).optional(),
  verdict: Verdict.optional(),
  /** Over a kind of goods: how many of all of it say what. */
  verdicts: z
    .object({
      contains: z.number().int(),
      may_contain: z.number().int(),
      free: z.number().int(),
      unknown: z.number().int(),
    })
    .optional(),
  /** The same for a claim. */
  claims: z.object({ yes: z.number().int(), no: z.number().int(), unknown: z.number().int() }).optional(),
  /** Items looked at, where a kind was too large for all of it. */
  looked_at: z.number().int().optional(),
  open_now: z.boolean().optional(),
  opens: z.string().optional(),
  closes: z.string().optional(),
  knowledge: z.string().optional(),
  control: ControlKind.optional(),
  handoff: HandoffReason.optional(),
  facility: z.string().optional(),
  /** What kind of place was asked for, whether the plan has one or not. */
  facility_kind: z.string().optional(),
  /** Where somebody is in danger: of what, and the numbers to call in the store's country. */
  emergency: z
    .object({
      cause: EmergencyCause,
      numbers: z.array(z.object({ service: EmergencyService, number: z.string() })),
    })
    .optional(),
});
export type Facts = z.infer<typeof Facts>;

export const Answer = z.object({
  say: z.string(),
  lang: Lang,
  intent: Intent,
  items: z.array(AnswerItem).max(20),
  scope: z
    .object({ category: z.string().optional(), brand: z.string().optional(), count: z.number().int() })
    .optional(),
  /** True whatever becomes of the commands. */
  text: z.string(),
  facts: Facts,
  actions: z.array(Action),
  commands: z.array(Command),
  /** The terminal asked something and waits for the reply. */
  asks: z.boolean(),
  candidates: z.array(Candidate).max(3),
  knowledge: z.string().optional(),
  control: ControlKind.optional(),
  handoff: HandoffReason.nullable(),
  abstained: z.boolean(),
  as_of: z.string().optional(),
  /** Milliseconds the engine took, wall clock. */
  ms: z.number(),
});
export type Answer = z.infer<typeof Answer>;

/**
 * One recognition hypothesis; `score` is a log probability or any monotone score, `confidence` one value in
 * [0,1] per character.
 */
export const Hypothesis = z.object({
  text: z.string(),
  score: z.number(),
  confidence: z.array(z.number()).optional(),
});
export type Hypothesis = z.infer<typeof Hypothesis>;

/** What the engine is asked. Text is untrusted: any length, any character. */
export const Utterance = z.object({
  text: z.string(),
  lang: Lang.optional(),
  nbest: z.array(Hypothesis).max(20).optional(),
  /** True when it came from recognition, so that sounds count for more than characters. */
  spoken: z.boolean().optional(),
  /** The item itself, tapped or scanned: nothing is left to understand. */
  gtin: z.string().max(14).optional(),
  /** What the label of that one piece says. */
  measure: Measure.optional(),
  /** A place of the floor plan that was tapped, by the amenity's id. */
  facility: z.string().max(100).optional(),
  /** The turn that it belongs to, as voice and screen name it: what is told of the turn later bears it too. */
  turn: z.string().max(64).optional(),
});
export type Utterance = z.infer<typeof Utterance>;

/** What the screen shows of an item beside the answer; every figure comes from the catalog. */
export const ItemCard = z.object({
  gtin: z.string(),
  name: LocalizedText,
  brand: LocalizedText.optional(),
  size: z.string().optional(),
  category: LocalizedText,
  price: z.number(),
  offerPrice: z.number().optional(),
  offerTitle: LocalizedText.optional(),
  currency: z.string(),
  stock: StockLevel,
  places: z.array(Place),
  alternative: z.boolean(),
});
export type ItemCard = z.infer<typeof ItemCard>;
