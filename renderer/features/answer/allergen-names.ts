import type { Facts, Lang, Verdict } from '../../../main/contract';
import { say } from '../../../main/words';

/**
 * What was asked about, in the shopper's words and as a list: '鸡蛋或牛奶', 'egg or milk'. All of it is free or
 * none; the other verdicts are those of the worst.
 */
export function allergenNames(
  { allergens = [], other_allergen: other }: Pick<Facts, 'allergens' | 'other_allergen'>,
  verdict: Verdict,
  lang: Lang,
): string {
  const names = allergens.map((key) => say(lang, `allergen.${key}`));
  if (other !== undefined) names.push(other);
  if (names.length === 0) return say(lang, 'allergen.any');
  const type = verdict === 'free' ? 'conjunction' : 'disjunction';
  return new Intl.ListFormat(lang === 'zh' ? 'zh-CN' : 'en', { type }).format(names);
}
