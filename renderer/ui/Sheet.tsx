import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../lib/i18n';
import { Button } from './Button';
import css from './ui.module.css';

interface Props {
  title: string;
  second?: string | undefined;
  children: ReactNode;
  onBack: () => void;
  /** Beside the heading, where a page has one thing to do. */
  aside?: ReactNode;
  testId: string;
}

/** A page over the view: a heading, what is on it, and the way back. */
export function Sheet({ title, second, children, onBack, aside, testId }: Props) {
  const { t } = useWords();
  return (
    <section className={css.sheet} aria-label={title} data-testid={testId}>
      <header className={css.sheetHead}>
        <Button icon={ArrowLeft} onPress={onBack} testId="back">
          {t('nav.back')}
        </Button>
        <div className={css.sheetTitle}>
          <h1>{title}</h1>
          {second && <p>{second}</p>}
        </div>
        {aside}
      </header>
      <div className={css.sheetBody}>{children}</div>
    </section>
  );
}
