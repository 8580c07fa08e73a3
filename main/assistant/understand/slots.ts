import { enNumber, zhNumber } from '../../contract';
import type { CueSpan } from './cue-lexicon';

/** Slots that are numbers: ordinals and price limits. Each becomes a cue with its value in the tag. */

const ZH = '[零〇一二两三四五六七八九十百千]+';
const ORDINAL = new RegExp(
  `第(${ZH}|\\d+)(?:个|款|种|瓶|样|项|条|件|盒|包)?|(最后|末)(?:一)?(?:个|款|种)|(头一|首)(?:个|款)|(前一|上一)(?:个|款)|\\b(?:the |number |option |no\\.? ?)?(first|second|third|fourth|fifth|last)(?: one| option| item)?\\b|\\b(?:number|option|item) (one|two|three|four|five|\\d)\\b|^\\s*(?:选|要|就)?(一|二|三|1|2|3)(?:号)?\\s*$`,
  'g',
);
const EN_ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

const MONEY = `(\\d+(?:\\.\\d+)?|${ZH})`;
const MAX_ZH = new RegExp(
  `(?:不超过|不高于|低于|少于|小于|不到|最多|预算(?:是|在|有|就)?)\\s*${MONEY}\\s*(?:块钱|块|元钱|元|rmb|人民币)?|${MONEY}\\s*(?:块钱|块|元钱|元)\\s*(?:钱)?(?:以内|以下|之内|内|之下|左右|上下|不到)`,
  'g',
);
const MIN_ZH = new RegExp(
  `(?:高于|超过|多于|不低于|至少)\\s*${MONEY}\\s*(?:块钱|块|元)|${MONEY}\\s*(?:块钱|块|元)\\s*(?:以上|往上|起)`,
  'g',
);
const EN_MONEY =
  '(?:rmb|¥|\\$|£|€)?\\s*(\\d+(?:\\.\\d+)?|(?:a |one |two |three )?hundred|ten|one|two|three|four|six|seven|eight|nine|twelve|twenty|thirty|forty|fifty|sixty|eighty|fifteen|five)\\s*(?:yuan|rmb|kuai|dollars?|bucks|pounds?|quid|euros?)?';
const MAX_EN = new RegExp(
  `\\b(?:under|below|less than|cheaper than|no more than|up to|at most|max(?:imum)?(?: of)?|within|for less than|budget (?:is|of)|not over|around|about)\\s+${EN_MONEY}`,
  'g',
);
const MIN_EN = new RegExp(`\\b(?:over|above|more than|at least|upwards of)\\s+${EN_MONEY}`, 'g');

/** '20块到30块', '20-30元', 'between 20 and 30 yuan', '20 to 30 yuan': the least and the most. */
const RANGE_ZH = new RegExp(
  `${MONEY}\\s*(?:块钱|块|元)?\\s*(?:到|至|-|~|～|—)\\s*${MONEY}\\s*(?:块钱|块|元)(?!以)`,
  'g',
);
const RANGE_EN = new RegExp(
  `\\bbetween ${EN_MONEY} and ${EN_MONEY}|(?:\\bfrom )?${EN_MONEY} ?(?:to|-|–) ?(\\d+(?:\\.\\d+)?) ?(?:yuan|rmb|kuai|bucks|dollars?|pounds?|euros?)\\b`,
  'g',
);

/** Somebody who is missing: a relative and, further on, that they can't be found. */
const MISSING =
  /(?:女儿|儿子|孩子|小孩|宝宝|娃|闺女|孙子|孙女|弟弟|妹妹|老人|老伴|我妈|我爸|爷爷|奶奶|外婆|外公).{0,26}(?:找不到了|找不着了|不见了|走丢|走散|丢了|没影了|不知道去哪)|\b(?:my|our|her|his) (?:little |young |old )?(?:son|daughter|kid|child|boy|girl|toddler|baby|mum|mom|mother|dad|father|grandma|grandpa|gran|wife|husband|brother|sister|nephew|niece|grandson|granddaughter)\b.{0,60}\b(?:missing|lost|disappeared|can'?t find (?:him|her|them)|wandered off|wandered away|vanished|gone)\b/;

export function slotSpans(folded: string): CueSpan[] {
  const out: CueSpan[] = [];
  for (const m of folded.matchAll(ORDINAL)) {
    const value = m[1]
      ? number(m[1])
      : m[2]
        ? -1
        : m[3]
          ? 1
          : m[4]
            ? 1
            : m[5]
              ? m[5] === 'last'
                ? -1
                : EN_ORDINALS.indexOf(m[5]) + 1
              : number(m[6] ?? m[7] ?? '');
    if (value === undefined || value === 0 || value > 20) continue;
    // '第二件半价' is an offer, '第三排' a place, 'first aid' a facility.
    const rest = folded.slice(m.index + m[0].length);
    if (/^(?:件?半价|排|层|货架|杯半价|天|次|aid)|^ ?(?:aid|floor|time|class)/.test(rest)) continue;
    out.push({ start: m.index, end: m.index + m[0].trimEnd().length, tags: [`ordinal:${value}`], score: 1 });
  }
  for (const m of folded.matchAll(/多少(?=[?？。，,！!]|$|一[个斤瓶包盒袋]|啊|呀|呢|来着)/g))
    out.push({ start: m.index, end: m.index + 2, tags: ['price'], score: 1 });
  for (const m of folded.matchAll(
    /(?:\d+|[零一二两三四五六七八九十]+)(?:来)?岁(?:的|半)?|\b\d+[- ]years?[- ]olds?\b/g,
  ))
    out.push({ start: m.index, end: m.index + m[0].length, tags: ['fill'], score: 1 });
  // '还是六百九十九吗' asks for the price, '那个九折' for the offer.
  for (const m of folded.matchAll(
    new RegExp(`(?:还)?(?:是|卖|要)(?:不是)?${MONEY}(?:块钱|块|元)?(?:钱)?(?=吗|么|不|嘛)`, 'g'),
  ))
    if (m[0].length >= 4) out.push({ start: m.index, end: m.index + m[0].length, tags: ['price'], score: 1 });
  for (const m of folded.matchAll(/(?:[一二三四五六七八九1-9](?:[.点]?[五5])?)折/g))
    out.push({ start: m.index, end: m.index + m[0].length, tags: ['promo'], score: 1 });
  const missing = MISSING.exec(folded);
  if (missing)
    out.push({
      start: missing.index,
      end: missing.index + missing[0].length,
      tags: ['unsafe', 'forced'],
      score: 1,
    });
  return [...out, ...priceLimitsIn(folded)];
}

function priceLimitsIn(folded: string): CueSpan[] {
  const out = [RANGE_ZH, RANGE_EN].flatMap((pattern) => rangesIn(folded, pattern));
  const price = (pattern: RegExp, tag: string): void => {
    for (const m of folded.matchAll(pattern)) {
      const value = number(m[1] ?? m[2] ?? '');
      if (value !== undefined && value > 0)
        out.push({
          start: m.index,
          end: m.index + m[0].trimEnd().length,
          tags: [`${tag}:${value}`, 'forced'],
          score: 1,
        });
    }
  };
  price(MAX_ZH, 'max');
  price(MIN_ZH, 'min');
  price(MAX_EN, 'max');
  price(MIN_EN, 'min');
  return out;
}

function rangesIn(folded: string, pattern: RegExp): CueSpan[] {
  return [...folded.matchAll(pattern)].flatMap((match) => {
    const [min, max] = match
      .slice(1)
      .filter((end) => end !== undefined)
      .map(number);
    if (min === undefined || max === undefined || min <= 0 || min >= max) return [];
    const end = match.index + match[0].trimEnd().length;
    return [{ start: match.index, end, tags: [`min:${min}`, `max:${max}`, 'forced'], score: 1 }];
  });
}

function number(text: string): number | undefined {
  const bare = text.trim();
  return /^\d/.test(bare) ? Number(bare) : (zhNumber(bare) ?? enNumber(bare));
}
