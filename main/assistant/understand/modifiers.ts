/** Words around the name of a thing: what they make of it. */

/** A unit of weight that a price is asked for: '一斤'. */
const UNIT = /^(?:一|1|每|a |per )?(?:斤|公斤|两|kilo|kg|pound|克)$/;
export const isUnit = (words: string): boolean => UNIT.test(words);

/** What ends so tells a variety of a kind: a flavour, a colour, a scent. */
const VARIETY = ['味', '色', '香型'] as const;
export const endsAsVariety = (words: string): boolean => VARIETY.some((end) => words.endsWith(end));

/** Words before a noun that name no brand or kind. */
const PLAIN: ReadonlySet<string> = new Set(
  '速冻 冷冻 冰冻 冷藏 新鲜 普通 一般 平常 正常 常见 平时 frozen fresh normal ordinary regular plain'.split(
    ' ',
  ),
);
export const isPlainWord = (word: string): boolean => PLAIN.has(word);

/** What stands between the owner and the thing: '手机的支架', '电饭锅内胆'. */
export const isPossessive = (between: string): boolean => between === '' || between === '的';

/** What stands between a brand and its goods. @param strange nothing is known by the first word */
const OF_BRAND: ReadonlySet<string> = new Set(['', '牌', '牌子', '牌的', '牌子的']);
export const joinsBrand = (between: string, strange: boolean): boolean =>
  OF_BRAND.has(between) || /^\s$/.test(between) || (strange && between === '的');
