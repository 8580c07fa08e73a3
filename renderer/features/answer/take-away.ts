import qrcode from 'qrcode-generator';
import { textIn, type CouponCode, type ItemCard, type Lang } from '../../../main/contract';
import { placeLabel, say } from '../../../main/words';

/** Items in one code: more of them make it too fine for a phone held at arm's length. */
const MOST_ITEMS = 3;

/**
 * What somebody takes along instead of paper: a line an item, its name and where it stands. Empty where no
 * place is known.
 */
export function takeAwayText(cards: readonly ItemCard[], lang: Lang): string {
  return cards
    .filter(({ places }) => places.length > 0)
    .slice(0, MOST_ITEMS)
    .map(
      ({ name, places }) =>
        `${textIn(name, lang)}${lang === 'zh' ? '：' : ': '}${placeLabel(places[0]!, lang)}`,
    )
    .join('\n');
}

/** The same of coupons: a line each, its title and its code. */
export function couponText(coupons: readonly CouponCode[], lang: Lang): string {
  return coupons
    .map(({ title, code }) => say(lang, 'answer.couponCode', { title: textIn(title, lang), code }))
    .join('\n');
}

/** The text as a QR code, SVG with a free margin. Phones read bytes as UTF-8. */
export function qrSvg(text: string): string {
  const code = qrcode(0, 'M');
  code.addData(String.fromCharCode(...new TextEncoder().encode(text)), 'Byte');
  code.make();
  return code.createSvgTag({ cellSize: 4, margin: 16, scalable: true });
}
