/**
 * What tells variants of one product apart besides numbers: colours, letter sizes, for whom. A row's words
 * mean the same in both languages. Sources: Berlin and Kay's basic colour terms, GB/T 1335 (sizes), everyday
 * retail wording.
 */
export interface VariantRow {
  /** What items bear where that is not what is said. */
  bears?: RegExp;
  zh?: RegExp;
  en?: RegExp;
  /** Whatever bears this is out where the row was said: a gift for her is no men's scent. */
  excludes?: RegExp;
}

const colour = (zh: string, en: string): VariantRow => ({
  zh: new RegExp(`[${zh}]`),
  en: new RegExp(`\\b(?:${en})\\b`),
});
const letter = (size: string): VariantRow => ({
  zh: new RegExp(`(?<![a-z])${size}(?![a-z])`),
  en: new RegExp(`(?<![a-z'])${size}(?![a-z'])`),
});

const MALE = /男|\bm[ae]n'?s?\b|\bmale\b|\bboys?\b/;
const FEMALE = /女|\bwom[ae]n'?s?\b|\bfemale\b|\blad(?:y|ies)'?s?\b|\bgirls?\b/;

export const variantRows: readonly VariantRow[] = [
  colour('黑', 'black'),
  colour('白', 'white'),
  colour('红', 'red'),
  colour('蓝', 'blue'),
  colour('绿', 'green'),
  colour('黄', 'yellow'),
  colour('粉', 'pink'),
  colour('紫', 'purple|violet'),
  colour('灰', 'gr[ae]y'),
  colour('棕褐咖', 'brown'),
  colour('橙橘', 'orange'),
  colour('金', 'gold(?:en)?'),
  colour('银', 'silver'),
  colour('米杏', 'beige|cream'),
  ...['xxxl', 'xxl', 'xl', 'l', 'm', 's', 'xs'].map(letter),
  {
    zh: /女士|女款|女式|女的|女装|女性|女生|女孩|老婆|妈妈|女朋友|女友|闺女|女儿|媳妇|奶奶|外婆/,
    en: /\b(?:women'?s?|ladies|woman'?s?|girl(?:friend)?'?s?|wife|mum|mom|mother|daughter|her)\b/,
    excludes: MALE,
  },
  {
    zh: /男士|男款|男式|男的|男装|男性|男生|男孩|老公|爸爸|男朋友|男友|儿子|爷爷|外公/,
    en: /\b(?:men'?s?|gents|man'?s|boy(?:friend)?'?s?|husband|dad|father|son|him|his)\b/,
    excludes: FEMALE,
  },
  {
    zh: /小孩|孩子|儿童|宝宝|婴儿|小朋友|娃/,
    en: /\b(?:kids?|child(?:ren)?'?s?|baby|babies|infants?|toddlers?|little (?:boy|girl|one))\b/,
    bears: /儿童|小儿|婴|宝宝|童|\b(?:kids?|child(?:ren)?'?s?|baby|babies|infants?|junior|paediatric)\b/,
  },
];
