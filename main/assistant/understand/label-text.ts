/** What the lists of ingredients on packages say beside naming them. */

/** A clause that denies: it is no sign of presence, and never a proof of absence either. */
const DENIAL =
  /(?:不含|不添加|未添加|无添加|零添加|不使用|未使用|无(?=麸|乳糖|蛋|坚果|奶|乳[^糖]|花生|大豆|小麦))[^，,、;；。.()（）]*|\b(?:free from|free of|contains no|does not contain|no added|without|suitable for)\b[^,;.()]*|[\w-]+[ -]free\b/gi;
/** A clause that warns. Chinese lists its allergens up to the end of the sentence. */
const WARNING =
  /(?:可能会?含有?|或含|微量|痕量|同一?(?:生产线|工厂|车间)|生产线|此生产|也加工|亦加工)[^。；;]*|\b(?:may (?:also )?contain|may have|traces? of|produced in|made in a|manufactured in|processed in|packed in|same (?:line|facility|factory))\b[^.;]*/gi;

/** The text without what it says is not in it. */
export const withoutDenials = (text: string): string => text.replace(DENIAL, ' ; ');

/** What may be in it by a warning, and the list of what is. */
export const partWarnings = (text: string): { warnings: string; list: string } => ({
  warnings: (text.match(WARNING) ?? []).join(' ; '),
  list: text.replace(WARNING, ' '),
});
