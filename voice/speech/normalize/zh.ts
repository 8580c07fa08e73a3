import { cardinalZh, countZh, digitsZh, moneyZh, numberZh } from './numbers-zh';
import { UNITS_ZH } from './units';

const NUM = String.raw`\d[\d,]*(?:\.\d+)?`;
const DASH = String.raw`\s*(?:-|~|—|至|到)\s*`;
const UNIT = [...UNITS_ZH.keys()]
  .sort((a, b) => b.length - a.length)
  .map((u) => u.replace(/[.*+?^$()|[\]\\/]/g, '\\$&'))
  .join('|');
/** Before these, two stays 二. */
const ORDINARY_TWO = [...'号楼层月日年级区排列栋期等两折', '分之'];
const keepsOrdinaryTwo = (next: string): boolean => ORDINARY_TWO.some((word) => next.startsWith(word));
/** What is sold by these is priced 'a' one: 9.9/斤. */
const SOLD_BY = '斤包袋瓶盒个件只箱份支罐桶';

function re(source: string, flags = 'gu'): RegExp {
  return new RegExp(source, flags);
}

function timeZh(hour: string, minute: string): string {
  const h = Number(hour) === 2 ? '两' : cardinalZh(hour);
  const m = Number(minute);
  if (m === 0) return `${h}点`;
  if (m === 30) return `${h}点半`;
  return `${h}点${m < 10 ? '零' : ''}${cardinalZh(minute)}分`;
}

function dateZh(year: string | undefined, month: string, day: string): string {
  return `${year ? `${digitsZh(year)}年` : ''}${cardinalZh(month)}月${cardinalZh(day)}日`;
}

/** A shelf or model number after letters: 3 → 三, 12 → 十二, 07 → 零七, 1024 → 一零二四. */
function codeZh(digits: string): string {
  return digits.startsWith('0') || digits.length > 3 ? digitsZh(digits) : cardinalZh(digits);
}

function sizeZh(written: string, unit: string): string {
  const word = UNITS_ZH.get(unit) ?? UNITS_ZH.get(unit.toLowerCase()) ?? unit;
  if (word === '摄氏度' && /^[-−]/.test(written)) return `零下${numberZh(written.slice(1))}${word}`;
  return countZh(written) + word;
}

type Rule = readonly [RegExp, (...groups: string[]) => string];

/** Longest and surest readings first; each takes its digits away from the later ones. */
const RULES: readonly Rule[] = [
  // Dates and times.
  [
    re(
      String.raw`(?<!\d)(\d{4})\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*[-/.月]\s*(0?[1-9]|[12]\d|3[01])(?!\d)\s*[日号]?`,
    ),
    (y, m, d) => dateZh(y, m ?? '', d ?? ''),
  ],
  [re(String.raw`(?<!\d)(\d{4})年`), (y) => `${digitsZh(y ?? '')}年`],
  [
    re(String.raw`(?<!\d)(1[0-2]|0?[1-9])月(0?[1-9]|[12]\d|3[01])([日号])`),
    (m, d, w) => `${cardinalZh(m ?? '')}月${cardinalZh(d ?? '')}${w}`,
  ],
  [
    re(
      String.raw`(?<![\d:])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]00)?${DASH}([01]?\d|2[0-4])[:：]([0-5]\d)(?![\d:])`,
    ),
    (a, b, c, d) => `${timeZh(a ?? '', b ?? '')}到${timeZh(c ?? '', d ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d:])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：][0-5]\d)?(?![\d:])`),
    (h, m) => timeZh(h ?? '', m ?? ''),
  ],
  [re(String.raw`(?<![\d.])(\d{1,2})点(\d{1,2})分`), (h, m) => timeZh(h ?? '', m ?? '')],
  // Telephone numbers.
  [
    re(String.raw`(?<!\d)(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)`),
    (a, b, c) => [a, b, c].map((p) => digitsZh(p ?? '', true)).join('，'),
  ],
  [
    re(String.raw`(?<!\d)(0\d{2,3})[- ](\d{3,4})[- ]?(\d{4})(?!\d)`),
    (a, b, c) => [a, (b ?? '') + c].map((p) => digitsZh(p ?? '', true)).join('，'),
  ],
  [
    re(String.raw`(?<!\d)([48]00)[- ]?(\d{3})[- ]?(\d{4})(?!\d)`),
    (a, b, c) => [a, b, c].map((p) => digitsZh(p ?? '', true)).join('，'),
  ],
  [
    re(String.raw`((?:电话|手机|热线|拨打|致电)[^\d，。]{0,4})(\d[\d -]{1,14}\d)`),
    (label, n) => label + digitsZh((n ?? '').replace(/\D/g, ''), true),
  ],
  // Money.
  [
    re(String.raw`[¥]\s*(${NUM})${DASH}[¥]?\s*(${NUM})(?:\s*元)?`),
    (a, b) => `${moneyZh(a ?? '')}到${moneyZh(b ?? '')}`,
  ],
  [re(String.raw`[¥]\s*(${NUM})(?:\s*元)?`), (n) => moneyZh(n ?? '')],
  [
    re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})\s*元`),
    (a, b) => `${countZh(a ?? '')}到${countZh(b ?? '')}元`,
  ],
  [re(String.raw`(?<![\d.])(\d[\d,]*\.\d{1,2})\s*[元块](?:钱)?`), (n) => moneyZh(n ?? '')],
  [re(String.raw`\$\s*(${NUM})`), (n) => `${countZh(n ?? '')}美元`],
  [re(String.raw`€\s*(${NUM})`), (n) => `${countZh(n ?? '')}欧元`],
  // Offers.
  [re(String.raw`(?<![\d.+])(\d)\s*\+\s*1(?![\d.+]|\s*[\p{L}])`), (n) => `买${cardinalZh(n ?? '')}送一`],
  [
    re(String.raw`(?<![\d.])(\d+)\s*\+\s*(\d+)(?![\d.])`),
    (a, b) => `${cardinalZh(a ?? '')}加${cardinalZh(b ?? '')}`,
  ],
  [
    re(String.raw`买\s*(\d+)\s*(\p{Script=Han}?)\s*送\s*(\d+)`),
    (a, w, b) =>
      w
        ? `买${countZh(a ?? '')}${w}送${countZh(b ?? '')}`
        : `买${cardinalZh(a ?? '')}送${cardinalZh(b ?? '')}`,
  ],
  [re(String.raw`(?<![\d.])(\d)\.?(\d)折`), (a, b) => `${digitsZh(a ?? '')}${digitsZh(b ?? '')}折`],
  // Shares.
  [
    re(String.raw`(?<![\d.])(${NUM})\s*%?${DASH}(${NUM})\s*%`),
    (a, b) => `百分之${numberZh(a ?? '')}到百分之${numberZh(b ?? '')}`,
  ],
  [re(String.raw`(?<![\d.])(${NUM})\s*[%％]`), (n) => `百分之${numberZh(n ?? '')}`],
  [
    re(String.raw`(?<![\d./])([1-9]\d?)/([2-9]|1\d|20|100)(?![\d./])`),
    (a, b) =>
      Number(a) < Number(b)
        ? `${cardinalZh(b ?? '')}分之${cardinalZh(a ?? '')}`
        : `${cardinalZh(a ?? '')}，${cardinalZh(b ?? '')}`,
  ],
  // Sizes.
  [
    re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (a, b, u) => `${countZh(a ?? '')}到${sizeZh(b ?? '', u ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d.\p{L}]|\d-)([-−]?${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (n, u) => sizeZh(n ?? '', u ?? ''),
  ],
  [
    re(String.raw`(?<=[\d.\p{L}×*xX])(${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (n, u) => sizeZh(n ?? '', u ?? ''),
  ],
  [
    re(
      String.raw`(?<=[\d一二三四五六七八九十百千万零升克米片包支粒瓶罐听袋只个抽卷])\s*[×xX*]\s*(?=\d|[一二三四五六七八九十百千万两零])`,
    ),
    () => '乘',
  ],
  // Codes on shelves: letters and digits.
  [
    re(String.raw`(?<![\d.])(\d{1,2})([A-Za-z])-?(\d{1,4})(?!\d)`),
    (a, l, b) => `${cardinalZh(a ?? '')} ${(l ?? '').toUpperCase()} ${codeZh(b ?? '')}`,
  ],
  [
    re(String.raw`(?<![A-Za-z])([A-Za-z]{1,3})-?(\d{1,6})-(\d{1,6})(?!\d)`),
    (l, a, b) => `${l} ${codeZh(a ?? '')}杠${codeZh(b ?? '')}`,
  ],
  [re(String.raw`([A-Za-z])-?(\d{1,6})(?![\d.])`), (l, n) => `${l} ${codeZh(n ?? '')}`],
  // Ranges and bare numbers.
  [
    re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})(?=\s*(\p{Script=Han}?))`),
    (a, b, next) => `${keepsOrdinaryTwo(next ?? '') || !next ? numberZh(a ?? '') : countZh(a ?? '')}到${b}`,
  ],
  [re(String.raw`第\s*(\d+)`), (n) => `第${cardinalZh(n ?? '')}`],
  [re(String.raw`(?<!\d)(0\d+)(?!\.)`), (n) => digitsZh(n ?? '')],
  [re(String.raw`(?<![\d.])(?!\d+0000(?!\d))(\d{9,})`), (n) => digitsZh(n ?? '')],
  [re(String.raw`(?<=^|[\s，。（(：:])[-−](${NUM})`), (n) => `负${numberZh(n ?? '')}`],
  [
    re(String.raw`(${NUM})(?=\s*(\p{Script=Han}{0,2}))`),
    (n, next) => (next && !keepsOrdinaryTwo(next) ? countZh(n ?? '') : numberZh(n ?? '')),
  ],
  [re(String.raw`(\d+)`), (n) => cardinalZh(n ?? '')],
];

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[A-Za-z])\s*&\s*(?=[A-Za-z])/gu, ' and '],
  [/\s*&\s*/gu, '和'],
  [/\s*\+\s*/gu, '加'],
  [/\s*=\s*/gu, '等于'],
  [/\s*[×]\s*/gu, '乘'],
  [/\s*÷\s*/gu, '除以'],
  [/[≥]/gu, '大于等于'],
  [/[≤]/gu, '小于等于'],
  [/[%％]/gu, '百分号'],
  [/[°]C?/gu, '度'],
  [/→/gu, '到'],
  [/~+/gu, '，'],
  [/(?<=\p{Script=Han})\s*[/|、]\s*(?=\p{Script=Han})/gu, '、'],
  [/[@#^|\\*_/·•・]+/gu, ' '],
  [/[¥$€]/gu, ' '],
  [/\s*[(（【[「『《〈{<]\s*/gu, '，'],
  [/\s*[)）】\]」』》〉}>]\s*(?=[，。！？；：、,.!?;:]|$)/gu, ''],
  [/\s*[)）】\]」』》〉}>]\s*/gu, '，'],
  [/["“”‘„«»]/gu, ''],
  [/(?<![A-Za-z])['’]|['’](?![A-Za-z])/gu, ''],
  [/(?<=\p{Script=Han})\s*[-−]+\s*(?=\p{Script=Han})/gu, '，'],
  [/[-−]+/gu, ' '],
];

/** Mandarin text as it is said: no digit and no sign is left. */
export function normalizeZh(cleaned: string): string {
  let text = cleaned
    .replace(re(String.raw`/\s*(?=(?:${UNIT}|\d*(?:${UNIT}))(?![A-Za-z]))`, 'giu'), '每')
    .replace(re(String.raw`/(?=[${SOLD_BY}])`), '每');
  for (const [pattern, say] of RULES)
    text = text.replace(pattern, (_match: string, ...rest: unknown[]) =>
      say(...rest.map((g) => (typeof g === 'string' ? g : ''))),
    );
  text = text.replace(
    re(String.raw`每(${UNIT})(?![A-Za-z])`, 'giu'),
    (_m, u: string) => `每${UNITS_ZH.get(u) ?? UNITS_ZH.get(u.toLowerCase()) ?? u}`,
  );
  for (const [pattern, said] of SIGNS) text = text.replace(pattern, said);
  return text
    .replace(/^[\s，、：；,;:]+/u, '')
    .replace(/([，、：；])[，、：；\s]*(?=[。！？!?])/gu, '')
    .replace(/([，、：；,])(?:\s*[，、：；,])+/gu, '$1')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/[ \t]+/gu, ' ')
    .trim();
}
