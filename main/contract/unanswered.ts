import { z } from 'zod';
import { Bilingual, Intent, Lang } from './answer';

/** A word of goods out of a list, as the list has it: letters only, so that no number can travel in it. */
const GoodsWord = z.string().regex(/^[\p{L}\p{M}' -]{2,32}$/u, 'a word of goods: letters only');

/**
 * What was understood of an utterance that went unanswered, for the managers' loop. There is no room in it for what was said: words come
 * out of lists of goods, kinds out of the catalog, everything else is a code or a count.
 */
export const Unanswered = z.strictObject({
  /** RFC 3339, UTC. */
  at: z.iso.datetime(),
  lang: Lang,
  reason: z.enum(['abstained', 'repeated_failure', 'not_carried']),
  /** What it was taken to ask. */
  intent: Intent,
  /** Goods that were named. */
  words: z.array(GoodsWord).max(6),
  /** The store's own kinds that were offered instead. */
  kinds: z.array(z.string().max(80)).max(5),
  /** Kinds of goods that it asked for and nothing in the store is of, by the ids of the goods data, which are the same in every store. */
  wanted: z.array(z.string().regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/).max(60)).max(3).optional(),
  /** How many words were said. */
  said: z.number().int().min(0),
});
export type Unanswered = z.infer<typeof Unanswered>;

/** A kind of goods that shoppers asked for and the store does not carry, and how often. */
export const WantedKind = z.strictObject({ id: z.string(), name: Bilingual, count: z.number().int().positive() });
export type WantedKind = z.infer<typeof WantedKind>;

/** What was said is a shopper's own and what was understood is not the store's for ever: every copy forgets after so many days. */
export const UNANSWERED_DAYS = 30;
