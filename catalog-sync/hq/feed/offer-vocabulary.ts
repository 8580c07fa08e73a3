/** How stores write offers: the words by which `offer-claims.ts` and `offer-times.ts` read a title. */

const any = (words: readonly string[]): string => `(?:${words.join('|')})`;

export const DIGITS = '零一二三四五六七八九';
export const TEN = '十';
export const TWO = '两';
export const POINT = '点';
/** Tenths of the price that are left. */
export const TENTHS = '折';

export const words = {
  /** After 折: another word, or what comes on top. */
  notAfterTenths: any([...'扣叠合后']),
  /** The best of several. */
  upTo: any(['低至', '最低', '最高', '至多', `${TENTHS}\\s*起`, `${TENTHS}\\s*封顶`]),
  half: any(['半价', '对折']),
  off: any(['立减', '直降', '直减', '减免', '降价', '立省', '便宜', '优惠', '减', '省', '降']),
  /** Money, but not within 元旦, 元宵, 元气, 元素. */
  yuan: '(?:元(?![旦宵气素])|块)',
  /** What single pieces of goods are counted in. */
  piece: '[件瓶包盒袋支罐个只份杯双条桶箱张本套片听对]',
  item: '件',
  /** 四件套 is one thing. */
  set: '套',
  /** Before an amount that is no price of the thing. */
  noPrice: any([
    ...['满', '原价', '价值', '市场价', '加', '送', '返', '省', '减', '降', '便宜', '优惠', '抵'],
    ...['over', 'was', 'worth', 'from', 'spend', 'save'],
  ]),
  price: any(['特价', '特惠', '仅', '只要', '只需', '售价', '现价', '一口价', '惊爆价', '秒杀价']),
  take: '任[选意]',
  few: '[两二三四五六]',
  makes: any(['共', '只要', '仅', '特价']),
  buy: '买',
  free: '[送赠]',
  second: '第[二2]',
  afterSecond: any(['只要', '仅', '享', '打', '立减', '直降', '减', '特价', '免费', '半价']),
  from: '满',
  members: '会员',
  notMembers: '非会员',
  year: '年',
  month: '月',
  day: '[日号]',
  upToDay: '[至到]',
  until: any(['截至', '截止到', '截止至', '截止', '止于', '至', '到']),
  ends: any(['截止', '为止', '止', '结束']),
  /** 周三, 星期日, 每周末; not 周年, 一周. */
  weekday: '(?:周|星期|礼拜)[一二三四五六日天末](?!年)',
  daily: '每[天日晚]',
  /** 8 点, 晚八点, 20:00. */
  oclock: '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*点(?!\\s*\\d\\s*折)',
  afterClock: '[后前起至到]',
} as const;
