import { dialled } from '../../../main/words';
import { lastKnownNumbers } from './last-known';
import css from './emergency.module.css';

/**
 * Whom to call, in both languages, on screens that stand without main's state: needs nothing that could fail.
 */
export function PlainNumbers() {
  return (
    <dl className={css.plain} data-testid="emergency-numbers">
      {dialled(lastKnownNumbers()).map(({ names: [first, ...others], number }) => (
        <div key={first?.text}>
          <dt>
            {first?.text}
            {others.map(({ lang, text }) => (
              <span key={lang} lang={lang}>
                {' '}
                {text}
              </span>
            ))}
          </dt>
          <dd>{number}</dd>
        </div>
      ))}
    </dl>
  );
}
