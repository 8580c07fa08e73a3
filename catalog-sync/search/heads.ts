import { stem, units, foldText } from './text';

/** Where the noun of a product's name stands. Pure text: no dictionary, so that queries may use it too. */

export const PACKAGING =
  /^[零〇一二两三四五六七八九十百]*(?:瓶装|袋装|盒装|罐装|听装|桶装|包装|支装|片装|个装|只装|枚装|连包|连杯|毫升|公斤|千克)$/;
const VARIANT = /(?:口味|味|型|款|色|装|版|系列|香|码)$/;
const MEASURE = /^(?:毫升|升|克|千克|公斤|斤|片|支|只|个|瓶|袋|盒|罐|包|听|桶|枚|粒|卷|抽|条|米|寸|英寸)$/;

/**
 * The last run of Chinese in a name that is neither size, package nor flavour: it ends with what the thing
 * is.
 */
export function headRun(folded: string): string {
  const bare = folded.replace(/[(（\[【][^)）\]】]*[)）\]】]/g, ' ');
  const runs = bare
    .split(/[^\u3400-\u9fff]+/)
    .filter((run) => run.length > 0 && !PACKAGING.test(run) && !MEASURE.test(run));
  let at = runs.length - 1;
  while (at > 0 && VARIANT.test(runs[at]!)) at--;
  return (runs[at] ?? '').replace(/(?:瓶|袋|盒|罐|听|桶|支|片|个|只|枚|条|家庭|促销|礼盒|组合|套)装$/, '');
}

/**
 * The noun an English name ends with before size, comma or preposition, alone and with the one or two words
 * before it.
 */
export function englishHeads(name: string): string[] {
  const core = foldText(name)
    .replace(/\([^)]*\)/g, ' ')
    .split(/[,;:–]| - | with | for | in | from /)[0]!
    .replace(
      /\b\d+(?:\.\d+)?\s*(?:x\s*\d+\s*)?(?:ml|l|g|kg|oz|pcs?|pack|packs|ct|count|m|cm|mm|inch|sheets?|rolls?|w|v|mah|gb|tb)?\b/g,
      ' ',
    );
  const words = units(core)
    .filter((unit) => !unit.han)
    .map((unit) => stem(unit.key));
  const out: string[] = [];
  for (let take = 1; take <= 3 && take <= words.length; take++) out.push(words.slice(-take).join(' '));
  return out.filter((word) => word.length >= 2);
}
