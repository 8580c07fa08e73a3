/** Full-width letters, digits and signs as their plain forms; Chinese punctuation stays. */
function plainWidth(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ＋－％＃＆＊／＝＠～．]/gu, (c) =>
      String.fromCharCode(c.charCodeAt(0) - 0xfee0),
    )
    .replaceAll('\u3000', ' ');
}

/** Labels of a barcode, and any run of 12 to 14 digits: no shopper wants a GTIN read aloud. */
const GTIN_LABELS = ['条形码', '条码', '商品码', 'GTIN', 'EAN', 'UPC', 'barcode'];
const NUMBER_WORDS = ['号', String.raw`\s*no\.?`];
const COPULAS = ['是', '为', 'is'];
const anyOf = (alternatives: readonly string[]): string => `(?:${alternatives.join('|')})`;
const LABELLED_GTIN = new RegExp(
  String.raw`${anyOf(GTIN_LABELS)}${anyOf(NUMBER_WORDS)}?\s*${anyOf(COPULAS)}?\s*[:：]?\s*\d[\d -]{6,16}\d`,
  'giu',
);
const BARE_GTIN = /(?<![\d.])\d{12,14}(?![\d.])/gu;

/**
 * What both languages share: plain widths, no markup, links, emoji or control characters, no barcodes, one
 * kind of quote and dash. Keeps letters, digits and the signs that carry meaning.
 */
export function clean(text: string): string {
  return plainWidth(text.normalize('NFC'))
    .replace(/https?:\/\/\S+/giu, ' ')
    .replace(/<[/!a-z][^<>]{0,200}>/giu, ' ')
    .replace(LABELLED_GTIN, ' ')
    .replace(BARE_GTIN, ' ')
    .replace(/[（(【[]\s*[)）】\]]/gu, ' ')
    .replace(/[\u00a0\u2000-\u200a\u202f]/gu, ' ')
    .replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]/gu, '')
    .replace(/[①-⑳]/gu, (c) => ` ${c.charCodeAt(0) - 0x245f} `)
    .replace(
      /[½⅓⅔¼¾⅛]/gu,
      (c) => ` ${{ '½': '1/2', '⅓': '1/3', '⅔': '2/3', '¼': '1/4', '¾': '3/4', '⅛': '1/8' }[c] ?? ''} `,
    )
    .replace(/(?<![\d.\p{L}])\.(?=\d)/gu, '0.')
    .replace(/[‐‑‒–]/gu, '-')
    .replace(/[〜～]/gu, '~')
    .replace(/[￥]/gu, '¥')
    .replace(/[²]/gu, '^2')
    .replace(/[³]/gu, '^3')
    .replace(/㎡/gu, 'm^2')
    .replace(/㎏/gu, 'kg')
    .replace(/㎎/gu, 'mg')
    .replace(/㎜/gu, 'mm')
    .replace(/㎝/gu, 'cm')
    .replace(/[㏄]/gu, 'cc')
    .replace(/℃/gu, '°C')
    .replace(/℉/gu, '°F')
    .replace(/\p{Extended_Pictographic}/gu, ' ')
    .replace(/[®™©`]|[*_]{2,}/gu, '')
    .replace(/[ \t]+/gu, ' ');
}

/** Digits of any other script as 0–9, so that none is left unread. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (c) => {
    if (c >= '0' && c <= '9') return c;
    let zero = c.codePointAt(0) ?? 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (c.codePointAt(0) ?? 0) - zero < 9) zero--;
    return String((c.codePointAt(0) ?? 0) - zero);
  });
}
