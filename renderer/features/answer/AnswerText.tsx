import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import type { Answer, Verdict } from '../../../main/contract';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { allergenNames } from './allergen-names';
import { Spoken } from './Spoken';
import css from './answer.module.css';
import { dataTime } from './data-time';

/** The question as heard and the answer as said. */
export function AnswerText() {
  const { t, moment } = useWords();
  const answer = useScreen((s) => s.answer);
  const transcript = useScreen((s) => s.turn.transcript);
  const caption = useScreen((s) => s.caption);
  const catalog = useScreen((s) => s.catalog);
  if (!answer) return null;
  const asked = answer.say || transcript;
  const asOf = moment(dataTime(answer, catalog));

  return (
    <>
      {asked && (
        <p className={css.asked} data-testid="transcript">
          <span className={css.askedLabel}>{t('answer.heard')}</span>
          {asked}
        </p>
      )}
      <AllergenBanner answer={answer} />
      {answer.abstained && answer.items.length === 0 && answer.intent !== 'product.allergen' && (
        <p className={`${css.banner} ${css.unknown}`} data-testid="abstained">
          <CircleHelp aria-hidden />
          <span>
            <strong>{t('verdict.abstained')}</strong>
            <span>{t('verdict.abstained.note')}</span>
          </span>
        </p>
      )}
      <p
        className={css.text}
        data-testid="answer-text"
        data-length={lengthClass(answer.text)}
        lang={answer.lang === 'zh' ? 'zh-CN' : 'en'}
      >
        <Spoken text={answer.text} caption={caption} />
      </p>
      {asOf && <p className={css.asOf}>{t('answer.asOf', { time: asOf })}</p>}
    </>
  );
}

const icons: Record<Verdict, typeof CircleCheck> = {
  contains: TriangleAlert,
  may_contain: TriangleAlert,
  free: CircleCheck,
  unknown: CircleHelp,
};

function AllergenBanner({ answer }: { answer: Answer }) {
  const { t, lang } = useWords();
  const { verdict } = answer.facts;
  if (!verdict) return null;
  const Icon = icons[verdict];
  const name = allergenNames(answer.facts, verdict, lang);
  return (
    <p className={`${css.banner} ${css[verdict]}`} data-testid="verdict" data-verdict={verdict}>
      <Icon aria-hidden />
      <span>
        <strong>{t(`verdict.${verdict}`, { x: name })}</strong>
        <span>{t(`verdict.note.${verdict}`)}</span>
      </span>
    </p>
  );
}

/**
 * Long answers are set smaller, so that none needs scrolling at arm's length. Han characters count double.
 */
function lengthClass(text: string): 'short' | 'medium' | 'long' {
  const width = [...text].reduce((sum, c) => sum + (c > '\u2e80' ? 2 : 1), 0);
  if (width <= 80) return 'short';
  return width <= 200 ? 'medium' : 'long';
}
