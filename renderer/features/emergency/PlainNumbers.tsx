import { dialled } from '../../../main/words';
import { lastKnownNumbers } from './last-known';
import css from './emergency.module.css';

/**
 * Whom to call, in both languages, on screens that stand without main's state: needs nothing that could fail.
 */
export function PlainNumbers() {
  return (
    <dl className={css.plain} data-testid="emergency-numbers">
      {dialled(lastKnownNumbers()).map(({ zh, en, number }) => (
        <div key={zh}>
          <dt>
            {zh} <span lang="en">{en}</span>
          </dt>
          <dd>{number}</dd>
        </div>
      ))}
    </dl>
  );
}
