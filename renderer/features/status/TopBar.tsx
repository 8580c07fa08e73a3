import { House, Languages, Siren } from 'lucide-react';
import { useRef } from 'react';
import { LANGUAGES } from '../../../main/contract';
import { say as words } from '../../../main/words';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { closePanel, openPanel, useUi } from '../../lib/ui-store';
import { Button } from '../../ui/Button';
import css from './status.module.css';

const LONG_PRESS_MS = 1_500;

/** The store's name, the next language by its own name, and the way home. A long press on the mark opens the staff page. */
export function TopBar() {
  const { t, say, beside } = useWords();
  const name = useScreen((s) => s.store?.name ?? s.catalog?.storeName);
  const atHome = useScreen((s) => s.view === 'home');
  const panel = useUi((s) => s.panel);
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const title = say(name) || t('app.logo');
  const second = beside(name);

  const goHome = (): void => {
    closePanel();
    if (!atHome) void act('screen.home');
  };

  return (
    <header className={css.bar}>
      <button
        type="button"
        className={css.brand}
        data-testid="logo"
        onPointerDown={() => (press.current = setTimeout(() => openPanel({ kind: 'staff' }), LONG_PRESS_MS))}
        onPointerUp={() => clearTimeout(press.current)}
        onPointerLeave={() => clearTimeout(press.current)}
        onPointerCancel={() => clearTimeout(press.current)}
      >
        <Mark />
        <span className={css.brandWords}>
          <span className={css.store} data-testid="store-name">
            {title}
          </span>
          {second && second !== title && (
            <span className={css.storeSecond} aria-hidden>
              {second}
            </span>
          )}
        </span>
      </button>
      <div className={css.barSide}>
        {(!atHome || panel) && (
          <Button icon={House} onPress={goHome} testId="home">
            {t('nav.home')}
          </Button>
        )}
        <Button
          icon={Siren}
          className={css.emergency}
          onPress={() => openPanel({ kind: 'emergency' })}
          testId="emergency"
        >
          {t('emergency.button')}
        </Button>
        <NextLanguage />
      </div>
    </header>
  );
}

/** To the next language, by its own name. */
function NextLanguage() {
  const { lang } = useWords();
  const next = LANGUAGES[(LANGUAGES.indexOf(lang) + 1) % LANGUAGES.length]!;
  return (
    <Button icon={Languages} onPress={() => void act('screen.language', { lang: next })} testId="language">
      {words(next, 'lang.name')}
    </Button>
  );
}

/** A shelf label with a way on it. */
function Mark() {
  return (
    <svg className={css.mark} viewBox="0 0 64 64" aria-hidden>
      <rect width="64" height="64" rx="18" fill="currentColor" />
      <path
        d="M18 44V31a9 9 0 0 1 9-9h14"
        fill="none"
        stroke="#fff"
        strokeWidth="6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path
        d="m35 14 9 8-9 8"
        fill="none"
        stroke="#fff"
        strokeWidth="6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="18" cy="48" r="4.5" fill="#f4b942" />
    </svg>
  );
}
