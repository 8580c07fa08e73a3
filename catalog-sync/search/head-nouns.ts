import { stem, units, foldText } from './text';

/** Where the noun of a product's name stands. Pure text: no dictionary, so that queries may use it too. */

const NUMERALS: ReadonlySet<string> = new Set('零〇一二两三四五六七八九十百');
const PACKAGES: ReadonlySet<string> = new Set(
  '瓶装 袋装 盒装 罐装 听装 桶装 包装 支装 片装 个装 只装 枚装 连包 连杯 毫升 公斤 千克'.split(' '),
);
/** What the name of a variant ends with: it says which one, not what the thing is. */
const VARIANT_ENDINGS = '口味 味 型 款 色 装 版 系列 香 码'.split(' ');
const MEASURES: ReadonlySet<string> = new Set(
  '毫升 升 克 千克 公斤 斤 片 支 只 个 瓶 袋 盒 罐 包 听 桶 枚 粒 卷 抽 条 米 寸 英寸'.split(' '),
);
/** Packages that may stand behind the noun; longer ones go first. */
const PACKED_ENDINGS =
  '家庭装 促销装 礼盒装 组合装 瓶装 袋装 盒装 罐装 听装 桶装 支装 片装 个装 只装 枚装 条装 套装'.split(' ');

/** Whether a run is a package and no noun: 'twelve bottles' in one word. */
export function isPackaging(run: string): boolean {
  let at = 0;
  while (NUMERALS.has(run[at] ?? '')) at++;
  return PACKAGES.has(run.slice(at));
}

const isVariant = (run: string): boolean => VARIANT_ENDINGS.some((ending) => run.endsWith(ending));

/**
 * The last run of Chinese in a name that is neither size, package nor flavour: it ends with what the thing
 * is.
 */
export function headRun(folded: string): string {
  const bare = folded.replace(/[(（\[【][^)）\]】]*[)）\]】]/g, ' ');
  const runs = bare
    .split(/[^\u3400-\u9fff]+/)
    .filter((run) => run.length > 0 && !isPackaging(run) && !MEASURES.has(run));
  let at = runs.length - 1;
  while (at > 0 && isVariant(runs[at]!)) at--;
  const run = runs[at] ?? '';
  const packed = PACKED_ENDINGS.find((ending) => run.endsWith(ending));
  return packed === undefined ? run : run.slice(0, -packed.length);
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
