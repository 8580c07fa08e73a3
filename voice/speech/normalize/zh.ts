import { BRANDS } from './brands';
import { cardinalZh, countZh, digitsZh, moneyZh, numberZh } from './numbers-zh';
import { NUM, re, said, unitPattern, type Rule } from './rules';
import { UNITS_ZH } from './units';

const UNIT = unitPattern(UNITS_ZH.keys());
const DASH = String.raw`\s*(?:-|~|—|至|到)\s*`;
/** Before these, two stays 二. */
const ORDINARY_TWO = [...'号楼层月日年级区排列栋期等两折段代型', '分之'];
const keepsOrdinaryTwo = (next: string): boolean => ORDINARY_TWO.some((word) => next.startsWith(word));
/** What is sold by these is priced 'a' one: 9.9/斤. */
const SOLD_BY = '斤包袋瓶盒个件只箱份支罐桶';

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
  return word === '摄氏度' ? degreesZh(written) + word : countZh(written) + word;
}

/** Of degrees below nothing it is said that they are below; two is 二. */
const degreesZh = (written: string): string =>
  /^[-−]/.test(written) ? `零下${numberZh(written.slice(1))}` : numberZh(written);

/** Before these a number is a telephone's, or one of the short ones that everybody knows. */
const CALLED = '电话|手机|热线|拨打|致电|客服|火警|急救|报警|投诉|举报';
/** Before these a number names one thing, digit by digit. */
const NUMBERED = '货号|编号|单号|尾号|卡号|批号|取货码|取件码|验证码|券码|邮编|分机|房间';
/** After these a number counts or measures, whatever stands before it. */
const COUNTED = String.raw`\s*(?:[元块个天件年月日点时小分秒%％人次位条×折]|(?:${UNIT})(?![A-Za-z]))`;

const holidayZh = (month: string, day: string): string =>
  cardinalZh(month) + (Number(day) < 10 ? cardinalZh(day) : digitsZh(day));

/** What only looks like a size or a sum: names in letters and digits, and signs that stand for a word. */
const NAMES: readonly Rule[] = [
  ...BRANDS.map(([pattern, zh]): Rule => [re(pattern), () => zh]),
  // Holidays and the days of great sales are called by their digits.
  [
    re(
      String.raw`(?<![\d./])(1[0-2]|[1-9])[./](\d{1,2})(?=\s*(?:大促|活动|购物|狂欢|妇女节|劳动节|儿童节|国庆|假期|女神节))`,
    ),
    (m, d) => (m === d && Number(m) > 9 ? `双${cardinalZh(m)}` : holidayZh(m ?? '', d ?? '')),
  ],
  // Two sizes or two scales of the same, not one a piece of the other.
  [re(String.raw`(?<=\d\s*(${UNIT}))/(?=\d[\d.,]*\s*\1(?![A-Za-z]))`, 'giu'), () => '，'],
  [re(String.raw`(?<=\d\s*°[CF])\s*/\s*(?=\d)`), () => '，'],
  [
    re(String.raw`(?<![\d:])(1[0-2]|0?[1-9])(?:[:：]([0-5]\d))?\s*([ap])\.?m\.?(?![A-Za-z])`, 'giu'),
    (h, m, half) => `${/a/i.test(half ?? '') ? '上午' : '下午'}${timeZh(h ?? '', m || '0')}`,
  ],
  // National standards: GB/T 20977-2007.
  [
    re(String.raw`(?<![A-Za-z\d]\s*)(GB|QB|SB|NY|LY|DB)(?:/(T))?\s*(\d{3,6})(?:-(\d{4}))?(?![\d.])`),
    (body, t, n, year) => `${body}${t ? ' T' : ''} ${digitsZh(n ?? '')}${year ? `杠${digitsZh(year)}` : ''} `,
  ],
  // Generations of telephones, and wireless bands; a sachet of 5G is grams.
  [
    re(String.raw`(?<![\d.])([2-6]|2\.4|5\.8)G(?![A-Za-z\d]|\s*(?:[*×xX]|\d|[袋包片条支粒]))`),
    (n) => `${numberZh(n ?? '')}G`,
  ],
  [re(String.raw`(?<![\d.])([234])D(?![A-Za-z\d])`), (n) => `${numberZh(n ?? '')}D`],
  // Refrigerants.
  [
    re(String.raw`(?<![A-Za-z\d])R-?(\d{3})([a-zA-Z]?)(?![A-Za-z\d])`),
    (n, l) => `R ${digitsZh(n ?? '')} ${l}`,
  ],
  [re(String.raw`(?<!\d)618(?=\s*(?:大促|活动|购物|狂欢|年中|预售|当天|期间|价))`), () => '六一八'],
  [re(String.raw`(?<!["“][^"”]{0,40})(${NUM})\s*["″](?!\d)`), (n) => `${countZh(n ?? '')}英寸`],
  [re(String.raw`<\s*(?=\d)`), () => '小于'],
  [re(String.raw`>\s*(?=\d)`), () => '大于'],
  [re(String.raw`(?<=\d\s*)转\s*/\s*分(?:钟)?`), () => '转每分'],
];

/** Longest and surest readings first; each takes its digits away from the later ones. */
const RULES: readonly Rule[] = [
  // Dates and times.
  [
    re(
      String.raw`(?<!\d)(\d{4})\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*[-/.月]\s*(0?[1-9]|[12]\d|3[01])(?!\d|\s*月)\s*[日号]?`,
    ),
    (y, m, d) => dateZh(y, m ?? '', d ?? ''),
  ],
  [
    re(String.raw`(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)`),
    (y, m, d) => dateZh(y, m ?? '', d ?? ''),
  ],
  [
    re(String.raw`(?<!\d)(20\d{2})[-/](0[1-9]|1[0-2])(?![\d/-])`),
    (y, m) => `${digitsZh(y ?? '')}年${cardinalZh(m ?? '')}月`,
  ],
  [re(String.raw`(?<!\d)((?:19|20)\d{2})(?=\s*(?:款|版|届|春|夏|秋|冬|财年))`), (y) => digitsZh(y ?? '')],
  [re(String.raw`(?<=\d\s*([点楼层元块折岁天]))${DASH}(?=\d[\d.,]*\s*\1)`), () => '到'],
  [re(String.raw`(?<=\d\s*[日号])${DASH}(?=\d{1,2}月\d|\d{4}年)`), () => '到'],
  [re(String.raw`(?<!\d)([05-9]0)后`), (d) => `${digitsZh(d ?? '')}后`],
  [re(String.raw`(?<!\d)(\d{4})年`), (y) => `${digitsZh(y ?? '')}年`],
  [
    re(String.raw`(?<!\d)(1[0-2]|0?[1-9])月(0?[1-9]|[12]\d|3[01])([日号])`),
    (m, d, w) => `${cardinalZh(m ?? '')}月${cardinalZh(d ?? '')}${w}`,
  ],
  // Ratios: what can't be a time, what is mixed or thinned, and one to so many that no shop opens at.
  [
    re(String.raw`(?<![\d:：.])(\d+(?:\.\d+)?)\s*[:：]\s*(\d{3,}|\d+\.\d+|[6-9]\d|\d)(?![\d:：.])`),
    (a, b) => `${numberZh(a ?? '')}比${numberZh(b ?? '')}`,
  ],
  [
    re(
      String.raw`((?:比例|按|以|比)[^\d，。]{0,3})(\d{1,3})[:：](\d{2})(?![\d:：.])|(?<![\d:：.午晚晨早到至~-]\s*)()(\d{1,3})[:：](\d{2})(?=\s*(?:的?比例|稀释|混合|兑水|配比|勾兑))`,
    ),
    (label, a, b, _, c, d) => `${label}${numberZh(a || c || '')}比${numberZh(b || d || '')}`,
  ],
  [
    re(String.raw`(?<![\d:：.午晚晨早到至~-]\s*)1[:：]([1245]0)(?!\s*(?:[-~至到—:：.]|\d))`),
    (n) => `一比${numberZh(n ?? '')}`,
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
    re(String.raw`[(（]?(?<!\d)(0\d{2,3})[)）\- ]\s*(\d{3,4})[- ]?(\d{4})(?!\d)`),
    (a, b, c) => [a, (b ?? '') + c].map((p) => digitsZh(p ?? '', true)).join('，'),
  ],
  [
    re(String.raw`\+\s?(\d{1,3}(?:[- ]\d{1,4}){2,4})(?!\d)`),
    (n) =>
      `加${(n ?? '')
        .split(/[- ]/)
        .map((part) => digitsZh(part, true))
        .join('，')}`,
  ],
  [
    re(String.raw`(?<!\d)([48]00)[- ](\d{4})[- ](\d{3,4})(?!\d)`),
    (a, b, c) => [a, b, c].map((p) => digitsZh(p ?? '', true)).join('，'),
  ],
  [
    re(String.raw`(?<!\d)([48]00)[- ]?(\d{3})[- ]?(\d{4})(?!\d)`),
    (a, b, c) => [a, b, c].map((p) => digitsZh(p ?? '', true)).join('，'),
  ],
  [
    re(String.raw`((?:${CALLED})[^\d，。]{0,4})(\d[\d -]{1,14}\d)(?![\d.]|${COUNTED})`),
    (label, n) => label + digitsZh((n ?? '').replace(/\D/g, ''), true),
  ],
  // The numbers of the whole country: consumers' rights 12315, cities 12345, banks and carriers.
  [
    re(String.raw`(?<![\d.,])(12315|12345|12306|12333|12358|10086|95\d{3})(?![\d.,]|${COUNTED})`),
    (n) => digitsZh(n ?? '', true),
  ],
  [re(String.raw`((?:${NUMBERED})\s*[:：是为]?\s*)(\d{3,})(?!\d)`), (label, n) => label + digitsZh(n ?? '')],
  // Off a sum: 满100-20.
  [
    re(String.raw`满\s*[¥]?\s*(${NUM})\s*(元?)\s*[-−]\s*[¥]?\s*(${NUM})(?![\d.])`),
    (a, yuan, b) => `满${numberZh(a ?? '')}${yuan}减${numberZh(b ?? '')}`,
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
  [
    re(String.raw`买\s*(\d+)\s*\+\s*(\d+)(?![\d.+])`),
    (a, b) => `买${cardinalZh(a ?? '')}送${cardinalZh(b ?? '')}`,
  ],
  [re(String.raw`(?<![\d.+])(\d)\s*\+\s*1(?![\d.+]|\s*[\p{L}])`), (n) => `买${cardinalZh(n ?? '')}送一`],
  [
    re(String.raw`(?<![\d.])(\d+)\s*\+\s*(\d+)(?![\d.]|\s*(?:${UNIT})(?![A-Za-z]))`, 'giu'),
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
  [re(String.raw`(?<![\d.])(${NUM})\s*[%％]\s*vol(?![A-Za-z])\.?`, 'giu'), (n) => `${numberZh(n ?? '')}度`],
  [re(String.raw`(?<![\d.])(${NUM})\s*‰`), (n) => `千分之${numberZh(n ?? '')}`],
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
    re(String.raw`(?<![\d.\p{L}])([-−]?${NUM})\s*(°C)?\s*(?:-|~|—|至|到)\s*([-−]?${NUM})\s*°C`, 'giu'),
    (a, c, b) => `${degreesZh(a ?? '')}${c ? '摄氏度' : ''}到${degreesZh(b ?? '')}摄氏度`,
  ],
  [
    re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (a, b, u) => `${countZh(a ?? '')}到${sizeZh(b ?? '', u ?? '')}`,
  ],
  [
    re(String.raw`(?<![\d.\p{L}]|\d-)(${NUM})\s*(${UNIT})${DASH}(${NUM})\s*(${UNIT})(?![A-Za-z])`, 'giu'),
    (a, u = '', b, v = '') =>
      `${sizeZh(a ?? '', u)}${u.at(-1)?.toLowerCase() === v.at(-1)?.toLowerCase() ? '到' : '，'}${sizeZh(b ?? '', v)}`,
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
  [re(String.raw`(?<![\d-])(\d)-(\d)-(\d)(?![\d-])`), (a, b, c) => digitsZh(`${a}${b}${c}`)],
  [
    re(String.raw`(?<![\d.])(${NUM})${DASH}(${NUM})(?=\s*(\p{Script=Han}?))`),
    (a, b, next) => `${keepsOrdinaryTwo(next ?? '') || !next ? numberZh(a ?? '') : countZh(a ?? '')}到${b}`,
  ],
  [re(String.raw`第\s*(\d+)`), (n) => `第${cardinalZh(n ?? '')}`],
  [re(String.raw`(?<![\d.,])(0\d+)(?!\.)`), (n) => digitsZh(n ?? '')],
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
  [/\s*±\s*/gu, '正负'],
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
  let text = said(cleaned, NAMES)
    .replace(
      re(String.raw`(?<![A-Za-z\d][Vv]|\d\s*[Vv])/\s*(?=(?:${UNIT}|\d*(?:${UNIT}))(?![A-Za-z]))`, 'giu'),
      '每',
    )
    .replace(re(String.raw`/(?=[${SOLD_BY}])`), '每');
  text = said(text, RULES).replace(
    re(String.raw`每(${UNIT})(?![A-Za-z])`, 'giu'),
    (_m, u: string) => `每${UNITS_ZH.get(u) ?? UNITS_ZH.get(u.toLowerCase()) ?? u}`,
  );
  for (const [pattern, sign] of SIGNS) text = text.replace(pattern, sign);
  return text
    .replace(/^[\s，、：；,;:]+/u, '')
    .replace(/([，、：；])[，、：；\s]*(?=[。！？!?])/gu, '')
    .replace(/([，、：；,])(?:\s*[，、：；,])+/gu, '$1')
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/[ \t]+/gu, ' ')
    .trim();
}
