import { z } from 'zod';
import { Intent } from './answer';
import { checkDigitValid } from './gtin';
import { Lang, LocalizedText } from './languages';

/** A word of goods out of a list, as the list has it: letters only, so that no number can travel in it. */
const GoodsWord = z.string().regex(/^[\p{L}\p{M}' -]{2,32}$/u, 'a word of goods: letters only');

/** Between the steps of a category path, such as `生鲜 > 蔬菜`. */
const BETWEEN = ' > ';
const STEP = /^[\p{L}\p{M}\d&＆,，、'’()（）/·.+–-]+(?: [\p{L}\p{M}\d&＆,，、'’()（）/·.+–-]+)*$/u;
const HAN = /\p{Script=Han}/gu;
/** So many figures could be part of a number of somebody's; Chinese ones only in one run. */
const NUMBER = /(?:\d\D*){5}/u;
const CHINESE_FIGURES = '零〇一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖';
const FIGURES = 5;
const WORD = /\p{L}+/gu;

/** As departments are called: a short name. Chinese has no spaces inside one; English has a few words. */
const isStep = (step: string): boolean =>
  step.length <= 40 &&
  STEP.test(step) &&
  (step.match(HAN)?.length ?? 0) <= 12 &&
  !/\p{Script=Han} +\p{Script=Han}/u.test(step) &&
  (step.match(WORD)?.length ?? 0) <= 5;

function hasNumber(text: string): boolean {
  let run = 0;
  return (
    NUMBER.test(text) ||
    Array.from(text).some((character) => (run = CHINESE_FIGURES.includes(character) ? run + 1 : 0) >= FIGURES)
  );
}

/**
 * A category path, its steps joined with ' > '. Only a store's catalog knows its own; elsewhere what can't be
 * one, such as a number or a sentence, is refused.
 */
export const CategoryPath = z
  .string()
  .max(80)
  .refine(
    (path) => path.split(BETWEEN).length <= 6 && path.split(BETWEEN).every(isStep) && !hasNumber(path),
    'a category path: short names, no numbers',
  );

/**
 * What was understood of an utterance that went unanswered, for the managers' loop. There is no room in it
 * for what was said: words come out of lists of goods, kinds out of the catalog, everything else is a code or
 * a count.
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
  kinds: z.array(CategoryPath).max(5),
  /**
   * Kinds of goods that it asked for and nothing in the store is of, by the ids of the goods data, which are
   * the same in every store.
   */
  wanted: z
    .array(
      z
        .string()
        .regex(/^(?!.*\d{5})[a-z0-9]+(?:_[a-z0-9]+)*$/)
        .max(60),
    )
    .max(3)
    .optional(),
  /** The number of goods that was scanned, where that is what was asked. */
  scanned: z.string().refine(checkDigitValid, 'a GTIN with its check digit').optional(),
  /** How many words were said. */
  said: z.number().int().min(0).max(9_999),
});
export type Unanswered = z.infer<typeof Unanswered>;

/** A kind of goods that shoppers asked for and the store does not carry, and how often. */
export const WantedKind = z.strictObject({
  id: z.string(),
  name: LocalizedText,
  count: z.number().int().positive(),
});
export type WantedKind = z.infer<typeof WantedKind>;

/**
 * What was said is a shopper's own and what was understood is not the store's for ever: every copy forgets
 * after so many days.
 */
export const UNANSWERED_DAYS = 30;
