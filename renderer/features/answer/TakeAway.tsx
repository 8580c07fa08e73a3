import { useMemo } from 'react';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import css from './answer.module.css';
import { printMessage } from './print-message';
import { couponText, qrSvg, takeAwayText } from './take-away';

/** Where no paper comes out: why, and what would be on it as a code for a phone. */
export function TakeAway() {
  const words = useWords();
  const { t, lang } = words;
  const print = useScreen((s) => s.print);
  const cards = useScreen((s) => s.cards);
  const reason = print?.state === 'done' ? undefined : print?.reason;
  const coupons = couponText(print?.coupons ?? [], lang);
  const text = reason ? coupons || takeAwayText(cards, lang) : '';
  const svg = useMemo(() => (text === '' ? '' : qrSvg(text)), [text]);
  if (!print || !reason) return null;
  return (
    <div
      className={`${css.banner} ${css.may_contain}`}
      role="status"
      data-testid="take-away"
      data-text={text}
    >
      {svg && (
        <img
          className={css.takeAway}
          alt={text}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
        />
      )}
      <span>
        <strong>{printMessage(print, words)}</strong>
        {svg && <span>{t(coupons ? 'answer.takeAway.coupon' : 'answer.takeAway')}</span>}
        {coupons && <span data-testid="coupon-codes">{coupons}</span>}
      </span>
    </div>
  );
}
