import type { Lang, Place } from '../../../main/contract';

/** The fixed words of all documents. */
export const WORDS = {
  zh: {
    locator: '商品位置',
    list: '购物清单',
    coupon: '优惠券',
    aisle: '通道',
    bay: '货位',
    shelf: '层',
    noPlace: '位置请咨询店员',
    alsoAt: '也在',
    price: '价格',
    offer: '特价',
    was: '原价',
    printed: '打印时间',
    asOf: '信息截至',
    validUntil: '有效期至',
    terms: '使用条款',
    code: '券码',
    you: '您在这里',
    thanks: '谢谢光临',
    diagnostic: '设备自检',
    paper: (dots: number, columns: number) => `纸宽 ${dots} 点，每行 ${columns} 个字符`,
    promotion: '促销活动',
    more: (n: number) => `另有 ${n} 款，请看屏幕`,
  },
  en: {
    locator: 'Where to find it',
    list: 'Shopping list',
    coupon: 'Coupon',
    aisle: 'Aisle',
    bay: 'Bay',
    shelf: 'Shelf',
    noPlace: 'Please ask our staff where it is',
    alsoAt: 'also at',
    price: 'Price',
    offer: 'Offer',
    was: 'was',
    printed: 'Printed',
    asOf: 'As of',
    validUntil: 'Valid until',
    terms: 'Terms',
    code: 'Code',
    you: 'You are here',
    thanks: 'Thank you',
    diagnostic: 'Device self-test',
    paper: (dots: number, columns: number) => `${dots} dots, ${columns} columns`,
    promotion: 'Promotion',
    more: (n: number) => `${n} more, see the screen`,
  },
} as const;

/** `通道 A12 货位 3 第2层`, `Aisle A12, bay 3, shelf 2`. */
export function placeText(place: Place, lang: Lang): string {
  if (lang === 'zh')
    return [`通道 ${place.aisle}`, place.bay && `货位 ${place.bay}`, place.shelf && `第${place.shelf}层`]
      .filter(Boolean)
      .join(' ');
  return [`Aisle ${place.aisle}`, place.bay && `bay ${place.bay}`, place.shelf && `shelf ${place.shelf}`]
    .filter(Boolean)
    .join(', ');
}

const SIGNS: Readonly<Record<string, string>> = {
  CNY: '￥',
  JPY: '￥',
  USD: '$',
  GBP: '￡',
  HKD: 'HK$',
  TWD: 'NT$',
  SGD: 'S$',
  MYR: 'RM',
};

/** An amount with its currency sign; two decimals unless the currency has none. */
export function money(amount: number, currency: string): string {
  const digits = currency === 'JPY' || currency === 'KRW' ? 0 : 2;
  return `${SIGNS[currency] ?? `${currency} `}${amount.toFixed(digits)}`;
}

/** Local date and minute of an RFC 3339 time, in the time's own offset. */
export function minute(time: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})/.exec(time);
  return match ? `${match[1]} ${match[2]}` : time;
}
