const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const PLACES = ['', '十', '百', '千'] as const;
const GROUPS = ['', '万', '亿', '万亿'] as const;

/** Digits one by one: `0571` → 零五七一. With `phone`, 1 is 幺 as on the telephone. */
export function digitsZh(digits: string, phone = false): string {
  return [...digits].map((d) => (phone && d === '1' ? '幺' : (DIGITS[Number(d)] ?? ''))).join('');
}

/** Up to four digits; `inner` writes 一十 instead of 十. */
function group(digits: string, inner: boolean): string {
  let out = '';
  let zero = false;
  const n = digits.length;
  for (let i = 0; i < n; i++) {
    const d = Number(digits[i]);
    if (d === 0) {
      zero = out !== '' || inner;
      continue;
    }
    if (zero) out += '零';
    zero = false;
    out += (d === 1 && n - i === 2 && out === '' && !inner ? '' : DIGITS[d]) + (PLACES[n - 1 - i] ?? '');
  }
  return out;
}

/**
 * A whole number in words, given as digits of any length: `10500` → 一万零五百. Beyond 16 digits it is read digit
 * by digit.
 */
export function cardinalZh(digits: string): string {
  const trimmed = digits.replace(/^0+(?=\d)/, '');
  if (trimmed === '0') return '零';
  if (trimmed.length > 16) return digitsZh(digits);
  const parts: string[] = [];
  for (let end = trimmed.length; end > 0; end -= 4) parts.unshift(trimmed.slice(Math.max(0, end - 4), end));
  let out = '';
  let gap = false;
  parts.forEach((part, i) => {
    if (Number(part) === 0) {
      gap = out !== '';
      return;
    }
    const words = group(part, out !== '');
    const lead = out !== '' && (gap || part.startsWith('0')) && !words.startsWith('零') ? '零' : '';
    out += lead + words + (GROUPS[parts.length - 1 - i] ?? '');
    gap = false;
  });
  return out;
}

/** A number as it is written, thousands separators allowed: `1,299.50` → 一千二百九十九点五零, `-3` → 负三. */
export function numberZh(written: string): string {
  const [, sign = '', whole = '0', fraction] = /^([-−]?)([\d,]*)(?:\.(\d+))?$/.exec(written) ?? [];
  const words = cardinalZh(whole.replaceAll(',', '') || '0');
  return (sign ? '负' : '') + words + (fraction ? `点${digitsZh(fraction)}` : '');
}

/** The same before a measure word: two is 两 (两个, 两升, 两千克), but 二点五. */
export function countZh(written: string): string {
  const words = numberZh(written).replaceAll('二千', '两千');
  const sign = words.startsWith('负') ? '负' : '';
  const [first, next] = words.slice(sign.length);
  const counts = first === '二' && (next === undefined || BEFORE_COUNTING_TWO.has(next));
  return counts ? `${sign}两${words.slice(sign.length + 1)}` : words;
}

/** Before these, two is said 两. */
const BEFORE_COUNTING_TWO: ReadonlySet<string> = new Set('千万亿');

/** A sum of money as said at the till: 12.90 → 十二块九, 12.05 → 十二块零五分, 0.50 → 五毛. */
export function moneyZh(written: string): string {
  const [whole = '0', fraction = ''] = written.replaceAll(',', '').split('.');
  const jiao = Number(fraction[0] ?? 0);
  const fen = Number(fraction[1] ?? 0);
  const yuan = cardinalZh(whole || '0');
  if (jiao === 0 && fen === 0) return `${countZh(whole || '0')}块`;
  if (yuan === '零') {
    if (jiao === 0) return `${fen === 2 ? '两' : DIGITS[fen]}分`;
    return `${jiao === 2 ? '两' : DIGITS[jiao]}毛${fen ? DIGITS[fen] : ''}`;
  }
  const head = `${countZh(whole)}块`;
  if (jiao === 0) return `${head}零${DIGITS[fen]}分`;
  return fen ? `${head}${DIGITS[jiao]}毛${DIGITS[fen]}` : `${head}${DIGITS[jiao]}`;
}
