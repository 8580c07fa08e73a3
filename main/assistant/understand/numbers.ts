import { enNumber, zhNumber } from '../../contract';

const ZH = '[零〇一二两三四五六七八九十百千]';
/** After a single numeral these make a number of it: '五号', '两升'. */
const UNIT =
  /^(?:号|级|段|度|寸|包|袋|瓶|盒|个|粒|片|卷|抽|层|公斤|克|升|支|枚|罐|听|只|件|条|颗|联|连|厘米|毫升|斤|米|码|阶|英寸|w|g)/;
/** Of these there is a first one that tells something: '一段'. */
const COUNTS_FROM_ONE = /^(?:号|级|段|度|阶)/;
const LATIN = /[a-z]*\d+(?:\.\d+)?[a-z%]*/g;
const EN_WORD =
  /\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|sixteen|eighteen|twenty|twenty[- ]four|thirty|forty|fifty|hundred|a dozen|half a dozen)\b/g;

const DOZENS: Readonly<Record<string, number>> = { 'a dozen': 12, 'half a dozen': 6 };

/**
 * The numbers said or written, as they tell items apart: '85%', 't16' (and 16), 三十八, 百分之九十, 二三零 as 230, 'pack
 * of four'. Units of size are dropped. @param text any case
 */
export function numbersOf(text: string): string[] {
  const lower = text.toLowerCase();
  const out = new Set<string>();
  for (const [token] of lower.matchAll(LATIN)) {
    out.add(token.replace(/(\d)(?:ml|g|l|kg|cm|mm)$/, '$1'));
    const bare = /\d+(?:\.\d+)?/.exec(token)![0];
    if (bare.length >= 2 || /[a-z]/.test(token)) out.add(bare);
  }
  // '五零一三十二码': a number told digit by digit, then another.
  const apart = lower.replace(
    /([零〇一二三四五六七八九]{2,})(?=[一二三四五六七八九]?十)/g,
    (digits) => `${digits.slice(0, -1)} ${digits.slice(-1)}`,
  );
  if (/双(?:瓶|支|包|盒|袋|罐|只)/.test(lower)) out.add('2');
  if (/半打/.test(lower)) out.add('6');
  if (/一打/.test(lower)) out.add('12');
  for (const m of apart.matchAll(new RegExp(`${ZH}+`, 'g'))) {
    const value = zhNumber(m[0]);
    if (value === undefined) continue;
    const rest = apart.slice(m.index + m[0].length);
    if (m[0].length >= 2 || (UNIT.test(rest) && (value > 1 || COUNTS_FROM_ONE.test(rest))))
      out.add(String(value));
  }
  for (const [word] of lower.matchAll(EN_WORD)) {
    const value = DOZENS[word] ?? enNumber(word.replace('-', ' '));
    if (value !== undefined) out.add(String(value));
  }
  return [...out];
}
