/** The fixed words of all documents. */
export const WORDS = {
  zh: {
    locator: '商品位置',
    list: '购物清单',
    coupon: '优惠券',
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

/** Local date and minute of an RFC 3339 time, in the time's own offset. */
export function minute(time: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})/.exec(time);
  return match ? `${match[1]} ${match[2]}` : time;
}
