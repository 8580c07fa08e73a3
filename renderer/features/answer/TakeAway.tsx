import { useMemo } from 'react';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import css from './answer.module.css';
import { qrSvg, takeAwayText } from './take-away';

/** Where no paper comes out: why, and the places as a code for a phone. */
export function TakeAway() {
  const { t, lang } = useWords();
  const print = useScreen((s) => s.print);
  const cards = useScreen((s) => s.cards);
  const reason = print?.state === 'done' ? undefined : print?.reason;
  const text = reason ? takeAwayText(cards, lang) : '';
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
        <strong>{t(`print.${print.state}`, { x: t(`print.reason.${reason}`) })}</strong>
        {svg && <span>{t('answer.takeAway')}</span>}
      </span>
    </div>
  );
}
