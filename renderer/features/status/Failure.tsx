import { useEffect } from 'react';
import { useWords } from '../../lib/i18n';
import { clearFailure, useUi } from '../../lib/ui-store';
import css from './status.module.css';

const SHOWN_MS = 6_000;

/** What just failed, said kindly, for a while; a tap puts it away. */
export function Failure() {
  const failure = useUi((s) => s.failure);
  const { t } = useWords();

  useEffect(() => {
    if (!failure) return;
    const timer = setTimeout(clearFailure, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [failure]);

  if (!failure) return null;
  return (
    <button
      type="button"
      key={failure.key}
      className={css.failure}
      onClick={clearFailure}
      role="alert"
      data-testid="failure"
      data-message={failure.message}
    >
      {t(failure.message)}
    </button>
  );
}
