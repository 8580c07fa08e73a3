import { useEffect, useState } from 'react';
import { invoke } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import css from './print.module.css';

/** So long the picture stays after the paper came out, milliseconds. */
const LINGER_MS = 6_000;
/** What a slip takes (contract: at most 20 items). */
const MAX_SLIP = 20;

/** The slip that is being printed, as it will lie on paper. Only to be looked at: touches go through it. */
export function SlipPreview() {
  const { t } = useWords();
  const job = useScreen((s) => s.print?.jobId);
  const done = useScreen((s) => s.print?.state === 'done' || s.print?.state === 'failed');
  const cards = useScreen((s) => s.cards);
  const [shown, setShown] = useState<{ job: string; svg: string } | null>(null);

  useEffect(() => {
    if (!job || cards.length === 0) return;
    let stale = false;
    void invoke('print.preview', { gtins: cards.slice(0, MAX_SLIP).map((card) => card.gtin) }).then((result) => {
      if (!stale && result.ok) setShown({ job, svg: result.value.svg });
    });
    return () => {
      stale = true;
    };
  }, [job, cards]);

  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setShown(null), LINGER_MS);
    return () => clearTimeout(timer);
  }, [done, job]);

  if (!shown || shown.job !== job) return null;
  return <img className={css.slip} data-testid="slip-preview" alt={t('answer.print')} src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(shown.svg)}`} />;
}
